"""The money of a project as it was found → the words of ``budget``, in yen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpi_lod.drafting.context import Drafting
from kpi_lod.drafting.periods import period_key
from kpi_lod.drafting.printable import printable
from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import Cell, cell
from kpi_lod.japanese.numbers import canonical_text, printed_number
from kpi_lod.japanese.units import SCALE_WORDS
from kpi_lod.layouts.found import FoundProject, Money
from kpi_lod.records import Period
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.units import unit
from kpi_lod.submissions.values import scaled

_WORD_OF_SCALE = {factor: f"{word}円" for word, factor in SCALE_WORDS.items()}


@dataclass(frozen=True, slots=True)
class _Amount:
    """The words of an amount, its number in yen, and where it is printed."""

    words: dict[str, Plain]
    yen: Decimal | None
    at: str


_Rows = dict[Period, dict[str, _Amount]]


def budget(project: FoundProject, pointer: str, drafting: Drafting) -> dict[str, Plain]:
    """Period → kind → amount; what cannot be placed is a doubt."""
    rows: _Rows = {}
    for money in project.money:
        told = {"name": printable(project.name), "found": printable(money.as_written)}
        period = money.period or (Period(drafting.year) if drafting.year else None)
        made = _amount(money)
        if period is None or not _has_place(money, period):
            drafting.notes.doubt("draft-no-period", money.at, **told)
        elif made is None:
            drafting.notes.doubt("draft-amount", money.at, **told)
        else:
            kept = rows.setdefault(period, {}).setdefault(money.kind, made)
            if kept.words["value"] != made.words["value"]:
                drafting.notes.doubt("draft-two-values", money.at, other=kept.at, **told)
    _check_grants(project, rows, drafting)
    return _words(rows, pointer, drafting)


def _has_place(money: Money, period: Period) -> bool:
    return bool(period_key(period)) and money.kind in schemes()["amount-kind"].labels


def _words(rows: _Rows, pointer: str, drafting: Drafting) -> dict[str, Plain]:
    made: dict[str, Plain] = {}
    for period in sorted(rows, key=lambda one: one.order):
        key = period_key(period)
        made[key] = {kind: amount.words for kind, amount in rows[period].items()}
        for kind, amount in rows[period].items():
            drafting.notes.places[f"{pointer}.budget.{key}.{kind}"] = amount.at
    return made


def _amount(money: Money) -> _Amount | None:
    """The words of an amount; None where it is no amount."""
    value, as_written = printable(money.value), printable(money.as_written)
    try:
        read = cell(value)
    except UnreadableError:
        return None
    words: dict[str, Plain] = {"value": value, "as-written": as_written}
    if read.number is None:
        return (
            None
            if read.status == "qualitative"
            else _Amount({**words, "at": money.at}, None, money.at)
        )
    factor, word = _scale(money, read)
    if factor is None:
        return None
    yen = scaled(read.number, factor)
    words["value"] = canonical_text(yen)
    if read.status != "measured":
        words["status"] = read.status
    if word:
        words |= {"as-written": f"{as_written}{word}", "note": f"資料の金額の単位は{word}。"}
    return _Amount({**words, "at": money.at}, yen, money.at)


def _scale(money: Money, read: Cell) -> tuple[int | None, str]:
    """The factor to yen, and its word where the heading and not the cell has it.

    None where the unit behind the number is no money.
    """
    if read.unit_text:
        own = unit(read.unit_text)
        return (own.scale if own and own.code == "yen" else None), ""
    word = _WORD_OF_SCALE.get(money.scale, "") if money.scale > 1 else ""
    return money.scale, "" if word and word in money.as_written else word


def _check_grants(project: FoundProject, rows: _Rows, drafting: Drafting) -> None:
    """Whether each grant is its expenditure times the rate, down to the yen."""
    part, whole = project.subsidy_rate or (0, 1)
    for row in rows.values() if part else ():
        spent, grant = row.get("eligible-expenditure"), row.get("grant")
        if not (spent and grant) or spent.yen is None or grant.yen is None:
            continue
        if spent.yen * part // whole != grant.yen:
            drafting.notes.doubt(
                "draft-grant",
                grant.at,
                name=printable(project.name),
                expenditure=printed_number(spent.yen),
                grant=printed_number(grant.yen),
                rate=f"{part}/{whole}",
            )
