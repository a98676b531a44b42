"""The state of reading figures: those that are made, and what was said ahead of the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.settled import BLANK
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.token import Token
from kpi_lod.records import BEFORE, Period

FIGURES = (Sort.NUMBER, Sort.WORD, Sort.DASH)
SEPARATE = (*BLANK, Sort.STOP, Sort.ARROW, Sort.BULLET)


@dataclass(slots=True)
class Ahead:
    """What was said before the next figure. ``fresh``: of no figure yet."""

    kind: str = ""
    period: Period | None = None
    basis: str = ""
    status: str = ""
    role: str = ""
    start: int | None = None
    fresh: bool = False
    under_kind: bool = False


@dataclass(slots=True)
class Reader:
    """Reads tokens one by one by ``say``; ``strange``: text of no figure was met."""

    text: str
    say: Callable[[Reader, Token, Token | None], None]
    made: list[Printed] = field(default_factory=list)
    ahead: Ahead = field(default_factory=Ahead)
    strange: bool = False
    backward: bool = False
    adjacent: bool = False
    dates: list[Token] = field(default_factory=list)

    def read(self, found: Sequence[Token]) -> None:
        """Read tokens in order."""
        for place, token in enumerate(found):
            following = next(
                (t for t in found[place + 1 : place + 4] if t.sort not in SEPARATE), None
            )
            self.say(self, token, following)
            self.adjacent = bool(self.made) and self._is_near(token)

    def _is_near(self, token: Token) -> bool:
        """Whether a bracket behind the token speaks of the last figure: words may be one, too."""
        if token.sort is Sort.TEXT:
            return self.made[-1].end == token.end and self.made[-1].status == "qualitative"
        return token.sort in (*FIGURES, *BLANK, Sort.NOTE, Sort.BRACKET)

    def within(self, found: Sequence[Token]) -> tuple[tuple[Printed, ...], bool]:
        """The figures in tokens between brackets, and whether other text stands among them."""
        inner = Reader(self.text, self.say)
        inner.read(found)
        return inner.finish(), inner.strange

    def finish(self) -> tuple[Printed, ...]:
        """All figures, with what was said behind the last one given to it."""
        if self.dates and not self.made:
            self._dates_as_words()
        if self.made and self.ahead.fresh:
            self._give_back()
        return tuple(self.made)

    def change_last(self, **changes: object) -> None:
        """Put something into the last figure."""
        self.made[-1] = replace(self.made[-1], **changes)  # type: ignore[arg-type]

    def add_note(self, note: str) -> None:
        """Add words to the last figure's note."""
        note = " ".join(note.split())
        if self.made and note:
            self.change_last(note=" ".join(filter(None, (self.made[-1].note, note))))

    def span(self, token: Token) -> str:
        """The token's own text."""
        return self.text[token.start : token.end].strip()

    def append(self, token: Token, value: str, **more: str) -> None:
        """A figure of the token, with what was said ahead."""
        ahead = self.ahead
        start = token.start if ahead.start is None else ahead.start
        made = Printed(
            value=value,
            as_written=self.text[start : token.end].strip(),
            start=start,
            end=token.end,
            kind=ahead.kind or ("baseline" if ahead.period == BEFORE else ""),
            period=ahead.period,
            basis=ahead.basis,
            status=ahead.status,
            role=ahead.role,
        )
        given = {name: text for name, text in more.items() if text}
        if not self.made:
            self.backward = ahead.period is None
        self.made.append(replace(made, **given))  # type: ignore[arg-type]
        ahead.status = ahead.role = ""
        ahead.start, ahead.fresh = None, False

    def give_year(self, token: Token, *, behind: bool) -> None:
        """A year before or behind its figure; one that already has a year takes no other."""
        if behind and self.made[-1].period is None:
            kind = self.made[-1].kind or ("baseline" if token.period == BEFORE else "")
            self.change_last(period=token.period, kind=kind)
            return
        self.ahead.under_kind = bool(self.ahead.kind) and self.ahead.fresh
        self.ahead.period, self.ahead.fresh = token.period, True

    def _dates_as_words(self) -> None:
        token = self.dates[0]
        self.append(token, self.span(token), status="being-compiled")

    def _give_back(self) -> None:
        last, ahead = self.made[-1], self.ahead
        alone = len(self.made) == 1
        self.change_last(
            period=last.period or (ahead.period if alone else None),
            kind=last.kind or ahead.kind,
            basis=last.basis or ahead.basis,
            status=last.status or ahead.status,
        )
