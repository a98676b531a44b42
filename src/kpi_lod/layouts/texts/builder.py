"""One KPI of a free text while it is read: its name, what stands behind it, what leads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kpi_lod.layouts.texts.figures import figures
from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.names import ends_as_name, is_name, leading_period, tidy_name
from kpi_lod.layouts.texts.reader import FIGURES
from kpi_lod.layouts.texts.settled import settled
from kpi_lod.layouts.texts.shown import Item, Printed
from kpi_lod.layouts.texts.token import Token

_PRESENT = frozenset(("現状値", "現況値", "現状"))


@dataclass(slots=True)
class Name:
    """Where the name that is being read stands, and what its brackets say."""

    start: int
    end: int
    unit: str = ""
    basis: str = ""
    open: bool = True
    marked: bool = False


@dataclass(slots=True)
class Builder:
    """Reads tokens one by one. ``carried``: words of kind and year for the next name only,
    ``heading``: for all names until the next heading.
    """

    text: str
    bare: str
    made: list[Item] = field(default_factory=list)
    name: Name | None = None
    values: list[Token] = field(default_factory=list)
    carried: list[Token] = field(default_factory=list)
    heading: list[Token] = field(default_factory=list)
    level: str = ""
    bullet: bool = False
    line: bool = True
    figures: bool = False

    def add(self, token: Token) -> None:
        """Put what may stand behind a name behind it."""
        self.values.append(token)
        self.figures = self.figures or holds_figure(self.text, token)

    def close(self) -> None:
        """Make an item of the name and what stands behind it."""
        if self.name and self.figures:
            item = _item(self)
            if item:
                self.made.append(item)
        self.values, self.carried, self.figures = [], [], False

    def forget(self) -> None:
        """Close, and let no later figure belong to the name."""
        self.close()
        self.name = None


def holds_figure(text: str, token: Token) -> bool:
    """Whether a token is a figure, or words in place of one, or holds one between its brackets."""
    if token.sort is Sort.BRACKET:
        return any(one.sort in FIGURES for one in settled(text, token.inner))
    return token.sort in (*FIGURES, Sort.TEXT)


def _item(builder: Builder) -> Item | None:
    name = builder.name
    if name is None:
        return None
    words = tidy_name(builder.text[name.start : name.end])
    if not is_name(words):
        return None
    if not builder.bare and not any(says_kind(builder, one) for one in builder.values):
        return None
    told = (*builder.heading, *builder.carried, *builder.values)
    found, strange = figures(builder.text, _with_present(told))
    kept = () if strange else tuple(_counted(builder, words, found))
    if not any(not one.role for one in kept) or not _is_plain(builder, words, kept):
        return None
    ends = max(builder.values[-1].end, name.end)
    return Item(words, kept, name.start, ends, name.unit, builder.level, name.basis)


def _with_present(told: Sequence[Token]) -> Sequence[Token]:
    """The tokens, 現状値 beside 基準値 being an actual: only alone it is what a plan began with."""
    kinds = {one.value for token in told for one in (token, *token.inner) if one.code == "baseline"}
    if not kinds & _PRESENT or not kinds - _PRESENT:
        return told
    return [_as_actual(replace(one, inner=tuple(map(_as_actual, one.inner)))) for one in told]


def _as_actual(token: Token) -> Token:
    return replace(token, code="actual") if token.value in _PRESENT else token


def _counted(builder: Builder, name: str, found: Sequence[Printed]) -> Iterator[Printed]:
    period = leading_period(name)
    for one in found:
        kind = one.kind or ("" if one.role else builder.bare)
        if kind or one.role:
            yield replace(one, kind=kind, period=one.period or period)


def _is_plain(builder: Builder, name: str, kept: Sequence[Printed]) -> bool:
    """One figure for each kind and period; a bare figure only behind a name that ends as one."""
    keys = [(one.kind, one.period) for one in kept if not one.role]
    if len(set(keys)) < len(keys):
        return False
    said = any(one.sort in (Sort.KIND, Sort.YEAR, Sort.STOP) for one in builder.values[:2])
    said = said or any(says_kind(builder, one) for one in builder.values)
    return said or ends_as_name(name)


def says_kind(builder: Builder, token: Token) -> bool:
    """Whether a token is a word of kind, or holds one between its brackets."""
    inner = settled(builder.text, token.inner) if token.inner else [token]
    return any(one.sort is Sort.KIND for one in inner)
