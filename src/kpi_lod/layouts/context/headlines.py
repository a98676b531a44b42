"""The lines that may say what a document is: paragraphs, and cells alone in their row. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kpi_lod.documents.document import Document, Paragraph, Table
from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.context.letters import closed_up, plain

_FIRST = 40
_ROWS = 6
_LONGEST_TITLE = 90
_REPORT = re.compile(
    r"実績|効果検証|検証|報告|評価|進捗|進行管理|達成状況|一覧|KPI|重要業績|成果|結果|概要書|実施状況|取組状況"
    r"|総合戦略|創生|交付金|を活用した事業|数値目標"
)
_NO_TITLE = re.compile(
    r"^(?:担当|所管|資料|別紙|別添|参考|様式|目次|事業名|事業の名称|交付金(?:の)?(?:名称?|種類|区分)|KPI$|実績値?$|評価$|検証$|結果$|※|注|備考|ホーム|トップ|本文|現在)"
    r"|[。]|^[0-9０-９、,.%\s]+$"
)
_MEETING = re.compile(r"(?:会議|委員会|審議会|協議会)(?:[ ]?(?:資料|会議録|次第)[^ ]{0,8})?$")
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.)、 ]|[①-⑳]|\([0-9]{1,2}\)|[○●◎・◆■□▼])")
_FRAME = re.compile(r"^[【〔\[《『「<\s#]+|(?<![】〕\]》』」>\s])[】〕\]》』」>\s]+$")
_SITE = re.compile(r"(?<!\s)\s*[|｜]\s*|(?<!\s)\s+[-–—/／]\s+")
_SOFTWARE = re.compile(
    r"Microsoft|\.(?:xlsx?|docx?|pptx?|pdf)$|^スライド|^PowerPoint|^無題|^Sheet", re.I
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A line, where it stands, and whether the document marks it as a heading."""

    text: str
    at: str
    marked: bool = False


def headlines(document: Document) -> tuple[Headline, ...]:
    """The first lines that stand for themselves, blank ones left out."""
    return tuple(islice(_lines(document), _FIRST))


def title(document: Document) -> str:
    """What the document calls itself, without 【】 around; "" where no line looks like that."""
    own = [part for part in _SITE.split(document.title) if _is_title(part)]
    if own and not _SOFTWARE.search(document.title):
        return _unframed(own[0])
    lines = headlines(document)
    named = [line.text for line in lines if _is_title(line.text)]
    return _unframed(min(named, key=_rank)) if named else ""


def _rank(text: str) -> int:
    """A name of the whole comes before a meeting's name, and that before a numbered heading."""
    printed = plain(_unframed(text))
    return 2 if _NUMBERED.search(plain(text)) else int(_MEETING.search(printed) is not None)


def _is_title(text: str) -> bool:
    printed = plain(_unframed(text))
    if not 4 <= len(printed) <= _LONGEST_TITLE or _NO_TITLE.search(printed):  # noqa: PLR2004
        return False
    return bool(_REPORT.search(folded(printed).upper()))


def _unframed(text: str) -> str:
    """The text on one line, without brackets that stand around all of it."""
    line = " ".join(text.split())
    bare = _FRAME.sub("", line)
    opened = sum(map(bare.count, "【〔[《『「")) - sum(map(bare.count, "】〕]》』」"))
    return bare if opened == 0 else line


def _lines(document: Document) -> Iterator[Headline]:
    for block in document.blocks():
        yield from _of_paragraph(block) if isinstance(block, Paragraph) else _of_table(block)


def _of_paragraph(block: Paragraph) -> Iterator[Headline]:
    for line in block.text.split("\n"):
        if line.strip():
            yield Headline(closed_up(line.strip()), block.at, block.level > 0)


def _of_table(table: Table) -> Iterator[Headline]:
    """Cells alone in one of the first rows, as a sheet's title is."""
    for row in range(1, min(table.height, _ROWS) + 1):
        texts = [cell for cell in table.cells if cell.row == row and cell.text.strip()]
        if len(texts) == 1:
            yield Headline(texts[0].text.strip(), texts[0].at)
