"""A workbook (.xlsx, .ods, .xls) → its Document: a section for each sheet that is shown.

Hidden sheets are left out and told; hidden rows and columns are read, since a print may show them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from kpi_lod.documents.document import Document
from kpi_lod.documents.ods import read_ods
from kpi_lod.documents.properties import title
from kpi_lod.documents.sheets import section
from kpi_lod.documents.shown_sheets import Shown, shown
from kpi_lod.errors import Finding, Place, Severity, column_name, finding
from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.kinds import kind
from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.xlsx import read_xlsx

_TOLD = 10
"""How many cells of a sheet are named in a remark."""


def read_book(content: bytes, file: str) -> Document:
    """The document in a workbook. Raises RefusedError where it cannot be read or is too large."""
    known = kind(content)
    if known == "ole-encrypted":
        raise RefusedError("encrypted")
    return (_of_xls if known == "ole" else _of_zip)(content, PurePath(file).name)


def _of_zip(content: bytes, file: str) -> Document:
    archive = Archive(content)
    if "content.xml" in archive:
        return _document(content, (file, "ods"), read_ods(archive), title(archive))
    sheets = [shown(sheet) for sheet in read_xlsx(content)]
    return _document(content, (file, "xlsx"), sheets, title(archive))


def _of_xls(content: bytes, file: str) -> Document:
    from kpi_lod.documents.xls import read_xls  # noqa: PLC0415  (a library of its own)

    sheets, seen = read_xls(content)
    found = _document(content, (file, "xls"), sheets, "")
    if seen:
        return found
    unseen = finding("formats-unseen", Place(file), severity=Severity.WARNING)
    return replace(found, remarks=(*found.remarks, unseen))


def _document(
    content: bytes, name: tuple[str, str], sheets: Sequence[Shown], called: str
) -> Document:
    file, of = name
    visible = [sheet for sheet in sheets if not sheet.hidden]
    sections = tuple(section(one.sheet, partial(_at, one.sheet.name)) for one in visible)
    if not any(one.blocks for one in sections):
        raise RefusedError("empty/document")
    remarks = tuple(remark for sheet in sheets for remark in _remarks(sheet, file))
    return Document(file, of, hashlib.sha256(content).hexdigest(), sections, called, remarks)


def _at(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{column_name(column)}{row}"


def _remarks(sheet: Shown, file: str) -> Iterator[Finding]:
    """What was left out of a sheet."""
    place = Place(file, sheet=sheet.sheet.name)
    if sheet.hidden:
        yield finding("hidden/left-out", place, severity=Severity.INFO, found=sheet.sheet.name)
        return
    for key, cells in (("cell-left-out", sheet.unread), ("struck/left-out", sheet.struck)):
        if cells:
            named = "、".join(f"{column_name(column)}{row}" for row, column in cells[:_TOLD])
            more = "…" if len(cells) > _TOLD else ""
            told = {"number": len(cells), "cells": named + more}
            yield finding(key, place, severity=Severity.WARNING, found=sheet.sheet.name, **told)
