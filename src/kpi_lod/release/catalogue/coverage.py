"""Which days figures speak of: periods of records or summaries → first and last day.

A fiscal year is 1 April to 31 March. 事業開始前 has no days and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_lod.current import ProjectCurrent
from kpi_lod.records import Period, Submission
from kpi_lod.release.summary import Summary


@dataclass(frozen=True, slots=True, order=True)
class Coverage:
    """From the first to the last day, both included, as ISO 8601 writes them."""

    first: str
    last: str

    @property
    def interval(self) -> str:
        """As schema.org wants it: ``2022-04-01/2025-03-31``."""
        return f"{self.first}/{self.last}"

    @property
    def key(self) -> str:
        """As it stands in IRIs: ``2022-04-01.2025-03-31``."""
        return f"{self.first}.{self.last}"


def covered(periods: Iterable[Period]) -> Coverage | None:
    """From the first day of the first period to the last day of the last; None without any.

    >>> covered([Period(2023), Period(2022), Period(None)]).interval
    '2022-04-01/2024-03-31'
    """
    days = [_days(one) for one in set(periods) if one.year is not None]
    if not days:
        return None
    return Coverage(min(first for first, _ in days), max(last for _, last in days))


def _days(period: Period) -> tuple[str, str]:
    year = period.year
    assert year is not None
    if period.calendar:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{year}-04-01", f"{year + 1}-03-31"


def submission_coverage(submission: Submission) -> Coverage:
    """The years that a submission's cells speak of; at least its reporting year."""
    periods = [Period(submission.reporting_year)]
    if submission.withdrawn is None:
        for project in submission.projects:
            periods += [cell.period for one in project.indicators for cell in one.measurements]
            periods += [cell.period for cell in project.amounts]
    found = covered(periods)
    assert found is not None
    return found


def editions_coverage(editions: Iterable[Submission]) -> Coverage:
    """The years that the standing ones of some submissions speak of together."""
    found = [submission_coverage(one) for one in editions]
    return Coverage(min(one.first for one in found), max(one.last for one in found))


def project_coverage(project: ProjectCurrent) -> Coverage | None:
    """The years that all cells of a project speak of, None where none has a year."""
    cells = (period for one in project.indicators for period in one.cells)
    return covered([*cells, *project.money])


def summaries_coverage(summaries: Iterable[Summary]) -> Coverage | None:
    """The years that the results, amounts and submissions of all municipalities speak of."""
    return covered(Period(*parts) for one in summaries for parts in set(_summarised(one)))


def _summarised(summary: Summary) -> Iterator[tuple[int | None, bool]]:
    for submission in summary.submissions:
        yield submission.reporting_year, False
    for project in summary.projects:
        for indicator in project.indicators:
            yield from (_parts(year.period) for year in indicator.years)
        yield from (_parts(amount.period) for amount in project.money)


def _parts(key: str) -> tuple[int | None, bool]:
    """A period's year, and whether it is a calendar year, by its key."""
    year = key.removeprefix("calendar-")
    return (int(year) if year.isdecimal() else None), year != key
