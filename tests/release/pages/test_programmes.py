"""Programmes: lineage, totals over what is stated alone, and long lists."""

from __future__ import annotations

from decimal import Decimal

from tests.release.pages.parsed import parsed
from tests.release.pages.summaries import PROJECT, city, country, made

from kpi_lod.release.pages.programmes import Undertaken, lineages, total
from kpi_lod.settings import Publication


def test_totals_are_over_what_is_stated_and_say_of_how_many() -> None:
    silent = PROJECT._replace(money=())
    found = [Undertaken("032018", PROJECT), Undertaken("202142", silent)]
    grant = total(found, "grant")
    assert (grant.yen, grant.projects) == (Decimal(5000), 1)
    assert total(found, "grant", "2022").yen is None, "nothing stated is not 0 yen"
    assert total(found, "eligible-expenditure").yen is None


def test_the_page_says_of_how_many_projects_a_total_is(settings: Publication) -> None:
    silent = city("202142")._replace(projects=(PROJECT._replace(money=()),))
    files = made(settings, [city("032018"), silent])
    html = files["programme/regional-promotion/index.en.html"].decode()
    assert "stated by 1 of 2 projects" in html
    assert "not stated" in html


def test_the_lineage_goes_both_ways(settings: Publication) -> None:
    older, newer = "regional-promotion", "digital-garden-city-promotion"
    assert older in lineages()[newer].replaces
    assert newer in lineages()[older].replaced_by
    assert "digital-garden-city" in lineages()[newer].broader
    assert newer in lineages()["digital-garden-city"].narrower
    page = parsed(made(settings, [])[f"programme/{older}/index.html"])
    links = [a.attributes["href"] for a in page.named("a")]
    assert f"../{newer}/index.html" in links or f"../../programme/{newer}/index.html" in links


def test_every_programme_is_in_the_index(settings: Publication) -> None:
    page = parsed(made(settings, [city("032018")])["programme/index.html"])
    links = " ".join(a.attributes["href"] for a in page.named("a"))
    assert len(lineages()) > 30
    assert [code for code in lineages() if f"/{code}/index.html" not in links] == []


def test_a_long_list_is_paged_by_prefecture_and_stays_small(settings: Publication) -> None:
    files = made(settings, country())
    assert "programme/regional-promotion/01-2/index.html" in files
    assert max(len(content) for content in files.values()) <= 150_000
    assert "8,705,000" in files["programme/regional-promotion/index.html"].decode()


def test_kpis_and_targets_met_are_of_one_year(settings: Publication) -> None:
    files = made(settings, [city("032018")])
    english = files["programme/regional-promotion/index.en.html"].decode()
    assert "of 1 that can be judged" in english, "2023 alone, and not 2022 too"
    assert "FY2023" in english
    assert "各事業の最も新しい報告年度" in files["programme/regional-promotion/index.html"].decode()
