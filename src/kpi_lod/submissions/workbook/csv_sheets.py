"""The bytes of a CSV file → one sheet.

RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), as Excel writes it: UTF-8 with or without a byte
order mark, CP932, or UTF-16 with its mark and tabs. The place of a cell is ``file:line:field``: the
line on which its record begins, and the number of the field, both from 1.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from kpi_lod.errors import Finding, Place, Severity
from kpi_lod.foreign.kinds import NAMES, kind
from kpi_lod.foreign.limits import MAX_BYTES, MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.grid import GridSheet
from kpi_lod.submissions.workbook.told import Told

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOST = "\ufffd"
_UNUSED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python makes of bytes that CP932 does not use."""

_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_UNCLOSED = "unexpected end of data"


def csv_sheet(content: bytes, file: str) -> tuple[GridSheet, Sequence[Finding]]:
    """The sheet in a CSV file, named as the file is, and what is wrong with it."""
    findings = Told(file)
    name = PurePath(file).stem
    rows: dict[int, dict[int, Cell]] = {}
    text = _text(content, file, findings)
    for line, fields in _records(text, file, findings):
        cells = _cells(fields, line, file, findings)
        if cells:
            rows[line] = cells
        if len(rows) > MAX_ROWS:
            findings.add("too-many-rows", Place(file, line, 1), allowed=MAX_ROWS)
            rows = {}
            break
    if sum(map(len, rows.values())) > MAX_CELLS:
        findings.add("sheet-too-large/cells", Place(file), allowed=MAX_CELLS)
        rows = {}
    return GridSheet(name, rows, file=file), findings.findings


def _text(content: bytes, file: str, findings: Told) -> str:
    """The characters; the encoding is told where it is not UTF-8. Nothing is ever replaced."""
    if len(content) > MAX_BYTES:
        found = f"{len(content):,}"
        findings.add("file-too-large", Place(file), found=found, allowed=f"{MAX_BYTES:,}")
        return ""
    known = kind(content)
    if known not in ("text", "empty", "XML", "HTML") and not content.startswith(_UTF_16):
        ja, en = NAMES[known]
        findings.add("file-type/content", Place(file), claimed=".csv", found_ja=ja, found_en=en)
        return ""
    if known == "empty":
        findings.add("empty" if content else "empty/bytes", Place(file))
        return ""
    name, text = _decoded(content)
    if text is None:
        findings.add("encoding/csv", Place(file))
        return ""
    if name:
        findings.add("encoding/read", Place(file), severity=Severity.INFO, found=name)
    return _without_lost(text, file, findings)


def _decoded(content: bytes) -> tuple[str, str | None]:
    """The name of the encoding, "" for UTF-8, and the text, None where it is no text."""
    if content.startswith(_UTF_16):
        return "UTF-16", _strictly(content, "utf-16")
    text = _strictly(content.removeprefix(codecs.BOM_UTF8), "utf-8")
    if text is not None:
        return "", text
    text = _strictly(content, "cp932")
    if text is None or _UNUSED.search(text):
        return "", None
    if _HALF_WIDTH.search(text) and _strictly(content, "euc_jp") is not None:
        return "", None  # EUC-JP that passes for kana of half width
    return "CP932 (Shift_JIS)", text


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_lost(text: str, file: str, findings: Told) -> str:
    """The text; characters that some program lost before are told at the first of them."""
    at = text.find(_LOST)
    if at >= 0:
        line = len(re.findall("\r\n|\r|\n", text[:at])) + 1
        findings.add("encoding/lost", Place(file, line, 1), found=text.count(_LOST))
    return text


def _records(text: str, file: str, findings: Told) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, and its fields."""
    head = text[: text.find("\n") + 1] or text
    delimiter = "\t" if head.count("\t") > head.count(",") else ","
    limit = csv.field_size_limit(MAX_BYTES)  # fields too long are told where they are
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                key = "csv-quote/open" if _UNCLOSED in str(error) else "csv-quote"
                findings.add(key, Place(file, line, 1))
    finally:
        csv.field_size_limit(limit)


def _cells(fields: list[str], line: int, file: str, findings: Told) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for number, text in enumerate(fields, 1):
        if not text.strip():
            continue
        place = Place(file, line, number)
        if number > MAX_COLUMNS:
            findings.add("sheet-too-large/columns", place, allowed=MAX_COLUMNS)
            break
        if len(text) > MAX_CHARACTERS:
            findings.add("sheet-too-large/characters", place, allowed=MAX_CHARACTERS)
            continue
        cells[number] = Cell(text.replace("\r\n", "\n").replace("\r", "\n"), place)
    return cells
