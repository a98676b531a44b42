"""Sentences that tell a KPI's target and actual: 「…」は、目標15人に対し、実績は19人でした.

Only sentences of certain forms are read; in all others a number may count anything. A sentence is
compared as a skeleton, in which each number and each year is one sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.names import ends_as_name, is_name, leading_period, tidy_name
from kpi_lod.layouts.texts.shown import Item, Printed
from kpi_lod.layouts.texts.token import Token
from kpi_lod.layouts.texts.tokens import tokens
from kpi_lod.records import Period

_NUMBER, _YEAR = "\ue000", "\ue001"
_OPENING = r"(?:(?:また|さらに|なお|一方で?|次に|このうち|特に|加えて)、)?"
_NAME = (
    r"(?:「(?P<quoted>[^「」\n]{2,60})」"
    rf"|(?:(?<=[。\n])|\A){_OPENING}(?P<name>[^。、「」\n]{{2,60}}?))"
)
_WHEN = rf"(?:(?P<year>{_YEAR})(?:度?末)?(?:時点)?(?:に?は|の|に|で|において)?、?)?"
_SUM = r"(?:延べ|のべ|累計で?|合計で?|計|約)?"
_AGAINST = (
    r"(?:に対して?は?、?|に対し|に対する|のところ、?"
    r"|と(?:して|設定して|定めて)(?:いた|おり)?(?:が|ところ)?、?|(?:でした|だった|であった|です)が、?)"
)
_TOLD = r"(?:です|でした|であ[りっる]|だっ|とな[りっる]|で、|で。|で\Z|にとどま|に達|\(|。|、|\Z)"
_FORMS = (
    # …は、目標15人に対し、実績は19人でした
    rf"目標値?(?:の|は|を|が|である|となる|:)?、?{_SUM}(?P<target>{_NUMBER})(?:以上)?{_AGAINST}"
    rf"(?:{_YEAR}の?)?(?:実績値?|結果)?(?:は|が|で|として)?、?{_SUM}(?P<actual>{_NUMBER})(?={_TOLD})",
    # …は、累計22社（目標20社）となった
    rf"(?:実績値?(?:は|が|で)?、?)?{_SUM}(?P<actual>{_NUMBER})"
    rf"\((?:{_YEAR}の?)?目標値?[:は]?(?P<target>{_NUMBER})(?:以上)?(?:[、/][^()]{{0,24}})?\)(?={_TOLD})",
    # …の実績は19人で、目標の15人を上回った
    rf"(?:実績値?(?:は|が|で)、?)?{_SUM}(?P<actual>{_NUMBER})(?:で(?:あり|した)?|となり|と)、?"
    rf"(?:{_YEAR}の?)?目標値?(?:の|である|とする|\()?{_SUM}(?P<target>{_NUMBER})(?:以上)?\)?"
    r"(?:を|に|には|は)",
)
_JOINT = r"(?:について)?(?:の(?=目標|実績)|は|が|に関しては|では)、?"
_SENTENCES = tuple(re.compile(f"{_NAME}{_JOINT}{_WHEN}{form}") for form in _FORMS)
_FILLER = re.compile(r"^(?:本事業の|指標(?:である|の)|[①-⑳・○])")


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A text with its numbers and years as signs, and from where to where each character stands."""

    text: str
    spans: tuple[tuple[int, int], ...]
    tokens: dict[int, Token]


def sentence_items(text: str) -> tuple[Item, ...]:
    """The KPIs whose target and actual a sentence of a known form tells, in their order."""
    if "目標" not in text:
        return ()
    made = _skeleton(text)
    found = [
        item
        for form in _SENTENCES
        for match in form.finditer(made.text)
        if (item := _item(text, made, match)) is not None
    ]
    first = {item.name: item for item in reversed(sorted(found, key=_start))}
    return tuple(sorted(first.values(), key=_start))


def _start(item: Item) -> int:
    return item.start


def _skeleton(text: str) -> _Skeleton:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    signs: dict[int, Token] = {}
    for sign, token in _signs(tokens(text)):
        if sign:
            signs[len(spans)] = token
            parts.append(sign)
            spans.append((token.start, token.end))
        else:
            parts.append(narrow(text[token.start : token.end]))
            spans += ((place, place + 1) for place in range(token.start, token.end))
    return _Skeleton("".join(parts).replace("（", "(").replace("）", ")"), tuple(spans), signs)


def _signs(found: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The tokens without white space, each with its sign; those between brackets in their place."""
    for token in found:
        if token.sort is Sort.BRACKET:
            yield "", replace(token, end=token.start + 1)
            yield from _signs(token.inner)
            yield "", replace(token, start=token.end - 1)
        elif token.sort is Sort.NUMBER and token.code != "qualitative":
            yield _NUMBER, token
        elif token.sort in (Sort.YEAR, Sort.DATE) and token.period is not None:
            yield _YEAR, token
        elif token.sort is not Sort.GAP:
            yield "", token


def _item(text: str, made: _Skeleton, match: re.Match[str]) -> Item | None:
    target, actual = (made.tokens[match.start(kind)] for kind in ("target", "actual"))
    part = "quoted" if match["quoted"] else "name"
    start, end = made.spans[match.start(part)][0], made.spans[match.end(part) - 1][1]
    name = tidy_name(_FILLER.sub("", text[start:end]))
    period = made.tokens[match.start("year")].period if match["year"] else leading_period(name)
    if not is_name(name) or not (part == "quoted" or ends_as_name(name)):
        return None
    if target.unit != actual.unit or not target.unit:
        return None
    figures = (_printed(text, target, "target", period), _printed(text, actual, "actual", period))
    return Item(name, figures, start, max(target.end, actual.end))


def _printed(text: str, token: Token, kind: str, period: Period | None) -> Printed:
    written = text[token.start : token.end].strip()
    return Printed(
        token.value, written, token.start, token.end, unit=token.unit, kind=kind, period=period
    )
