"""docs/findings.md: every code, when it occurs, how to fix it, an example; from the sources.

``python -m tests.gates.findings_page`` writes the page; a gate holds it to the sources. The
examples are the tests' own cases (:mod:`tests.gates.examples`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode
from tests.gates.examples import Example, message_examples, shape_examples
from tests.gates.unshown import UNSHOWN

from kpi_lod.checking.shapes import core_shapes
from kpi_lod.errors import Severity
from kpi_lod.messages import Message, messages
from kpi_lod.packaged import packaged
from kpi_lod.vocabulary import SH, SHAPES

PAGE = Path(__file__).resolve().parents[2] / "docs/findings.md"
_HEAD = Path(__file__).with_name("findings_head.md")
RULES = {
    "the file as text": ("ファイル", "The file"),
    "YAML": ("YAMLの書き方", "YAML"),
    "keys and forms": ("項目と書き方", "Keys and forms"),
    "workbooks and CSV": ("ExcelとCSV", "Excel and CSV"),
    "Japanese texts": ("年度と数", "Years and numbers"),
    "what is hardly meant": ("書き誤りらしいもの", "What is hardly meant"),
    "between two years": ("前の提出物との間", "Between two years"),
}
"""Section of messages.toml with rules about submissions → its title."""

ERRORS = {
    "checking": ("検査の実行", "Running a check"),
    "converting files, and templates": ("変換とひな形", "Converting, and templates"),
    "settings": ("設定", "Settings"),
    "questions": ("問い合わせ", "Queries"),
    "anyone's shapes": ("自分の形状による検査", "Anyone's shapes"),
    "what a result of anyone's shapes says where the shape has no message of its own": (
        "自分の形状の既定の文",
        "Default texts of anyone's shapes",
    ),
    "RDF files (validate)": ("RDFファイル", "RDF files"),
    "SPARQL in shapes": ("形状の中のSPARQL", "SPARQL in shapes"),
    "literals and patterns": ("リテラルと正規表現", "Literals and patterns"),
}
"""The other sections: what stops the program, or the words of a result."""

SHAPE_FILES = {
    "submission": ("提出物と、欄どうしの比較", "Submissions, and cells compared"),
    "project": ("事業", "Projects"),
    "indicator": ("KPI", "KPIs"),
    "measurement": ("KPIの値", "Values of KPIs"),
    "amount": ("金額", "Money"),
    "activity": ("実施内容", "Activities"),
    "evaluation": ("評価", "Evaluations"),
    "municipality": ("自治体", "Municipalities"),
    "period": ("期間", "Periods"),
    "location": ("区域", "Areas"),
    "result": ("計算された結果", "Computed results"),
}
"""File of shapes → its title."""

_NAMES = {
    Severity.VIOLATION: "違反 / Violation",
    Severity.WARNING: "警告 / Warning",
    Severity.INFO: "参考 / Info",
}
_ERROR = "エラー / Error"
_MADE = (
    "公開するRDF（Turtle）で書いた例です。 / The example is in RDF (Turtle), as it is published."
)
_FIELD = re.compile(r"\{(\w+?)(?:_ja|_en)?(?:!r)?\}")


def _shown(text: str) -> str:
    """A template with its fields as ‹name›."""
    return _FIELD.sub(r"‹\1›", text).replace("{{", "{").replace("}}", "}").replace("|", "\\|")


@cache
def sections() -> Mapping[str, list[str]]:
    """Section of messages.toml → its keys, in order; all wordings of a code where its first is."""
    text = (packaged("src/kpi_lod") / "messages.toml").read_text("utf-8")
    of_shapes = shape_texts().keys()  # they stand with their shapes
    found: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    section = ""
    for line in text.split("\n\n", 1)[1].split("\n"):
        if line.startswith("# "):
            section = line.removeprefix("# ")
        elif line.startswith('["'):
            key = line[2 : line.index('"]')]
            if key.partition("/")[0] in of_shapes:
                continue
            own = home.setdefault(key.partition("/")[0], section)
            found.setdefault(own, []).append(key)
    return {name: sorted(keys, key=_by_code(keys)) for name, keys in found.items()}


def _by_code(keys: list[str]) -> Callable[[str], int]:
    """The order of the codes, each with all its wordings."""
    codes = [key.partition("/")[0] for key in keys]
    return lambda key: codes.index(key.partition("/")[0])


def _section(title: tuple[str, str], keys: list[str]) -> Iterator[str]:
    yield from ("", f"## {title[0]} / {title[1]}")
    for code, variants in groupby(keys, key=lambda key: key.partition("/")[0]):
        yield from ("", f"### {code}")
        for key in variants:
            yield from ("", *_entry(key, messages()[key], message_examples().get(key)))


def _entry(key: str, message: Message, example: Example | None) -> Iterator[str]:
    """One wording: when and how to fix in both languages, then the example."""
    severity = example.severity if example else UNSHOWN.get(key, (None, ""))[0]
    label = _NAMES[severity] if severity else _ERROR
    yield f"**{label}** — {_shown(message.ja)}"
    yield f"<br>{_shown(message.en)}"
    yield ""
    yield f"- 直し方: {_shown(message.fix_ja)}"
    yield f"- How to fix: {_shown(message.fix_en)}"
    if example and example.finding:
        found = example.finding
        ja, en = f"{found.ja} → {found.fix_ja}", f"{found.en} → {found.fix_en}"
        yield from _folded(example.change, [f"指摘: {_plain(ja)}\n<br>Finding: {_plain(en)}"])


def _folded(change: str, lines: list[str]) -> Iterator[str]:
    yield from ("", "<details><summary>例 / Example</summary>", "", "```diff", change, "```")
    for line in lines:
        yield from ("", line)
    yield from ("", "</details>")


def _plain(text: str) -> str:
    """A text that Markdown would take for markup, as it is."""
    return re.sub(r"([\\`*_<>\[\]|~])", r"\\\1", text)


def shape_texts() -> dict[str, dict[tuple[str, str], str]]:
    """Code → (property, language) → text."""
    texts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for triple in core_shapes():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            key = (triple.predicate.value.removeprefix(SH.iri), triple.object.language or "")
            texts[triple.subject.value.removeprefix(SHAPES.iri)][key] = triple.object.value
    return {code: found for code, found in texts.items() if ("message", "ja") in found}


def severities() -> dict[str, Severity]:
    """Code of a shape → severity; a constraint takes that of the shape it stands in."""
    stated = {
        t.subject: Severity(t.object.value.removeprefix(SH.iri))
        for t in core_shapes()
        if t.predicate == SH.severity and isinstance(t.object, NamedNode)
    }
    found = {node: name for node, name in stated.items() if isinstance(node, NamedNode)}
    for t in core_shapes():
        if t.predicate == SH.sparql and isinstance(t.object, NamedNode) and t.subject in stated:
            found[t.object] = stated[t.subject]
    return {node.value.removeprefix(SHAPES.iri): name for node, name in found.items()}


def _shapes(file: str) -> Iterator[str]:
    """The rules of one file of shapes, in its order."""
    text = (packaged("shapes") / f"{file}.ttl").read_text("utf-8")
    texts = shape_texts()
    for code in re.findall(r"^kpish:([a-z0-9-]+) a sh:", text, re.MULTILINE):
        if code in texts:
            yield from ("", f"### {code}", "")
            yield from _shape(code, texts[code], shape_examples().get(code))


def _shape(
    code: str, texts: Mapping[tuple[str, str], str], example: Example | None
) -> Iterator[str]:
    label = _NAMES[severities().get(code, Severity.VIOLATION)]
    yield f"**{label}** — {texts['description', 'ja']}"
    yield f"<br>{texts['description', 'en']}"
    yield ""
    yield f"- 直し方: {texts['message', 'ja']}"
    yield f"- How to fix: {texts['message', 'en']}"
    if in_table := messages().get(f"{code}/cell"):
        yield f"- 表では / In a table: {in_table.ja} → {in_table.fix_ja}"
        yield f"<br>{in_table.en} → {in_table.fix_en}"
    if example:
        yield from _folded(example.change, [_MADE] if example.made else [])


def _contents() -> Iterator[str]:
    for title in (*RULES.values(), *SHAPE_FILES.values(), *ERRORS.values()):
        anchor = re.sub(r"[^\w -]", "", f"{title[0]} / {title[1]}".lower()).replace(" ", "-")
        yield f"- [{title[0]} / {title[1]}](#{anchor})"


@cache
def findings_page() -> str:
    """The whole page."""
    rows = [_HEAD.read_text("utf-8").rstrip(), "", *_contents()]
    for name, title in RULES.items():
        rows += _section(title, sections()[name])
    for file, title in SHAPE_FILES.items():
        rows += ["", f"## {title[0]} / {title[1]}", *_shapes(file)]
    for name, title in ERRORS.items():
        rows += _section(title, sections()[name])
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(findings_page(), "utf-8")
