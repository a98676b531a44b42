"""What holds for the tables and lines that follow, until something else is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kpi_lod.layouts.forms import Forms
from kpi_lod.layouts.found import Figure, Money
from kpi_lod.layouts.gathering import GatheredProject, Gathering, Named
from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.names import is_name, kpi_name, name_and_unit
from kpi_lod.layouts.paragraphs.asked import Asked
from kpi_lod.layouts.paragraphs.project_headings import Heading, Headings
from kpi_lod.layouts.texts.shown import Item, Printed
from kpi_lod.records import BEFORE, Period

_SPANS = ("年", "月", "日", "年度")
"""Units that may as well say over how long something is counted: 観光客数（年）."""


@dataclass(slots=True)
class Scope:
    """``said``: kinds, year, unit and scale that a note or heading states for what follows;
    ``kpi``: the KPI that was named last outside a column of names; ``headings``: those that may
    name a project; ``results``: whether lines that follow tell results of KPIs;
    ``plan``: first and last year of the plan that the document reports on;
    ``asked``: the heading of a form whose answer is due in the next lines; ``headed``: whether a
    heading named the current project; ``plan``: first and last year of the plan reported on;
    ``amounts_in``: the unit of money that a title states; ``listed``: KPIs that were named together
    (①…②…) in a row above, by their marks.
    """

    gathering: Gathering
    forms: Forms = field(init=False)
    said: Label = field(default_factory=Label)
    kpi: Named | None = None
    headings: Headings = field(default_factory=Headings)
    results: bool = False
    asked: Asked = field(default_factory=Asked)
    headed: bool = False
    listed: dict[str, Named] = field(default_factory=dict)
    plan: tuple[int, int] | None = None
    amounts_in: str = ""

    def __post_init__(self) -> None:
        self.forms = Forms(self.gathering)

    def named(self, text: str, at: str, unit: str = "", *, said: Label | None = None) -> Named:
        """A KPI by its printed name; its bracket is the unit where no other is printed."""
        name = kpi_name(text)
        short, bracket = name_and_unit(name)
        behind = ""
        if not unit:
            behind = name[len(short) :] if bracket in _SPANS else ""
            name, unit = short, bracket
        said = said or Label()
        return Named(name, at, unit, level=said.level, basis=said.basis, bracket=behind)

    def figure(self, named: Named, figure: Figure, basis: str = "") -> None:
        """Put a figure to a KPI of the current project, which the last heading may begin."""
        self.begin()
        self.gathering.figure(named, figure, basis)

    def money(self, money: Money) -> None:
        """Put an amount to the current project."""
        self.begin()
        self.gathering.money(money)

    def begin(self) -> GatheredProject:
        """The current project; a heading that came since begins another."""
        gathering, headings = self.gathering, self.headings
        fresh, headings.fresh = headings.fresh, False
        if fresh and not (self.forms.named and gathering.current):
            self._begin_headed()
        if gathering.current is None:
            return gathering.project("", "")
        return gathering.current

    def granted(self) -> None:
        """The current project is one of the grant that a heading above names."""
        current = self.gathering.current
        if current is not None and not current.grant:
            current.grant = self.headings.programme()

    def _begin_headed(self) -> None:
        found = self.headings.project()
        if found is not None:
            self.forms.project(found.name, found.at, self._told(found))
        elif self.headed:
            self.gathering.project("", "")
        self.headed = found is not None

    def _told(self, found: Heading) -> dict[str, str]:
        grant = self.headings.programme()
        return ({"programme": grant} if grant else {}) | found.told

    def item(self, item: Item, at: str, kinds: tuple[str, ...] = ()) -> None:
        """Put a KPI of a free text to the current project."""
        unit = item.unit or next((one.unit for one in item.printed if one.unit), "")
        name = kpi_name(item.name)
        if not is_name(name):
            return
        named = Named(name, at, unit, level=item.level, basis=item.basis)
        figures = [one for one in item.printed if not one.role]
        unkind = [one for one in figures if not one.kind]
        if len(unkind) > 1:
            found = " | ".join(one.as_written for one in figures)
            self.gathering.doubt("draft-left-out/several", at, found=found)
            return
        self.kpi = named
        for one in figures:
            kind = one.kind or (kinds[0] if len(kinds) == 1 else "actual")
            self.printed(named, replace(one, kind=kind), at)

    def printed(self, named: Named, one: Printed, at: str) -> None:
        """Put a figure of a text, whose kind is known, to a KPI of the current project."""
        self.figure(named, _figure(one, one.kind, at), one.basis)


def _figure(one: Printed, kind: str, at: str) -> Figure:
    period: Period | None = one.period
    if kind == "baseline" and period is None:
        period = BEFORE
    return Figure(
        kind,
        period,
        one.value,
        one.as_written,
        at,
        unit=one.unit,
        status=one.status,
        note=one.note,
        numerator=one.numerator,
        denominator=one.denominator,
    )
