"""CSV files, one for each sheet, are read as a workbook is."""

from __future__ import annotations

import codecs
from decimal import Decimal
from pathlib import Path

import pytest
from tests.submissions.workbook.books import (
    BASIC,
    PROJECT,
    VALUE,
    book,
    read,
    saved,
    write_csv_files,
)

from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission


def found_in(folder: Path, name: str = "提出情報.csv") -> ReadSubmission:
    (one,) = read_files([folder / name])
    return one


def told(found: ReadSubmission) -> list[tuple[str, str]]:
    return [(f.code, str(f.place).rpartition("/")[2]) for f in found.findings]


def with_values(folder: Path, text: str, encoding: str = "utf-8") -> ReadSubmission:
    """What is read if 実績.csv holds a text."""
    write_csv_files(folder)
    (folder / "実績.csv").write_bytes(text.encode(encoding))
    return found_in(folder)


def actual(found: ReadSubmission) -> object:
    assert found.submission is not None, found.findings
    values = found.submission.projects[0].indicators[0].measurements
    (value,) = [m.reading.value for m in values if m.kind == "actual"]
    return value


HEADING = "事業ID,KPI ID,年度,目標値,実績値\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_folder_of_csv_files_is_a_submission(tmp_path: Path, encoding: str) -> None:
    write_csv_files(tmp_path, encoding=encoding)
    found = found_in(tmp_path)
    assert found.findings == ()
    assert found.submission is not None
    assert found.submission == read(saved(book())).submission
    assert found.lines == ()


def test_all_files_of_a_folder_are_one_submission(tmp_path: Path) -> None:
    write_csv_files(tmp_path / "a")
    write_csv_files(tmp_path / "b")
    found = read_files(sorted(tmp_path.rglob("*.csv")))
    assert [one.submission is not None for one in found] == [True, True]
    assert [one.findings for one in found] == [(), ()]


def test_any_file_of_the_folder_leads_to_the_others(tmp_path: Path) -> None:
    write_csv_files(tmp_path)
    (tmp_path / "メモ.csv").write_text("x,y\n", "utf-8")
    assert found_in(tmp_path, "実績.csv").findings == ()


def test_a_file_alone_says_what_else_is_needed_and_where(tmp_path: Path) -> None:
    write_csv_files(tmp_path, {"values": [VALUE]})
    (tmp_path / "実績.csv").rename(tmp_path / "r6.csv")  # known by its headings
    found = found_in(tmp_path, "r6.csv")
    assert {code for code, _ in told(found)} == {"sheet-missing"}
    texts = [f.ja for f in found.findings]
    assert [name in text for name, text in zip(("KPI", "事業", "提出情報"), texts, strict=True)]
    assert all(str(tmp_path) in text and "r6" in text for text in texts)


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    assert told(found_in(tmp_path, "x.csv"))[0][0] == "form-unknown"


def test_cp932_is_read_and_named(tmp_path: Path) -> None:
    tables = {**BASIC, "projects": [{**PROJECT, "name": "①㈱髙﨑～"}]}
    write_csv_files(tmp_path, tables, "cp932")
    found = found_in(tmp_path)
    assert found.submission is not None
    assert found.submission.projects[0].name == "①㈱髙﨑～"
    assert {code for code, _ in told(found)} == {"encoding"}
    assert {f.severity for f in found.findings} == {Severity.INFO}
    assert "CP932" in found.findings[0].ja


def test_utf_16_with_tabs_is_read_and_named(tmp_path: Path) -> None:
    text = (HEADING + "p,k,R6,10,9\n").replace(",", "\t")
    found = with_values(tmp_path, text, "utf-16")
    assert actual(found) == Decimal(9)
    assert told(found) == [("encoding", "実績.csv")]
    assert "UTF-16" in found.findings[0].ja


@pytest.mark.parametrize(
    "content",
    [
        b"\x81\x00\xff,x",
        "実績値,カナ漢字".encode("euc_jp"),
        b"\x80abc\xa0\xfd",
        codecs.BOM_UTF16_LE + b"\x00\xd8a",
        "実績".encode()[:-1],
    ],
)
def test_what_is_no_text_is_told_and_nothing_put_in_its_place(
    tmp_path: Path, content: bytes
) -> None:
    write_csv_files(tmp_path)
    (tmp_path / "実績.csv").write_bytes(content)
    found = found_in(tmp_path)
    assert found.submission is None
    assert ("encoding", "実績.csv") in told(found)


def test_characters_that_were_lost_before_are_told(tmp_path: Path) -> None:
    found = with_values(tmp_path, f"{HEADING}p,k,R6,10,9\np,k,R5,10,\ufffd\ufffd\n")
    assert ("encoding", "実績.csv:3:1") in told(found)
    assert found.submission is None


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ('p,k,R6,10,"9\np,k,R5,1,1\n', "csv-quote", "実績.csv:2:1"),
        ('p,k,R6,10,"9"x\n', "csv-quote", "実績.csv:2:1"),
        ("p,k,R6,10,1,234\n", "cell-beside", "実績.csv:2:6"),
        (f"p,k,R6,10,{'9' * 200_000}\n", "sheet-too-large", "実績.csv:2:5"),
        ("p,k,R6,10,9\0\n", "text-control", "実績.csv:2:5"),
        ("p,k,R6,10,9人以上\n", "value-trailing-text", "実績.csv:2:5"),
        ('p,k,R6,10,"a\nb"\np,x,R6,,1\n', "row-without-owner", "実績.csv:4:2"),
        (f"p,k,R6,10,9{',' * 600}x\n", "sheet-too-large", "実績.csv:2:605"),
        ("p,,R6,10,9\n", "missing-cell", "実績.csv:2:2"),
    ],
)
def test_faults_are_told_at_line_and_field(
    tmp_path: Path, rows: str, code: str, place: str
) -> None:
    found = with_values(tmp_path, HEADING + rows)
    assert found.submission is None
    assert (code, place) in told(found)


def test_all_faults_of_quotes_are_told(tmp_path: Path) -> None:
    found = with_values(tmp_path, HEADING + 'p,k,R6,"1"x,9\np,k,R5,1,2\np,k,R4,"1"y,9\n')
    assert told(found) == [("csv-quote", "実績.csv:2:1"), ("csv-quote", "実績.csv:4:1")]


def test_a_heading_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = with_values(tmp_path, HEADING.strip() + ",実績値\np,k,R6,10,9,8\n")
    assert told(found) == [("duplicate-heading", "実績.csv:1:6")]


def test_rows_that_begin_with_a_hash_are_notes_and_told(tmp_path: Path) -> None:
    rows = "# memo\np,k,R6,10,9\n#p,k,R5,8,7\n"
    found = with_values(tmp_path, HEADING + rows)
    assert actual(found) == Decimal(9)
    assert [(f.severity, str(f.place).rpartition("/")[2]) for f in found.findings] == [
        (Severity.WARNING, "実績.csv:4:1"),
        (Severity.INFO, "実績.csv:2:1"),
    ]
    assert "#p │ k │ R5 │ 8 │ 7" in found.findings[0].ja


@pytest.mark.parametrize(
    "rows", ["p,k,R6,,9\r\n", "p,k,R6,10,9\r", "\n\n,,,,\np,k,R6,10,9,,,\n\r\n", "p,k,R6,10,9"]
)
def test_ragged_rows_and_mixed_line_ends_are_read(tmp_path: Path, rows: str) -> None:
    found = with_values(tmp_path, HEADING + rows)
    assert actual(found) == Decimal(9)
    assert found.findings == ()


def test_the_form_may_lie_on_its_side(tmp_path: Path) -> None:
    write_csv_files(tmp_path)
    lines = (tmp_path / "提出情報.csv").read_text("utf-8-sig").splitlines()
    pairs = [line.split(",") for line in lines]
    text = "\n".join(",".join(line) for line in zip(*pairs, strict=True))
    (tmp_path / "提出情報.csv").write_text(text, "utf-8")
    assert found_in(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (saved(book()), "file-type"), (b"%PDF-1.7", "file-type")],
)
def test_what_is_no_csv_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    write_csv_files(tmp_path)
    (tmp_path / "実績.csv").write_bytes(content)
    found = found_in(tmp_path)
    assert told(found) == [(code, "実績.csv")]
    assert found.submission is None


@pytest.mark.parametrize("name", ["提出情報", "事業", "KPI", "実績"])
def test_a_blank_file_among_the_others_is_told_once(tmp_path: Path, name: str) -> None:
    write_csv_files(tmp_path)
    (tmp_path / f"{name}.csv").write_bytes(b"\n")
    assert told(found_in(tmp_path)) == [("empty", f"{name}.csv")]


def test_an_empty_file_alone_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\n")
    assert told(found_in(tmp_path, "x.csv")) == [("empty", "x.csv")]


def test_a_file_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n" * 3_000_000)
    assert [code for code, _ in told(found_in(tmp_path, "x.csv"))] == ["file-too-large"]


def test_too_many_rows_are_told(tmp_path: Path) -> None:
    found = with_values(tmp_path, HEADING + "p\n" * 100_001)
    assert told(found) == [("too-many-rows", "実績.csv:100001:1")]


def test_a_thousand_remarks_never_push_out_a_fault(tmp_path: Path) -> None:
    found = with_values(tmp_path, HEADING + "※ 注\n" * 1_000 + "p,x,R6,10,9\n")
    codes = [code for code, _ in told(found)]
    assert codes[0] == "row-without-owner"
    assert codes.count("note-not-read") == 60
    assert "too-many-findings" in codes


def test_thousands_of_faults_are_counted_and_not_listed(tmp_path: Path) -> None:
    found = with_values(tmp_path, HEADING + "p,,R6,10,9\n" * 10_000)
    codes = [code for code, _ in told(found)]
    assert (codes.count("missing-cell"), codes.count("too-many-findings")) == (200, 1)


def test_a_file_that_is_not_there_stops_the_program(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as caught:
        read_files([tmp_path / "提出情報.csv"])
    assert caught.value.finding.code == "file-missing"
