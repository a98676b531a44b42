"""docs/codes.md: every code that a submission can choose, from the schemes themselves.

``python -m tests.gates.codes_page`` writes the page; a gate holds it to the sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kpi_lod.register.schemes import ontology_quads, schemes
from kpi_lod.vocabulary import KPI, SHARED, SKOS

PAGE = Path(__file__).resolve().parents[2] / "docs/codes.md"

CHOSEN = {
    "programme": "`programme`",
    "unit": "`unit`",
    "concept": "`concept`",
    "direction": "`direction`",
    "level": "`level`",
    "basis": "`basis`",
    "match": "`match`",
    "kind": "`values`",
    "amount-kind": "`budget`",
    "status": "`status`",
    "effect": "`evaluation` `effect`",
    "external-review": "`evaluation` `external-review`",
    "next-step": "`evaluation` `next`",
}
"""Scheme → the key of a submission under which it is chosen."""

KEYS_ONLY = ("kind", "amount-kind")
"""Schemes whose codes are keys: there the reader takes the code alone, no label."""

_HEAD = """\
# コードの一覧 / All codes

提出物で選べるコードの一覧です。項目の値には、コード、日本語名、ほかの表記のどれを書いても同じに読まれます
（全角と半角、大文字と小文字、空白の違いは問いません）。英語名は参考で、読まれません。
書き方は [submission.md](submission.md)。
この頁はコード表から作られます（`python -m tests.gates.codes_page`）。

All codes that a submission can choose. As a value write the code, its Japanese label or another
printed form; English labels are not read. Made from the schemes themselves.
"""
_KEYS_ONLY = """\
ここのコードは項目名です。コードのまま書きます（日本語名は項目名として読まれません）。
/ These codes are keys; write the code itself.
"""
_SCALES = """\
単位の前に桁の語（千、万、十万、百万、千万、億、十億、百億、千億、兆）を付けられます（千人、百万円）。
/ A scale word may stand in front of a unit.
"""
_PRINTED = """\
`status:` の値として書けるものです。印刷された欄の文言がどう読まれるかは
[submission.md](submission.md#値の読まれ方--how-values-are-read) にあります。
/ These are values of `status:`; how printed cells are read is told there.
"""
_NOTES = {"unit": _SCALES, "status": _PRINTED, **dict.fromkeys(KEYS_ONLY, _KEYS_ONLY)}
BAR = "\\|"
_COLUMNS = ("コード / code", "日本語名", "ほかの表記 / other forms", "English")
_CONCEPT_COLUMNS = ("単位 / unit", "定義")


def _label(node: str, predicate: NamedNode, language: str) -> list[str]:
    """The texts of a node under a property in a language, in the files' order."""
    return _texts().get((node, predicate.value, language), [])


@cache
def _texts() -> Mapping[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for quad in ontology_quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            key = (quad.subject.value, quad.predicate.value, quad.object.language or "")
            found[key].append(quad.object.value)
    return found


@cache
def _units() -> Mapping[str, str]:
    """Concept → the code of its unit."""
    return {
        quad.subject.value: quad.object.value.removeprefix(f"{SHARED}unit/")
        for quad in ontology_quads()
        if quad.predicate == KPI.unit
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    }


def row(cells: Sequence[str]) -> str:
    """One row of a table; a bar in a text is no border of a cell."""
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _cells(scheme: str, code: str) -> Iterator[str]:
    node = f"{SHARED}{scheme}/{code}"
    yield f"`{code}`"
    yield "、".join(_label(node, SKOS.prefLabel, "ja"))
    yield "、".join(_label(node, SKOS.altLabel, "ja"))
    yield ", ".join(_label(node, SKOS.prefLabel, "en"))
    if scheme == "concept":
        unit = _units()[node]
        yield f"{schemes()['unit'].labels[unit]} `{unit}`"
        yield "".join(_label(node, SKOS.definition, "ja"))


def _section(name: str) -> Iterator[str]:
    ja, en = schemes()[name].titles
    yield from ("", f"## {ja} / {en}", "", f"{CHOSEN[name]} に書きます。 / Under {CHOSEN[name]}.")
    if name in _NOTES:
        yield from ("", _NOTES[name].rstrip())
    columns = (*_COLUMNS, *(_CONCEPT_COLUMNS if name == "concept" else ()))
    yield from ("", row(columns), row(["---"] * len(columns)))
    for code in schemes()[name].labels:
        yield row(list(_cells(name, code)))


def codes_page() -> str:
    """The whole page; codes in the order of their files."""
    sections = [line for name in CHOSEN for line in _section(name)]
    return "\n".join([_HEAD.rstrip(), *sections]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(codes_page(), "utf-8")
