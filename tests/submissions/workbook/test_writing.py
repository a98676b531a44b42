"""The workbook that people fill in: what it says, what it allows, how it prints."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from tests.submissions.workbook.opened import parsed
from tests.submissions.workbook.test_rows import documents
from tests.submissions.workbook.test_rows import parsed as parsed_yaml

from kpi_lod.errors import KpiLodError
from kpi_lod.submissions.plain import Plain, plain
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.workbook.choices import choices
from kpi_lod.submissions.workbook.entry_sheets import SPARE_ROWS, TABLE_TOP
from kpi_lod.submissions.workbook.filling import rows
from kpi_lod.submissions.workbook.fitting import MAX_CELL, height
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.workbook.reading_sheets import CHOICES, EXAMPLE, example
from kpi_lod.submissions.workbook.writing import workbook

HOSTILE = (
    *("=1+1", "@SUM(A1)", "+81", "-", "－", "＝1+1", "\ttab", "'quoted", "''", " spaces "),
    *("two\nlines", "carriage\rreturn", "]]>", "<b>&amp;</b>", "_x0041_", "𠮷", "http://a.jp"),
    *('=HYPERLINK("http://a.jp")', "{=1}", "1/2", "71.60", "1,234", "1e5", "TRUE", "007"),
)


def words(text: str) -> Plain:
    root = parsed_yaml(text).root
    assert root is not None
    return plain(root)


def named(*names: str) -> Plain:
    """A submission whose projects are called so."""
    projects: list[Plain] = [
        {"id": f"p{n}", "name": name, "programme": "regional-promotion"}
        for n, name in enumerate(names)
    ]
    return {"kpi-lod": "1", "municipality": "202151", "id": "a", "projects": projects}


def opened(data: Plain) -> Workbook:
    return load_workbook(BytesIO(workbook(data)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(example())


def table(book: Workbook, key: str) -> Worksheet:
    found = book[sheets()[key].name]
    assert isinstance(found, Worksheet)
    return found


def columns(sheet: Worksheet) -> Mapping[str, str]:
    """Heading → letter."""
    row = sheet[TABLE_TOP - 1]
    return {str(cell.value).rstrip("＊"): get_column_letter(cell.column or 0) for cell in row}


def rules(sheet: Worksheet, heading: str) -> DataValidation:
    wanted = columns(sheet)[heading]
    (found,) = [
        rule
        for rule in sheet.data_validations.dataValidation
        if str(rule.sqref).startswith(f"{wanted}{TABLE_TOP + 1}:")
    ]
    assert isinstance(found, DataValidation)
    return found


@pytest.mark.parametrize("text", documents())
def test_what_is_written_is_read_back(text: str) -> None:
    back = parsed(workbook(words(text)))
    assert not back.findings
    meant = submission_of(parsed_yaml(text), "a.yaml").submission
    assert meant is not None
    assert submission_of(back, "a.xlsx").submission == meant


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    root = parsed(workbook(named(text))).root
    assert root is not None
    assert plain(root)["projects"][0]["name"] == text  # type: ignore[call-overload, index]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] in "=@+-－＝\t'"])
def test_a_text_that_begins_like_a_formula_is_marked_as_text(text: str) -> None:
    (cell,) = [cell for cell in table(opened(named(text)), "projects")["B"] if cell.value == text]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_nothing_is_a_formula_but_the_names_that_are_looked_up(book: Workbook) -> None:
    found = {
        (sheet.title, get_column_letter(cell.column or 0))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert found == {("実績", columns(table(book, "values"))["KPIの名称"])}


def test_a_text_that_a_cell_cannot_hold_is_an_error_and_not_cut() -> None:
    fitting = "𠮷" * (MAX_CELL // 2)
    root = parsed(workbook(named(fitting))).root
    assert root is not None
    assert plain(root)["projects"][0]["name"] == fitting  # type: ignore[call-overload, index]
    with pytest.raises(KpiLodError, match="cell-too-long"):
        workbook(named(fitting + "𠮷"))


def test_the_bytes_are_always_the_same() -> None:
    program = (
        "import hashlib;from kpi_lod.submissions.workbook.writing import workbook;"
        "from kpi_lod.submissions.workbook.reading_sheets import example;"
        "print(hashlib.sha256(workbook(example())).hexdigest())"
    )
    zones = {"0": "Asia/Tokyo", "1": "America/New_York"}
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in zones.items()
    }
    assert made == {hashlib.sha256(workbook(example())).hexdigest()}


def test_the_sheets_stand_in_order(book: Workbook) -> None:
    assert book.sheetnames == [*(sheet.name for sheet in sheets().values()), EXAMPLE, CHOICES]


def test_every_closed_list_has_its_name_and_its_drop_down(book: Workbook) -> None:
    examined = 0
    for sheet in sheets().values():
        if sheet.form:
            continue
        for column in sheet.columns:
            if not column.labels:
                continue
            rule = rules(table(book, sheet.key), f"{column.ja}{1 if column.many else ''}")
            choice = choices()[tuple(column.labels)]
            assert (rule.type, rule.formula1) == ("list", choice.name)
            assert bool(rule.showErrorMessage) is not column.suggested
            ((title, cells),) = book.defined_names[choice.name].destinations
            listed = [row[0].value for row in book[title][cells]]
            assert listed == list(column.labels)
            examined += 1
    assert examined > 15


def test_the_form_has_its_list_too(book: Workbook) -> None:
    form = table(book, "head")
    (rule,) = [one for one in form.data_validations.dataValidation if one.type == "list"]
    (line,) = [row[0].row for row in form.iter_rows() if row[0].value == "利用条件"]
    assert (str(rule.sqref), rule.formula1) == (f"B{line}", "choices_terms")


@pytest.mark.parametrize(
    ("sheet", "heading", "name"),
    [("kpis", "事業ID", "project_ids"), ("values", "KPI ID", "kpi_ids")],
)
def test_ids_are_offered_from_their_sheet(
    book: Workbook, sheet: str, heading: str, name: str
) -> None:
    rule = rules(table(book, sheet), heading)
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", name, "warning")
    owner = "projects" if name == "project_ids" else "kpis"
    letter = columns(table(book, owner))[heading]
    assert book.defined_names[name].attr_text.startswith(f"'{sheets()[owner].name}'!${letter}$4:")


def test_drop_downs_reach_beyond_what_is_filled_in(book: Workbook) -> None:
    made = table(book, "values")
    last = max(cells.max_row for cells in rules(made, "状態").sqref.ranges)
    assert last > made.max_row + SPARE_ROWS


def test_a_sheet_is_as_large_as_it_looks(book: Workbook) -> None:
    for sheet in sheets().values():
        assert table(book, sheet.key).max_column < 30


def test_hints_fit_into_what_excel_shows(book: Workbook) -> None:
    hints = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert len(hints) > 40
    for rule in hints:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.prompt or "") <= 255
        assert len(rule.error or "") <= 255


def test_headings_are_protected_and_cells_are_open(book: Workbook) -> None:
    for sheet in sheets().values():
        made = table(book, sheet.key)
        assert made.protection.sheet
        assert not made.protection.password
        assert made["A1"].protection.locked
        assert made["A2"].protection.locked
        if not sheet.form:
            assert not made.cell(TABLE_TOP + 1, 1).protection.locked
            open_ways = ("insertRows", "deleteRows", "sort", "autoFilter", "formatCells")
            assert not any(getattr(made.protection, way) for way in open_ways)
    assert not table(book, "head")["B2"].protection.locked


def test_all_cells_of_a_row_are_open_so_that_it_can_be_deleted(book: Workbook) -> None:
    for sheet in sheets().values():
        if sheet.form:
            continue
        made = table(book, sheet.key)
        reach = [made.column_dimensions[letter] for letter in made.column_dimensions]
        assert max(one.max or 0 for one in reach) == 16_384
        assert not any(one.protection.locked for one in reach)


def test_what_is_only_read_is_closed(book: Workbook) -> None:
    for name in (EXAMPLE, CHOICES):
        made = book[name]
        assert made.protection.sheet
        assert all(cell.protection.locked for row in made.iter_rows() for cell in row)


def test_sheets_print_one_page_wide_with_their_headings(book: Workbook) -> None:
    archive = ZipFile(BytesIO(workbook(example())))
    for number in range(1, len(book.worksheets) + 1):
        xml = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert '<pageSetUpPr fitToPage="1"/>' in xml
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in xml
        assert "<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>" in xml
    assert table(book, "values").print_title_rows == "$2:$3"
    assert table(book, "values").freeze_panes == "E4"


def test_required_columns_are_marked(book: Workbook) -> None:
    marked = [cell.value for cell in table(book, "kpis")[2] if str(cell.value).endswith("＊")]
    assert marked == ["事業ID＊", "KPI ID＊", "KPIの名称＊", "単位＊"]


def test_the_name_of_the_municipality_stands_beside_its_code(book: Workbook) -> None:
    assert str(table(book, "head")["C3"].value).startswith("長野県塩尻市")


def test_rows_are_high_enough_for_long_texts() -> None:
    assert height([("短い", 10)]) is None
    two = height([("長い" * 5, 12)])
    assert two is not None
    assert two > 30
    assert height([("あ" * 30_000, 10)]) == 409


def test_the_example_is_that_of_the_page(root: Path) -> None:
    page = (root / "docs/submission.md").read_text("utf-8")
    shown = (root / "src/kpi_lod/submissions/workbook/example.yaml").read_text("utf-8")
    assert f"```yaml\n{shown}```" in page


def test_a_blank_workbook_filled_by_the_example_is_valid() -> None:
    """As a person does it: each block of the example is copied below the same headings."""
    blank = opened({"municipality": "202151"})
    shown = blank[EXAMPLE]
    target: Worksheet | None = None
    letters: list[int] = []
    line = 0
    for row in shown.iter_rows(min_row=2, values_only=True):
        texts = [str(value) if value is not None else "" for value in row]
        if texts[0].startswith("■ "):
            target, letters, line = blank[texts[0].removeprefix("■ ")], [], TABLE_TOP
        elif target is None or not any(texts):
            continue
        elif target.title == "提出情報":
            (cell,) = [one[0] for one in target.iter_rows() if one[0].value == texts[0]]
            target.cell(cell.row, 2, texts[1] or None)
        elif not letters:
            headings = [str(cell.value) for cell in target[TABLE_TOP - 1]]
            letters = [headings.index(text) + 1 if text else 0 for text in texts]
        else:
            line += 1
            for number, text in zip(letters, texts, strict=True):
                if number:
                    target.cell(line, number, text or None)
    stream = BytesIO()
    blank.save(stream)
    read = submission_of(parsed(stream.getvalue()), "a.xlsx")
    assert not [found for found in read.findings if found.severity == "Violation"]
    meant = next(text for text in documents() if "id: 2024-yamazato " in text)
    assert read.submission == submission_of(parsed_yaml(meant), "a.yaml").submission


def in_libreoffice(program: str, file: Path, kind: str) -> Path:
    """The file as LibreOffice opens it and saves it as another kind, in a folder of its own."""
    folder = file.parent / "converted"
    home = f"-env:UserInstallation={(file.parent / 'home').as_uri()}"
    subprocess.run(
        [program, home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)],
        check=True,
        capture_output=True,
    )
    return folder / f"{file.stem}.{kind}"


def test_libreoffice_prints_it_whole(part: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(example()))
    printed = in_libreoffice(part("soffice"), tmp_path / "a.xlsx", "pdf")
    command = [part("pdftotext"), "-layout", str(printed), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "###" not in text
    assert text.count("■ ") == len(sheets())
    pages = text.rstrip("\f").split("\f")
    assert pages[0].split()[-3:-1] == ["1", "/"]
    assert len(pages) < 16


def test_the_names_looked_up_are_those_that_were_written(
    part: Callable[[str], str], book: Workbook, tmp_path: Path
) -> None:
    """openpyxl drops the values beside the formulas, so that LibreOffice must find them anew."""
    book.save(tmp_path / "a.xlsx")
    content = in_libreoffice(part("soffice"), tmp_path / "a.xlsx", "xlsx").read_bytes()
    sheet = load_workbook(BytesIO(content), data_only=True)["実績"]
    letter = columns(sheet)["KPIの名称"]
    found = [cell.value for cell in sheet[letter][TABLE_TOP:] if cell.value]
    kpis = rows(example())["values"]
    assert found == [row["name"] for row in kpis]
