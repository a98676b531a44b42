"""Workbooks as they are shown."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from tests.documents.office_files import sheets, zipped
from tests.documents.seen import places, refused, seen

from kpi_lod.documents import xls
from kpi_lod.documents.books import read_book
from kpi_lod.documents.xls_formats import xls_formats
from kpi_lod.errors import Severity

HEAD = ["指標", "目標", "実績", "率"]


def saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def book() -> Workbook:
    made = Workbook()
    made.properties.title = "KPI一覧"
    sheet = made.worksheets[0]
    sheet.title = "事業"
    sheet["B2"] = "令和5年度 評価シート"
    sheet.merge_cells("B2:E2")
    for column, text in enumerate(HEAD, 2):
        sheet.cell(4, column, text)
    row: list[str | float] = ["来場者数\n（人）", 12_000, 11_500.5, 0.958]
    for column, value in enumerate(row, 2):
        sheet.cell(5, column, value)
    sheet["C5"].number_format, sheet["D5"].number_format = "#,##0", "0"
    sheet["E5"].number_format = "0.0%"
    sheet.merge_cells("B5:B6")
    sheet["C6"], sheet["D6"] = date(2024, 3, 31), True
    sheet.row_dimensions[6].hidden = True
    hidden = made.create_sheet("古い")
    hidden["A1"], hidden.sheet_state = "9", "hidden"
    return made


def expected(target: str, actual: str, rate: str) -> list[object]:
    first = [("来場者数\n（人）", 2, 1), target, actual, rate]
    return ["令和5年度 評価シート", [HEAD, first, ["2024-03-31", "TRUE"]]]


def test_a_workbook_shows_what_excel_shows() -> None:
    found = read_book(saved(book()), "folder/KPI.xlsx")
    assert (found.file, found.kind, found.title) == ("KPI.xlsx", "xlsx", "KPI一覧")
    assert seen(found) == expected("12000", "11501", "95.8%")
    assert [section.name for section in found.sections] == ["事業"]
    assert places(found)[:3] == ["事業!B2", "事業!B4", "事業!C4"]


def test_a_hidden_sheet_is_told() -> None:
    (remark,) = read_book(saved(book()), "KPI.xlsx").remarks
    assert (remark.code, remark.severity) == ("hidden", Severity.INFO)
    assert "古い" in remark.ja


def test_cells_that_nobody_can_read_are_blank_and_told() -> None:
    made = book()
    sheet = made.worksheets[0]
    sheet["C5"].number_format = "#,##0,"
    sheet["D5"] = "=1/0"
    found = read_book(saved(made), "KPI.xlsx")
    assert seen(found)[1][1] == [("来場者数\n（人）", 2, 1), "95.8%"]
    (told,) = (remark for remark in found.remarks if remark.code == "cell-left-out")
    assert "C5、D5" in told.ja
    assert told.place.sheet == "事業"


def test_what_is_struck_out_is_left_out_and_told() -> None:
    made = book()
    made.worksheets[0]["D5"].font = Font(strike=True)
    found = read_book(saved(made), "KPI.xlsx")
    assert seen(found)[1][1] == [("来場者数\n（人）", 2, 1), "12000", "95.8%"]
    (told,) = (remark for remark in found.remarks if remark.code == "struck")
    assert "D5" in told.ja


@pytest.fixture
def converted(part: Callable[[str], str], tmp_path: Path) -> Callable[[str], bytes]:
    """The workbook as LibreOffice saves it in another format."""

    def made(suffix: str) -> bytes:
        (tmp_path / "a.xlsx").write_bytes(saved(book()))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [part("soffice"), profile, "--headless", "--convert-to", suffix]
        subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True)
        return (tmp_path / f"a.{suffix}").read_bytes()

    return made


def test_an_ods_shows_the_same(converted: Callable[[str], bytes]) -> None:
    found = read_book(converted("ods"), "KPI.ods")
    assert (found.kind, found.title) == ("ods", "KPI一覧")
    assert seen(found) == expected("12,000", "11501", "95.8%")
    assert places(found)[:2] == ["事業!B2", "事業!B4"]
    assert [remark.code for remark in found.remarks] == ["hidden"]


def test_an_xls_shows_the_same(converted: Callable[[str], bytes]) -> None:
    found = read_book(converted("xls"), "KPI.xls")
    assert (found.kind, found.title) == ("xls", "")
    assert seen(found) == expected("12000", "11501", "95.8%")
    assert [remark.code for remark in found.remarks] == ["hidden"]


def test_an_xls_whose_formats_cannot_be_seen_says_so(
    converted: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = converted("xls")
    monkeypatch.setattr(xls, "xls_formats", lambda _: ())
    found = read_book(content, "KPI.xls")
    assert seen(found) == expected("12000", "11500.5", "0.958")
    assert [remark.code for remark in found.remarks] == ["hidden", "formats-unseen"]
    for much in (3_000, 6_000):  # an error of calamine's, and a panic
        assert refused(read_book, content[:much]).key == "file-broken"


def test_formats_of_a_spoilt_xls_are_none_or_those_of_its_sheets(
    converted: Callable[[str], bytes],
) -> None:
    content = converted("xls")
    assert xls_formats(content)[0][5, 5] == "0.0%"
    for at in range(0, len(content), 7):
        xls_formats(content[:at] + bytes((content[at] ^ 0x5A,)) + content[at + 1 :])
        xls_formats(content[:at])


CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
ODS_ROW = "<table:table-row{}>{}</table:table-row>"


def ods(rows: str, name: str = "表") -> bytes:
    return sheets(f'<table:table table:name="{name}">{rows}</table:table>')


def test_repeated_spanned_and_spaced_cells() -> None:
    rows = (
        ODS_ROW.format("", CELL.format(' table:number-columns-spanned="2"', "題<text:s/>目"))
        + ODS_ROW.format("", CELL.format(' table:number-columns-repeated="2"', "a"))
        + ODS_ROW.format(
            ' table:number-rows-repeated="2"',
            CELL.format("", "b<office:annotation><text:p>9</text:p></office:annotation>")
            + CELL.format("", "c</text:p><text:p>d<text:line-break/>e"),
        )
        + ODS_ROW.format(' table:number-rows-repeated="1000000"', "<table:table-cell/>")
    )
    row = ["b", "c\nd\ne"]
    assert seen(read_book(ods(rows), "a")) == ["題 目", [["a", "a"], row, row]]


def test_errors_in_an_ods_are_blank_and_told() -> None:
    rows = ODS_ROW.format("", CELL.format("", "a") + CELL.format("", "#DIV/0!")) * 2
    found = read_book(ods(rows), "a")
    assert seen(found) == ["a", "a"]
    assert [remark.code for remark in found.remarks] == ["cell-left-out"]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (ODS_ROW.format(' table:number-rows-repeated="1000000"', CELL.format("", "a")), "cells"),
        (ODS_ROW.format("", CELL.format(' table:number-columns-repeated="900"', "a")), "columns"),
        (ODS_ROW.format("", CELL.format(' table:number-rows-spanned="90000"', "a")), "merged"),
        (ODS_ROW.format("", CELL.format("", "a" * 40_000)), "characters"),
    ],
)
def test_limits_of_an_ods(rows: str, key: str) -> None:
    found = refused(read_book, ods(rows))
    assert (found.key, found.at[0]) == (f"sheet-too-large/{key}", "表")


def test_a_password_of_an_ods() -> None:
    parts: dict[str, str | bytes] = {
        "content.xml": b"\x8a\x01",
        "META-INF/manifest.xml": "<a><encryption-data/></a>",
    }
    assert refused(read_book, zipped(parts)).key == "encrypted"


def test_a_document_type_is_refused() -> None:
    parts: dict[str, str | bytes] = {"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    assert refused(read_book, zipped(parts)).key == "xml-doctype"


def test_too_many_sheets_are_refused() -> None:
    many = sheets('<table:table table:name="a"/>' * 51)
    assert refused(read_book, many).key == "sheet-too-large/sheets"


def test_a_workbook_without_text_is_empty() -> None:
    assert refused(read_book, saved(Workbook())).key == "empty/document"
    assert refused(read_book, ods(ODS_ROW.format("", CELL.format("", " ")))).key == "empty/document"


def spoilt(said: str, instead: str) -> bytes:
    """A workbook whose only sheet says something else: openpyxl would take minutes to."""
    made = Workbook()
    made.worksheets[0]["A1"] = "a"
    made.worksheets[0].merge_cells("A1:B2")
    with zipfile.ZipFile(io.BytesIO(saved(made))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped({**parts, sheet: parts[sheet].replace(said.encode(), instead.encode())})


@pytest.mark.parametrize(
    ("said", "instead", "key"),
    [('r="A1"', 'r="XFD1048576"', "columns"), ("A1:B2", "A1:ZZ20000", "merged")],
)
def test_sheets_that_are_too_large(said: str, instead: str, key: str) -> None:
    made = spoilt(said, instead)
    before = time.monotonic()
    assert refused(read_book, made).key == f"sheet-too-large/{key}"
    assert time.monotonic() - before < 40


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04", "file-broken"),
    ],
)
def test_what_is_no_workbook(content: bytes, key: str) -> None:
    assert refused(read_book, content).key == key
