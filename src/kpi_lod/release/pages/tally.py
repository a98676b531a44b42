"""How many KPIs attained their target: results → counts, each missing one with its reason.

A share is never made of what is missing: what cannot be told is counted by its reason beside what
was attained and what was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kpi_lod.register.labels import label
from kpi_lod.release.summary import IndicatorSummary, ProjectSummary, SideSummary, YearSummary
from kpi_lod.settings import Text

NOT_PRINTED = Text("この年度の記載なし", "not reported for this year")
NO_ACTUAL_PRINTED = Text("実績の記載なし", "no actual printed")
NO_TARGET_PRINTED = Text("目標の記載なし", "no target printed")
ACTUAL_IN_WORDS = Text("文章の実績", "actual in words")
TARGET_IN_WORDS = Text("文章の目標", "target in words")
_IN_WORDS = "qualitative"
_ALSO_A_STATUS = "not-yet-due"
"""A reason that is told as the status of the same code, so that the two count together."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of results; ``unknown``: reason and count of those that cannot be told, most first."""

    attained: int
    missed: int
    unknown: Sequence[tuple[Text, int]]

    @property
    def compared(self) -> int:
        """How many have target, actual and a direction."""
        return self.attained + self.missed

    @property
    def untold(self) -> int:
        """How many cannot be told."""
        return sum(count for _, count in self.unknown)

    @property
    def total(self) -> int:
        """All of them."""
        return self.compared + self.untold


def tally(years: Iterable[YearSummary | None]) -> Tally:
    """The counts of some results; None stands for an indicator without a result in the year."""
    found = Counter(map(_outcome, years))
    attained, missed = found.pop(True, 0), found.pop(False, 0)
    unknown = {key: count for key, count in found.items() if isinstance(key, Text)}
    ordered = sorted(unknown.items(), key=lambda item: (-item[1], item[0].ja))
    return Tally(attained, missed, tuple(ordered))


def in_year(indicator: IndicatorSummary, year: int) -> YearSummary | None:
    """The result of an indicator in a fiscal year, else in the calendar year of that number."""
    by_period = {one.period: one for one in indicator.years}
    return by_period.get(str(year)) or by_period.get(f"calendar-{year}")


def tally_of(projects: Iterable[ProjectSummary]) -> Tally:
    """The counts of all indicators of some projects, of each in its newest reporting year.

    A report about one project says nothing of the others, whose newest report then is older.
    """
    return tally(
        in_year(indicator, project.reporting_year)
        for project in projects
        for indicator in project.indicators
    )


def reporting_years(projects: Iterable[ProjectSummary]) -> Sequence[int]:
    """The years that :func:`tally_of` counts, the oldest first."""
    return sorted({project.reporting_year for project in projects})


def _outcome(year: YearSummary | None) -> bool | Text:
    if year is None:
        return NOT_PRINTED
    return year.attained if year.attained is not None else why_not(year)


def why_not(year: YearSummary) -> Text:
    """Why attainment cannot be told: as the document says it, where it says something."""
    if year.reason == "no-actual":
        return _status(year.actual, NO_ACTUAL_PRINTED, ACTUAL_IN_WORDS)
    if year.reason == "no-target":
        return _status(year.target, NO_TARGET_PRINTED, TARGET_IN_WORDS)
    reason = year.reason or "no-direction"
    return coded("status" if reason == _ALSO_A_STATUS else "reason", reason)


def _status(side: SideSummary | None, unprinted: Text, in_words: Text) -> Text:
    if side is None:
        return unprinted
    return in_words if side.status == _IN_WORDS else coded("status", side.status)


@cache
def coded(scheme: str, code: str) -> Text:
    """The label of a code in both languages."""
    return Text(label(scheme, code, "ja"), label(scheme, code, "en"))
