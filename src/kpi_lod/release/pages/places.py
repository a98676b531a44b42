"""The pages about all: home and the prefectures. In: settings and summaries. Out: pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kpi_lod.register.municipalities import Municipality, municipalities
from kpi_lod.release.catalogue.structured_data import catalogue_linked_data
from kpi_lod.release.names import DUMP_NQUADS
from kpi_lod.release.pages.frame import Link, Page, pages_html
from kpi_lod.release.pages.locations import members, name_of, prefectures
from kpi_lod.release.pages.prefecture_map import prefecture_map
from kpi_lod.release.pages.tally import Tally, tally, tally_of
from kpi_lod.release.summary import SubmissionSummary, Summary
from kpi_lod.settings import Publication, Text

NEWEST = 10
"""So many submissions stand on the home page."""


@dataclass(frozen=True)
class CityLine:
    """A municipality with data in a list."""

    summary: Summary

    @property
    def row(self) -> Municipality:
        """Its entry in the register."""
        return municipalities()[self.summary.code]

    @cached_property
    def year(self) -> int | None:
        """The newest year it reported, None where all was withdrawn."""
        standing = [s.reporting_year for s in self.summary.submissions if s.withdrawn is None]
        return max(standing, default=None)

    @property
    def indicators(self) -> int:
        """How many KPIs it has."""
        return sum(len(project.indicators) for project in self.summary.projects)

    @cached_property
    def tally(self) -> Tally:
        """Its KPIs, of each project in its newest reporting year."""
        return tally_of(self.summary.projects)


@dataclass(frozen=True)
class Totals:
    """How much there is of some municipalities."""

    summaries: Sequence[Summary]

    @property
    def municipalities(self) -> int:
        """With data."""
        return len(self.summaries)

    @cached_property
    def projects(self) -> int:
        """All of them."""
        return sum(len(one.projects) for one in self.summaries)

    @cached_property
    def indicators(self) -> int:
        """All KPIs."""
        return sum(len(project.indicators) for one in self.summaries for project in one.projects)

    @cached_property
    def results(self) -> Tally:
        """All results of all years."""
        return tally(
            year
            for one in self.summaries
            for project in one.projects
            for indicator in project.indicators
            for year in indicator.years
        )


def pages_of_places(
    publication: Publication, summaries: Sequence[Summary]
) -> Iterator[tuple[str, bytes]]:
    """Path and HTML of home and of all prefectures; summaries in the order of the codes."""
    yield from pages_html(publication, home_page(publication, summaries))
    by_prefecture = _by_prefecture(summaries)
    for digits in prefectures():
        page = prefecture_page(digits, by_prefecture.get(digits, []))
        yield from pages_html(publication, page)


def _by_prefecture(summaries: Sequence[Summary]) -> Mapping[str, list[Summary]]:
    found: dict[str, list[Summary]] = defaultdict(list)
    for one in summaries:
        found[one.code[:2]].append(one)
    return found


def home_page(publication: Publication, summaries: Sequence[Summary]) -> Page:
    """What is here, where it is, and ways in."""
    counts = {digits: len(ones) for digits, ones in _by_prefecture(summaries).items()}
    newest = _newest(summaries)
    return Page(
        folder="",
        template="home.html",
        title=publication.title,
        description=publication.description,
        values={
            "totals": Totals(summaries),
            "tiles": counts,
            "prefectures": prefectures(),
            "map": prefecture_map,
            "newest": newest[:NEWEST],
            "newest_count": len(newest),
            "names": name_of,
            "example": summaries[0].code if summaries else None,
            "dump": publication.base + DUMP_NQUADS,
        },
        section="",
        about=publication.base,
        linked_data=catalogue_linked_data(publication),
    )


def _newest(summaries: Sequence[Summary]) -> list[tuple[str, SubmissionSummary]]:
    """The submissions of the newest reporting year: code of the municipality, submission."""
    standing = [
        (one.code, submission)
        for one in summaries
        for submission in one.submissions
        if submission.withdrawn is None
    ]
    year = max((submission.reporting_year for _, submission in standing), default=0)
    return [(code, one) for code, one in standing if one.reporting_year == year]


def prefecture_page(digits: str, summaries: Sequence[Summary]) -> Page:
    """A prefecture's municipalities, those with data first."""
    name, there = prefectures()[digits], {one.code for one in summaries}
    return Page(
        folder=f"prefecture/{digits}",
        template="prefecture.html",
        title=name,
        description=Text(
            f"{name.ja}で公表された事業とKPIのある自治体。",
            f"Municipalities of {name.en} with published projects and KPIs.",
        ),
        values={
            "totals": Totals(summaries),
            "cities": [CityLine(one) for one in summaries],
            "others": [row for row in members(digits) if row.code not in there],
        },
        crumbs=(Link(Text("ホーム", "Home"), ""),),
    )
