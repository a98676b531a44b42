"""A Word document as it is printed."""

from __future__ import annotations

import io
import time

import docx
import pytest
from tests.documents.office_files import relations, word, zipped
from tests.documents.seen import places, refused, seen

from kpi_lod.documents.document import Document, Paragraph
from kpi_lod.documents.docx import read_docx

TABLE = "<w:tbl>{}</w:tbl>"
ROW = "<w:tr>{}</w:tr>"


def p(text: str, settings: str = "", look: str = "") -> str:
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{settings}</w:pPr>{run}</w:p>"


def cell(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{p(text)}</w:tc>"


def read(body: str, **parts: str) -> Document:
    return read_docx(word(body, **parts), "folder/評価.docx")


def saved(made: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_what_python_docx_writes() -> None:
    made = docx.Document()
    made.core_properties.title = "令和5年度 評価"
    made.add_heading("題", 0)
    made.add_heading("基本目標1", 2)
    made.add_paragraph("本文\n次")
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "指標"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "R5"
    table.cell(1, 1).text, table.cell(1, 2).text = "目標", "実績"
    table.cell(2, 2).text = "9"
    made.add_paragraph("一", style="List Number")
    made.add_paragraph("二", style="List Number")
    made.add_paragraph("点", style="List Bullet")
    found = read_docx(saved(made), "a/評価.docx")
    assert (found.file, found.kind, found.title) == ("評価.docx", "docx", "令和5年度 評価")
    grid = [[("指標", 2, 1), ("R5", 1, 2)], ["目標", "実績"], ["", "", "9"]]
    assert seen(found) == ["題", "基本目標1", "本文\n次", grid, "1. 一", "2. 二", "・点"]
    levels = [block.level for block in found.blocks() if isinstance(block, Paragraph)]
    assert levels == [1, 2, 0, 0, 0, 0]
    assert places(found)[2:4] == ["paragraph 3", "table 1 row 1 column 1"]


def test_a_row_that_begins_further_right() -> None:
    shifted = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b")
    body = TABLE.format(ROW.format(cell("a") + cell("x")) + ROW.format(shifted))
    assert seen(read(body)) == [[["a", "x"], ["", "b"]]]


def test_cells_that_go_on_downwards() -> None:
    start, more = cell("a", '<w:vMerge w:val="restart"/>'), cell("hidden", "<w:vMerge/>")
    rows = [start + cell("1"), more + cell("2"), more + cell("3"), cell("b") + cell("4")]
    body = TABLE.format("".join(ROW.format(row) for row in rows))
    assert seen(read(body)) == [[[("a", 3, 1), "1"], ["2"], ["3"], ["b", "4"]]]


def test_a_row_that_was_deleted_was_never_there() -> None:
    start, more = cell("a", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    gone = "<w:trPr><w:del/></w:trPr>" + more + cell("2")
    rows = [start + cell("1"), gone, cell("b") + cell("3")]
    body = TABLE.format("".join(ROW.format(row) for row in rows))
    assert seen(read(body)) == [[["a", "1"], ["b", "3"]]]


def test_a_table_in_a_cell_follows_the_outer_one() -> None:
    inner = TABLE.format(ROW.format(cell("a") + cell("b")))
    outer = f"<w:tc>{p('v')}{inner}{p('w')}</w:tc>"
    body = TABLE.format(ROW.format(cell("k") + outer) + ROW.format(cell("x") + cell("y")))
    assert seen(read(body)) == [[["k", "v\nw"], ["x", "y"]], [["a", "b"]]]


def test_revisions_hidden_text_and_readings() -> None:
    body = (
        "<w:p><w:r><w:t>前</w:t></w:r>"
        "<w:del><w:r><w:delText>9</w:delText><w:t>9</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>挿</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>出</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>増</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r></w:p>"
    )
    assert seen(read(body)) == ["前挿出増a\tb\nc-"]


def test_what_is_struck_out_is_left_out_and_told() -> None:
    found = read(p("後") + p("10", look="<w:strike/>"))
    assert seen(found) == ["後"]
    assert [remark.code for remark in found.remarks] == ["struck"]
    assert read(p("後")).remarks == ()


def test_the_number_of_a_note_is_no_digit() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    assert seen(read(f"<w:p><w:r><w:t>217</w:t></w:r>{raised}</w:p>")) == ["217※1"]


def test_notes_stand_at_the_end() -> None:
    body = '<w:p><w:r><w:t>217</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("後")
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = note.format(1, p("線")) + note.format(2, p("注"))
    assert seen(read(body, footnotes=notes)) == ["217※1", "後", "※1 注"]


def test_a_text_box_stands_behind_its_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{p('箱')}</w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    alternate = f"<mc:AlternateContent {space}>{choice}</mc:AlternateContent>"
    body = f"<w:p><w:r>{alternate}<w:t>前</w:t></w:r></w:p>{p('後')}"
    assert seen(read(body)) == ["前", "箱", "後"]


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("decimal", "%1.", ["1. a", "2. a", "5. b"]),
        ("decimalEnclosedCircle", "%1", ["① a", "② a", "⑤ b"]),
        ("decimalFullWidth", "（%1）", ["（１） a", "（２） a", "（５） b"]),
        ("aiueoFullWidth", "%1", ["ア a", "イ a", "オ b"]),
        ("japaneseCounting", "第%1章", ["第一章 a", "第二章 a", "第五章 b"]),
        ("lowerRoman", "%1)", ["i) a", "ii) a", "v) b"]),
        ("bullet", "\uf0b7", ["・a", "・a", "・b"]),
        ("none", "", ["a", "a", "b"]),
    ],
)
def test_numbers_that_are_in_no_text(kind: str, text: str, shown: list[str]) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    first, second = (f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' for number in "12")
    assert seen(read(p("a", first) * 2 + p("b", second), numbering=numbering)) == shown


def test_levels_count_below_each_other() -> None:
    level = '<w:lvl w:ilvl="{}"><w:lvlText w:val="{}"/><w:suff w:val="nothing"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{level.format(0, "%1　")}{level.format(1, "%1-%2　")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    upper, lower = (
        f'<w:numPr><w:ilvl w:val="{one}"/><w:numId w:val="1"/></w:numPr>' for one in (0, 1)
    )
    body = p("a", upper) + p("b", lower) * 2 + p("c", upper) + p("d", lower)
    expected = ["1　a", "1-1　b", "1-2　b", "2　c", "2-1　d"]
    assert seen(read(body, numbering=numbering)) == expected


def test_a_style_of_ones_own_based_on_a_heading_is_one() -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:styleId="mine"><w:name w:val="施策"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="round"><w:name w:val="x"/><w:basedOn w:val="round"/></w:style>'
    )
    body = p("a", '<w:pStyle w:val="mine"/>') + p("b", '<w:pStyle w:val="round"/>')
    body += p("c", '<w:outlineLvl w:val="0"/>')
    found = read(body, styles=styles)
    assert [getattr(block, "level", None) for block in found.blocks()] == [3, 0, 1]


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (TABLE.format(ROW.format(cell("a", '<w:gridSpan w:val="50000000"/>'))), "table-span"),
        (nested(3_000), "too-deep/tables"),
        ("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000, "too-deep"),
        (p(" "), "empty/document"),
        ("<w:p>", "file-broken"),
    ],
)
def test_what_is_refused(body: str, key: str) -> None:
    before = time.monotonic()
    assert refused(read_docx, word(body)).key == key
    assert time.monotonic() - before < 40


def test_as_many_tables_in_tables_as_are_allowed() -> None:
    read(nested(32) + p("a"))


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"word/vbaProject.bin": "x"}, "macro"),
        ({"[Content_Types].xml": "<T>application/vnd.ms-word.document.macroEnabled</T>"}, "macro"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "xml-doctype"),
        ({"word/styles.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}, "xml-doctype"),
        ({"word/x.zip": zipped({"a": "b"})}, "archive-limits/nested"),
        ({"../a": "b"}, "archive-limits/name"),
        ({"word/media/a.bin": b"\0" * 20_000_000}, "archive-limits/ratio"),
        ({}, "file-broken"),
    ],
)
def test_archives_that_are_refused(parts: dict[str, str | bytes], key: str) -> None:
    first = {"_rels/.rels": relations({"officeDocument": "word/document.xml"})} if parts else {}
    assert refused(read_docx, zipped({**first, **parts, "z": "z"})).key == key


def test_what_is_cut_off_is_refused() -> None:
    assert refused(read_docx, word(p("a"))[:-30]).key == "file-broken"
