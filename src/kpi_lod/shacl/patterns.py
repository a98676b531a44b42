"""Patterns made ready to run: sh:pattern and SPARQL REGEX → RE2, as DuckDB has it.

In: a regular expression and flags of XPath and XQuery Functions 3.1, sections 5.6.1 and 5.6.2
(https://www.w3.org/TR/xpath-functions-31/#regex-syntax). Out: the same for RE2, which is linear in
the length of the text; for what RE2 has not (back references, lookaround, \\b, anchors under the
flag m) a compiled expression of Python with the same meaning. Both spell out what sets of
characters mean, so that no engine's own \\d, \\w, ``$`` or folding of case comes in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import prod

import duckdb

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.pattern_risk import may_explode
from kpi_lod.shacl.pattern_syntax import (
    Branch,
    Characters,
    Listed,
    NotAPatternError,
    branches_of,
)
from kpi_lod.shacl.pattern_text import NotInRe2Error, PythonWriter, Re2Writer

MAX_LENGTH = 10_000
FLAGS = frozenset("smixq")
_LEADING_FLAGS = re.compile(r"\(\?([smix]+)\)")
_BLANKS = " \t\n\r"
_DIGITS_OF_RE2 = 9
_COUNT = re.compile(r"[{,]([0-9]+)(?=[,}])")
_MOST_REPEATS = 1_000
"""RE2 refuses a higher count."""
_SURELY_SMALL = 20_000
"""Characters of a pattern once its counted repeats are written out; RE2 takes far more."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to run: either ``re2`` for ``regexp_matches(value, re2)`` or ``python``.

    ``python`` is for ``search`` on every distinct value. ``groups``: the number of its groups.
    """

    source: str
    flags: str
    groups: int
    re2: str | None = None
    python: re.Pattern[str] | None = None

    @property
    def matches_empty(self) -> bool:
        """Whether it matches the empty text, which SPARQL REPLACE does not allow."""
        if self.python is not None:
            return self.python.search("") is not None
        return _re2_matches_empty(self.re2 or "")


class UnknownFlagError(KpiLodError):
    """``pattern-invalid``, and it is the flags that are."""


@lru_cache(maxsize=1000)
def compiled(pattern: str, flags: str = "") -> Pattern:
    """The pattern ready to run.

    :class:`KpiLodError` ``pattern-invalid`` where it is no regular expression, a flag is unknown
    or it is too long; ``pattern-slow`` where only Python could run it and some texts would take it
    forever.
    """
    try:
        return _compiled(pattern, flags)
    except NotAPatternError as error:
        raise KpiLodError(
            "pattern-invalid", found=pattern, reason_ja=error.ja, reason_en=error.en
        ) from error


def _compiled(pattern: str, flags: str) -> Pattern:
    if len(pattern) > MAX_LENGTH:
        raise NotAPatternError(f"{MAX_LENGTH}文字より長いです", f"over {MAX_LENGTH} characters")
    unknown = sorted(set(flags) - FLAGS)
    if unknown:
        raise UnknownFlagError(
            "pattern-invalid",
            found=pattern,
            reason_ja=f"フラグ {unknown[0]} はありません",
            reason_en=f"there is no flag {unknown[0]}",
        )
    branches, groups, in_force = _read(pattern, flags)
    try:
        re2 = Re2Writer(in_force).text(branches)
        if _may_be_large(re2):
            _re2_matches_empty(re2)
        return Pattern(pattern, in_force, groups, re2=re2)
    except (NotInRe2Error, duckdb.InvalidInputException):
        # DuckDB also refuses what would make too large an automaton.
        if may_explode(branches):
            raise KpiLodError("pattern-slow", found=pattern) from None
    python = _python(PythonWriter(in_force).text(branches))
    return Pattern(pattern, in_force, groups, python=python)


def _read(pattern: str, flags: str) -> tuple[tuple[Branch, ...], int, str]:
    """The branches, the number of groups and the flags, those before the pattern included."""
    if "q" in flags:
        literal = tuple(Characters((Listed(((ord(c), ord(c)),)),)) for c in pattern)
        return (literal,), 0, flags
    leading = _LEADING_FLAGS.match(pattern)
    if leading is not None:
        pattern, flags = pattern[leading.end() :], flags + leading[1]
    if "x" in flags:
        pattern = _without_blanks(pattern)
    branches, groups = branches_of(pattern)
    return branches, groups, "".join(sorted(set(flags)))


def _without_blanks(pattern: str) -> str:
    """The pattern without white space, but for that in [ ]."""
    kept = []
    depth, escaped = 0, False
    for character in pattern:
        if character in _BLANKS and not depth:
            continue
        kept.append(character)
        if not escaped:
            depth = max(0, depth + (character == "[") - (character == "]"))
        escaped = character == "\\" and not escaped
    return "".join(kept)


def _may_be_large(re2: str) -> bool:
    """Whether the automaton could be too large for RE2; asking DuckDB is dear."""
    counts = [int(found) for found in _COUNT.findall(re2)]
    written_out = len(re2) * prod(max(count, 1) for count in counts)
    return written_out > _SURELY_SMALL or max(counts, default=0) > _MOST_REPEATS


@cache
def _scratch() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def _re2_matches_empty(re2: str) -> bool:
    """Whether it matches the empty text; raises what DuckDB raises if RE2 cannot run it."""
    with _scratch().cursor() as cursor:
        row = cursor.execute("SELECT regexp_matches('', $1)", [re2]).fetchone()
    return row is not None and bool(row[0])


def _python(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except (re.error, OverflowError) as error:
        raise NotAPatternError(str(error), str(error)) from error


_REPLACEMENT = re.compile(r"\\([\\$])|\$([0-9]+)|([^\\$]+)|(.)", re.ASCII | re.DOTALL)


def replacement(text: str, pattern: Pattern) -> str:
    """What SPARQL REPLACE puts in (F&O 3.1, section 5.6.4), as the pattern's engine writes it.

    ``$1`` becomes ``\\1`` for RE2 and ``\\g<1>`` for Python. :class:`KpiLodError`
    ``replacement-invalid`` for a ``$`` or a backslash that stands for nothing and for a pattern
    that matches the empty text.
    """
    if pattern.matches_empty:
        raise KpiLodError("replacement-invalid/empty", found=pattern.source)
    if "q" in pattern.flags:
        return text.replace("\\", "\\\\")
    return "".join(_put_in(match, text, pattern) for match in _REPLACEMENT.finditer(text))


def _put_in(match: re.Match[str], text: str, pattern: Pattern) -> str:
    escaped, digits, plain, _ = match.groups()
    if plain or escaped:
        return (plain or escaped).replace("\\", "\\\\")
    if digits is None:
        raise KpiLodError("replacement-invalid", found=text)
    # As many digits as make the number of a group; the others are text. One digit always counts.
    end = len(digits)
    while end > 1 and int(digits[:end]) > pattern.groups:
        end -= 1
    group, rest = int(digits[:end]), digits[end:]
    if group > pattern.groups:
        return rest
    if pattern.python is not None:
        return f"\\g<{group}>{rest}"
    if group > _DIGITS_OF_RE2:
        raise KpiLodError("replacement-invalid", found=text)
    return f"\\{group}{rest}"
