"""What a draft holds, as a page shows it: words → values in order, each with an anchor and a place.

In: the words of a submission as drafting made them. Out: rows to print; nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.drafting.notes import Notes
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain

_SHOWN_WORDS = ("level", "direction", "basis")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, an amount or an activity: ``anchor`` on the page, ``at`` in the document."""

    anchor: str
    at: str
    period: str
    kind: str
    shown: str
    as_written: str
    note: str = ""
    state: str = ""

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return " ".join(filter(None, (self.period, self.kind)))


@dataclass(frozen=True, slots=True)
class Block:
    """A KPI, the money or the activities of a project, with its rows; ``facts``: label → text."""

    title: str
    anchor: str
    at: str
    facts: Sequence[tuple[str, str]]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project with its blocks."""

    title: str
    anchor: str
    at: str
    facts: Sequence[tuple[str, str]]
    blocks: Sequence[Block]


def shown_projects(words: Mapping[str, Plain], notes: Notes) -> list[ShownProject]:
    """The projects of a draft in order."""
    projects = words["projects"]
    assert isinstance(projects, list)
    return [_project(_mapping(one), number, notes) for number, one in enumerate(projects)]


def _project(words: Mapping[str, Plain], number: int, notes: Notes) -> ShownProject:
    pointer, anchor = f"projects[{number}]", f"p{number}"
    blocks = [
        _kpi(_mapping(one), f"{pointer}.kpis[{n}]", f"{anchor}k{n}", notes)
        for n, one in enumerate(_list(words.get("kpis")))
    ]
    if "budget" in words:
        rows = list(_cells(words["budget"], f"{anchor}b", "amount-kind"))
        blocks.append(Block("事業費 / Budget", f"{anchor}b", "", (), rows))
    if "activities" in words:
        done = list(_activities(_list(words["activities"]), pointer, anchor, notes))
        blocks.append(Block("実施内容 / Activities", f"{anchor}a", "", (), done))
    facts = list(_facts(words))
    return ShownProject(str(words["name"]), anchor, notes.places.get(pointer, ""), facts, blocks)


def _facts(words: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    yield "id", str(words["id"])
    programme = str(words.get("programme", ""))
    yield "交付金 / Grant", schemes()["programme"].labels.get(programme, programme)
    yield "担当 / Departments", "、".join(map(str, _list(words.get("departments"))))
    yield "連携 / Partners", "、".join(map(str, _list(words.get("partners"))))
    period = _mapping(words.get("period"))
    yield "期間 / Period", "–".join(map(str, period.values()))
    yield "補助率 / Rate", str(words.get("subsidy-rate", ""))
    for year, told in _mapping(words.get("evaluation")).items():
        yield f"評価 / Evaluation {year}", "、".join(map(str, _mapping(told).values()))


def _kpi(words: Mapping[str, Plain], pointer: str, anchor: str, notes: Notes) -> Block:
    facts = [("id", str(words["id"])), ("単位 / Unit", str(words.get("unit", "")))]
    facts += [(key, schemes()[key].named(str(words[key]))) for key in _SHOWN_WORDS if key in words]
    if "concept" in words:
        proposal = f"{schemes()['concept'].named(str(words['concept']))} {words['match']}"
        led = "、".join(notes.evidence.get(pointer, ()))
        facts.append(("共通指標の案 / Proposed concept", f"{proposal}{led and f' ← {led}'}"))
    if "judged" in words:
        facts.append(("資料の年度とみなした / Judged", "year"))
    entries = list(_cells(words["values"], anchor, "kind"))
    return Block(str(words["name"]), anchor, notes.places.get(pointer, ""), facts, entries)


def _cells(table: Plain, anchor: str, scheme: str) -> Iterator[Entry]:
    for period, row in _mapping(table).items():
        for kind, value in _mapping(row).items():
            told = _mapping(value)
            yield Entry(
                anchor=f"{anchor}-{period}-{kind}",
                at=str(told.get("at", "")),
                period=period,
                kind=schemes()[scheme].labels.get(kind, kind),
                shown=str(told.get("value", "")),
                as_written=str(told.get("as-written", "")),
                note=" ".join(_beside(told)),
                state=_state(told),
            )


def _beside(told: Mapping[str, Plain]) -> Iterator[str]:
    if "numerator" in told:
        yield f"{told['numerator']}/{told['denominator']}"
    if "note" in told:
        yield str(told["note"])


def _state(told: Mapping[str, Plain]) -> str:
    status = str(told.get("status", ""))
    return schemes()["status"].labels.get(status, status)


def _activities(items: Sequence[Plain], pointer: str, anchor: str, notes: Notes) -> Iterator[Entry]:
    for number, one in enumerate(items):
        told = _mapping(one)
        count = f"{told.get('count', '')}{told.get('unit', '')}"
        at = notes.places.get(f"{pointer}.activities[{number}]", "")
        year, text = str(told.get("year", "")), str(told["text"])
        yield Entry(f"{anchor}a{number}", at, year, "", count, count, note=text)


def _mapping(words: Plain | None) -> Mapping[str, Plain]:
    return words if isinstance(words, Mapping) else {}


def _list(words: Plain | None) -> Sequence[Plain]:
    return words if isinstance(words, list) else ()
