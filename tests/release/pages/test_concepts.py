"""Harmonised indicators: what may be compared and what not, medians, and long lists."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from tests.release.pages.parsed import parsed
from tests.release.pages.summaries import KPI, city, country, made, year

from kpi_lod.register.schemes import schemes
from kpi_lod.release.pages.concepts import HINDRANCES
from kpi_lod.release.pages.harmonised import by_basis, by_concept, median, year_figures
from kpi_lod.release.pages.listing import ON_A_PAGE
from kpi_lod.release.summary import SideSummary
from kpi_lod.settings import Publication

MOST_BYTES = 150_000


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"match": "broad"}, "match-broad"),
        ({"match": "related"}, "match-related"),
        ({"match": None}, "match-None"),
        ({"unit": "case"}, "unit"),
        ({"basis": None}, "basis"),
        ({"area": "partners"}, "area-joint"),
        ({"area": None}, "area-unknown"),
        ({"area": "駅前地区"}, "area-own"),
        ({"years": (year("2023", "1", None),)}, "no-number"),
    ],
)
def test_a_kpi_that_may_not_be_compared_says_why(change: Mapping[str, Any], reason: str) -> None:
    (odd, plain) = by_concept([city("032018", KPI._replace(**change), KPI)])["participants"]
    assert odd.hindrances == (reason,)
    assert plain.hindrances == ()
    assert by_basis([odd, plain]) == {"per-period": [plain]}


def test_every_hindrance_has_its_words() -> None:
    assert len(HINDRANCES) == 9
    assert all(text.ja and text.en for text in HINDRANCES.values())


def test_a_kpi_without_actual_tells_its_status() -> None:
    (one,) = by_concept([city("032018", KPI._replace(years=(year("2023", "1", None),)))])[
        "participants"
    ]
    assert one.status == "being-compiled"


def test_the_years_around_the_latest_actual_are_shown() -> None:
    years = tuple(year(str(n), "1", "1" if n < 2023 else None) for n in range(2019, 2026))
    (one,) = by_concept([city("032018", KPI._replace(years=years))])["participants"]
    assert [y.period for y in one.around] == ["2021", "2022", "2023"]


def test_medians_rest_on_the_year_and_the_basis_alone() -> None:
    cumulative = KPI._replace(id="sum", basis="cumulative", years=(year("2023", "1", "9000"),))
    third = KPI._replace(id="third", years=(year("2023", "10", "100"),))
    groups = by_basis(
        by_concept([city("032018", KPI, cumulative), city("202142", KPI, third)])["participants"]
    )
    assert list(groups) == ["per-period", "cumulative"]
    newest, older = year_figures(groups["per-period"])
    assert (newest.period, newest.actuals, newest.cities) == ("2023", 3, 2)
    assert (newest.median_actual, newest.median_rate) == (Decimal(20), Decimal(2))
    assert newest.rates == 2
    assert (newest.judged, newest.attained) == (3, 3)
    assert (older.period, older.median_actual) == ("2022", Decimal(8))
    assert older.attained == 0
    (alone,) = year_figures(groups["cumulative"])
    assert (alone.actuals, alone.median_actual) == (1, None)


def test_a_median_of_an_even_number_lies_between_the_middle_two() -> None:
    assert median([Decimal(1), Decimal(2)]) == Decimal("1.5")
    assert median([Decimal(9), Decimal(1), Decimal(2), Decimal(3)]) == Decimal("2.5")


def test_zero_is_a_number_and_a_missing_value_is_not(settings: Publication) -> None:
    zero = KPI._replace(years=(year("2023", "0", "0"), year("2024", "30", None)))
    html = made(settings, [city("032018", zero)])["concept/participants/index.html"].decode()
    assert '<td class="number">0</td>' in html
    assert "集計中" in html


def test_an_estimated_actual_says_so(settings: Publication) -> None:
    shown = year("2023", "1", "2")._replace(actual=SideSummary("2", "estimated"))
    html = made(settings, [city("032018", KPI._replace(years=(shown,)))])
    assert "見込み" in html["concept/participants/index.html"].decode()


def test_names_are_escaped_and_lead_to_the_kpi(settings: Publication) -> None:
    page = parsed(made(settings, [city("032018")])["concept/participants/index.html"])
    (link,) = [a for a in page.named("a") if a.text == "参加者の<数>"]
    assert link.attributes["href"] == "../../project/032018/fair/index.html#reach"


def test_a_broad_match_stands_apart_with_its_reason(settings: Publication) -> None:
    files = made(settings, [city("032018", KPI._replace(match="broad"))])
    page = parsed(files["concept/participants/index.en.html"])
    assert "apart" in page.ids
    assert "unsure" not in page.ids
    assert any(HINDRANCES["match-broad"].en == e.text for e in page.named("span"))


def test_an_unknown_basis_is_told_apart_from_what_differs(settings: Publication) -> None:
    files = made(settings, [city("032018", KPI._replace(basis=None))])
    page = parsed(files["concept/participants/index.html"])
    assert "unsure" in page.ids
    assert "apart" not in page.ids


def test_every_harmonised_indicator_has_a_page(settings: Publication) -> None:
    files = made(settings, [city("032018")])
    codes = schemes()["concept"].labels
    assert len(codes) > 80
    assert {f"concept/{code}/index.en.html" for code in codes} < files.keys()


def test_a_long_list_is_paged_by_prefecture_and_stays_small(settings: Publication) -> None:
    files = made(settings, country())
    listed = [path for path in files if path.startswith("concept/participants/")]
    assert len(listed) > 2 * 47
    assert "concept/participants/01-2/index.html" in files, "Hokkaido has more than one page"
    assert max(len(content) for content in files.values()) <= MOST_BYTES
    first = parsed(files["concept/participants/01/index.html"])
    assert len([e for e in first.named("tbody")]) == ON_A_PAGE
    places = parsed(files["concept/participants/index.html"]).named("a")
    assert sum("participants/" in a.attributes["href"] for a in places) >= 47
    assert "1,741" in files["concept/participants/index.html"].decode()


def test_one_kpi_makes_no_table_of_medians(settings: Publication) -> None:
    alone = made(settings, [city("032018")])
    assert "中央値（" not in alone["concept/participants/index.html"].decode()
    english = alone["concept/participants/index.en.html"].decode()
    assert "Median" not in english
    assert "1 KPI of 1 municipality" in english
    assert "1 KPIs" not in english
    two = made(settings, [city("032018"), city("202142")])
    assert "2 KPIs of 2 municipalities" in two["concept/participants/index.en.html"].decode()
    assert "Median actual" in two["concept/participants/index.en.html"].decode()
