"""What the pages of the country count: one is singular, thousands are marked."""

from __future__ import annotations

from tests.release.pages.parsed import parsed
from tests.release.pages.summaries import KPI, city, year

from kpi_lod.release.pages.frame import Page, pages_html
from kpi_lod.release.pages.places import home_page, prefecture_page
from kpi_lod.release.summary import SubmissionSummary
from kpi_lod.settings import Publication

REPORT = SubmissionSummary("2023-all", "報告", 2023, 1, "not-stated", None, None)


def shown(settings: Publication, page: Page, language: str) -> str:
    """All text of the page in one line."""
    pages = dict(pages_html(settings, page))
    name = "index.html" if language == "ja" else "index.en.html"
    (content,) = (html for path, html in pages.items() if path.rpartition("/")[2] == name)
    return " ".join(parsed(content).elements[0].text.split())


def test_one_municipality_project_and_kpi_are_told_in_the_singular(settings: Publication) -> None:
    one = city("032018")._replace(submissions=(REPORT,))
    home = shown(settings, home_page(settings, [one]), "en")
    assert "municipality1 project1 KPI1 results" in home
    assert "There is 1 source for FY2023." in home
    prefecture = shown(settings, prefecture_page("03", [one]), "en")
    assert "municipality with data1 project1 KPI1" in prefecture
    two = shown(settings, home_page(settings, [one, city("032026")]), "en")
    assert "municipalities2 projects2 KPIs2 results" in two


def test_thousands_are_marked_in_the_reasons_too(settings: Publication) -> None:
    due = KPI._replace(years=(year("2023", "1", None),))
    many = city("032018", *(due,) * 1_234)._replace(submissions=(REPORT,))
    assert "残り1,234は達成を判定できません（集計中 1,234）" in shown(
        settings, home_page(settings, [many]), "ja"
    )
    assert "cannot be told 1,234 (being compiled 1,234)" in shown(
        settings, prefecture_page("03", [many]), "en"
    )
