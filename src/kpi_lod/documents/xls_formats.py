"""The number formats of an .xls file, which calamine does not tell ([MS-XLS] 2.4, BIFF8).

https://learn.microsoft.com/openspecs/office_file_formats/ms-xls/
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from kpi_lod.foreign.builtin_formats import BUILTIN_FORMATS, GENERAL
from kpi_lod.foreign.compound import Compound
from kpi_lod.foreign.limits import MAX_CELLS, MAX_SHEETS

Formats = Mapping[tuple[int, int], str]
"""Row and column, from 1 → the code of the number's format."""

_BOF, _EOF, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _FORMULA, _MANY = 0x0203, 0x027E, 0x0006, 0x00BD
_BIFF8 = 0x0600
_WIDE = 0x1


def xls_formats(content: bytes) -> Sequence[Formats]:
    """Those of all sheets in their order; none where they cannot be told (Excel 95 and older)."""
    try:
        stream = Compound(content).stream("Workbook")
        return _Book(stream).sheets() if stream else ()
    except (struct.error, ValueError, IndexError):
        return ()


class _Book:
    """The records of the stream."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._codes: dict[int, str] = dict(BUILTIN_FORMATS)
        self._styles: list[int] = []
        self._starts: list[int] = []
        for kind, record in self._records(0):
            if kind == _BOF and struct.unpack_from("<H", record)[0] != _BIFF8:
                raise ValueError("not BIFF8")
            if kind == _FORMAT:
                self._codes[struct.unpack_from("<H", record)[0]] = _text(record[2:])
            elif kind == _STYLE:
                self._styles.append(struct.unpack_from("<H", record, 2)[0])
            elif kind == _SHEET:
                self._starts.append(struct.unpack_from("<I", record)[0])
        if len(self._starts) > MAX_SHEETS:
            raise ValueError("too many sheets")

    def sheets(self) -> Sequence[Formats]:
        """The formats of the numbers of each sheet."""
        return [self._sheet(start) for start in self._starts]

    def _records(self, start: int) -> Iterator[tuple[int, bytes]]:
        """Kind and content of each, to the end of the part that begins at ``start``."""
        while start + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<HH", self._stream, start)
            yield kind, self._stream[start + 4 : start + 4 + length]
            start += 4 + length
            if kind == _EOF:
                return

    def _sheet(self, start: int) -> Formats:
        found: dict[tuple[int, int], str] = {}
        for kind, record in self._records(start):
            if kind in (_NUMBER, _RK, _FORMULA):
                row, column, style = struct.unpack_from("<HHH", record)
                found[row + 1, column + 1] = self._code(style)
            elif kind == _MANY:
                row, column = struct.unpack_from("<HH", record)
                for number in range((len(record) - 6) // 6):
                    (style,) = struct.unpack_from("<H", record, 4 + 6 * number)
                    found[row + 1, column + 1 + number] = self._code(style)
            if len(found) > MAX_CELLS:
                raise ValueError("too many cells")
        return found

    def _code(self, style: int) -> str:
        number = self._styles[style] if style < len(self._styles) else 0
        return self._codes.get(number, GENERAL)


def _text(record: bytes) -> str:
    """A string with its length in two bytes, of one or two bytes a character."""
    length, flags = struct.unpack_from("<HB", record)
    if flags & _WIDE:
        return record[3 : 3 + 2 * length].decode("utf-16-le")
    return record[3 : 3 + length].decode("latin-1")
