"""Files that were made to do harm, or are not what they are called: each ends as its finding.

The numbers are those of the table of bad inputs that the project keeps.
"""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from tests.submissions.workbook.books import (
    FILE,
    book,
    changed,
    part,
    read,
    repacked,
    saved,
    sheet,
    told,
)

from kpi_lod.errors import Severity
from kpi_lod.foreign.limits import MAX_BYTES
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission

SECONDS = 5.0
SHEET = "xl/worksheets/sheet4.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="{}"><dimension ref="A1"/><sheetData>'.format(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
)
TAIL = "</sheetData></worksheet>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def only_finding(found: ReadSubmission) -> tuple[str, str]:
    """The one finding, which must be a violation that says what to do."""
    assert found.submission is None
    (one,) = found.findings
    assert one.severity is Severity.VIOLATION
    assert one.fix_ja
    assert "{" not in one.ja + one.en + one.fix_ja + one.fix_en
    return told(found)[0]


def quickly(content: bytes, file: str = FILE) -> ReadSubmission:
    began = time.monotonic()
    found = read(content, file)
    assert time.monotonic() - began < 2 * SECONDS  # twice: the machine may be busy
    return found


def with_sheet(xml: str | Iterable[str]) -> bytes:
    return repacked(saved(book()), {SHEET: "".join(xml).encode()})


def rows(count: int, width: int = 1) -> Iterable[str]:
    yield HEAD
    for n in range(1, count + 1):
        yield f"<row>{f'<c><v>{n}</v></c>' * width}</row>"
    yield TAIL


# 23, 24: what a sheet claims and what it holds


def test_more_rows_than_the_dimension_claims_are_all_seen() -> None:
    content = with_sheet(rows(400_000))
    assert only_finding(quickly(content)) == ("too-many-rows", "実績!A100001")


def test_rows_beyond_a_wrong_dimension_are_read() -> None:
    old = saved(book())
    xml = part(old, SHEET)
    new = xml.replace('<dimension ref="A1:E2"', '<dimension ref="A1"')
    assert new != xml
    found = read(repacked(old, {SHEET: new.encode()}))
    assert not found.findings
    assert found.submission is not None


def test_too_many_cells_are_told() -> None:
    code, place = only_finding(quickly(with_sheet(rows(90_000, 3))))
    assert (code, place.partition("!")[0]) == ("sheet-too-large", "実績")


def test_blank_cells_are_counted_too() -> None:
    content = with_sheet((HEAD, "<row>", "<c/>" * 2_100_000, "</row>", TAIL))
    assert only_finding(quickly(content))[0] in ("sheet-too-large", "archive-limits")


@pytest.mark.parametrize(
    ("reference", "code"), [("XFD1048576", "sheet-too-large"), ("A1048576", "too-many-rows")]
)
def test_a_cell_far_away_is_told(reference: str, code: str) -> None:
    found = changed(lambda made: sheet(made, "values").__setitem__(reference, "x"))
    assert only_finding(found) == (code, f"実績!{reference}")


@pytest.mark.parametrize("reference", ["A1:ZZ20000", "A1:XFD1048576"])
def test_a_merged_range_beyond_all_bounds_is_told(reference: str) -> None:
    content = with_sheet((HEAD, TAIL.replace("</worksheet>", "")))
    xml = f'{HEAD}</sheetData><mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>'
    content = repacked(content, {SHEET: xml.encode()})
    assert only_finding(quickly(content)) == ("sheet-too-large", "実績!A1")


def test_many_merged_ranges_are_told() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    ranges = '<mergeCell ref="A1:A9999"/>' * 100 + '<mergeCell ref="A1:ZZ1"/>'
    xml = f"{HEAD}{cells}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
    assert only_finding(quickly(with_sheet(xml)))[0] in ("sheet-too-large", "archive-limits")


@pytest.mark.parametrize("size", [5_000_000, 300_000_000])
def test_a_text_of_a_sheet_may_not_be_endless(size: int) -> None:
    cell = f'<row><c t="inlineStr"><is><t>{"x" * size}</t></is></c></row>'
    code = only_finding(quickly(with_sheet((HEAD, cell, TAIL))))[0]
    assert code in ("sheet-too-large", "expanded-size", "archive-limits")


def test_a_comment_of_three_hundred_megabytes_is_told() -> None:
    content = repacked(saved(book()), {"xl/comments/comment1.xml": b"<a>" + b"x" * 300_000_000})
    assert only_finding(quickly(content))[0] in ("expanded-size", "archive-limits")


def test_one_long_text_in_many_cells_is_told() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        lines = made.add_worksheet("実績")
        for n in range(400):
            lines.write_string(n, 0, "あ" * 32_000)
    assert only_finding(quickly(stream.getvalue())) == ("expanded-size", "実績!A313")


def test_too_many_sheets_are_told() -> None:
    def change(made: Workbook) -> None:
        for n in range(60):
            made.create_sheet(f"s{n}")

    assert only_finding(changed(change))[0] == "sheet-too-large"


# 25: document types, macros, old and locked files


@pytest.mark.parametrize(
    "name", [SHEET, "xl/workbook.xml", "docProps/core.xml", "_rels/.rels", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_every_part(name: str, encoding: str) -> None:
    xml = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    content = repacked(saved(book()), {name: xml.encode(encoding)})
    assert only_finding(read(content))[0] == "xml-doctype"


def test_a_workbook_of_another_suffix_or_with_macros_is_refused() -> None:
    content = repacked(saved(book()), {"xl/vbaProject.bin": b"x"})
    assert only_finding(read(content))[0] == "macro"
    types = part(saved(book()), "[Content_Types].xml")
    types = types.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    content = repacked(saved(book()), {"[Content_Types].xml": types.encode()})
    assert only_finding(read(content, "a.xlsm"))[0] == "macro"


def test_links_to_other_files_are_not_followed() -> None:
    rels = part(saved(book()), "xl/_rels/workbook.xml.rels")
    for old in ("/xl/worksheets/sheet4.xml", "worksheets/sheet4.xml"):
        new = rels.replace(f'Target="{old}"', 'TargetMode="External" Target="http://127.0.0.1/"')
        if new != rels:
            break
    assert new != rels
    content = repacked(saved(book()), {"xl/_rels/workbook.xml.rels": new.encode()})
    assert only_finding(read(content)) == ("sheet-missing", "実績")


@pytest.mark.parametrize(
    ("content", "file", "code", "word"),
    [
        (OLE, "a.xls", "xls-old", ".xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), FILE, "encrypted", "パスワード"),
        (b"", FILE, "empty", "大きさが0"),
        (b"  \n", FILE, "empty", "内容がありません"),
        (b"%PDF-1.7 ", FILE, "file-type", "PDF"),
        (b"<html><table>", "a.xls", "file-type", "HTML"),
        (b"a,b\n", FILE, "file-type", "文字だけ"),
        (b"%PDF-1.7" + b"PK\x03\x04", FILE, "file-type", "PDF"),
        (b"PK\x03\x04broken", FILE, "file-broken", "壊れ"),
        (bytes(MAX_BYTES + 1), FILE, "file-too-large", "10,485,761"),
    ],
)
def test_what_is_no_workbook_is_told_by_its_content(
    content: bytes, file: str, code: str, word: str
) -> None:
    found = read(content, file)
    assert only_finding(found)[0] == code
    assert word in found.findings[0].ja


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".ods"])
def test_a_wrong_suffix_is_told_with_both_kinds(suffix: str) -> None:
    found = read(saved(book()), f"a{suffix}")
    assert only_finding(found)[0] == "file-type"
    assert f"「{suffix}」" in found.findings[0].ja
    assert ".xlsx" in found.findings[0].fix_ja


@pytest.mark.parametrize(
    ("name", "kind"),
    [("content.xml", ".ods"), ("word/document.xml", ".docx"), ("xl/workbook.bin", ".xlsb")],
)
def test_other_documents_are_named(name: str, kind: str) -> None:
    found = read(zipped({name: b"<a/>"}))
    assert only_finding(found)[0] == "file-type"
    assert kind in found.findings[0].ja


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


# 26: archives


@pytest.mark.parametrize(
    "parts",
    [
        {f"m{n}": b"" for n in range(60_000)},
        {"a.zip": zipped({"b": b"x"})},
        {"../../etc/passwd": b"x"},
        {"..\\x": b"x"},
        {"/x": b"x"},
        {"C:/x": b"x"},
        {"a": b"0" * 90_000_000},
        {"XL/WORKBOOK.XML": b"<a/>"},
    ],
    ids=["members", "nested", "dots", "backslash", "root", "drive", "ratio", "case"],
)
def test_archives_beyond_their_limits_are_told(parts: dict[str, bytes]) -> None:
    content = repacked(saved(book()), parts)
    assert only_finding(quickly(content))[0] == "archive-limits"


def test_a_name_that_stands_twice_is_told() -> None:
    stream = io.BytesIO(saved(book()))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<a/>")
    assert only_finding(read(stream.getvalue()))[0] == "archive-limits"


def test_another_compression_is_told() -> None:
    content = zipped({"xl/workbook.xml": b"<a/>"}, zipfile.ZIP_BZIP2)
    assert only_finding(read(content))[0] == "archive-limits"


def central(content: bytes, offset: int, value: bytes) -> bytes:
    """The zip with bytes of its first central header changed."""
    at = content.index(b"PK\x01\x02") + offset
    return content[:at] + value + content[at + len(value) :]


def test_sizes_that_lie_are_found_out() -> None:
    content = zipped({"xl/workbook.xml": b"0" * 50_000_000})
    found = read(central(content, 24, struct.pack("<I", 10)))
    assert only_finding(found)[0] in ("file-broken", "archive-limits")


def test_members_that_overlap_are_found_out() -> None:
    content = zipped({"xl/workbook.xml": b"<a/>", "b": b"<a/>"})
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4) + 42
    content = content[:second] + struct.pack("<I", 0) + content[second + 4 :]
    assert only_finding(read(content))[0] in ("archive-limits", "file-broken")


def test_members_with_a_password_are_told() -> None:
    assert only_finding(read(central(zipped({"a": b"x"}), 8, b"\x01\x00")))[0] == "encrypted"


@pytest.mark.parametrize(
    "xml",
    [
        HEAD,
        f"{HEAD}<row><c t='s'><v>7</v></c></row>{TAIL}",
        f"{HEAD}<row><c r='??'><v>7</v></c></row>{TAIL}",
        f"{HEAD}</sheetData><mergeCells><mergeCell ref='B2:A1'/></mergeCells></worksheet>",
        "not xml",
    ],
)
def test_a_damaged_sheet_is_told(xml: str) -> None:
    assert only_finding(read(with_sheet(xml)))[0] == "file-broken"


def test_a_workbook_cut_short_is_told() -> None:
    content = saved(book())
    for size in (30, 1_000, len(content) // 2, len(content) - 10):
        assert only_finding(read(content[:size]))[0] == "file-broken"


# 30: names, emptiness


def emptied(made: Workbook) -> None:
    for name in made.sheetnames:
        made[name].delete_rows(1, 50)


def test_an_empty_workbook_never_conforms() -> None:
    assert only_finding(changed(emptied)) == ("empty", "")


def test_a_workbook_of_other_sheets_is_told() -> None:
    def change(made: Workbook) -> None:
        emptied(made)
        for name in made.sheetnames:
            made[name]["A1"] = "予算"
            made[name].title = f"x{name}"

    assert only_finding(changed(change))[0] == "form-unknown"


def test_files_are_read_by_their_suffix_and_told_by_their_content(tmp_path: Path) -> None:
    good, wrong, old = (tmp_path / name for name in ("a.xlsx", "b.XLSX", "c.xls"))
    good.write_bytes(saved(book()))
    wrong.write_bytes(b"%PDF-1.7")
    old.write_bytes(OLE)
    found = read_files([good, wrong, old])
    assert [one.submission is not None for one in found] == [True, False, False]
    assert [[f.code for f in one.findings] for one in found] == [[], ["file-type"], ["xls-old"]]


MEASURE = """
import resource, sys
from pathlib import Path
from kpi_lod.foreign.child import workbook
from kpi_lod.foreign.limits import RefusedError
try:
    workbook(Path(sys.argv[1]).read_bytes())
except RefusedError:
    pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource usage of children")
@pytest.mark.parametrize("width", [1, 2, 20])
def test_no_child_takes_more_memory_than_it_may(tmp_path: Path, width: int) -> None:
    file = tmp_path / FILE
    file.write_bytes(with_sheet(rows(99_000, width)))
    # A process of its own: what it forks counts as large as it is itself.
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], capture_output=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(ran.stdout) * unit <= 400 * 1024**2
