"""The annotated workbook: nothing of hers is lost, and her own words cannot become a formula."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from tests.checking.spoilt import original
from xlsxwriter.workbook import Workbook as Written
from xlsxwriter.worksheet import Worksheet as WrittenSheet

from kpi_lod.checking.annotate import annotated
from kpi_lod.checking.check import CheckedData, checked_files
from kpi_lod.checking.findings_book import findings_book
from kpi_lod.checking.listing import COLUMNS
from kpi_lod.checking.losses import losses
from kpi_lod.checking.marked_book import UnsuitableError, marked_book
from kpi_lod.checking.output import Wanted, tell
from kpi_lod.checking.situated import Situated
from kpi_lod.errors import Finding, KpiLodError, Place, Severity, finding
from kpi_lod.submissions.outline import Named

CHINO = "data/submissions/202142/2023-promotion.yaml"
ERROR, WARNING, INFO = Severity


def at(line: int, column: int, severity: Severity = ERROR, code: str = "empty") -> Situated:
    place = Place("a.xlsx", line, column, sheet="実績")
    return Situated(finding(code, place, severity=severity), "a.xlsx")


def written(add: object = None) -> bytes:
    """A workbook of another program; ``add``: what it puts in besides."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 4, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("実績")
        sheet.write_string("A1", "事業ID")
        if callable(add):
            add(book, sheet)
    return content.getvalue()


def marked(content: bytes, *found: Situated) -> Workbook:
    return load_workbook(BytesIO(marked_book(content, found)), rich_text=True)


def sheet_of(book: Workbook) -> Worksheet:
    made = book["実績"]
    assert isinstance(made, Worksheet)
    return made


def comment(book: Workbook, cell: str) -> str:
    told = sheet_of(book)[cell].comment
    return told.text if told else ""


def test_a_cell_has_the_colour_of_its_worst_finding_and_all_their_texts() -> None:
    book = marked(written(), at(2, 1), at(2, 1, WARNING), at(3, 1, INFO))
    assert sheet_of(book)["A2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet_of(book)["A3"].fill.fgColor.rgb == "FFDDEBF7"
    text = comment(book, "A2")
    assert text.index("違反 Violation [empty]") < text.index("警告 Warning [empty]")
    assert text.index("→ 報告する事業を") < text.index("The file holds nothing.")


def test_a_cell_with_very_many_findings_has_a_comment_that_can_be_read() -> None:
    text = comment(marked(written(), *[at(2, 1)] * 300), "A2")
    assert text.count("[empty]") == 5
    assert "ほかに295件" in text


def rich(book: Written, sheet: WrittenSheet) -> None:
    """What openpyxl keeps."""
    sheet.data_validation("B2:B9", {"validate": "list", "source": ["a", "b"]})
    sheet.protect("secret")
    sheet.freeze_panes(2, 1)
    sheet.merge_range("D1:E2", "merged")
    bold = book.add_format({"bold": True})
    sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    sheet.write_rich_string("F1", "a", bold, "b", "c")
    sheet.write_formula("G1", '="1<2"&1', None, "1<2 1")
    sheet.write_formula("G2", "=1+1", None, 2)
    sheet.write_formula("G3", "=1=1", None, True)
    sheet.write_formula("G4", "=1/0", None, "#DIV/0!")
    sheet.write_comment("A1", "hers")
    sheet.repeat_rows(0)
    sheet.write_string("A9", "=not a formula")
    book.define_name("choices", "=実績!$A$1:$A$3")


def test_what_was_in_the_workbook_is_still_there() -> None:
    content = written(rich)
    book = marked(content, at(1, 1), at(2, 5))
    sheet = sheet_of(book)
    assert book.sheetnames == ["指摘一覧", "実績"]
    assert sheet.protection.sheet
    assert sheet.protection.password
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet.freeze_panes == "B3"
    assert "choices" in book.defined_names
    assert [run if isinstance(run, str) else run.text for run in sheet["F1"].value] == [
        "a",
        "b",
        "c",
    ]
    assert comment(book, "A1").startswith("hers\n")
    assert sheet["A9"].data_type == "s"
    results = load_workbook(BytesIO(marked_book(content, [at(1, 1)])), data_only=True)["実績"]
    assert [results[f"G{n}"].value for n in (1, 2, 3, 4)] == ["1<2 1", 2, True, "#DIV/0!"]


def test_a_cell_inside_a_merged_range_is_marked_where_it_shows() -> None:
    book = marked(written(rich), at(2, 5))
    assert "[empty]" in comment(book, "D1")


def test_a_second_check_takes_the_old_marks_away() -> None:
    once = marked_book(written(rich), [at(1, 1), at(3, 1)])
    book = marked(once, at(4, 1))
    assert book.sheetnames == ["指摘一覧", "実績"]
    assert (comment(book, "A1"), comment(book, "A3")) == ("hers", "")
    assert sheet_of(book)["A3"].fill.fill_type is None
    assert "[empty]" in comment(book, "A4")
    assert book["指摘一覧"].max_row == 2


def coloured(book: Written, sheet: WrittenSheet) -> None:
    """Fills of her own, one of them a pattern."""
    sheet.write_string("A2", "x", book.add_format({"bg_color": "#00B050"}))
    format_ = book.add_format({"pattern": 4, "fg_color": "#FF0000", "bg_color": "#0000FF"})
    sheet.write_string("A3", "y", format_)
    sheet.write_string("A4", "z")


def fill(book: Workbook, cell: str) -> tuple[object, ...]:
    made = sheet_of(book)[cell].fill
    return made.fill_type, made.fgColor.rgb, made.bgColor.rgb


def test_her_own_colours_come_back_when_the_fault_is_mended() -> None:
    before = load_workbook(BytesIO(written(coloured)))
    once = marked_book(written(coloured), [at(2, 1), at(3, 1), at(4, 1)])
    again = marked_book(once, [at(2, 1, WARNING)])
    after = marked(again)
    assert fill(load_workbook(BytesIO(again)), "A2")[1] == "FFFFEB9C"
    for cell in ("A2", "A3", "A4"):
        assert fill(after, cell) == fill(before, cell)
        assert comment(after, cell) == ""


def test_her_own_colours_come_back_after_rows_were_moved() -> None:
    book = load_workbook(BytesIO(marked_book(written(coloured), [at(2, 1), at(3, 1)])))
    sheet = sheet_of(book)
    for name in ("value", "comment"):
        first, second = (getattr(sheet[cell], name) for cell in ("A2", "A3"))
        setattr(sheet["A2"], name, None)
        setattr(sheet["A3"], name, None)
        setattr(sheet["A2"], name, second)
        setattr(sheet["A3"], name, first)
    moved = BytesIO()
    book.save(moved)
    after, before = marked(moved.getvalue()), load_workbook(BytesIO(written(coloured)))
    assert (fill(after, "A2"), fill(after, "A3")) == (fill(before, "A3"), fill(before, "A2"))


def test_a_colour_that_she_gave_a_marked_cell_stays() -> None:
    book = load_workbook(BytesIO(marked_book(written(coloured), [at(4, 1)])))
    sheet_of(book)["A4"].fill = PatternFill("solid", fgColor="FF123456")
    made = BytesIO()
    book.save(made)
    assert fill(marked(made.getvalue()), "A4")[1] == "FF123456"


def test_without_the_list_the_marks_go_all_the_same() -> None:
    book = load_workbook(BytesIO(marked_book(written(coloured), [at(2, 1)])))
    del book["指摘一覧"]
    made = BytesIO()
    book.save(made)
    after = marked(made.getvalue())
    assert (fill(after, "A2")[0], comment(after, "A2")) == (None, "")


def own_list(book: Written, sheet: WrittenSheet) -> None:
    book.add_worksheet("指摘一覧").write_string("A1", "hers")


def test_a_list_of_her_own_stays() -> None:
    book = marked(written(own_list), at(1, 1))
    assert book["指摘一覧"]["A1"].value == "hers"
    assert len(book.sheetnames) == 3


def text_box(book: Written, sheet: WrittenSheet) -> None:
    sheet.insert_textbox("B2", "hello")


def sparkline(book: Written, sheet: WrittenSheet) -> None:
    sheet.add_sparkline("A1", {"range": "実績!A2:C2"})


def data_bar(book: Written, sheet: WrittenSheet) -> None:
    sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})


def dynamic_array(book: Written, sheet: WrittenSheet) -> None:
    sheet.write_dynamic_array_formula("H1", "=SORT(A1:A3)")


def properties(book: Written, sheet: WrittenSheet) -> None:
    book.set_custom_property("課", "企画課")


@pytest.mark.parametrize(
    ("add", "lost"),
    [
        (text_box, "shapes"),
        (sparkline, "extended formats or validations"),
        (data_bar, "extended formats or validations"),
        (dynamic_array, "dynamic array formulas"),
    ],
)
def test_a_workbook_that_would_lose_something_is_left_alone(add: object, lost: str) -> None:
    with pytest.raises(UnsuitableError) as raised:
        marked_book(written(add), [at(1, 1)])
    assert lost in [en for _, en in raised.value.lost]


def test_custom_properties_are_kept() -> None:
    content = marked_book(written(properties), [at(1, 1)])
    with ZipFile(BytesIO(content)) as parts:
        assert "企画課" in parts.read("docProps/custom.xml").decode()


def test_a_lost_part_without_a_name_is_still_a_loss() -> None:
    content = written()
    other = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(other, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</worksheet>", b"<novelty/></worksheet>")
            new.writestr(name, text)
    assert losses(other.getvalue(), content) == (
        ("そのほかの書式や部品", "other formats or parts"),
    )
    assert losses(content, content) == ()


def test_what_openpyxl_cannot_read_is_left_alone() -> None:
    with pytest.raises(UnsuitableError):
        marked_book(b"PK no workbook", [at(1, 1)])


HOSTILE = "=cmd|' /C calc'!A0"


def hostile() -> Situated:
    found = Finding(HOSTILE, ERROR, Place("a.xlsx", 1, 1, sheet="実績"), HOSTILE, HOSTILE, "", "")
    return Situated(found, "a.xlsx", Named(HOSTILE, HOSTILE), None)


def test_what_was_submitted_never_becomes_a_formula() -> None:
    in_place = marked(written(), hostile())["指摘一覧"]
    remark = finding("empty", Place(""))
    apart = load_workbook(BytesIO(findings_book([hostile()], [HOSTILE], remark)))["指摘一覧"]
    for sheet in (in_place, apart):
        texts = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        assert HOSTILE in [cell.value for cell in texts]
        assert {cell.data_type for cell in texts} == {"s"}
    made = findings_book([hostile()], [HOSTILE], remark)
    with ZipFile(BytesIO(made)) as parts:
        assert not [n for n in parts.namelist() if b"<f>" in parts.read(n)]


def checked(root: Path) -> CheckedData:
    return checked_files([root / CHINO])


def test_yaml_has_a_list_of_its_own_that_says_why(root: Path, tmp_path: Path) -> None:
    found = checked(root)
    made = annotated(found, tmp_path / "out.xlsx")
    assert "ブック（.xlsx）ではない" in made.remark.ja
    sheet = load_workbook(BytesIO(made.content))["指摘一覧"]
    assert CHINO in str(sheet["A1"].value)
    assert "ブック（.xlsx）ではない" in str(sheet["A2"].value)
    assert [cell.value for cell in sheet[4]] == [f"{one.ja}\n{one.en}" for one in COLUMNS]
    assert sheet.max_row == 4 + len(found.findings)
    assert str(sheet["B5"].value) == str(found.findings[0].place)


def test_several_files_have_one_list(root: Path, tmp_path: Path) -> None:
    found = checked_files([root / CHINO, root / CHINO])
    assert "1つではない" in annotated(found, tmp_path / "out.xlsx").remark.ja


def test_a_workbook_that_cannot_be_read_is_not_opened_again(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK no workbook")
    made = annotated(checked_files([file]), tmp_path / "out.xlsx")
    assert "読み切れなかった" in made.remark.ja


def test_a_workbook_with_extensions_has_its_list_apart_with_the_reason(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(original()))
    book["KPI"]["G4"] = "上がる"
    plain = BytesIO()
    book.save(plain)
    extension = b'<extLst><ext uri="{x}"/></extLst></worksheet>'
    file = tmp_path / "a.xlsx"
    with ZipFile(plain) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</worksheet>", extension)
            new.writestr(name, text)
    made = annotated(checked_files([file]), tmp_path / "out.xlsx")
    assert "拡張された書式や入力規則 が失われる" in made.remark.ja
    assert "would lose extended formats" in made.remark.en


@pytest.mark.parametrize("name", ["a.yaml", "link.xlsx"])
def test_what_was_checked_is_never_overwritten(root: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes((root / CHINO).read_bytes())
    (tmp_path / "link.xlsx").symlink_to(file)
    wanted = Wanted(annotate=tmp_path / name) if name.endswith("x") else Wanted(output=file)
    with pytest.raises(KpiLodError, match="output-is-input"):
        tell(checked_files([file]), wanted)
    assert file.read_bytes() == (root / CHINO).read_bytes()


def test_only_a_workbook_has_the_name_of_one(root: Path, tmp_path: Path) -> None:
    with pytest.raises(KpiLodError, match="output-name"):
        annotated(checked(root), tmp_path / "out.xlsm")


_TWICE = """
import sys
from pathlib import Path
from io import BytesIO
from tests.checking.test_annotate import at, rich, written
from kpi_lod.checking.findings_book import findings_book
from kpi_lod.checking.marked_book import marked_book
from hashlib import sha256
found = [at(1, 1), at(3, 1)]
print(sha256(marked_book(written(rich), found)).hexdigest())
print(sha256(findings_book(found, ["a"], found[0].finding)).hexdigest())
"""


def test_the_same_findings_give_the_same_bytes(root: Path) -> None:
    told = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        paths = os.pathsep.join([str(root), str(root / "src")])
        changed = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
        ran = subprocess.run(
            [sys.executable, "-c", _TWICE],
            env={**os.environ, **changed},
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(ran.stdout)
    assert len(told) == 1
