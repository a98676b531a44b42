"""The frame: what every page has, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.release.pages.parsed import Parsed, parsed

from kpi_lod.release.pages import frame
from kpi_lod.release.pages.frame import Alternate, Link, Page, pages_html, relative, static_files
from kpi_lod.release.pages.wording import Wording
from kpi_lod.settings import Publication, Text

PAGE = Page(
    folder="municipality/202142",
    template="base.html",
    title=Text("茅野市", "Chino"),
    description=Text("事業", "Projects"),
    values={},
    section="",
    crumbs=(Link(Text("長野県", "Nagano"), "prefecture/20"),),
    alternates=(Alternate("dumps/202142.ttl", "text/turtle", "Turtle"),),
    linked_data={"name": "</script><img src=x onerror=alert(1)>"},
)


def both(publication: Publication, page: Page) -> tuple[Parsed, Parsed]:
    japanese, english = (parsed(html) for _, html in pages_html(publication, page))
    return japanese, english


def test_each_page_is_in_japanese_and_in_english_and_leads_to_its_twin(
    settings: Publication,
) -> None:
    files = dict(pages_html(settings, PAGE))
    assert list(files) == [
        "municipality/202142/index.html",
        "municipality/202142/index.en.html",
    ]
    japanese, english = (parsed(html) for html in files.values())
    assert japanese.elements[0].attributes == {"lang": "ja"}
    assert english.elements[0].attributes == {"lang": "en"}
    for page, twin in ((japanese, "index.en.html"), (english, "index.html")):
        (switch,) = (e for e in page.named("a") if e.attributes.get("class") == "switch")
        assert switch.attributes["href"] == f"../../{'municipality/202142/'}{twin}"


def test_a_page_has_the_parts_that_assistive_technology_needs(settings: Publication) -> None:
    for page in both(settings, PAGE):
        assert [len(page.named(name)) for name in ("h1", "main", "footer", "title")] == [1] * 4
        skip = page.named("a")[0]
        assert skip.attributes["href"] == "#main"
        assert "main" in page.ids
        labels = [e.attributes["aria-label"] for e in page.named("nav")]
        assert len(set(labels)) == len(labels) == 2


def test_a_page_allows_nothing_from_elsewhere_and_no_script(settings: Publication) -> None:
    for page in both(settings, PAGE):
        (policy,) = (e for e in page.named("meta") if "http-equiv" in e.attributes)
        assert policy.attributes["content"].startswith("default-src 'none'; style-src 'self'")
        assert not [e for e in page.elements if "style" in e.attributes or e.name == "style"]
        scripts = [e.attributes["type"] for e in page.named("script")]
        assert scripts == ["application/ld+json"]
        assert not [
            e
            for e in page.elements
            for name in ("src", "href")
            if e.name in ("link", "img", "script") and "//" in e.attributes.get(name, "")
        ]


def test_embedded_data_cannot_leave_its_block(settings: Publication) -> None:
    for page in both(settings, PAGE):
        (block,) = page.named("script")
        assert "<" not in block.text
        assert not [e for e in page.named("img") if "onerror" in e.attributes]


def test_a_demonstration_says_so_and_a_city_does_not(settings: Publication) -> None:
    assert "実演です" in both(settings, PAGE)[0].elements[0].text
    city = replace(settings, base="https://data.city.chino.lg.jp/kpi/")
    assert "実演です" not in both(city, PAGE)[0].elements[0].text


def test_japanese_on_an_english_page_is_marked(settings: Publication) -> None:
    page = replace(PAGE, title=Text("立川市を起点とした事業", None))
    english = both(settings, page)[1]
    (heading,) = english.named("h1")
    marked = [e for e in english.named("span") if "h1" in e.inside]
    assert [e.attributes for e in marked] == [{"lang": "ja"}]
    assert marked[0].text == heading.text == "立川市を起点とした事業"


@pytest.mark.parametrize("hostile", ["</title><img src=x onerror=alert(1)>", "{{7*7}}", '"><svg>'])
def test_texts_are_inert(settings: Publication, hostile: str) -> None:
    text = Text(hostile, hostile)
    page = replace(PAGE, title=text, description=text, crumbs=(Link(text, "x"),))
    for one in both(replace(settings, title=text, publisher=text, contact=text), page):
        assert one.named("h1")[0].text == hostile
        assert one.named("title")[0].text == f"{hostile} | {hostile}"
        assert [e.attributes["src"] for e in one.named("img")] == ["../../static/icon.svg"]
        assert not one.named("svg")


def test_a_link_out_needs_a_safe_address() -> None:
    source = (
        '{% import "macros.html" as ui with context %}{% for u in urls %}{{ ui.outside(u) }}'
        "{% endfor %}"
    )
    template = frame._environment("ja").from_string(source)
    urls = ["javascript:alert(1)", "JavaScript:x", " data:text/html,x", "http://[", "//x", "/x"]
    made = template.render(word=Wording("ja"), href=str, urls=[*urls, "https://例え.jp/?a=1&b"])
    assert made.count("<a ") == 1
    assert 'href="https://例え.jp/?a=1&amp;b"' in made


def test_links_work_from_any_folder() -> None:
    assert (
        relative("project/1/x", "project/1/x#it", "en") == "../../../project/1/x/index.en.html#it"
    )
    assert relative("", "", "ja") == "index.html"


def test_the_style_sheet_and_the_icon_ask_nobody() -> None:
    files = dict(static_files())
    assert sorted(files) == ["static/icon.svg", "static/site.css"]
    for content in files.values():
        assert b"url(" not in content
        assert b"@import" not in content
        assert b"<script" not in content


def test_a_template_is_compiled_in_one_language() -> None:
    source = '{{ word("棒<", "bar") }}{{ word("年" ~ 2, "year " ~ 2) }}'
    english = Wording("en")
    assert frame._environment("en").from_string(source).render(word=english) == "baryear 2"
    made = frame._environment("ja").from_string(source).render(word=Wording("ja"))
    assert made == "棒&lt;年2"
