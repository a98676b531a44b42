"""A free text → the KPIs in it: a name, then what is printed of it, until the next name begins.

A figure counts only where a value can stand (behind a name, a word of kind, a year or a colon), so
that sentences, counts of activities and headings leave nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kpi_lod.layouts.texts.builder import Builder, Name, holds_figure, says_kind
from kpi_lod.layouts.texts.figures import are_words
from kpi_lod.layouts.texts.lexicon import WEAK, Sort
from kpi_lod.layouts.texts.names import continues, ends_as_name, named_unit
from kpi_lod.layouts.texts.notes import with_notes
from kpi_lod.layouts.texts.reader import FIGURES
from kpi_lod.layouts.texts.settled import ATTRIBUTES, BLANK, says_only, settled
from kpi_lod.layouts.texts.shown import Item
from kpi_lod.layouts.texts.token import Token
from kpi_lod.layouts.texts.tokens import tokens

_LEADING = tuple(sort for sort in ATTRIBUTES if sort is not Sort.WORD)
_SQUARE = ("【", "[", "〔", "<", "《")
_TOLD = (*ATTRIBUTES, *FIGURES)


def free_items(text: str, *, bare: str) -> tuple[Item, ...]:
    """The KPIs in a free text, in order, those of one name together.

    ``bare``: the kind of figures without a word of kind, "" where these are none.
    """
    builder = Builder(text, bare)
    found = settled(text, with_notes(tokens(text), lines=True))
    for place, token in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        coming = next((one for one in found[place + 1 : place + 4] if one.sort not in BLANK), None)
        if _is_heading(builder, token, coming):
            builder.forget()
            builder.heading = [token]
            continue
        _HANDLERS.get(token.sort, _value)(builder, token, following)
    builder.close()
    return tuple(_merged(builder.made))


def _is_heading(builder: Builder, token: Token, coming: Token | None) -> bool:
    """【実績】 before the names that it speaks of."""
    return (
        token.sort is Sort.BRACKET
        and token.value in _SQUARE
        and builder.line
        and coming is not None
        and coming.sort in (Sort.BULLET, Sort.TEXT)
        and says_kind(builder, token)
        and says_only(token)
    )


def _text(builder: Builder, token: Token, following: Token | None) -> None:
    if _stands_for_value(builder, token, following):
        builder.add(token)
        return
    if builder.figures:
        _next_item(builder)
    elif builder.values:
        _carry(builder)
    _extend(builder, token)


def _stands_for_value(builder: Builder, token: Token, following: Token | None) -> bool:
    """目標値：前年度を上回る: words behind a word of kind, at the end of what is said."""
    if builder.name is None or not builder.values or builder.values[-1].sort in FIGURES:
        return False
    ends = following is None or following.sort in (*BLANK, Sort.BULLET, Sort.STOP, Sort.BRACKET)
    colon = builder.values[-1].sort is Sort.STOP or builder.values[-1].sort is Sort.BRACKET
    kind = any(one.sort is Sort.KIND for one in builder.values[-3:])
    words = builder.text[token.start : token.end]
    last = builder.values[-1]
    glued = last.sort is Sort.KIND and last.end == token.start
    told = colon or glued or _is_dated(builder, token, following)
    return ends and kind and are_words(words) and told


def _is_dated(builder: Builder, token: Token, following: Token | None) -> bool:
    """目標 維持（R5）: words right behind a word of kind, with their year in brackets."""
    if following is None or following.sort is not Sort.BRACKET or not says_only(following):
        return False
    told = [one for one in builder.values[-2:] if one.sort not in BLANK]
    name = ends_as_name(builder.text[token.start : token.end].strip())
    return bool(told) and told[-1].sort is Sort.KIND and not name


def _next_item(builder: Builder) -> None:
    """Close the item; words of kind and year behind its last figure may be of the next one."""
    start = len(builder.values)
    while start and builder.values[start - 1].sort in (*_LEADING, *BLANK, Sort.STOP):
        start -= 1
    tail = builder.values[start:]
    told = [one for one in tail if one.sort in _LEADING]
    lines = [_has_line(part) for part in (_until(tail, told), tail[::-1][: _behind(tail, told)])]
    heading = told if all(lines) and any(one.sort is Sort.KIND for one in told) else []
    carried = told if told and not any(lines) and _leads(builder, start, told) else []
    if heading or carried:
        builder.values = builder.values[:start]
    builder.close()
    builder.name, builder.carried = None, carried
    builder.heading = heading or builder.heading


def _until(tail: Sequence[Token], told: Sequence[Token]) -> Sequence[Token]:
    return tail[: tail.index(told[0])] if told else ()


def _behind(tail: Sequence[Token], told: Sequence[Token]) -> int:
    return len(tail) - tail.index(told[-1]) - 1 if told else 0


def _has_line(part: Sequence[Token]) -> bool:
    return any(one.sort is Sort.LINE for one in part)


def _leads(builder: Builder, start: int, told: Sequence[Token]) -> bool:
    """Whether such words stood before the figures of this item too, and not behind them."""
    values = builder.values[:start]
    holding = (place for place, one in enumerate(values) if holds_figure(builder.text, one))
    first = next(holding, 0)
    before = {one.sort for one in (*builder.carried, *values[:first])}
    return all(one.sort in before for one in told)


def _carry(builder: Builder) -> None:
    """Words without a figure: a heading if a new line or mark follows, else of the next name."""
    told = [one for one in builder.values if not _is_weak(one)]
    square = any(one.value in _SQUARE for one in told)
    if square or builder.bullet or builder.line:
        builder.heading = told
    else:
        builder.carried = told
    builder.values, builder.name = [], None


def _is_weak(token: Token) -> bool:
    return token.sort is Sort.KIND and token.value in WEAK


def _extend(builder: Builder, token: Token) -> None:
    """Go on with the name, or begin another."""
    name = builder.name
    words = builder.text[token.start : token.end]
    goes_on = name is not None and name.open and not builder.bullet
    if goes_on and name and builder.line:
        goes_on = continues(builder.text[name.start : name.end], words)
    if goes_on and name:
        name.end = token.end
    else:
        builder.name = Name(token.start, token.end, marked=builder.bullet)
    builder.bullet = builder.line = False


def _number(builder: Builder, token: Token, following: Token | None) -> None:
    before = builder.values[-1].sort if builder.values else None
    open_name = builder.name is not None and builder.name.open
    told = before in (*_TOLD, Sort.STOP, Sort.BRACKET) or (builder.name and builder.name.unit)
    if open_name and not token.unit and not told:
        _text(builder, token, following)
    else:
        _value(builder, token, following)


def _value(builder: Builder, token: Token, _following: Token | None) -> None:
    builder.add(token)
    builder.bullet = builder.line = False


def _date(builder: Builder, token: Token, following: Token | None) -> None:
    handler = _text if token.period is None else _value
    handler(builder, token, following)


def _bullet(builder: Builder, token: Token, _following: Token | None) -> None:
    if builder.figures:
        name = builder.name
        _next_item(builder)
        builder.name = name
    if builder.name:
        builder.name.open = False
    if not _is_point(token):
        builder.name = None
    builder.bullet = True


def _is_point(token: Token) -> bool:
    """・ and - may part the figures of one name; numbers begin another."""
    return token.value.strip() in "・･-"


def _line(builder: Builder, token: Token, _following: Token | None) -> None:
    builder.line = True
    if builder.values:
        builder.add(token)


def _gap(builder: Builder, token: Token, _following: Token | None) -> None:
    if builder.values:
        builder.add(token)


def _stop(builder: Builder, token: Token, _following: Token | None) -> None:
    if token.value in "。":
        builder.forget()
    elif token.value in "、,，" and not builder.values:
        return
    elif builder.name:
        builder.name.open = False
        builder.add(token)
    elif builder.values:
        builder.add(token)


def _level(builder: Builder, token: Token, _following: Token | None) -> None:
    builder.forget()
    builder.level = token.code
    builder.line = True


def _bracket(builder: Builder, token: Token, following: Token | None) -> None:
    inner = settled(builder.text, token.inner)
    level = next((one.code for one in inner if one.sort is Sort.LEVEL), "")
    if level and says_only(token):
        _level(builder, replace(token, code=level), following)
    elif builder.values or says_only(token):
        _told_bracket(builder, token, inner)
    elif any(one.sort is Sort.KIND for one in inner) and holds_figure(builder.text, token):
        _value(builder, token, following)
    else:
        _bracket_of_name(builder, token, inner)


def _told_bracket(builder: Builder, token: Token, inner: Sequence[Token]) -> None:
    basis = next((one.code for one in inner if one.sort is Sort.BASIS), "")
    if builder.name and not builder.values and basis:
        builder.name.basis, builder.name.end = basis, token.end
        return
    if token.value == "【" and builder.figures and builder.bullet:
        builder.forget()
    builder.add(token)


def _bracket_of_name(builder: Builder, token: Token, _inner: Sequence[Token]) -> None:
    """（人）, （40歳未満）, （青森市、盛岡市）; 【…】 alone is a heading."""
    inside = builder.text[token.start + 1 : token.end - 1]
    if token.value == "【":
        builder.forget()
        builder.heading = []
        return
    unit = named_unit(inside)
    if unit and builder.name:
        builder.name.unit = unit
        builder.name.open = False
    else:
        _extend(builder, token)


def _merged(made: Sequence[Item]) -> Iterator[Item]:
    """Items of one name and level as one: targets of all first, then their actuals."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in made:
        groups.setdefault((item.name, item.level), []).append(item)
    for group in groups.values():
        first = group[0]
        whole = tuple(one for item in group for one in item.printed)
        keys = [(one.kind, one.period) for one in whole if not one.role]
        if len(set(keys)) == len(keys):
            unit = next((item.unit for item in group if item.unit), "")
            yield replace(first, printed=whole, unit=unit)


_HANDLERS: dict[Sort, Callable[[Builder, Token, Token | None], None]] = {
    Sort.TEXT: _text,
    Sort.NUMBER: _number,
    Sort.DATE: _date,
    Sort.BULLET: _bullet,
    Sort.LINE: _line,
    Sort.GAP: _gap,
    Sort.STOP: _stop,
    Sort.LEVEL: _level,
    Sort.BRACKET: _bracket,
}
