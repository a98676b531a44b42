"""Workbooks and CSV files for tests, written by openpyxl from rows of texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kpi_lod.records import Submission
from kpi_lod.submissions.reader import ReadSubmission, submission_of
from kpi_lod.submissions.workbook.filling import Row
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.workbook.reading import read_workbook
from kpi_lod.submissions.workbook.recognising import column_of

Value = str | int | float | bool | date | datetime | None
HEAD: Row = {
    "kpi-lod": "1",
    "municipality": "202151",
    "id": "a",
    "reporting-year": "R6",
    "source.title": "題",
    "source.terms": "CC-BY-4.0",
}
PROJECT: Row = {"id": "p", "name": "事業", "programme": "地方創生推進交付金"}
KPI: Row = {
    **{"project": "p", "id": "k", "name": "利用者数", "unit": "人"},
    **{"direction": "増加", "basis": "単年"},
}
VALUE: Row = {"project": "p", "kpi": "k", "period": "R6", "target": "10", "actual": "9"}
BASIC: Mapping[str, Sequence[Row]] = {
    "head": [HEAD],
    "projects": [PROJECT],
    "kpis": [KPI],
    "values": [VALUE],
}
FILE = "a.xlsx"


def heading(sheet: str, key: str) -> str:
    number = key.partition(".")[2]
    column = column_of(sheets()[sheet], key)
    return f"{column.ja}{number if column.many else ''}"


def keys(sheet: str, rows: Sequence[Row]) -> list[str]:
    found = dict.fromkeys(key for row in rows for key in row)
    required = [one.key for one in sheets()[sheet].columns if one.required]
    return list(dict.fromkeys((*required, *found)))


def book(tables: Mapping[str, Sequence[Row]] = BASIC, top: int = 1) -> Workbook:
    """A workbook with its headings in row ``top``; the form from row 1 on in A and B."""
    made = Workbook()
    del made["Sheet"]
    for key, rows in tables.items():
        sheet = made.create_sheet(sheets()[key].name)
        if sheets()[key].form:
            for field, text in rows[0].items():
                sheet.append([heading(key, field), text])
            continue
        columns = keys(key, rows)
        for n, one in enumerate(columns, 1):
            sheet.cell(top, n, heading(key, one))
            for line, row in enumerate(rows, top + 1):
                sheet.cell(line, n, row.get(one))
    return made


def saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(change: Callable[[Workbook], object], top: int = 1) -> ReadSubmission:
    """What is read of the basic workbook after a change."""
    made = book(top=top)
    change(made)
    return read(saved(made))


def read(content: bytes, file: str = FILE) -> ReadSubmission:
    return submission_of(read_workbook(content, file), file)


def told(found: ReadSubmission) -> list[tuple[str, str]]:
    """Code and place of each finding, without the name of the file."""
    return [(f.code, str(f.place).removeprefix(found.file).lstrip(":")) for f in found.findings]


def sheet(made: Workbook, key: str) -> Worksheet:
    found = made[sheets()[key].name]
    assert isinstance(found, Worksheet)
    return found


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The zip with parts replaced, added, or (None) left out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys((*old.namelist(), *parts)):
            part = parts[name] if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def write_csv_files(
    folder: Path, tables: Mapping[str, Sequence[Row]] = BASIC, encoding: str = "utf-8-sig"
) -> Path:
    """One CSV for each sheet; the first is given back."""
    folder.mkdir(exist_ok=True)
    for key, rows in tables.items():
        columns = keys(key, rows)
        lines = [[heading(key, one) for one in columns]]
        lines += [[row.get(one, "") for one in columns] for row in rows]
        if sheets()[key].form:
            lines = [list(pair) for pair in zip(*lines, strict=True)]
        text = "".join(",".join(line) + "\r\n" for line in lines)
        (folder / f"{sheets()[key].name}.csv").write_bytes(text.encode(encoding))
    return folder / f"{sheets()['head'].name}.csv"


def only(found: object) -> Submission:
    submission = getattr(found, "submission", None)
    assert isinstance(submission, Submission), getattr(found, "findings", found)
    return submission


def actual(made: Submission) -> object:
    (value,) = [m for m in made.projects[0].indicators[0].measurements if m.kind == "actual"]
    return value.reading.value
