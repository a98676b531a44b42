from __future__ import annotations

import pytest
from tests.documents.text.texts import document, paragraphs, read, rows, tables

from kpi_lod.documents.document import Paragraph, Table

# Tabs


def test_runs_of_lines_with_tabs_are_tables_with_places() -> None:
    first, second = tables("題\n\n指標\t単位\n来場者数\t人\n\n指標\t実績\n登録者数\t5\n")
    assert rows(first) == [["指標", "単位"], ["来場者数", "人"]]
    assert rows(second)[1] == ["登録者数", "5"]
    assert second.cells[3].at == "table 2 row 2 column 2"


def test_an_empty_first_cell_and_empty_last_cells_keep_their_columns() -> None:
    (table,) = tables("KPI\t項目\t単位\tR5\n\t来場者数\t人\t10\n\t\t\t\n\t計\t\t")
    assert rows(table)[1] == ["", "来場者数", "人", "10"]
    assert [(cell.row, cell.column) for cell in table.cells][-1] == (4, 2)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("|指標|R5|\n|---|---|\n|A|1|\n", True),
        ("|指標|R5|\n|---|---|\n|A|\n", False),
        ("指標\tR5\nA\t1\n", False),
        ("指標    R5\nA       1\n", False),
    ],
)
def test_columns_are_exact_where_rows_cannot_have_moved(text: str, exact: bool) -> None:
    assert [table.exact for table in tables(text)] == [exact]


@pytest.mark.parametrize("label", ["事業名", "交付金名称", "事業の名称", "No."])
def test_a_table_ends_where_the_label_of_its_first_row_comes_again(label: str) -> None:
    found = read(f"{label}\tA\nKPI\t1\n{label}\tB\nKPI\t2\n")
    assert found == [[[label, "A"], ["KPI", "1"]], [[label, "B"], ["KPI", "2"]]]


def test_a_name_that_comes_again_is_no_label() -> None:
    text = "農業の振興\t来場者数\t10\n商業\t店舗数\t5\n農業の振興\t参加者数\t3\n"
    assert len(read(text)) == 1


def test_a_heading_that_comes_again_begins_a_table() -> None:
    found = read("指標\t目標\t実績\nA\t1\t2\n指標\t目標\t実績\nB\t3\t4\n")
    assert [table[1][0] for table in found] == ["A", "B"]


def test_a_line_without_tabs_between_two_rows_is_a_row() -> None:
    (found,) = read("指標\t単位\tR5\n基本目標1\n来場者数\t人\t10\n")
    assert found[1] == ["基本目標1", "", ""]


def test_a_marked_heading_between_two_rows_ends_the_table() -> None:
    assert len(read("指標\tR5\n来場者数\t10\n# 次の事業\n指標\tR5\n登録者数\t3\n")) == 2


def test_rows_with_blank_lines_between_all_of_them_are_one_table() -> None:
    (found,) = read("指標\t単位\tR5\n\n来場者数\t人\t10\n\n登録者数\t件\t3\n")
    assert len(found) == 3


def test_tabs_that_only_indent_make_no_table() -> None:
    assert paragraphs("\tはじめに\n\t本市では\n")[0] == ("はじめに", "line 1", 0)
    assert read("\tはじめに\n\t本市では\n") == []


def test_cells_in_quotes_may_hold_line_breaks_and_quotes() -> None:
    (found,) = read('指標\tR5\n"来場者数\n（人）"\t"10\n(11)"\n"""道の駅""の売上"\t5\n')
    assert found[1] == ["来場者数\n（人）", "10\n(11)"]
    assert found[2] == ['"道の駅"の売上', "5"]


def test_a_mark_that_is_never_closed_is_a_character() -> None:
    (found,) = read('指標\t寸法\n画面\t"5\n机\t3\n')
    assert found[1:] == [["画面", '"5'], ["机", "3"]]


# Pages


@pytest.mark.parametrize(
    "mark", ["- 3 -", "－３－", "3ページ", "Page 3", "--- Page 3 ---", "p.3", "[Page 3]", "\f"]
)
def test_rows_go_on_over_a_page_break_and_repeat_no_heading(mark: str) -> None:
    text = f"指標\t単位\tR5\n来場者数\t人\t10\n\n{mark}\n\n指標\t単位\tR5\n登録者数\t件\t3\n"
    (table,) = tables(text)
    assert [row[0] for row in rows(table)] == ["指標", "来場者数", "登録者数"]
    assert table.cells[-1].at == "table 1 row 4 column 3"


def test_another_project_after_a_page_break_is_another_table() -> None:
    assert len(read("事業名\tA\nKPI\t1\n\f事業名\tB\nKPI\t2\n")) == 2


def test_bare_page_numbers_go_where_they_count_on_and_values_stay() -> None:
    numbered = "序\n1\n\f本文\n2\n\f結び\n3\n"
    assert [text for text, _, _ in paragraphs(numbered)] == ["序", "本文", "結び"]
    assert ("25", "line 2", 0) in paragraphs("参加者数\n25\n\f次の事業\n")


# Strokes


@pytest.mark.parametrize(
    "text",
    [
        "| 指標 | 単位 | R5 |\n|---|:-:|--:|\n| 来場者数 | 人 | 10 |\n",
        "指標 | 単位 | R5\n--- | --- | ---\n来場者数 | 人 | 10\n",
        "指標 | 単位 | R5\n来場者数 | 人 | 10\n",
        "指標｜単位｜R5\n来場者数｜人｜10\n",
        "+--+--+--+\n|指標|単位|R5|\n+==+==+==+\n|来場者数|人|10|\n+--+--+--+\n",
        "┌──┬──┬──┐\n│指標│単位│R5│\n├──┼──┼──┤\n│来場者数│人│10│\n└──┴──┴──┘\n",
        "| 指標 | 単位 | R5 |\n\n| 来場者数 | 人 | 10 |\n",
    ],
)
def test_strokes_part_cells(text: str) -> None:
    assert read(text) == [[["指標", "単位", "R5"], ["来場者数", "人", "10"]]]


def test_cells_of_several_lines_stand_between_borders() -> None:
    border = "+------+----+\n"
    body = f"{border}| 指標 | R5 |\n{border}| 来場 | 10 |\n| 者数 |    |\n{border}| 件数 | 3 |\n"
    assert read(body + border) == [[["指標", "R5"], ["来場\n者数", "10"], ["件数", "3"]]]


@pytest.mark.parametrize("end", ["", " |"])
def test_empty_cells_before_the_first_stroke_are_cells_where_rows_have_no_frame(end: str) -> None:
    above = f" |  | 年度 | {end}\n指標 | 区分 | R4 | R5\n"
    below = "来場者数 | 目標 | 1 | 2\n | 実績 |  | 3\n件数 | 目標 | 4 |\n | 実績 | 5 |\n"
    (found,) = read(above + below)
    assert found[1:] == [
        ["指標", "区分", "R4", "R5"],
        ["来場者数", "目標", "1", "2"],
        ["", "実績", "", "3"],
        ["件数", "目標", "4", ""],
        ["", "実績", "5", ""],
    ]


def test_headings_of_two_rows_that_a_page_repeats_stand_there_once() -> None:
    top = "指標\t実績\t\t目標\n\tR3\tR4\tR5\n"
    (found,) = read(f"{top}A\t1\t2\t3\n\n- 7 -\n\n{top}B\t4\t5\t6\n")
    assert [row[0] for row in found] == ["指標", "", "A", "B"]
    (found,) = read(f"{top}A\t1\t2\t3\n\n- 7 -\n\n指標\t実績\t\t目標\nB\t4\t5\t6\n")
    assert [row[0] for row in found] == ["指標", "", "A", "B"]


def test_rows_in_a_frame_that_lost_it_in_some_lines_have_as_many_cells() -> None:
    (found,) = read("| 指標 | R4 | R5 |\n| 来場 | 1 | 2 |\n件数 | 3 | 4\n")
    assert found == [["指標", "R4", "R5"], ["来場", "1", "2"], ["件数", "3", "4"]]


def test_markdown_marks_within_cells_are_not_printed() -> None:
    (found,) = read("| **指標** | 実績<br>(人) |\n|---|---|\n| 男\\|女 | 10\\~20 |\n")
    assert found == [["指標", "実績\n(人)"], ["男|女", "10~20"]]


def test_two_tables_of_markdown_with_a_blank_line_between_stay_two() -> None:
    table = "| 指標 | R5 |\n|---|---|\n| A | 1 |\n"
    assert len(read(f"{table}\n{table}")) == 2


def test_two_tables_without_headings_and_a_blank_line_between_stay_two() -> None:
    assert len(read("|事業名|A|\n|目標|1|\n\n|事業名|B|\n|目標|2|\n")) == 2


def test_one_line_with_a_stroke_in_it_is_prose() -> None:
    assert read("ホーム | 市政情報 | 総合戦略\n\n本文\n") == []


def test_a_row_of_strokes_without_a_frame_may_begin_or_end_with_an_empty_cell() -> None:
    table = "施策｜指標｜R5\n農業｜新規就農者数｜5\n｜農地集積率｜42\n商業｜空き店舗数｜\n"
    (found,) = read(table)
    assert found[2:] == [["", "農地集積率", "42"], ["商業", "空き店舗数", ""]]


def test_a_row_of_strokes_that_lost_its_last_cells_stays_in_its_table() -> None:
    rows = "指標｜R4｜R5｜備考\n来場者数｜3｜5｜速報\n宿泊者数｜4｜6｜\n満足度｜70｜75｜\n※以上\n"
    (found,) = read(rows.replace("70｜75｜", "70｜75"))
    assert found[3][:3] == ["満足度", "70", "75"]


# Commas


def test_lines_of_fields_are_a_table() -> None:
    (found,) = read('実績一覧\n指標,単位,R5\n"来場者数","人","1,000"\n登録者数,件,3\n')
    assert found[1] == ["来場者数", "人", "1,000"]


@pytest.mark.parametrize("text", ["1,000 2,000 3,000\n4,000 5,000 6,000\n", "a, b\nc, d\n"])
def test_commas_in_numbers_and_prose_part_nothing(text: str) -> None:
    assert read(text) == []


# Spaces


def test_columns_that_stand_below_each_other() -> None:
    text = (
        "  指標              単位    基準値    R5\n"
        "  来場者数          人      1,000     1,200\n"
        "  （延べ）\n"
        "  登録者数          件                  300\n"
    )
    (table,) = tables(text)
    assert rows(table) == [
        ["指標", "単位", "基準値", "R5"],
        ["来場者数\n（延べ）", "人", "1,000", "1,200"],
        ["登録者数", "件", "", "300"],
    ]


def test_columns_counted_in_widths_of_print() -> None:
    first = "指標          単位    R4      R5\n来場者数      人      10      20\n"
    text = f"{first}AB                    30      40\n"
    (found,) = read(text)
    assert found[2] == ["AB", "", "30", "40"]


def test_a_colon_between_columns_is_no_text() -> None:
    (found,) = read("事業名    ：道の駅\n目標値    ：100人\n")
    assert found == [["事業名", "道の駅"], ["目標値", "100人"]]


def test_a_list_with_wide_spaces_is_no_table() -> None:
    text = "・ 企業数      10社   →   12社\n・ 雇用数      20人   →   30人\n"
    assert read(text) == []


def test_cells_parted_by_wide_spaces() -> None:
    (found,) = read("指標　　単位　　R5\n来場者数　　人　　10\n")
    assert found[1] == ["来場者数", "人", "10"]


def test_one_line_with_spaces_in_it_is_prose() -> None:
    assert read("令和5年度　　実績報告\n本市では\n") == []


def test_centred_columns_and_cells_with_one_space_between_them() -> None:
    text = (
        "   ＫＰＩ                     単位   区分      基準値     H31      R2\n"
        "                                              (H30)\n"
        "   新規就農者数               人     目標        -         5        10\n"
        "                                     実績        3         6         8\n"
        "   直売所の売上額             百万円 目標        -        410      420\n"
        "                                     実績       402       415      431\n"
    )
    (found,) = read(text)
    assert found[0] == ["ＫＰＩ", "単位", "区分", "基準値\n(H30)", "H31", "R2"]
    assert found[1] == ["新規就農者数", "人", "目標", "-", "5", "10"]
    assert found[2][2:] == ["実績", "3", "6", "8"]
    assert found[3] == ["直売所の売上額", "百万円", "目標", "-", "410", "420"]


# Tags


def test_tables_of_tags_are_read_with_their_spans_and_counted_with_the_others() -> None:
    first, second = tables(
        "指標\tR5\nA\t1\n\n<table>\n<tr><th rowspan=2>KPI</th><th colspan=2>R5</th></tr>\n"
        "<tr><th>目標</th><th>実績</th></tr>\n<tr><td>来場<br>者数</td><td>5</td>\n"
        "<td>6</td></tr>\n</table>\n注\n"
    )
    assert second.exact
    assert rows(second) == [["KPI", "R5", "R5"], ["KPI", "目標", "実績"], ["来場\n者数", "5", "6"]]
    assert [cell.at for cell in second.cells][-1] == "table 2 row 3 column 3"
    assert first.cells[0].at.startswith("table 1")


def test_a_table_that_is_never_closed_is_read_line_by_line() -> None:
    assert ("来場者数", "line 2", 0) in paragraphs("<table>\n<tr><td>来場者数</td></tr>\n")


# Words


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("<p>目標：10人</p> <p>実績：12人</p>", "目標：10人\n実績：12人"),
        ("<ol><li>A</li><li>B</li></ol>", "A\nB"),
        ("R&amp;D<br/>10&nbsp;件", "R&D\n10 件"),
        ("実績 <R5> 10人 < 12人", "実績 <R5> 10人 < 12人"),
        ("<span style='x'>大</span>きい", "大きい"),
        ("&#x202e;&#0;", "&#x202e;&#0;"),
    ],
)
def test_tags_go_and_their_breaks_stay(text: str, printed: str) -> None:
    assert paragraphs(text) == [(printed, "line 1", 0)]


def test_a_cell_of_tags_may_go_over_several_lines() -> None:
    (found,) = read("概要\t<p>一行目\n二行目</p>\t\n指標\t来場者数\t10\n")
    assert found[0] == ["概要", "一行目\n二行目", ""]


@pytest.mark.parametrize(
    ("text", "level"),
    [("# 資料3", 1), ("### 指標", 3), ("【基本目標1】", 2), ("■ 事業の概要", 2), ("第1章 総論", 1)],
)
def test_headings_have_a_level(text: str, level: int) -> None:
    assert paragraphs(text)[0][2] == level


@pytest.mark.parametrize("text", ["○来場者数 10人", "■目標値：10", "①交流を進めた。", "○"])
def test_lines_that_report_are_no_headings(text: str) -> None:
    assert paragraphs(text) == [(text, "line 1", 0)]


def test_paragraphs_stand_on_their_line_and_tables_between_them() -> None:
    blocks = list(document("題\n\n指標\tR5\nA\t1\n\n注\n").blocks())
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]
    assert isinstance(blocks[2], Paragraph)
    assert blocks[2].at == "line 6"
