"""Periods as the keys of a submission: R5, H30, calendar-2023, before."""

from __future__ import annotations

from kpi_lod.japanese.years import FISCAL_YEARS, short_fiscal_year
from kpi_lod.records import Period


def period_key(period: Period) -> str:
    """The key; "" for a year that the format does not have.

    >>> period_key(Period(2023)), period_key(Period(2023, calendar=True)), period_key(Period(None))
    ('R5', 'calendar-2023', 'before')
    """
    if period.year is None:
        return period.key
    if period.year not in FISCAL_YEARS:
        return ""
    return period.key if period.calendar else short_fiscal_year(period.year)
