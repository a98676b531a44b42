"""Workbooks as programs open them: every row, no digit lost, nothing that runs, same bytes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.release.tables.cities import HOSTILE, LONG, SMALL

from kpi_lod.dataset import MunicipalityData
from kpi_lod.register.schemes import schemes
from kpi_lod.release.tables import municipal_tables
from kpi_lod.release.tables.blank_book import COVER, HEADINGS
from kpi_lod.release.tables.cells import Strings, cell_maker, number_style, shown
from kpi_lod.release.tables.columns import Column, tables
from kpi_lod.release.tables.country_book import country_book
from kpi_lod.release.tables.cover import About, cover
from kpi_lod.release.tables.csv_files import csv_body, csv_rows
from kpi_lod.release.tables.filled_book import Content, write_book
from kpi_lod.release.tables.metadata import MUNICIPAL
from kpi_lod.release.tables.rows import Row, municipal_rows
from kpi_lod.settings import Publication, Text
from kpi_lod.submissions.workbook.fitting import MAX_CELL

ABOUT = About(Text("表", "Tables"), Text("市", "City"), "2026-11-22", "CC-BY-4.0", "https://a.b/")


def content_of(settings: Publication, data: MunicipalityData) -> bytes:
    files = municipal_tables(settings, data).files
    return files[f"tables/{data.code}/{data.code}.xlsx"]


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def book_of(rows: Mapping[str, Sequence[Row]], *, single: bool = True) -> Workbook:
    stream = BytesIO()
    write_book(Content(("# 表",), rows), stream, single=single)
    return opened(stream.getvalue())


def named(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by the English names of the columns, as a script would read them."""
    _, names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def chino(cities: dict[str, MunicipalityData], settings: Publication) -> Workbook:
    return opened(content_of(settings, cities["202142"]))


def test_a_city_has_a_cover_and_a_sheet_for_each_table(chino: Workbook) -> None:
    assert chino.sheetnames == [COVER, "結果", "記載値", "金額", "事業", "指標"]
    lines = [str(cell.value) for (cell,) in chino[COVER].iter_rows() if cell.value]
    assert lines[0] == "茅野市の事業とKPI"
    assert any("CC-BY-4.0" in line for line in lines)
    assert "Projects and KPIs of Chino" in lines


def test_every_row_is_in_its_sheet(chino: Workbook, cities: dict[str, MunicipalityData]) -> None:
    rows = municipal_rows(cities["202142"])
    for name in MUNICIPAL:
        table = tables()[name]
        found = named(chino[table.ja])
        assert [row["iri"] for row in found] == [row[0] for row in rows[name]]
        assert found


def test_a_result_reads_as_people_say_it(chino: Workbook) -> None:
    row = next(
        row for row in named(chino["結果"])
        if row["indicator"] == "reach" and row["period"] == "令和5年度"
    )  # fmt: skip
    assert (row["target"], row["actual"], row["attained"]) == (700, 13257, "達成")
    assert row["achievement_rate"] == 18.938571
    assert (row["unit"], row["actual_status"], row["direction"]) == ("件", "計測済み", "増加")


def test_what_fell_short_is_called_as_on_the_pages(chino: Workbook) -> None:
    assert {row["attained"] for row in named(chino["結果"])} == {"達成", "未達", None}


def test_headings_are_japanese_with_the_names_beneath(chino: Workbook) -> None:
    for name in MUNICIPAL:
        sheet = chino[tables()[name].ja]
        titles, names = list(sheet.iter_rows(max_row=HEADINGS, values_only=True))
        columns = {column.name: column.ja for column in tables()[name].columns}
        assert [columns[str(one)] for one in names] == list(titles)
        assert sheet.freeze_panes == f"{'C' if tables()[name].frozen == 2 else 'B'}3"


def test_filters_reach_to_the_last_row(chino: Workbook) -> None:
    for name in MUNICIPAL:
        sheet = chino[tables()[name].ja]
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        assert sheet.auto_filter.ref == f"A2:{last}"
        assert str(sheet.print_area).endswith(f"${sheet.max_row}")
        assert sheet.print_title_rows == "$1:$2"


@pytest.fixture(scope="module")
def odd_book(table_cities: dict[str, MunicipalityData], settings: Publication) -> Workbook:
    return opened(content_of(settings, table_cities["032034"]))


def test_a_number_that_excel_would_spoil_is_a_text(odd_book: Workbook) -> None:
    found = [row["value"] for row in named(odd_book["記載値"])]
    assert found == [0, -5.5, SMALL, LONG]
    assert [row["yen"] for row in named(odd_book["金額"])] == [None, LONG]


def test_a_text_that_looks_like_a_formula_stays_a_text(odd_book: Workbook) -> None:
    cell = odd_book["事業"]["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)


def test_lines_and_odd_signs_are_kept(odd_book: Workbook) -> None:
    (row,) = named(odd_book["事業"])
    assert row["description"] == '一行目\n二行目, "引用" <&> _x0041_'
    assert row["departments"] == "企画課、農政課"


def test_no_cell_is_a_formula(
    table_cities: dict[str, MunicipalityData], settings: Publication
) -> None:
    for data in table_cities.values():
        with ZipFile(BytesIO(content_of(settings, data))) as file:
            sheets = [name for name in file.namelist() if "worksheets/sheet" in name]
            assert len(sheets) == 6
            assert [name for name in sheets if b"<f>" in file.read(name)] == []


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("0", "whole"),
        ("123456789012345", "whole"),
        ("1234567890123456", None),
        ("-999999999999999", "whole"),
        ("0.123456789", "places-9"),
        ("0.1234567891", None),
        ("123456.123456789", "places-9"),
        ("1234567.123456789", None),
    ],
)
def test_a_number_is_a_number_only_where_all_digits_are_kept(text: str, style: str | None) -> None:
    assert number_style(text) == style
    if style:
        assert Decimal(repr(float(text))) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "style"),
    [("1", "percent-1"), ("0.8", "percent-1"), ("1.02", "percent-1"), ("18.938571", "percent-4"),
     ("0.12345678", None)],
)  # fmt: skip
def test_a_rate_shows_all_its_digits(text: str, style: str | None) -> None:
    assert number_style(text, percent=True) == style


def test_formats_show_every_digit(odd_book: Workbook, chino: Workbook) -> None:
    formats = {cell.value: cell.number_format for (cell,) in odd_book["記載値"]["E3:E6"]}
    assert (formats[-5.5], formats[0]) == ("#,##0.0", "#,##0")
    rates = {
        cell.value: cell.number_format
        for cell in next(chino["結果"].iter_cols(min_col=8, max_col=8, min_row=3))
    }
    assert rates[18.938571] == "0.0000%"


def test_a_text_too_long_for_excel_is_cut_and_says_so() -> None:
    strings = Strings(0)
    column = next(one for one in tables()["projects"].columns if one.name == "description")
    cell_maker(column, {"text": 1, "quoted": 2}, strings)("𠮷" * MAX_CELL)
    text = strings.xml().decode().removeprefix("<si><t>").removesuffix("</t></si>")
    assert text.endswith("…（続きはCSVにあります）")
    assert MAX_CELL - 1 <= len(text.encode("utf-16-le")) // 2 <= MAX_CELL


def test_the_same_rows_give_the_same_bytes(
    cities: dict[str, MunicipalityData], settings: Publication
) -> None:
    assert content_of(settings, cities["032018"]) == content_of(settings, cities["032018"])


def test_every_code_has_words() -> None:
    columns = [one for table in tables().values() for one in table.columns if one.scheme]
    assert len(columns) > 10
    for column in columns:
        words = shown(column)
        assert all(words(code) for code in schemes()[column.scheme or ""].labels)


def test_the_book_of_all_names_the_municipality_in_each_row(tables_folder: Path) -> None:
    stream = BytesIO()
    folder = tables_folder / "tables"
    country_book(folder, (folder / "csv-metadata.json").read_bytes(), stream)
    book = opened(stream.getvalue())
    assert book.sheetnames == [COVER, *(table.ja for table in tables().values())]
    found = {row["municipality"] for row in named(book["結果"])}
    assert {"岩手県盛岡市", "長野県茅野市"} <= found
    wanted = [row[0] for row in csv_rows(folder / "measurements.csv")]
    assert [row["iri"] for row in named(book["記載値"])] == wanted
    assert book["結果"].freeze_panes == "D3"


def test_a_table_of_too_many_rows_has_no_sheet_and_the_cover_says_so(
    tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("cover", "country_book"):
        monkeypatch.setattr(f"kpi_lod.release.tables.{module}.ROWS_OF_A_SHEET", 20)
    folder = tables_folder / "tables"
    stream = BytesIO()
    country_book(folder, (folder / "csv-metadata.json").read_bytes(), stream)
    book = opened(stream.getvalue())
    assert "記載値" not in book.sheetnames
    assert "自治体" in book.sheetnames
    lines = [str(cell.value) for (cell,) in book[COVER].iter_rows()]
    assert any("measurements.csv" in line and "省いた" in line for line in lines)
    assert any("measurements.csv" in line and "too many rows" in line for line in lines)


def test_a_cover_without_omissions_has_no_empty_promise() -> None:
    lines = cover(ABOUT, {"results": 3})
    assert not [line for line in lines if "省いた" in line or "{" in line]
    assert "# Tables" in lines


def test_a_city_without_rows_has_its_sheets(settings: Publication) -> None:
    book = book_of({name: () for name in MUNICIPAL})
    assert book["結果"].max_row == HEADINGS
    assert book["結果"].auto_filter.ref == "A2:U2"


def columns_with(words: Iterable[str]) -> list[Column]:
    wanted = set(words)
    return [one for t in tables().values() for one in t.columns if one.shown in wanted]


def test_words_of_the_other_columns() -> None:
    texts = {"judged": "area;year", "area": "own", "municipality": "032018;202142", "year": "2023"}
    found = {one.shown: shown(one)(texts[str(one.shown)]) for one in columns_with(texts)}
    assert found == {
        "judged": "対象区域、年度",
        "area": "独自の区域",
        "municipality": "岩手県盛岡市、長野県茅野市",
        "year": "令和5年度",
    }


def test_libreoffice_prints_every_digit(
    part: Callable[[str], str], tables_folder: Path, tmp_path: Path
) -> None:
    source = tables_folder / "tables/202142/202142.xlsx"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [part("soffice"), home, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True
    )
    printed = [part("pdftotext"), "-layout", str(tmp_path / "202142.pdf"), "-"]
    text = subprocess.run(printed, check=True, capture_output=True, text=True).stdout
    assert "###" not in text
    assert "13,257" in text
    assert "1893.8571%" in text
    assert len(text.split("\f")) < 20


def test_rows_are_read_back_from_csv(tmp_path: Path) -> None:
    rows = [["a", 'x"y', "1\n2"], ["b", "", "x" * 200_000]]
    file = tmp_path / "a.csv"
    file.write_bytes(csv_body([["1", "2", "3"], *rows]))
    assert list(csv_rows(file)) == rows
