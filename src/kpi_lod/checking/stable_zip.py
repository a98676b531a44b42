"""A workbook that openpyxl saved, made the same every time, with the results of its formulas.

openpyxl puts the hour into the file, and writes formulas without what they come to, so that a
preview, and our own reader, would find them empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_NO_CLOCK = b"1980-01-01T00:00:00Z"
_CORE = "docProps/core.xml"
_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*?(?:/>|>.*?</f>))<v ?(?:/>|></v>)</c>'
)


def stable(content: bytes, before: bytes) -> bytes:
    """The same file without the hour: it was modified when the one before was."""
    with ZipFile(BytesIO(before)) as parts:
        core = parts.read(_CORE) if _CORE in parts.namelist() else b""
    told = re.search(rb"<dcterms:modified[^>]*>([^<]*)<", core)
    when = told[1] if told else _NO_CLOCK
    undated = {_CORE: lambda text: _MODIFIED.sub(rb"\g<1>" + when + rb"\g<2>", text)}
    return _rewritten(content, undated)


def with_results(content: bytes, book: Workbook, results: Workbook) -> bytes:
    """The file with what its formulas came to; ``results``: the same sheets with values."""
    changes = {}
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.title in results.sheetnames:
            cells = (cell for row in results[sheet.title].iter_rows() for cell in row)
            values = {cell.coordinate: cell.value for cell in cells}
            changes[f"xl/worksheets/sheet{number}.xml"] = _filler(values)
    return _rewritten(content, changes)


def _filler(values: Mapping[str, object]) -> Callable[[bytes], bytes]:
    def filled(match: re.Match[bytes]) -> bytes:
        kind, text = _result(values.get(match[1].decode()))
        if not text:
            return match[0]
        attributes = re.sub(rb' t="[a-z]*"', b"", match[2]) + kind
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (match[1], attributes, match[3], text)

    return lambda text: _FORMULA.sub(filled, text)


def _result(value: object) -> tuple[bytes, bytes]:
    """The type of a cell (ECMA-376-1, section 18.18.11) and its value as text."""
    if value is None:
        return b"", b""
    if isinstance(value, bool):
        return b' t="b"', b"%d" % value
    if isinstance(value, datetime | date | time | timedelta):
        return b"", repr(to_excel(value)).encode()  # type: ignore[no-untyped-call]
    if isinstance(value, int | float):
        return b"", repr(value).encode()
    text = str(value)
    kind = b' t="e"' if text.startswith("#") and text.endswith(("!", "?", "A")) else b' t="str"'
    return kind, escape(text, quote=False).encode()


def _rewritten(content: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            entry = ZipInfo(name)  # 1980-01-01, the first day of a zip
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, changes[name](text) if name in changes else text)
    return made.getvalue()
