"""Settled tokens → the figures in them, each with what stands before, behind and below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kpi_lod.layouts.texts.fractions import fraction
from kpi_lod.layouts.texts.lexicon import Sort, told_status
from kpi_lod.layouts.texts.settled import BLANK, settled
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.times import bare_period
from kpi_lod.layouts.texts.token import Token
from kpi_lod.records import BEFORE, Period

_LONGEST_WORDS = 24
"""Characters of words that stand for a figure (前年度を上回る)."""

_DOWN = ("減", "減少", "削減", "ダウン", "DOWN", "の減少", "の削減")
_UP = ("増", "増加", "の増加", "アップ", "UP")
_ABOUT = ("程度", "前後", "弱", "強", "余", "余り", "あまり")
_YEARLY = ("年", "年間", "毎年")
_OF_ALL = ("全", "延", "のべ", "平均", "最大", "月", "約")
_SHARES = ("%", "‰", "ポイント")


@dataclass(slots=True)
class _Ahead:
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
    """Reads tokens one by one; ``strange``: text that is no part of any figure was met."""

    text: str
    made: list[Printed] = field(default_factory=list)
    ahead: _Ahead = field(default_factory=_Ahead)
    strange: bool = False
    backward: bool = False
    adjacent: bool = False
    dates: list[Token] = field(default_factory=list)

    def read(self, found: Sequence[Token]) -> None:
        """Read tokens in order."""
        for place, token in enumerate(found):
            following = next(
                (t for t in found[place + 1 : place + 4] if t.sort not in _SEPARATE), None
            )
            _HANDLERS[token.sort](self, token, following)
            self.adjacent = token.sort in (*_FIGURES, *BLANK, Sort.NOTE, Sort.BRACKET) and bool(
                self.made
            )

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

    def _dates_as_words(self) -> None:
        token = self.dates[0]
        self.append(token, self.span(token), status="being-compiled")

    def _give_back(self) -> None:
        last, ahead = self.made[-1], self.ahead
        self.change_last(
            kind=last.kind or ahead.kind,
            basis=last.basis or ahead.basis,
            status=last.status or ahead.status,
        )


def figures(text: str, found: Sequence[Token]) -> tuple[tuple[Printed, ...], bool]:
    """The figures in settled tokens, and whether other text stands among them."""
    reader = Reader(text)
    reader.read(found)
    return reader.finish(), reader.strange


def _number(reader: Reader, token: Token, _next: Token | None) -> None:
    if reader.ahead.role == "beside" and reader.made:
        reader.add_note(reader.text[reader.ahead.start or token.start : token.end])
        reader.ahead = _Ahead(reader.ahead.kind, reader.ahead.period, reader.ahead.basis)
        return
    if token.code == "qualitative":
        value = reader.text[token.start : token.start + len(token.value)].strip()
        words = {"status": "qualitative", "unit": token.unit, "note": token.operator}
        reader.append(token, value, **words)
    elif token.operator.endswith(_DOWN):
        reader.append(token, reader.span(token), status="qualitative")
    else:
        role = "rate" if _is_progress(reader, token) else ""
        reader.append(token, token.value, role=role, **_said(reader, token))


def _is_progress(reader: Reader, token: Token) -> bool:
    """A percentage below a count, without a word of its own, is how far the count has come."""
    last = reader.made[-1] if reader.made else None
    counted = last is not None and last.unit not in ("", *_SHARES) and not last.role
    return counted and token.unit == "%" and not reader.ahead.fresh


def _as_printed(reader: Reader, token: Token) -> str:
    return reader.text[token.start : token.start + len(token.value)].strip()


def _said(reader: Reader, token: Token) -> dict[str, str]:
    """Unit, status, basis and note that a number's own words tell."""
    said = {"unit": token.unit, "status": reader.ahead.status or token.code}
    if token.operator.endswith(_ABOUT):
        said["status"] = said["status"] or "approximate"
    elif token.operator and not token.operator.endswith(_UP):
        said["note"] = token.operator
    if token.operator.endswith(_UP) or token.value.startswith("+"):
        said["basis"] = reader.ahead.basis or "increment"
    elif token.front in _YEARLY:
        said["basis"] = reader.ahead.basis or "per-period"
    return said


def _word(reader: Reader, token: Token, _next: Token | None) -> None:
    if reader.made and reader.adjacent and not reader.ahead.fresh:
        reader.add_note(reader.span(token))
        return
    if token.period is not None and not reader.ahead.fresh and reader.made:
        return
    reader.append(token, reader.span(token), status=_word_status(token))


def _word_status(token: Token) -> str:
    return token.code if token.period is not None else told_status(token.value)


def _dash(reader: Reader, token: Token, _next: Token | None) -> None:
    reader.append(token, reader.span(token))


def _year(reader: Reader, token: Token, _next: Token | None) -> None:
    _give_year(reader, token, behind=reader.backward and reader.adjacent)


def _give_year(reader: Reader, token: Token, *, behind: bool) -> None:
    """A year before or behind its figure; one that already has a year takes no other."""
    if behind and reader.made[-1].period is None:
        kind = reader.made[-1].kind or ("baseline" if token.period == BEFORE else "")
        reader.change_last(period=token.period, kind=kind)
        return
    ahead = reader.ahead
    ahead.under_kind = bool(ahead.kind) and ahead.fresh
    ahead.period, ahead.fresh = token.period, True


def _kind(reader: Reader, token: Token, _next: Token | None) -> None:
    ahead = reader.ahead
    if not ahead.fresh and ahead.under_kind:
        ahead.period, ahead.under_kind = None, False
    if not ahead.fresh:
        ahead.basis = ""
    ahead.kind, ahead.role, ahead.fresh = token.code, "", True


def _basis(reader: Reader, token: Token, following: Token | None) -> None:
    if _is_behind(reader, following):
        reader.change_last(basis=reader.made[-1].basis or token.code)
        return
    reader.ahead.basis, reader.ahead.fresh = token.code, True


def _mark(reader: Reader, token: Token, following: Token | None) -> None:
    if _is_behind(reader, following):
        last = reader.made[-1]
        written = reader.text[last.start : token.end].strip()
        reader.change_last(status=last.status or token.code, end=token.end, as_written=written)
        return
    reader.ahead.status, reader.ahead.fresh = token.code, True
    if reader.ahead.start is None:
        reader.ahead.start = token.start


def _is_behind(reader: Reader, following: Token | None) -> bool:
    """Whether a word speaks of the figure before it."""
    ahead = following is not None and following.sort in _FIGURES
    return reader.adjacent and not reader.ahead.fresh and not ahead


def _rate(reader: Reader, _token: Token, _next: Token | None) -> None:
    reader.ahead.role, reader.ahead.fresh = "rate", True


def _beside(reader: Reader, token: Token, _next: Token | None) -> None:
    if reader.made:
        reader.ahead.role, reader.ahead.start = "beside", token.start
    else:
        reader.strange = True


def _note(reader: Reader, token: Token, _next: Token | None) -> None:
    reader.add_note(reader.span(token))


def _date(reader: Reader, token: Token, _next: Token | None) -> None:
    if token.period is not None and reader.span(token).endswith(("末", "時点", "現在")):
        _year(reader, token, _next)
    elif token.period is not None:
        reader.dates.append(token)
    else:
        reader.strange = True


def _text(reader: Reader, token: Token, _next: Token | None) -> None:
    words = reader.span(token)
    told = reader.ahead.fresh or not reader.made
    if told and are_words(words):
        reader.append(token, words, status="qualitative")
    else:
        reader.strange = True


def are_words(words: str) -> bool:
    """Whether words may stand for a figure: short, without digits, and no sentence."""
    plain = words.strip()
    return (
        1 < len(plain) <= _LONGEST_WORDS
        and not any(char.isdigit() for char in plain)
        and not set("。、()（）") & set(plain)
    )


def _bracket(reader: Reader, token: Token, _next: Token | None) -> None:
    inner = settled(reader.text, token.inner)
    told = [one for one in inner if one.sort not in _SEPARATE]
    year = _lone_year(reader, told)
    if year is not None:
        _give_year(reader, replace(token, period=year), behind=reader.adjacent)
    elif any(one.sort in _FIGURES for one in told):
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
        if one.sort in _HANDLERS:
            reader.adjacent = False
            _HANDLERS[one.sort](reader, one, None)


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
    found, strange = figures(reader.text, inner)
    if strange and reader.made:
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
    same = not (one.unit and last.unit) or one.unit == last.unit or one.unit in _SHARES
    return numbers and same and not one.as_written.startswith(_OF_ALL)


def _role(one: Printed) -> str:
    return "rate" if one.unit in _SHARES else "cumulative"


def _nothing(_reader: Reader, _token: Token, _next: Token | None) -> None:
    pass


_FIGURES = (Sort.NUMBER, Sort.WORD, Sort.DASH)
_SEPARATE = (*BLANK, Sort.STOP, Sort.ARROW, Sort.BULLET)
_HANDLERS: dict[Sort, Callable[[Reader, Token, Token | None], None]] = {
    **dict.fromkeys((*_SEPARATE, Sort.OPEN, Sort.CLOSE, Sort.LEVEL), _nothing),
    Sort.TEXT: _text,
    Sort.BRACKET: _bracket,
    Sort.NOTE: _note,
    Sort.YEAR: _year,
    Sort.DATE: _date,
    Sort.NUMBER: _number,
    Sort.DASH: _dash,
    Sort.KIND: _kind,
    Sort.BASIS: _basis,
    Sort.MARK: _mark,
    Sort.WORD: _word,
    Sort.RATE: _rate,
    Sort.BESIDE: _beside,
}
