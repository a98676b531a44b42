"""The page of a project: description, money, every KPI with chart and table, where it is printed.

Every fragment of the project's document (``#it``, indicators, results, cells, amounts, activities,
evaluations) is an anchor in the page, so that each of its IRIs leads somewhere for people too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kpi_lod.current import IndicatorNow, Printed, ProjectCurrent, Result, speaking
from kpi_lod.records import Activity, Evaluation, Indicator, Period, Submission
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.catalogue.structured_data import project_linked_data
from kpi_lod.release.pages import drawn, marked
from kpi_lod.release.pages.cells import KINDS, Cell, Cells, Spoken, fragment
from kpi_lod.release.pages.frame import Alternate, Page
from kpi_lod.release.pages.locations import crumbs_of, names_of
from kpi_lod.release.pages.tally import Tally, tally_of, why_not
from kpi_lod.release.summary import ProjectSummary, YearSummary
from kpi_lod.settings import Publication, Text

_RESULT_KINDS = ("target", "revised-target", "actual")
_SPENT = ("eligible-expenditure", "settlement", "initial")
_GRANTED = ("grant", "grant-decision")


@dataclass(frozen=True, slots=True)
class Row:
    """One year of a KPI: its result, what speaks on either side; ``why``: what a rate lacks."""

    id: str
    result: Result
    target: Spoken | None
    actual: Spoken | None
    why: Text


@dataclass(frozen=True)
class KpiView:
    """A KPI as the page shows it; ``alone``: whether no other of the project has its name.

    ``years``: its results in brief, in the same order.
    """

    now: IndicatorNow
    years: Sequence[YearSummary]
    cells: Cells
    alone: bool

    @property
    def label(self) -> str:
        """What tells it from the others: its name, with its id where it needs that."""
        return self.one.name if self.alone else f"{self.one.name} ({self.one.id})"

    @property
    def one(self) -> Indicator:
        """Its description."""
        return self.now.indicator

    @cached_property
    def rows(self) -> list[Row]:
        """Its results by year."""
        paired = zip(self.now.results, self.years, strict=True)
        return [self._row(result, year) for result, year in paired]

    @cached_property
    def printed(self) -> list[Cell]:
        """All its printed cells."""
        return self.cells.all(self.now.cells)

    @property
    def beside(self) -> list[Cell]:
        """What is no result: baselines, forecasts, values of the time before the project."""
        return [
            self.cells.cell(period, kind, speaking(series))
            for period, kinds in sorted(self.now.cells.items(), key=lambda item: item[0].order)
            for kind, series in sorted(kinds.items(), key=lambda item: KINDS.index(item[0]))
            if period.year is None or kind not in _RESULT_KINDS
        ]

    @property
    def has_progress(self) -> bool:
        """Whether a progress rate is known for a year."""
        return any(result.rates.progress is not None for result in self.now.results)

    @property
    def has_unknown(self) -> bool:
        """Whether the chart has a year without a bar."""
        return drawn.has_unknown(self.now.results)

    def _row(self, result: Result, year: YearSummary) -> Row:
        kinds = self.now.cells[result.period]
        return Row(
            id=fragment(result.node),
            result=result,
            target=self._spoken(result.period, kinds, result.target),
            actual=self._spoken(result.period, kinds, result.actual),
            why=why_not(year),
        )

    def _spoken(
        self, period: Period, kinds: Mapping[str, list[Printed]], now: Printed | None
    ) -> Spoken | None:
        """``now`` with the other cells of its kind."""
        for kind, series in kinds.items():
            if now is not None and now in series:
                return self.cells.spoken(period, kind, series, now)
        return None


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts of a project: the kinds in use, a row of what speaks by period, all cells."""

    kinds: Sequence[str]
    rows: Sequence[tuple[Period, Sequence[Spoken | None]]]
    printed: Sequence[Cell]
    drawn_kinds: Sequence[str]
    drawn: Sequence[tuple[Period, Sequence[Printed | None]]]


@dataclass(frozen=True, slots=True)
class Done:
    """Something a submission tells of a year, with the anchor of its node."""

    id: str
    submission: Submission
    told: Activity | Evaluation


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as the page shows it; ``year``: the one that is counted in ``tally``."""

    current: ProjectCurrent
    kpis: Sequence[KpiView]
    money: Money
    activities: Sequence[Done]
    evaluations: Sequence[Done]
    sources: Sequence[Submission]
    year: int
    tally: Tally


def project_page(
    publication: Publication,
    current: ProjectCurrent,
    summary: ProjectSummary,
    editions: Sequence[Submission],
) -> Page:
    """The page of one project; ``editions``: all of its municipality that are not withdrawn."""
    code, project = current.now.municipality, current.now.project
    view = _view(current, summary, editions)
    name = Text(project.name, None)
    folder = f"project/{code}/{project.id}"
    return Page(
        folder=folder,
        template="project.html",
        title=name,
        description=_description(code, project.name),
        values={
            "view": view,
            "project": project,
            "code": code,
            "document": current.iris.document,
            "place": municipalities()[code],
            "places": names_of(code, current.now.joint),
            "partners": [municipalities()[partner] for partner in project.partners],
            "draw": drawn,
            "marked": marked,
        },
        section=None,
        crumbs=crumbs_of(code),
        alternates=(
            Alternate(f"{folder}/index.ttl", "text/turtle", "Turtle"),
            Alternate(f"{folder}/index.jsonld", "application/ld+json", "JSON-LD"),
        ),
        about=f"{current.iris.document}#it",
        linked_data=project_linked_data(publication, current),
    )


def _description(code: str, name: str) -> Text:
    place = municipalities()[code]
    return Text(
        f"{place.name_ja}「{name}」のKPIの目標値・実績値と事業費。",
        f"Targets, actuals and money of a project of {place.name_en}: {name}",
    )


def _view(
    current: ProjectCurrent, summary: ProjectSummary, editions: Sequence[Submission]
) -> ProjectView:
    known = {one.id: one for one in editions}
    cells, project = Cells(known), current.now.project.id
    return ProjectView(
        current=current,
        kpis=_kpis(current, summary, cells),
        money=_money(current, cells),
        activities=list(_activities(current, editions)),
        evaluations=list(_evaluations(current, editions)),
        sources=[e for e in editions if any(p.id == project for p in e.projects)],
        year=summary.reporting_year,
        tally=tally_of([summary]),
    )


def _kpis(current: ProjectCurrent, summary: ProjectSummary, cells: Cells) -> list[KpiView]:
    """The KPIs as the newest edition orders them, those that it no longer has at the end."""
    printed = {one.id: place for place, one in enumerate(current.now.project.indicators)}
    names = Counter(one.indicator.name for one in current.indicators)
    views = [
        KpiView(now, told.years, cells, names[now.indicator.name] == 1)
        for now, told in zip(current.indicators, summary.indicators, strict=True)
    ]
    return sorted(views, key=lambda view: printed.get(view.one.id, len(printed)))


def _money(current: ProjectCurrent, cells: Cells) -> Money:
    table = sorted(current.money.items(), key=lambda item: item[0].order)
    used = {kind for _, kinds in table for kind in kinds}
    kinds = [kind for kind in KINDS if kind in used]
    rows = [
        (
            period,
            [cells.spoken(period, k, by[k], speaking(by[k])) if k in by else None for k in kinds],
        )
        for period, by in table
    ]
    drawn_kinds = [k for k in (_first(_SPENT, used), _first(_GRANTED, used)) if k]
    to_draw = [
        (period, [speaking(by[k]) if k in by else None for k in drawn_kinds])
        for period, by in table
        if period.year is not None
    ]
    return Money(kinds, rows, cells.all(current.money), drawn_kinds, to_draw)


def _first(kinds: Sequence[str], used: set[str]) -> str | None:
    return next((kind for kind in kinds if kind in used), None)


def _activities(current: ProjectCurrent, editions: Sequence[Submission]) -> Iterator[Done]:
    """What was done, the newest edition first; counted within year and edition as its IRIs are."""
    for edition in reversed(editions):
        numbers: dict[int, int] = {}
        for project in edition.projects:
            for one in project.activities if project.id == current.now.project.id else ():
                numbers[one.year] = numbers.get(one.year, 0) + 1
                node = current.iris.activity(one.year, numbers[one.year], submission=edition.id)
                yield Done(fragment(node), edition, one)


def _evaluations(current: ProjectCurrent, editions: Sequence[Submission]) -> Iterator[Done]:
    for edition in reversed(editions):
        for project in edition.projects:
            for one in project.evaluations if project.id == current.now.project.id else ():
                node = current.iris.evaluation(one.year, submission=edition.id)
                yield Done(fragment(node), edition, one)
