"""The words a new submission begins with: of a municipality alone, or of its last submission.

In: a code, or the :data:`~kpi_lod.submissions.plain.Plain` of last year. Out: Plain of the new one,
in which everything is missing that only the new document can tell. Last year's own values do not
come over: they stand in last year's submission, and here they would say that the new document
prints them again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kpi_lod.errors import KpiLodError, UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.years import fiscal_year, printed_fiscal_year
from kpi_lod.records import Period
from kpi_lod.register.municipalities import municipalities
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.reader import FORMAT
from kpi_lod.submissions.tables import period

_KEPT_OF_PROJECT = (
    *("id", "name", "programme", "departments", "partners", "period", "programme-year"),
    *("subsidy-rate", "summary"),
)
_TARGETS = ("revised-target", "target")
"""Where the target of a year stands, the one that holds first."""

_BEFORE_REIWA = 2018
_MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Template:
    """The words to begin with; ``year``: its fiscal year, None if not known yet.

    ``ended``: names of last year's projects that were over before the new year, and are left out.
    """

    municipality: str
    year: int | None
    words: Plain
    ended: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call its file, without a suffix: ``032018-2025``."""
        return self.municipality if self.year is None else f"{self.municipality}-{self.year}"


def blank(municipality: str, year: int | None = None) -> Template:
    """A submission of which only its municipality is known, and perhaps its fiscal year.

    Raises UnreadableError ``municipality-code``.
    """
    words: dict[str, Plain] = {"kpi-lod": FORMAT, "revision": "1"}
    words["municipality"] = municipalities().checked_code(municipality)
    if year is not None:
        words |= {"id": f"{year}-report", "reporting-year": _printed(year, "R")}
    return Template(municipality, year, words)


def following(last: Plain, year: int | None = None) -> Template:
    """What can be known of the submission for ``year`` from that of an earlier year.

    ``last`` must be a submission that can be read; ``year`` None: the year after it. Kept are the
    projects that are not over and their KPIs; of the values only the target that was printed for
    the new year. Raises KpiLodError ``template-year`` if ``year`` is not later.
    """
    before = _mapping(last)
    printed = str(before["reporting-year"])
    step = _Step(fiscal_year(printed), printed, year or fiscal_year(printed) + 1)
    if step.year <= step.before:
        raise KpiLodError("template-year", found=step.year, allowed=step.before)
    projects = [_mapping(one) for one in _list(before.get("projects"))]
    ended = [one for one in projects if _last_year(one) < step.year]
    words: dict[str, Plain] = {
        "kpi-lod": FORMAT,
        "municipality": before["municipality"],
        "id": step.id(str(before["id"])),
        "reporting-year": step.printed(),
        "revision": "1",
        "source": {},
        "projects": [step.project(one) for one in projects if one not in ended],
    }
    names = tuple(str(one["name"]) for one in ended)
    return Template(str(before["municipality"]), step.year, words, names)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one fiscal year, printed in some form, to a later one."""

    before: int
    before_printed: str
    year: int

    def printed(self) -> str:
        """The new year in the form that the last one had."""
        return _printed(self.year, self.before_printed)

    def id(self, last: str) -> str:
        """The id with its year replaced, or with the year in front."""
        era = self.before - _BEFORE_REIWA
        made = re.sub(rf"(?<![0-9]){self.before}(?![0-9])", str(self.year), last)
        if made == last:
            new = rf"\g<1>r{self.year - _BEFORE_REIWA}"
            made = re.sub(rf"(^|-)r{era}(?=$|-)", new, last)
        return (made if made != last else f"{self.year}-{last}")[:_MAX_ID]

    def project(self, last: Mapping[str, Plain]) -> Plain:
        """The project as it goes on, its money and its evaluation still to be told."""
        made = _kept(last, _KEPT_OF_PROJECT)
        if "programme-year" in made:
            made["programme-year"] = self._later(str(made["programme-year"]))
        made["kpis"] = [self.kpi(_mapping(one)) for one in _list(last.get("kpis"))]
        for key in ("budget", "evaluation"):
            if key in last:
                made[key] = {self.printed(): {}}
        return made

    def _later(self, programme_year: str) -> str:
        return str(int(narrow(programme_year)) + self.year - self.before)

    def kpi(self, last: Mapping[str, Plain]) -> Plain:
        """The KPI as it is defined, and the row of the new year with its target."""
        values = _mapping(last.get("values"))
        rows = {_period(key): (key, _mapping(cells)) for key, cells in values.items()}
        when = Period(self.year, self._is_calendar(rows))
        key, cells = rows.get(when, (self._key(when), {}))
        targets = (_value(cells[kind]) for kind in _TARGETS if kind in cells)
        target = next(filter(None, targets), "")
        row: Plain = {"target": target} if target else {}
        return {**last, "values": {key: row}}

    def _is_calendar(self, rows: Mapping[Period | None, object]) -> bool:
        fiscal, calendar = Period(self.before), Period(self.before, calendar=True)
        return calendar in rows and fiscal not in rows

    def _key(self, when: Period) -> str:
        return f"calendar-{when.year}" if when.calendar else self.printed()


def _printed(year: int, like: str) -> str:
    """The fiscal year in the form of another one.

    >>> _printed(2024, "R5"), _printed(2024, "2023"), _printed(2024, "令和5年度")
    ('R6', '2024', '令和6年度')
    """
    if like.isdecimal() or year <= _BEFORE_REIWA:
        return str(year)
    return f"R{year - _BEFORE_REIWA}" if like[:1] in "Rr" else printed_fiscal_year(year)


def _last_year(project: Mapping[str, Plain]) -> float:
    """The last fiscal year of a project; one that does not say goes on."""
    last = _mapping(project.get("period")).get("to")
    return fiscal_year(str(last)) if last else float("inf")


def _period(key: str) -> Period | None:
    try:
        return period(key)
    except UnreadableError:
        return None


def _value(cell: Plain) -> str:
    """What was printed in a cell; its place and its note are those of the last document."""
    found = cell.get("value", "") if isinstance(cell, Mapping) else cell
    return found if isinstance(found, str) else ""


def _kept(data: Mapping[str, Plain], keys: tuple[str, ...]) -> dict[str, Plain]:
    return {key: data[key] for key in keys if key in data}


def _mapping(data: Plain | None) -> Mapping[str, Plain]:
    return data if isinstance(data, Mapping) else {}


def _list(data: Plain | None) -> list[Plain]:
    return list(data) if isinstance(data, list) else []
