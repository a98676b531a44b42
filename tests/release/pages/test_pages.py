"""The pages of places, projects and sources, made of real, invented and hostile submissions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.editions import (
    amount,
    edition,
    indicator,
    measurement,
    project,
    reading,
    withdrawn,
)
from tests.release.pages.parsed import Parsed, parsed

from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.records import Activity, Evaluation, Measurement, Period, Source, Submission
from kpi_lod.release.pages.frame import LANGUAGES, page_path
from kpi_lod.release.pages.places import home_page, pages_of_places
from kpi_lod.release.part import municipality_part
from kpi_lod.release.summary import summary
from kpi_lod.settings import Publication
from kpi_lod.submissions.files import read_files

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{7*7}}{% raw %}",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
)
MOST_BYTES = 150_000


def mapped(settings: Publication, *editions: Submission) -> MunicipalityData:
    return municipality_data(editions, settings.iris, settings.licence)


def pages_of(settings: Publication, *editions: Submission) -> dict[str, bytes]:
    return htmls(municipality_part(settings, mapped(settings, *editions)).files)


def htmls(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def every_feature(root: Path) -> Submission:
    (read,) = read_files([root / "tests/golden/every-feature/submission.yaml"])
    assert read.submission is not None
    return read.submission


@pytest.fixture(scope="module")
def site(
    settings: Publication, cities: Mapping[str, MunicipalityData], every_feature: Submission
) -> dict[str, bytes]:
    """All files of three municipalities, the home page and the prefectures."""
    parts = [
        municipality_part(settings, one)
        for one in (*cities.values(), mapped(settings, every_feature))
    ]
    made = {path: content for part in parts for path, content in part.files.items()}
    made.update(pages_of_places(settings, [part.summary for part in parts]))
    return made


def page(site: Mapping[str, bytes], folder: str, language: str = "ja") -> Parsed:
    return parsed(site[page_path(folder, language)])


def test_every_page_is_well_formed_small_and_in_two_languages(site: Mapping[str, bytes]) -> None:
    pages = htmls(site)
    assert len(pages) > 120
    for path, content in pages.items():
        one = parsed(content)
        assert len(set(one.ids)) == len(one.ids), path
        assert len(content) < MOST_BYTES, path
        regions = [
            e.attributes["aria-label"]
            for e in one.elements
            if "tabindex" in e.attributes and e.attributes.get("role") == "region"
        ]
        assert len(set(regions)) == len(regions), path
        folder = str(PurePosixPath(path).parent).removeprefix(".")
        assert {page_path(folder, language) for language in LANGUAGES} <= pages.keys()


def test_every_fragment_of_a_project_is_an_anchor_in_its_page(site: Mapping[str, bytes]) -> None:
    documents = [path for path in site if path.startswith("project/") and path.endswith(".ttl")]
    assert len(documents) == 10
    for path in documents:
        fragments = {
            quad.subject.value.partition("#")[2]
            for quad in parse(site[path], format=RdfFormat.TURTLE)
            if isinstance(quad.subject, NamedNode)
        } - {""}
        assert len(fragments) > 5
        for language in LANGUAGES:
            folder = path.removesuffix("/index.ttl")
            missing = fragments - set(page(site, folder, language).ids)
            assert missing == set(), (path, language)


def test_every_document_of_a_municipality_has_a_page(site: Mapping[str, bytes]) -> None:
    folders = {
        path.removesuffix("/index.ttl")
        for path in site
        if path.endswith("/index.ttl") and not path.startswith("shared/")
    }
    assert len(folders) > 15
    assert {page_path(folder) for folder in folders} <= site.keys()


OTHERS = ("concept", "programme", "dataset", "vocabulary", "rules", "questions", "catalogue")
"""Made elsewhere; that their links lead somewhere is a test of the whole release."""
SHARED = ("static/", "context.jsonld")


def broken_links(site: Mapping[str, bytes]) -> Iterator[str]:
    for path, content in htmls(site).items():
        for element in parsed(content).elements:
            href = element.attributes.get("href", "")
            if not href or re.match(r"[a-z]+:", href):
                continue
            file, _, anchor = href.partition("#")
            target = normpath(str(PurePosixPath(path).parent / file)) if file else path
            if target.startswith((*OTHERS, *SHARED)):
                continue
            if target not in site or (anchor and anchor not in parsed(site[target]).ids):
                yield f"{path}: {href}"


def test_every_link_leads_somewhere(site: Mapping[str, bytes]) -> None:
    assert list(broken_links(site)) == []


def test_a_broken_link_is_seen_to_fail(site: Mapping[str, bytes]) -> None:
    spoilt = {path: content for path, content in site.items() if path != "prefecture/03/index.html"}
    assert list(broken_links(spoilt)) != []


def test_the_figures_of_the_document_stand_in_the_page(site: Mapping[str, bytes]) -> None:
    text = page(site, "project/032018/school-ict").elements[0].text
    for figure in ("5,400,000", "16,521,845", "306.0%", "未計測", "例年9月以降"):
        assert figure in text
    assert "1,652万" in text, "the chart shortens what is long"


def test_a_scaled_number_says_what_was_printed(site: Mapping[str, bytes]) -> None:
    japanese = page(site, "project/032018/summer-festival").elements[0].text
    assert "14,700,000" in japanese
    assert "印刷は「14,700 千人」" in japanese
    english = page(site, "project/032018/summer-festival", "en").elements[0].text
    assert "being compiled" in english
    assert "judged by a person" in english


def test_everything_a_submission_can_say_is_on_its_pages(site: Mapping[str, bytes]) -> None:
    text = page(site, "project/202151/wine").elements[0].text
    for words in (
        *("農政課、観光課", "2年次", "1/2", "架空の事業。", "3回 約", "試飲会", "畑の見学"),
        *("2,500,000", "変更後の目標値", "速報", "12月分を除く", "東山地区", "前年度を上回る"),
        *("1,201,000", "600,500", "非公表", "畑の数も見たい。", "収穫の遅れ。", "p.3 table 1"),
    ):
        assert words in text, words
    source = page(site, "document/202151/2024-all").elements[0].text
    assert "r6.pdf" in source
    assert "0" * 64 in source


def test_japanese_of_the_documents_is_marked_on_english_pages(site: Mapping[str, bytes]) -> None:
    """No kana outside an element that says lang="ja"; the switch to Japanese says it too."""
    for path, content in htmls(site).items():
        if path.endswith(".en.html"):
            html = re.sub(
                r"<script.*?</script>|<title>.*?</title>|<!--.*?-->", "", content.decode()
            )
            html = re.sub(r'<(\w+)[^>]* lang="ja"[^>]*>.*?</\1>', "", html)
            shown = re.sub(r"<[^>]*>", "", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
            assert not re.findall(r"[ぁ-んァ-ヶ]+", shown), path


def test_a_revised_value_tells_what_the_older_report_said(settings: Publication) -> None:
    first = edition(2022, project(indicator(measurement(2022, "actual", "120"))))
    second = edition(2023, project(indicator(measurement(2022, "actual", "130"))))
    text = parsed(pages_of(settings, first, second)["project/032018/castle/index.html"])
    assert "令和4年度の報告では120" in text.elements[0].text
    row = next(e for e in text.elements if e.attributes.get("id") == "visitors.2022")
    assert "130" in row.text


def test_a_withdrawn_submission_says_why_and_shows_no_value(settings: Publication) -> None:
    kept = edition(2022, project(indicator(measurement(2022, "actual", "120"))))
    gone = withdrawn(edition(2023, project(indicator(measurement(2023, "actual", "777")))))
    made = pages_of(settings, kept, gone)
    assert "誤った資料のため" in made["submission/032018/2023-all/index.html"].decode()
    assert "誤った資料のため" in made["municipality/032018/index.html"].decode()
    assert not [path for path, content in made.items() if "777" in content.decode()]


def test_a_replaced_edition_leads_to_the_newer(settings: Publication) -> None:
    one = indicator(measurement(2023, "actual", "1"))
    made = pages_of(settings, edition(2023, project(one)), edition(2023, project(one), revision=2))
    assert "2023-all-2" in made["submission/032018/2023-all/index.html"].decode()
    assert "新しい版あり" in made["municipality/032018/index.html"].decode()


def test_a_city_whose_submissions_are_all_withdrawn_has_pages(settings: Publication) -> None:
    gone = withdrawn(edition(2023, project(indicator(measurement(2023, "actual", "7")))))
    part = municipality_part(settings, mapped(settings, gone))
    assert "取り下げられています" in part.files["municipality/032018/index.html"].decode()
    about_all = dict(pages_of_places(settings, [part.summary]))
    assert "取り下げ" in about_all["prefecture/03/index.html"].decode()


def test_a_country_without_data_has_a_home(settings: Publication) -> None:
    assert dict(pages_of_places(settings, []))["index.html"]


def test_what_is_missing_is_counted_apart(settings: Publication) -> None:
    one = project(
        indicator(measurement(2023, "target", "5"), measurement(2023, "actual", "6"), name="a"),
        indicator(measurement(2023, "target", "5"), measurement(2023, "actual", "4"), name="b"),
        indicator(
            measurement(2023, "target", "5"),
            measurement(2023, "actual", None, "being-compiled"),
            name="c",
        ),
        indicator(measurement(2023, "actual", "0"), name="d"),
        indicator(measurement(2022, "actual", "0"), name="e"),
    )
    data = mapped(settings, edition(2023, one))
    made = home_page(settings, [summary(data, 1)])
    results = made.values["totals"].results  # type: ignore[attr-defined]
    assert (results.attained, results.missed, results.total) == (1, 1, 5)
    text = parsed(pages_of(settings, edition(2023, one))["municipality/032018/index.html"])
    assert "目標の記載なし 1" in text.elements[0].text
    assert "集計中 1" in text.elements[0].text
    assert "この年度の記載なし 1" in text.elements[0].text


def hostile_submission(text: str) -> Submission:
    bad = replace(reading("1"), as_written=text, note=text, at=text, unit_as_written=text)
    cells = (
        Measurement(Period(2023), "actual", bad),
        Measurement(Period(2023), "target", replace(bad, value=None, status="qualitative")),
    )
    kpi = replace(indicator(*cells), name=text, area=text)
    one = replace(
        project(kpi, amounts=(amount(2023, "grant", "5"),)),
        name=text,
        departments=(text,),
        summary=text,
        activities=(Activity(text, 2023, bad),),
        evaluations=(Evaluation(2023, comment=text, reason=text),),
    )
    source = Source(title=text, terms="not-stated", url=text, file=text, sha256=text)
    return replace(edition(2023, one), source=source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_inert_everywhere(settings: Publication, text: str) -> None:
    harmless = hostile_submission("無害")
    data = mapped(settings, harmless)
    hostile = hostile_submission(text)
    # The mapping refuses such an address; pages must stand even if it did not.
    now = replace(data.projects[0].now, project=hostile.projects[0])
    kpi = replace(data.projects[0].indicators[0], indicator=hostile.projects[0].indicators[0])
    spoilt = replace(
        data, editions=(hostile,), projects=(replace(data.projects[0], now=now, indicators=(kpi,)),)
    )
    made = _pages_of_spoilt(settings, spoilt)
    assert len(made) > 8
    for content in made.values():
        assert_inert(parsed(content))
    page = parsed(made["project/032018/castle/index.html"])
    assert page.named("h1")[0].text == text


def _pages_of_spoilt(settings: Publication, data: MunicipalityData) -> dict[str, bytes]:
    from kpi_lod.release.pages.municipal import municipal_pages  # noqa: PLC0415

    told = summary(data, 1)
    return {
        **dict(municipal_pages(settings, data, told, {"dumps/032018.ttl": b""})),
        **dict(pages_of_places(settings, [told])),
    }


def assert_inert(page: Parsed) -> None:
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        href = element.attributes.get("href", "")
        assert not href.lower().startswith(("javascript:", "data:"))
    assert {e.attributes["src"].rpartition("/")[2] for e in page.named("img")} == {"icon.svg"}
    assert {e.attributes.get("type") for e in page.named("script")} <= {"application/ld+json"}
    assert not [e for e in page.named("svg") if "role" not in e.attributes]
    assert "49" not in "".join(e.text for e in page.named("h1"))


def test_hostile_data_is_seen_to_fail() -> None:
    with pytest.raises(AssertionError):
        assert_inert(parsed(b"<html><img src=x onerror=y></html>"))
    with pytest.raises(AssertionError):
        assert_inert(parsed(b"<html><img src=icon.svg><a href=javascript:x>y</a></html>"))


@pytest.mark.parametrize(
    "numbers",
    [("-5", "3"), (str(10**29), "1"), ("0.0001", "0.0002"), ("0", "0")],
    ids=["negative", "huge", "tiny", "zero"],
)
def test_odd_numbers_are_drawn(settings: Publication, numbers: Sequence[str]) -> None:
    target, actual = numbers
    one = indicator(measurement(2023, "target", target), measurement(2023, "actual", actual))
    made = pages_of(settings, edition(2023, project(one)))["project/032018/castle/index.html"]
    text = parsed(made).elements[0].text
    assert f"{Decimal(target):,f}".replace("-", "−") in text
    assert "<svg viewBox" in made.decode()


def test_without_any_number_the_page_says_so(settings: Publication) -> None:
    one = indicator(measurement(2023, "actual", None, "being-compiled"))
    made = pages_of(settings, edition(2023, project(one)))["project/032018/castle/index.html"]
    assert "図にできる数値がありません" in made.decode()
    assert "<svg viewBox" not in made.decode()


def test_indicators_of_one_name_are_told_apart(settings: Publication) -> None:
    one = project(*(indicator(measurement(2023, "actual", "1"), name=name) for name in "ab"))
    made = pages_of(settings, edition(2023, one))["project/032018/castle/index.html"]
    labels = [e.attributes.get("aria-label") for e in parsed(made).elements]
    assert "「来訪者数 (a)」の目標と実績" in labels
