"""A draft beside its answer, cell by cell: what is right, wrong, missing and too much.

In: an :class:`Answer` and what was drafted. Out: a :class:`Score`. A cell counts by its project,
KPI, period and kind; it is right when its number (in the printed unit) or its status agrees.
Nothing here knows how the reader works.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.drafting.answers import Answer, WantedCell, WantedKpi, WantedProject
from tests.drafting.drafted import (
    Drafted,
    DraftedCell,
    DraftedKpi,
    DraftedProject,
    of_found,
    of_submission,
    of_words,
)
from tests.drafting.matching import pairs, same_text

from kpi_lod.japanese.characters import folded
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.found import Found
from kpi_lod.records import Submission
from kpi_lod.register.schemes import schemes

_BLANK = "blank-in-source"


@dataclass(slots=True)
class Tally:
    """How many are right, how many were drafted and how many should have been."""

    right: int = 0
    drafted: int = 0
    wanted: int = 0

    def add(self, other: Tally) -> None:
        """Count another document, or project, with this one."""
        self.right += other.right
        self.drafted += other.drafted
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        """Right ÷ drafted; 1 where nothing was drafted."""
        return self.right / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        """Right ÷ wanted; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0


PARTS = ("names", "units", "projects", "departments", "programmes", "money", "head", "statuses")
"""What is counted beside the cells. ``head``: municipality and reporting year; ``statuses``: of
cells whose number is right, whether a mark such as 見込み was kept."""


@dataclass(slots=True)
class Score:
    """The cells, the other parts by name, and each miss in words."""

    cells: Tally = field(default_factory=Tally)
    parts: dict[str, Tally] = field(default_factory=lambda: {part: Tally() for part in PARTS})
    misses: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        """Cells that are right."""
        return self.cells.right

    @property
    def precision(self) -> float:
        """Right cells ÷ cells drafted."""
        return self.cells.precision

    @property
    def recall(self) -> float:
        """Right cells ÷ cells that should be there."""
        return self.cells.recall

    def add(self, other: Score) -> None:
        """Count another document with this one."""
        self.cells.add(other.cells)
        for part, tally in other.parts.items():
            self.parts[part].add(tally)
        self.misses.extend(other.misses)


def score(answer: Answer, drafted: Drafted | Mapping[str, Any] | Submission | Found) -> Score:
    """The score of a draft: its words, a submission, or what a layout found."""
    given = _normal(drafted)
    scored = Score()
    _score_head(answer, given, scored)
    if answer.any_project:
        _score_as_one(answer, given, scored)
    else:
        _score_projects(answer.projects, given.projects, scored)
    return scored


def _normal(drafted: Drafted | Mapping[str, Any] | Submission | Found) -> Drafted:
    if isinstance(drafted, Drafted):
        return drafted
    if isinstance(drafted, Submission):
        return of_submission(drafted)
    return of_found(drafted) if isinstance(drafted, Found) else of_words(drafted)


def _score_head(answer: Answer, given: Drafted, scored: Score) -> None:
    years = [str(year) for year in answer.reporting_years]
    if answer.municipality:
        _count(scored, "head", "municipality", (given.municipality, [answer.municipality]))
    if years:
        _count(scored, "head", "reporting year", (given.reporting_year, years))


def _count(scored: Score, part: str, what: str, texts: tuple[str, Sequence[str]]) -> None:
    """Count one text of a part, right if it is one of those wanted."""
    given, wanted = texts
    right = any(same_text(given, one) for one in wanted)
    scored.parts[part].add(Tally(int(right), int(bool(given)), int(bool(wanted))))
    if not right:
        scored.misses.append(f"{part}: {what}: {given or 'nothing'} for {' | '.join(wanted)}")


def _score_as_one(answer: Answer, given: Drafted, scored: Score) -> None:
    """Score the KPIs of all projects together, the projects' own parts not at all."""
    wanted = [kpi for project in answer.projects for kpi in project.kpis]
    _score_kpis("*", wanted, [kpi for one in given.projects for kpi in one.kpis], scored)


def _score_projects(
    wanted: Sequence[WantedProject], given: Sequence[DraftedProject], scored: Score
) -> None:
    found = pairs([one.names for one in wanted], [one.name for one in given])
    for index, project in enumerate(wanted):
        drafted = given[found[index]] if index in found else None
        _score_project(project, drafted, scored)
    for index, extra in enumerate(given):
        if index not in found.values():
            scored.parts["projects"].drafted += 1
            scored.misses.append(f"extra project: {extra.name}")
            _score_kpis(extra.name, (), extra.kpis, scored)


def _score_project(wanted: WantedProject, given: DraftedProject | None, scored: Score) -> None:
    name = wanted.names[0]
    if given is None:
        scored.parts["projects"].wanted += 1
        scored.misses.append(f"missing project: {name}")
        _score_kpis(name, wanted.kpis, (), scored)
        return
    _count(scored, "projects", "name", (given.name, wanted.names))
    _score_departments(wanted, given, scored)
    _score_programme(wanted, given, scored)
    _score_money(wanted, given, scored)
    _score_kpis(name, wanted.kpis, given.kpis, scored)


def _score_departments(wanted: WantedProject, given: DraftedProject, scored: Score) -> None:
    """Score the departments; one is right also with the division it belongs to in front."""
    if wanted.departments is None:
        return
    drafted = [folded(one) for one in given.departments]
    right = sum(any(one.endswith(folded(name)) for one in drafted) for name in wanted.departments)
    tally = Tally(right, len(drafted), len(wanted.departments))
    scored.parts["departments"].add(tally)
    if not tally.right == tally.drafted == tally.wanted:
        told = f"{' '.join(given.departments) or 'nothing'} for {' '.join(wanted.departments)}"
        scored.misses.append(f"departments: {wanted.names[0]}: {told}")


def _score_programme(wanted: WantedProject, given: DraftedProject, scored: Score) -> None:
    if not wanted.programmes and not given.programme:
        return
    codes = [_programme(one) for one in wanted.programmes]
    _count(scored, "programmes", wanted.names[0], (_programme(given.programme), codes))


def _programme(text: str) -> str:
    return schemes()["programme"].code(text) or text if text else ""


def _score_money(wanted: WantedProject, given: DraftedProject, scored: Score) -> None:
    money = {
        key: amount
        for key, amount in given.money.items()
        if key in wanted.money or (key[0], amount) not in wanted.any_money
    }
    right = sum(money.get(key) == amount for key, amount in wanted.money.items())
    scored.parts["money"].add(Tally(right, len(money), len(wanted.money)))
    for key in sorted({*wanted.money, *money}):
        want, got = wanted.money.get(key), money.get(key)
        if want != got:
            scored.misses.append(f"money: {wanted.names[0]}: {key[0]} {key[1]}: {got} for {want}")


def _score_kpis(
    project: str, wanted: Sequence[WantedKpi], given: Sequence[DraftedKpi], scored: Score
) -> None:
    found = pairs([one.names for one in wanted], [one.name for one in given])
    for index, kpi in enumerate(wanted):
        drafted = given[found[index]] if index in found else None
        if drafted is not None:
            place = f"{project} / {kpi.names[0]}"
            _count(scored, "names", "KPI", (drafted.name, kpi.names))
            if any(kpi.units):
                _count(scored, "units", place, (drafted.unit, kpi.units))
        _score_cells(f"{project} / {kpi.names[0]}", kpi, drafted, scored)
    for index, extra in enumerate(given):
        if index not in found.values():
            scored.parts["names"].drafted += 1
            _extra(f"{project} / {extra.name} (no such KPI)", extra.cells, scored)


def _score_cells(place: str, wanted: WantedKpi, given: DraftedKpi | None, scored: Score) -> None:
    if given is None and not wanted.optional:
        scored.parts["names"].wanted += 1
    left = list(given.cells) if given else []
    for cell in wanted.cells:
        drafted = _of(cell, left)
        if drafted is not None:
            left.remove(drafted)
        _score_cell(place, (wanted, cell), drafted, scored)
    _extra(place, left, scored)


def _of(cell: WantedCell, left: Iterable[DraftedCell]) -> DraftedCell | None:
    """The cell drafted for it; of several readings that would do, the first that is right."""
    fitting = [one for one in left if one.period in cell.periods and one.kind in cell.kinds]
    fitting.sort(key=lambda one: (cell.periods.index(one.period), cell.kinds.index(one.kind)))
    return next(iter(fitting), None)


def _score_cell(
    place: str, wanted: tuple[WantedKpi, WantedCell], given: DraftedCell | None, scored: Score
) -> None:
    kpi, cell = wanted
    optional = cell.optional or kpi.optional
    if given is None or (given.status == _BLANK and not _is_right(kpi, cell, given)):
        scored.cells.wanted += not optional
        if not optional:
            scored.misses.append(f"missing: {place}: {cell.told}")
        return
    right = _is_right(kpi, cell, given)
    scored.cells.add(Tally(int(right), 1, int(right or not optional)))
    if not right:
        scored.misses.append(f"wrong: {place}: {given.told} for {cell.told}")
    elif cell.numbers:
        _score_status(place, cell, given, scored)


def _score_status(place: str, cell: WantedCell, given: DraftedCell, scored: Score) -> None:
    right = given.status in cell.statuses
    scored.parts["statuses"].add(Tally(int(right), 1, 1))
    if not right:
        scored.misses.append(f"status: {place}: {given.told} is {given.status}")


def _is_right(kpi: WantedKpi, cell: WantedCell, given: DraftedCell) -> bool:
    if not cell.numbers:
        return given.number is None and given.status in cell.statuses
    if given.number is None:
        return given.status in cell.statuses and given.status != "measured"
    return any(
        _same_number((number, unit), (given.number, given.unit))
        for number in cell.numbers
        for unit in kpi.units
    )


def _same_number(wanted: tuple[Decimal, str], given: tuple[Decimal, str]) -> bool:
    """14,700 千人 is 14700 with the unit 千人, or with none, and 14700000 人."""
    if not given[1]:
        return wanted[0] == given[0]
    return wanted[0] * scaled_unit(wanted[1])[0] == given[0] * scaled_unit(given[1])[0]


def _extra(place: str, cells: Iterable[DraftedCell], scored: Score) -> None:
    """Cells that should not be; a blank that is told as blank does no harm."""
    for cell in cells:
        if cell.status != _BLANK:
            scored.cells.drafted += 1
            scored.misses.append(f"extra: {place}: {cell.told}")
