"""The measured table in docs/draft.md, between two marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.drafting.generated.families import HELD
from tests.drafting.scoring import Score

PAGE = Path(__file__).resolve().parents[3] / "docs/draft.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
_NAMES: Mapping[str, str] = {
    "a": "事業ごとの表、年が列 / a block for each project",
    "b": "結果が文章の欄 / results as free text",
    "c": "国の様式 / the national form",
    "d": "総合戦略の表 / strategy tables",
    "e": "括弧書きの累計 / running totals in brackets",
    "f": "目標と実績が1つの欄 / target and actual in one cell",
    "g": "横に長い一覧 / wide sheets",
    "h": "評価シート / evaluation sheets",
    "i": "KPIのない文書 / nothing to draft",
}
_FORMATS: Mapping[str, str] = {
    "txt": "テキスト / text",
    "html": "HTML",
    "xlsx": "Excel",
    "docx": "Word",
    "pdf": "PDF（Excelから / of Excel）",
    "word-pdf": "PDF（Wordから / of Word）",
    "pdftext": "PDFから取り出したテキスト / text of a PDF",
}

Scores = Mapping[tuple[str, str], Score]


def written_page(scores: Scores, documents: int) -> None:
    """Put the table into the page in place of the one before."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = "\n".join(["", *page_table(scores, documents), ""])
    PAGE.write_text(before + BEGIN + made + END + after, "utf-8")


def page_table(scores: Scores, documents: int) -> Iterator[str]:
    """A row for each family, precision and recall for each format."""
    formats = list(dict.fromkeys(suffix for _, suffix in scores))
    yield ""
    yield f"各様式{documents}件、適合率 / 再現率。"
    yield f"<br>{documents} documents of each family; precision / recall."
    yield ""
    yield "| 様式 / family | " + " | ".join(_FORMATS[one] for one in formats) + " |"
    yield "|---|" + "---|" * len(formats)
    for family in dict.fromkeys(family for family, _ in scores):
        mark = " ＊" if family in HELD else ""
        cells = (_rates(scores[family, one]) for one in formats)
        yield f"| ({family}) {_NAMES[family]}{mark} | " + " | ".join(cells) + " |"
    yield ""
    yield "＊ 読み方を合わせなかった様式 / families that the reader was not tuned to."


def _rates(score: Score) -> str:
    if not score.cells.wanted:
        return f"余分 {score.cells.drafted} / extra"
    return f"{score.precision:.3f} / {score.recall:.3f}"
