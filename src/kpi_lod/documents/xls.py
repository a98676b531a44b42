"""The bytes of an .xls file → its sheets, by calamine.

Calamine gives the stored values and no formats: 12 % comes as 0.12. Who asks for the sheets has to
say so.
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
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kpi_lod.documents.sheets import Sheet
from kpi_lod.documents.shown_sheets import Shown
from kpi_lod.foreign.limits import MAX_CELLS, MAX_MERGED, MAX_SHEETS, MAX_TEXT, RefusedError
from kpi_lod.foreign.worksheet import Range, check_position

Value = int | float | str | bool | time | date | datetime | timedelta

_PANIC = "PanicException"
_BROKEN = ("中身が壊れているか、途中で切れています", "its content is damaged or cut off")


def read_xls(content: bytes) -> list[Shown]:
    """All worksheets in their order. Raises RefusedError ``encrypted``, ``file-broken``, …"""
    try:
        return _sheets(content)
    except PasswordError:
        raise RefusedError("encrypted") from None
    except CalamineError:
        raise _broken() from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:  # which Rust's panics are, and which has no module
            raise
        raise _broken() from None


def _broken() -> RefusedError:
    return RefusedError("file-broken", reason_ja=_BROKEN[0], reason_en=_BROKEN[1])


def _sheets(content: bytes) -> list[Shown]:
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    listed = [
        (number, sheet)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(listed) > MAX_SHEETS:
        raise RefusedError("sheet-too-large/sheets", allowed=MAX_SHEETS)
    counted = _Counted()
    return [
        Shown(
            counted.sheet(sheet.name, book.get_sheet_by_index(number)),
            sheet.visible != SheetVisibleEnum.Visible,
        )
        for number, sheet in listed
    ]


class _Counted:
    """Sheets, while all their cells and characters together stay below the limits."""

    def __init__(self) -> None:
        self._filled = self._length = 0

    def sheet(self, name: str, stored: CalamineSheet) -> Sheet:
        """One sheet."""
        texts = {}
        for row, column, value in _values(stored):
            text = _text(value)
            if text.strip():
                check_position(name, row, column)
                self._count((name, row, column), 1, len(text))
                texts[row, column] = text
        return Sheet(name, texts, list(self._merged(name, stored, texts)))

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
