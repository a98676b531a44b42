"""The bytes of an .xls file → its sheets, by calamine.

Calamine gives the stored values and no formats (12 % comes as 0.12): these are read beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kpi_lod.documents.sheets import Sheet
from kpi_lod.documents.shown_sheets import Shown
from kpi_lod.documents.xls_formats import Formats, xls_formats
from kpi_lod.foreign.formats import shown
from kpi_lod.foreign.limits import MAX_CELLS, MAX_MERGED, MAX_SHEETS, MAX_TEXT, RefusedError
from kpi_lod.foreign.worksheet import Range, check_position
from kpi_lod.foreign.xlsx import ShownCell

Value = int | float | str | bool | time | date | datetime | timedelta

_PANIC = "PanicException"
_JA, _EN = "中身が壊れているか、途中で切れています", "its content is damaged or cut off"


def read_xls(content: bytes) -> tuple[list[Shown], bool]:
    """All worksheets in their order, and whether the formats of their numbers were seen.

    Raises RefusedError ``encrypted``, ``file-broken``, ``sheet-too-large/…``.
    """
    with _Faults():
        return _sheets(content)


class _Faults:
    """What calamine raises → why the file is not read."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            return
        if issubclass(kind, PasswordError):
            raise RefusedError("encrypted") from None
        # A panic of Rust's is a BaseException of a module that nobody can import.
        if issubclass(kind, CalamineError) or kind.__name__ == _PANIC:
            raise RefusedError("file-broken", reason_ja=_JA, reason_en=_EN) from None


def _sheets(content: bytes) -> tuple[list[Shown], bool]:
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    metadata = book.sheets_metadata
    if len(metadata) > MAX_SHEETS:
        raise RefusedError("sheet-too-large/sheets", allowed=MAX_SHEETS)
    formats = xls_formats(content)
    seen = len(formats) == len(metadata)
    counted = _Counted()
    return [
        counted.sheet(told, book.get_sheet_by_index(number), formats[number] if seen else {})
        for number, told in enumerate(metadata)
        if told.typ == SheetTypeEnum.WorkSheet
    ], seen


class _Counted:
    """Sheets, while all their cells and characters together stay below the limits."""

    def __init__(self) -> None:
        self._filled = self._length = 0

    def sheet(self, told: SheetMetadata, stored: CalamineSheet, formats: Formats) -> Shown:
        """One sheet."""
        texts = {}
        unread = []
        for row, column, value in _values(stored):
            code = formats.get((row, column), "")
            number = isinstance(value, int | float) and not isinstance(value, bool)
            found = shown(_text(value), code) if code and number else ShownCell(_text(value))
            if found.fault:
                unread.append((row, column))
            elif text := found.rounded or found.text:
                check_position(told.name, row, column)
                self._count((told.name, row, column), 1, len(text))
                texts[row, column] = text
        merged = list(self._merged(told.name, stored, texts))
        hidden = told.visible != SheetVisibleEnum.Visible
        return Shown(Sheet(told.name, texts, merged), hidden, unread)

    def _merged(
        self, name: str, stored: CalamineSheet, texts: dict[tuple[int, int], str]
    ) -> Iterator[Range]:
        for (top, left), (bottom, right) in stored.merged_cell_ranges or ():
            place = (top + 1, left + 1)
            area = (bottom - top + 1) * (right - left + 1)
            if place in texts and area > 1:
                at = (name, *place)
                if area > MAX_MERGED:
                    raise RefusedError(
                        "sheet-too-large/merged", at=at, found=area, allowed=MAX_MERGED
                    )
                self._count(at, area, 0)
                yield *place, bottom + 1, right + 1

    def _count(self, at: tuple[str, int, int], cells: int, characters: int) -> None:
        self._filled += cells
        self._length += characters
        if self._filled > MAX_CELLS:
            raise RefusedError("sheet-too-large/cells", at=at, allowed=MAX_CELLS)
        if self._length > MAX_TEXT:
            raise RefusedError("expanded-size/text", at=at, allowed=MAX_TEXT)


def _values(stored: CalamineSheet) -> Iterator[tuple[int, int, Value]]:
    """Row, column and value, from 1."""
    if stored.start is None:
        return
    top, left = stored.start
    rows: Sequence[Sequence[Value]] = stored.to_python(skip_empty_area=True)
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, left + 1):
            yield row, column, value


def _text(value: Value) -> str:
    """The value as a text; a whole number has no point."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        number = Decimal(repr(value))
        return f"{number.normalize() if number % 1 else number.to_integral_value():f}"
    return str(value)
