"""What pages say where a municipality has several reports: of other years, editions, projects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.editions import amount, edition, indicator, measurement, project, withdrawn
from tests.release.pages.parsed import parsed
from tests.release.pages.test_pages import mapped, pages_of

from kpi_lod.records import Indicator, Project
from kpi_lod.release.pages.places import CityLine, home_page
from kpi_lod.release.pages.tally import why_not
from kpi_lod.release.part import municipality_part
from kpi_lod.release.summary import SideSummary, YearSummary, summary
from kpi_lod.settings import Publication

CASTLE = "project/032018/castle/index.html"
FAIR = "project/032018/fair/index.html"
CITY = "municipality/032018/index.html"


def reached(year: int, name: str = "visitors") -> Indicator:
    """A KPI that met its target in the year, and is not due in the next."""
    return indicator(
        measurement(year, "target", "5"),
        measurement(year, "actual", "6"),
        measurement(year + 1, "target", "7"),
        name=name,
    )


def fair(*indicators: Indicator) -> Project:
    return replace(project(*indicators), id="fair", name="市の催し")


def text_of(pages: dict[str, bytes], path: str) -> str:
    return " ".join(parsed(pages[path]).elements[0].text.split())


def row_of(pages: dict[str, bytes], path: str, anchor: str) -> str:
    elements = parsed(pages[path]).elements
    return next(e.text for e in elements if e.attributes.get("id") == anchor)


def test_a_report_of_one_project_leaves_the_results_of_the_others(settings: Publication) -> None:
    both = edition(2023, project(reached(2023)), fair(reached(2023)))
    later = edition(2024, fair(reached(2024)))
    pages = pages_of(settings, both, later)
    castle = text_of(pages, CASTLE)
    assert "令和5年度の報告" in castle
    assert "目標を達成1" in castle
    assert "期間未了" in row_of(pages, CASTLE, "visitors.2024")
    assert "実績値なし" not in castle
    city = text_of(pages, CITY)
    assert "各事業の最も新しい報告年度" in city
    assert "令和5年度のKPI 1件: 達成 1、未達 0" in city
    assert "令和6年度のKPI 1件: 達成 1、未達 0" in city
    assert "目標を達成2" in city
    english = text_of(pages, "municipality/032018/index.en.html")
    assert "each project in its newest reporting year" in english
    assert "1 KPI:" in english
    line = CityLine(summary(mapped(settings, both, later), 1))
    assert (line.tally.attained, line.tally.total) == (2, 2)


def test_one_year_of_all_projects_is_named(settings: Publication) -> None:
    city = text_of(pages_of(settings, edition(2023, project(reached(2023)))), CITY)
    assert "令和5年度について" in city
    assert "最も新しい報告年度" not in city


def test_a_value_revised_within_its_year_names_the_edition(settings: Publication) -> None:
    def told(value: str) -> Project:
        cell = measurement(2023, "actual", value)
        return project(indicator(cell), amounts=(amount(2023, "grant", value),))

    pages = pages_of(settings, edition(2023, told("13257")), edition(2023, told("600"), revision=2))
    assert "第1版では13,257" in row_of(pages, CASTLE, "visitors.2023")
    text = text_of(pages, CASTLE)
    assert text.count("第1版では13,257") == 2, "money too"
    assert "年度の報告では" not in text
    assert "in edition 1: 13,257" in text_of(pages, CASTLE.replace("index", "index.en"))


def test_a_value_in_words_is_no_missing_value(settings: Publication) -> None:
    words = measurement(2023, "actual", None, "qualitative")
    aim = measurement(2023, "target", "5")
    text = measurement(2023, "target", None, "qualitative")
    number = measurement(2023, "actual", "6")
    one = edition(2023, project(indicator(aim, words), indicator(text, number, name="b")))
    pages = pages_of(settings, one)
    assert "文章の実績" in row_of(pages, CASTLE, "visitors.2023")
    assert "文章の目標" in row_of(pages, CASTLE, "b.2023")
    assert "実績値なし" not in text_of(pages, CASTLE)
    assert "actual in words" in text_of(pages, CASTLE.replace("index", "index.en"))


def test_no_reason_is_listed_twice() -> None:
    """A year that is not over may be told by the status of its cell or by the result's reason."""
    dash = SideSummary(None, "not-yet-due")
    aim = SideSummary("5", "measured")
    told = [
        YearSummary("2024", aim, dash, None, None, reason)
        for reason in ("not-yet-due", "no-actual", "not-yet-due")
    ]
    assert len({why_not(year) for year in told}) == 1


def test_a_home_page_sums_the_same_reason(settings: Publication) -> None:
    late = measurement(2024, "actual", None, "not-yet-due")
    aims = measurement(2024, "target", "5")
    one = edition(2023, project(indicator(aims, late), indicator(aims, name="b")))
    results = home_page(settings, [summary(mapped(settings, one), 1)]).values["totals"].results  # type: ignore[attr-defined]
    assert [(text.ja, text.en, count) for text, count in results.unknown] == [
        ("期間未了", "not yet due", 2)
    ]


@pytest.mark.parametrize(
    ("target", "actual", "shown"),
    [
        ("100890", "100889", "99.9%"),
        ("100889", "100890", "100.0%"),
        ("9" * 9, "9" * 8 + "8", "99.9%"),
    ],
)
def test_a_target_just_missed_is_never_100_percent(
    settings: Publication, target: str, actual: str, shown: str
) -> None:
    assert Decimal(target) != Decimal(actual)
    one = indicator(measurement(2023, "target", target), measurement(2023, "actual", actual))
    row = row_of(pages_of(settings, edition(2023, project(one))), CASTLE, "visitors.2023")
    assert shown in row


def test_kpis_stand_as_the_newest_report_prints_them(settings: Publication) -> None:
    older = edition(2022, project(reached(2022, "gone"), reached(2022, "a"), reached(2022, "z")))
    newer = edition(2023, project(reached(2023, "z"), reached(2023, "a"), reached(2023, "m")))
    ids = parsed(pages_of(settings, older, newer)[CASTLE]).ids
    assert [one for one in ids if one in {"gone", "a", "z", "m"}] == ["z", "a", "m", "gone"]


def test_a_partial_correction_leaves_the_rest_standing(settings: Publication) -> None:
    first = edition(2023, project(reached(2023), reached(2023, "b")))
    second = edition(2023, project(indicator(measurement(2023, "actual", "9"))), revision=2)
    pages = pages_of(settings, first, second)
    city = text_of(pages, CITY)
    assert "一部（6件のうち1件）が第2版で改められた" in city
    assert "新しい版あり" not in city
    assert "1 of 6 values corrected in edition 2" in text_of(
        pages, CITY.replace("index", "index.en")
    )
    assert "一部（6件のうち1件）" in text_of(pages, "submission/032018/2023-all/index.html")


def test_a_report_about_another_project_corrects_nothing(settings: Publication) -> None:
    first = edition(2023, project(reached(2023)))
    second = edition(2023, fair(reached(2023)), revision=2)
    pages = pages_of(settings, first, second)
    assert "新しい版" not in pages["submission/032018/2023-all/index.html"].decode()
    assert text_of(pages, CITY).count("有効") >= 2
    assert "改められた" not in text_of(pages, CITY)


def test_a_withdrawn_project_answers_with_data_too(settings: Publication) -> None:
    gone = withdrawn(edition(2023, fair(indicator())))
    files = municipality_part(settings, mapped(settings, gone)).files
    for name in ("index.ttl", "index.jsonld"):
        told = files[FAIR.replace("index.html", name)]
        assert told == files[f"submission/032018/{gone.id}/{name}"]
        assert "誤った資料のため" in told.decode()
    links = parsed(files[FAIR]).named("link")
    (link,) = [one for one in links if one.attributes.get("type") == "text/turtle"]
    assert link.attributes["href"].endswith("index.ttl")


def test_a_withdrawn_project_keeps_its_address(settings: Publication) -> None:
    kept = edition(2022, project(reached(2022)))
    gone = withdrawn(edition(2023, project(reached(2023)), fair(indicator())))
    pages = pages_of(settings, kept, gone)
    text = text_of(pages, FAIR)
    assert "取り下げられました" in text
    assert "誤った資料のため" in text
    assert "市の催し" in text
    assert "was withdrawn" in text_of(pages, FAIR.replace("index", "index.en"))
    links = [a.attributes["href"] for a in parsed(pages[FAIR]).named("a")]
    assert "../../../submission/032018/2023-all/index.html" in links
    back = [
        a.attributes["href"]
        for a in parsed(pages["submission/032018/2023-all/index.html"]).named("a")
    ]
    assert {f"../../../{FAIR}", f"../../../{CASTLE}"} <= set(back)
    assert "取り下げられました" not in text_of(pages, CASTLE), "an older report has it"
