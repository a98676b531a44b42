"""A KPI as it was found → its words in a submission, every one a proposal (``reviewed: false``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kpi_lod.drafting.concepts import Proposal
from kpi_lod.drafting.context import Drafting
from kpi_lod.drafting.periods import period_key
from kpi_lod.drafting.printable import printable
from kpi_lod.drafting.suspicions import Drafted, suspicions
from kpi_lod.drafting.values import Value, value_of
from kpi_lod.layouts.context.contacts import without_contacts
from kpi_lod.layouts.found import Figure, FoundKpi
from kpi_lod.records import BEFORE, Period
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain

_STATED = ("level", "direction", "basis")
_ACTUAL = "actual"

_Cells = dict[Period, dict[str, tuple[Figure, Value]]]


@dataclass(frozen=True, slots=True)
class Named:
    """What a KPI is to be called: an id, and the harmonised concept that is proposed for it."""

    id: str
    proposal: Proposal | None = None


def kpi_unit(kpi: FoundKpi) -> str:
    """The unit of a KPI as printed: its own, else that of its first figure with one."""
    own = printable(kpi.unit)
    return own or next((printable(one.unit) for one in kpi.figures if one.unit.strip()), "")


def kpi_words(kpi: FoundKpi, named: Named, pointer: str, drafting: Drafting) -> dict[str, Plain]:
    """The words of a KPI; figures that have no place in them are doubts.

    ``pointer``: the way to it by keys. ``values`` may be empty.
    """
    notes, unit = drafting.notes, kpi_unit(kpi)
    notes.places[pointer] = kpi.at
    name = printable(kpi.name)
    if not unit:
        notes.doubt("draft-unit", kpi.at, name=name)
    cells = _cells(kpi, unit, drafting)
    judged = _judges_year(cells, kpi, drafting)
    drafted = list(_drafted(cells))
    notes.doubts += suspicions(name, unit, kpi.basis, drafted)
    words: dict[str, Plain] = {"id": named.id, "name": name}
    words |= {"unit": unit} if unit else {}
    words |= _scheme_words(kpi)
    words |= {"judged": ["year"]} if judged else {}
    words |= _concept(named.proposal)
    if named.proposal:
        notes.evidence[pointer] = named.proposal.words
    words["reviewed"] = "false"
    words["values"] = _values(cells, kpi, pointer, drafting)
    return words


def _scheme_words(kpi: FoundKpi) -> dict[str, Plain]:
    found = {key: schemes()[key].code(getattr(kpi, key)) for key in _STATED if getattr(kpi, key)}
    return {key: code for key, code in found.items() if code}


def _concept(proposal: Proposal | None) -> dict[str, Plain]:
    return {"concept": proposal.concept, "match": proposal.match} if proposal else {}


def _judges_year(cells: _Cells, kpi: FoundKpi, drafting: Drafting) -> bool:
    """Whether the year of a figure is the document's."""
    kept = (figure for row in cells.values() for figure, _ in row.values())
    judged = any(figure.period is None and _period(figure, drafting) != BEFORE for figure in kept)
    if judged:
        drafting.notes.judged.append((printable(kpi.name), kpi.at))
    return judged


def _period(figure: Figure, drafting: Drafting) -> Period | None:
    """The period of a figure: a baseline without a year is that before the project."""
    if figure.period is not None:
        return figure.period
    if figure.kind == "baseline":
        return BEFORE
    return None if drafting.year is None else Period(drafting.year)


def _cells(kpi: FoundKpi, unit: str, drafting: Drafting) -> _Cells:
    """The figures by period and kind; of two for the same the one whose year is printed, or the
    first.
    """
    cells: _Cells = {}
    notes = drafting.notes
    for figure in sorted(kpi.figures, key=lambda one: one.period is None):
        period = _period(figure, drafting)
        told = {"name": printable(kpi.name), "found": printable(figure.as_written)}
        if period is None or not period_key(period) or figure.kind not in schemes()["kind"].labels:
            notes.doubt("draft-no-period", figure.at, **told)
            continue
        value = value_of(_on_one_line(figure), unit)
        row = cells.setdefault(period, {})
        if figure.kind in row:
            kept = row[figure.kind]
            if kept[1].words.get("value") != value.words.get("value"):
                notes.doubt("draft-two-values", figure.at, other=kept[0].at, **told)
            continue
        row[figure.kind] = figure, value
        doubts = (*value.doubts, *_too_early(figure, value, period, drafting))
        for key in doubts:
            notes.doubt(key, figure.at, **told, unit=unit, period=period_key(period))
    return cells


def _too_early(figure: Figure, value: Value, period: Period, drafting: Drafting) -> Iterator[str]:
    """An actual of a year that begins when the reporting year is over: one of the two is wrong."""
    late = drafting.year is not None and period.begins_after(drafting.year)
    if late and figure.kind == _ACTUAL and value.number is not None:
        yield "draft-future"


def _on_one_line(figure: Figure) -> Figure:
    return replace(
        figure,
        value=printable(figure.value),
        as_written=printable(figure.as_written),
        unit=printable(figure.unit),
        note=without_contacts(printable(figure.note)),
        at=printable(figure.at),
    )


def _drafted(cells: _Cells) -> Iterator[Drafted]:
    for period, row in cells.items():
        for kind, (figure, value) in row.items():
            yield Drafted(period, kind, value.number, figure.at)


def _add_note(cells: _Cells, kpi: FoundKpi, drafting: Drafting) -> None:
    """A note on the whole KPI stands with its actual of the year, else with its last value."""
    note = without_contacts(printable(kpi.note))
    if not (note and cells):
        return
    row = cells.get(Period(drafting.year)) or cells[max(cells, key=lambda one: one.order)]
    _, value = row.get(_ACTUAL) or row[next(reversed(row))]
    value.words["note"] = " ".join(filter(None, (value.words.get("note"), note)))


def _values(cells: _Cells, kpi: FoundKpi, pointer: str, drafting: Drafting) -> Plain:
    made: dict[str, Mapping[str, Plain]] = {}
    places = drafting.notes.places
    kinds = schemes()["kind"].labels
    _add_note(cells, kpi, drafting)
    for period in sorted(cells, key=lambda one: one.order):
        key = period_key(period)
        row = {kind: cells[period][kind] for kind in kinds if kind in cells[period]}
        made[key] = {kind: dict(value.words) for kind, (_, value) in row.items()}
        places |= {
            f"{pointer}.values.{key}.{kind}": figure.at
            for kind, (figure, _) in cells[period].items()
        }
    return made
