"""The page for review: source and draft linked both ways, and inert whatever they hold."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser
from tests.drafting.given import (
    DOCUMENT,
    codes,
    drafted,
    figure,
    found,
    kpi,
    money,
    project,
)

from kpi_lod.documents.document import Cell, Document, Paragraph, Section, Table
from kpi_lod.drafting.draft import drafted_document
from kpi_lod.drafting.review.page import review_page
from kpi_lod.layouts.found import Done

TARGET = figure("1,200", "target", at="table 1 row 2 column 2", as_written="1,200人")
ACTUAL = figure("1,300", as_written="1,300人", period=None)
PAGE = review_page(
    drafted(
        project(
            kpi(TARGET, ACTUAL),
            money=(money("4,995", "grant", scale=1000),),
            done=(Done("講座", "line 1", "6", "回"),),
        )
    )
)


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def ids(page: str) -> list[str]:
    return [str(one.attributes["id"]) for one in parsed(page).css("[id]")]


def test_every_link_leads_somewhere_on_the_page() -> None:
    links = [str(one.attributes["href"]) for one in parsed(PAGE).css("a[href]")]
    assert len(links) > 6
    assert {link.removeprefix("#") for link in links} <= set(ids(PAGE))


def test_no_anchor_stands_twice() -> None:
    assert len(ids(PAGE)) == len(set(ids(PAGE)))


def test_a_value_leads_to_its_cell_and_back() -> None:
    tree = parsed(PAGE)
    (back,) = [one for one in tree.css("#source a.figure") if one.text() == "1,300人"]
    row = tree.css_first(str(back.attributes["href"]))
    assert row is not None
    assert "1300" in row.text()
    place = row.css_first("a.place")
    assert place is not None
    cell = tree.css_first(str(place.attributes["href"]))
    assert cell is not None
    assert cell.text() == "1,300人"
    assert str(cell.attributes["class"]).split() == ["used"]


def test_a_figure_that_ended_nowhere_is_marked() -> None:
    left = [one.text() for one in parsed(PAGE).css("#source .left")]
    assert left == ["77人"]


def test_spans_are_those_of_the_document() -> None:
    (wide,) = [one for one in parsed(PAGE).css("td[colspan]")]
    assert (wide.text(), wide.attributes["colspan"]) == ("参考", "2")


def test_doubts_lead_to_their_place() -> None:
    doubt = parsed(PAGE).css_first("#doubts li a.place")
    assert doubt is not None
    cell = parsed(PAGE).css_first(str(doubt.attributes["href"]))
    assert cell is not None
    assert cell.text() == "来場者数"


def test_both_languages_are_marked() -> None:
    tree = parsed(PAGE)
    assert tree.css_first("html").attributes["lang"] == "ja"  # type: ignore[union-attr]
    assert len(tree.css('[lang="en"]')) > 10


def test_two_figures_of_one_text_are_two_links() -> None:
    at, text = "line 3", "目標 1,000人（R5）\n実績 1,000人（R5）ほか"
    document = Document("a.txt", "text", "0" * 64, (Section((Paragraph(text, at),)),))
    one = kpi(figure("1,000", "target", at=at), figure("1,000", at=at), name="来場")
    page = review_page(drafted_document(document, found(project(one))))
    links = parsed(page).css("#source a.figure")
    assert [link.text() for link in links] == ["1,000", "1,000"]
    assert len({link.attributes["href"] for link in links}) == 2
    line = parsed(page).css_first("#source p.line")
    assert line is not None
    assert line.text() == text


def test_a_figure_within_another_is_not_taken_for_it() -> None:
    at, text = "line 3", "15人のうち5人"
    document = Document("a.txt", "text", "0" * 64, (Section((Paragraph(text, at),)),))
    less = figure("5", "target", at=at, as_written="5人")
    one = kpi(less, figure("15", at=at, as_written="15人"))
    page = review_page(drafted_document(document, found(project(one))))
    links = parsed(page).css("#source a.figure")
    assert [(link.text(), link.attributes["title"]) for link in links] == [
        ("15人", "R5 実績値"),
        ("5人", "R5 目標値"),
    ]


def test_a_print_that_is_not_found_in_its_cell_is_a_link_behind_it() -> None:
    one = kpi(figure("1,300", as_written="千三百"))
    page = review_page(drafted(project(one)))
    cell = next(one for one in parsed(page).css("#source td.used"))
    assert cell.text() == "1,300人 [R5 実績値]"


def test_hostile_texts_are_inert() -> None:
    evil = "</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"
    document = replace(
        DOCUMENT,
        file=f"{evil}.txt",
        sections=(
            Section((Table((Cell(1, 1, evil, evil),)), Paragraph(evil, evil, 1)), name=evil),
        ),
    )
    one = project(kpi(figure("5", as_written=evil, at=evil, note=evil), name=evil), name=evil)
    made = drafted_document(document, found(one))
    page = review_page(made)
    tree = parsed(page)
    assert tree.css("img, script, iframe, link, object, form") == []
    assert "\u202e" not in page
    assert not any(name.startswith("on") for node in tree.css("*") for name in node.attributes)
    assert "49" not in page
    assert codes(made) == []


def test_nothing_is_fetched_and_only_its_own_style_is_allowed() -> None:
    policy = re.search(r'content="(default-src[^"]*)"', PAGE)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r'(src|href)="(?!#)', PAGE)
    assert "url(" not in PAGE
