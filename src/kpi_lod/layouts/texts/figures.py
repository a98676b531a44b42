"""Settled tokens → the figures in them, each with what stands before, behind and below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.texts.brackets import SHARES, read_bracket
from kpi_lod.layouts.texts.lexicon import WORDS, Sort, told_status
from kpi_lod.layouts.texts.reader import FIGURES, SEPARATE, Ahead, Reader
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.times import FIRST_DAY
from kpi_lod.layouts.texts.token import Token

_LONGEST_WORDS = 24
"""Characters of words that stand for a figure (前年度を上回る)."""

_DOWN = ("減", "減少", "削減", "ダウン", "DOWN", "の減少", "の削減")
_UP = ("増", "増加", "の増加", "アップ", "UP")
_ABOUT = ("程度", "前後", "弱", "強", "余", "余り", "あまり")
_YEARLY = ("年", "年間", "毎年")


def figures(text: str, found: Sequence[Token]) -> tuple[tuple[Printed, ...], bool]:
    """The figures in settled tokens, and whether other text stands among them."""
    return Reader(text, _say).within(found)


def _say(reader: Reader, token: Token, following: Token | None) -> None:
    _HANDLERS[token.sort](reader, token, following)


def _number(reader: Reader, token: Token, _next: Token | None) -> None:
    if reader.ahead.role == "beside" and reader.made:
        reader.add_note(reader.text[reader.ahead.start or token.start : token.end])
        reader.ahead = Ahead(reader.ahead.kind, reader.ahead.period, reader.ahead.basis)
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
    counted = last is not None and last.unit not in ("", *SHARES) and not last.role
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
    reader.give_year(token, behind=reader.backward and reader.adjacent)


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
    ahead = following is not None and following.sort in FIGURES
    return reader.adjacent and not reader.ahead.fresh and not ahead


def _rate(reader: Reader, _token: Token, _next: Token | None) -> None:
    reader.ahead.role, reader.ahead.fresh = "rate", True


def _beside(reader: Reader, token: Token, _next: Token | None) -> None:
    if reader.made:
        reader.ahead.role, reader.ahead.start = "beside", token.start
    else:
        reader.strange = True


def _note(reader: Reader, token: Token, _next: Token | None) -> None:
    words = reader.span(token)
    sort, code = WORDS.get(narrow(words).lstrip("※*注:() "), (Sort.NOTE, ""))
    if sort is Sort.MARK and reader.made and not reader.made[-1].status:
        reader.change_last(status=code)
    reader.add_note(words)


def _date(reader: Reader, token: Token, _next: Token | None) -> None:
    told = token.period is not None and not FIRST_DAY.search(token.value)
    if told and reader.span(token).endswith(("末", "時点", "現在")):
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


def _nothing(_reader: Reader, _token: Token, _next: Token | None) -> None:
    pass


_HANDLERS: dict[Sort, Callable[[Reader, Token, Token | None], None]] = {
    **dict.fromkeys((*SEPARATE, Sort.OPEN, Sort.CLOSE, Sort.LEVEL), _nothing),
    Sort.TEXT: _text,
    Sort.BRACKET: read_bracket,
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
