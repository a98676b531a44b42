"""A web page as a browser shows it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.seen import places, refused, seen, tables

from kpi_lod.documents.document import Document, Paragraph
from kpi_lod.documents.html import read_html


def page(text: str) -> Document:
    return read_html(text.encode(), "folder/実績.html")


def test_what_a_document_says_of_itself() -> None:
    found = page("<title>\n 令和5年度 &amp; 実績 </title><h2>基本目標1</h2><p>本文")
    assert (found.file, found.kind, found.title) == ("実績.html", "html", "令和5年度 & 実績")
    levels = [(block.text, block.level) for block in found.blocks() if isinstance(block, Paragraph)]
    assert levels == [("基本目標1", 2), ("本文", 0)]
    assert len(found.sha256) == 64


def test_blocks_are_paragraphs_and_breaks_are_lines() -> None:
    found = page("<div>目標値：80%<br>実績値：\n 71&nbsp;% <ul><li>一<li><b>二</b>つ</ul></div>後")
    assert seen(found) == ["目標値：80%\n実績値： 71 %", "一", "二つ", "後"]
    assert places(found)[:2] == ["paragraph 1", "paragraph 2"]


def test_a_table_has_its_spans_and_places() -> None:
    found = page(
        "<table><thead><tr><th rowspan=2>指標<th colspan=2>R5<tr><th>目標<th>実績"
        "<tbody><tr><td>来場者数<p>（人）</p><td>10<td></table>"
    )
    table = [
        [("指標", 2, 1), ("R5", 1, 2)],
        ["目標", "実績"],
        ["来場者数\n（人）", "10", ""],
    ]
    assert seen(found) == [table]
    assert places(found)[-1] == "table 1 row 3 column 3"


def test_an_upright_label_is_a_word() -> None:
    assert seen(page("<table><tr><td>事<br>業<p>名<td>1<br>2</table>")) == [[["事業名", "1\n2"]]]


def test_a_caption_stands_before_its_table() -> None:
    found = page("<table><caption>表1</caption><tr><td>a<td>b</table>")
    assert seen(found) == ["表1", [["a", "b"]]]


def test_a_table_in_a_cell_follows_the_outer_one() -> None:
    inner = "<table><tr><td>a<td>b</table>"
    found = page(f"<table><tr><td>k<td>v{inner}w<tr><td>x<td>y</table>後")
    assert seen(found) == [[["k", "v\nw"], ["x", "y"]], [["a", "b"]], "後"]
    assert places(found)[4:] == ["table 2 row 1 column 1", "table 2 row 1 column 2", "paragraph 1"]


@pytest.mark.parametrize(
    "outer",
    ["<tr><td>{}</td></tr>", "<tr><td>{}</td><td></td></tr>", "<tr><td>{}</td></tr><tr><td></tr>"],
)
def test_a_table_that_only_arranges_is_none(outer: str) -> None:
    inner = "<h3>題</h3><table><tr><td>a<td>b</table>"
    assert seen(page(f"<table>{outer.format(inner)}</table>")) == ["題", [["a", "b"]]]


def test_a_frame_of_one_cell_is_text() -> None:
    assert seen(page("<table><tr><td>一<p>二</table>")) == ["一", "二"]


@pytest.mark.parametrize(
    "hidden",
    [
        *("<script>9</script>", "<style>9</style>", "<nav>9</nav>", "<del>9</del>", "<s>9</s>"),
        *("<p hidden>9</p>", "<p style='color:red; display : none'><b>9</b></p>"),
        *("<!--9-->", "<select><option>9</select>", "<svg>9</svg>"),
    ],
)
def test_what_is_not_shown_is_left_out(hidden: str) -> None:
    assert seen(page(f"<p>前{hidden}<p>後")) == ["前", "後"]


def test_the_number_of_a_note_is_no_digit() -> None:
    assert seen(page("217<sup>1</sup>人、5 m<sup>2</sup>")) == ["217※1人、5 m2"]


@pytest.mark.parametrize("text", ["<td>a", "a<tr>b", "<table><td>a", "</table></td>a", "<tr><td"])
def test_a_page_that_is_wrong_is_no_fault_of_ours(text: str) -> None:
    page(f"前<p>{text}")


def test_the_encoding_is_what_the_page_says() -> None:
    text = '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp"><p>ﾃｽﾄ'
    assert seen(read_html(text.encode("euc_jp"), "a")) == ["ﾃｽﾄ"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<div>" * 100_000, "too-deep"),
        ("<table><tr><td>" * 3_000, "too-deep/tables"),
        ("<table>" + "<tr><td rowspan=65534 colspan=1000>x<td>" * 300, "table-span"),
        *(("", "empty/document"), ("<p> </p>", "empty/document")),
    ],
)
def test_what_is_refused(text: str, key: str) -> None:
    before = time.monotonic()
    assert refused(read_html, text.encode()).key == key
    assert time.monotonic() - before < 40


def test_a_span_of_a_milliard_is_cut() -> None:
    rows = "<tr><td colspan=999999999 rowspan=999999999>a</td><td>b</td></tr><tr><td>c</td></tr>"
    assert seen(page(f"<table>{rows}</table>")) == [[[("a", 2, 1), "b"], ["c"]]]


def test_as_much_as_is_read() -> None:
    many = "<p>x" * 200_001
    assert refused(read_html, many.encode()).key == "document-too-long"


TAGS = st.sampled_from(
    [
        f"<{close}{tag}>"
        for tag in ("table", "tr", "td", "th", "tbody", "p", "div", "h1", "br", "del")
        for close in ("", "/")
    ]
)


@given(st.lists(TAGS | st.sampled_from(["a", "１", "<td rowspan=3>", "<td colspan=0>"])))
def test_no_order_of_tags_is_too_much(parts: list[str]) -> None:
    found = page("".join(["前", *parts]))
    assert all(table.grid() for table in tables(found))
    assert seen(found) == seen(page("".join(["前", *parts])))
