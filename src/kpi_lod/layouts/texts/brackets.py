"""What stands between brackets at a figure: its year, kind or mark, its counts, a sum, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.layouts.texts.fractions import fraction
from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.reader import FIGURES, SEPARATE, Reader
from kpi_lod.layouts.texts.settled import settled
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.times import bare_period
from kpi_lod.layouts.texts.token import Token
from kpi_lod.records import Period

_OF_ALL = ("全", "延", "のべ", "平均", "最大", "月", "約")
SHARES = ("%", "‰", "ポイント")
"""Units of rates."""


def read_bracket(reader: Reader, token: Token, _next: Token | None) -> None:
    """Read one pair of brackets: of the figure before, or, where there is none, of the next."""
    inner = settled(reader.text, token.inner)
    told = [one for one in inner if one.sort not in SEPARATE]
    year = _lone_year(reader, told)
    if year is not None:
        reader.give_year(replace(token, period=year), behind=reader.adjacent)
    elif any(one.sort in FIGURES for one in told):
        _bracketed_figures(reader, token, inner)
    elif any(one.sort is Sort.TEXT for one in told):
        _bracketed_text(reader, token)
    else:
        _bracketed_words(reader, token, told)


def _lone_year(reader: Reader, told: Sequence[Token]) -> Period | None:
    if len(told) != 1:
        return None
    one = told[0]
    if one.sort is Sort.YEAR:
        return one.period
    return bare_period(reader.text[one.start : one.end]) if one.sort is Sort.NUMBER else None


def _bracketed_text(reader: Reader, token: Token) -> None:
    if not reader.made:
        reader.strange = True
        return
    _add_aside(reader, token)


def _add_aside(reader: Reader, token: Token) -> None:
    """What brackets behind a figure explain: its counts, or a note."""
    last, aside = reader.made[-1], reader.text[token.start + 1 : token.end - 1]
    shares = fraction(last.value, aside) if last.unit == "%" and _is_number(last) else None
    if shares:
        reader.change_last(numerator=shares[0], denominator=shares[1])
    else:
        reader.add_note(aside)


def _is_number(one: Printed) -> bool:
    return one.status not in ("qualitative", "being-compiled")


def _bracketed_words(reader: Reader, token: Token, told: Sequence[Token]) -> None:
    """(R5実績), (速報値), (目標値): of the figure before, or, without one, of the next."""
    behind = reader.adjacent and not reader.ahead.fresh and token.value != "【"
    if behind and not _is_told(reader.made[-1], told):
        _give_behind(reader, token, told)
        return
    for one in told:
        reader.adjacent = False
        reader.say(reader, one, None)


def _is_told(last: Printed, told: Sequence[Token]) -> bool:
    """Whether the figure already has what the words say."""
    kind = any(one.sort is Sort.KIND for one in told)
    year = any(one.sort is Sort.YEAR for one in told)
    return bool(kind and last.kind) or bool(year and last.period is not None)


def _give_behind(reader: Reader, token: Token, told: Sequence[Token]) -> None:
    for one in told:
        field_name = _FIELDS.get(one.sort)
        if one.sort is Sort.YEAR:
            reader.change_last(period=one.period)
        elif one.sort in (Sort.DATE, Sort.NOTE):
            reader.add_note(reader.span(one))
        elif field_name and not getattr(reader.made[-1], field_name):
            reader.change_last(**{field_name: one.code})
    if any(one.sort is Sort.MARK for one in told):
        last = reader.made[-1]
        reader.change_last(end=token.end, as_written=reader.text[last.start : token.end].strip())


_FIELDS = {Sort.KIND: "kind", Sort.BASIS: "basis", Sort.MARK: "status"}


def _bracketed_figures(reader: Reader, token: Token, inner: Sequence[Token]) -> None:
    found, strange = reader.within(inner)
    counts = len(found) > 1 and reader.made and reader.made[-1].unit == "%"
    if reader.made and (strange or (counts and not any(one.kind or one.role for one in found))):
        _add_aside(reader, token)
    elif strange:
        reader.strange = True
    elif not reader.made or reader.ahead.fresh:
        _lone_bracket(reader, found)
    else:
        last = reader.made[-1]
        for one in found:
            _beside_figure(reader, last, one, token)


def _lone_bracket(reader: Reader, found: Sequence[Printed]) -> None:
    """(集計中), (20%), (11): words stand for the figure; a number is what brackets are used for."""
    for one in found:
        role = one.role or _role(one) if one.value[-1:].isdigit() and not one.kind else one.role
        ahead = reader.ahead
        kind, period = one.kind or ahead.kind, one.period or ahead.period
        reader.made.append(replace(one, role=role, kind=kind, period=period))
        ahead.fresh = False


def _beside_figure(reader: Reader, last: Printed, one: Printed, token: Token) -> None:
    if one.kind or one.role:
        reader.made.append(one)
    elif not _is_sum(last, one):
        reader.add_note(reader.text[token.start + 1 : token.end - 1])
    else:
        period = one.period or last.period
        reader.made.append(replace(one, role=_role(one), kind=last.kind, period=period))


def _is_sum(last: Printed, one: Printed) -> bool:
    """Whether a number in brackets counts what the one before them counts."""
    numbers = one.value[-1:].isdigit() and last.value[-1:].isdigit()
    same = not (one.unit and last.unit) or one.unit == last.unit or one.unit in SHARES
    return numbers and same and not one.as_written.startswith(_OF_ALL)


def _role(one: Printed) -> str:
    return "rate" if one.unit in SHARES else "cumulative"
