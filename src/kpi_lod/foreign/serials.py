"""Spreadsheets' serial numbers of days and times → ISO 8601 text.

ECMA-376 part 1, 18.17.4: days since 1899-12-30 or 1904-01-01; the serial 60 of the first is the day
1900-02-29, which never was.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

_LAST = 2_958_465
"""9999-12-31."""

_NEVER = 60
_DAY = 86_400


def moment(serial: Decimal, *, elapsed: bool = False, from_1904: bool = False) -> str:
    """The day (2024-04-01), the day with its time, or a time alone; "" where there is none.

    ``elapsed``: the number is a length of time, in hours, minutes and seconds.

    >>> moment(Decimal("45383")), moment(Decimal("45383.5")), moment(Decimal("0.75"))
    ('2024-04-01', '2024-04-01T12:00:00', '18:00:00')
    """
    if not 0 <= serial <= _LAST:
        return ""
    days, seconds = divmod(round(serial * _DAY), _DAY)
    if elapsed:
        return _time(days * _DAY + seconds)
    if not days and not from_1904:
        return _time(seconds)
    day = _day(days, from_1904=from_1904)
    if day is None:
        return ""
    return f"{day.isoformat()}T{_time(seconds)}" if seconds else day.isoformat()


def _day(days: int, *, from_1904: bool) -> date | None:
    if from_1904:
        return date(1904, 1, 1) + timedelta(days) if days <= _LAST - 1462 else None
    if days == _NEVER or days > _LAST:
        return None
    return date(1899, 12, 30 if days > _NEVER else 31) + timedelta(days)


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
