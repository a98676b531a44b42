"""What YAML takes an unquoted scalar for: a scalar node in; the problem with it, or None, out.

The same file will be read by other YAML tools, so a plain scalar counts as a number, a truth value
or nothing if YAML 1.1 (https://yaml.org/type/, as PyYAML and Ruby resolve it) or the core schema of
YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) says so. Dates may stay: their text is kept.
A problem is a key of :mod:`kpi_lod.messages` and its fields. Quoted scalars never have one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from kpi_lod.submissions.nodes import ScalarNode

MAX_DIGITS = 30

Problem = tuple[str, Mapping[str, object]]

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {
    variant: read
    for read, words in (("true", "y yes true on"), ("false", "n no false off"))
    for word in words.split()
    for variant in (word, word.capitalize(), word.upper())
}
_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)"
    r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_OCTAL = re.compile(r"[-+]?0o[0-7]+")
_WITH_BASE = re.compile(r"[-+]?0(?:x_*[0-9a-fA-F][0-9a-fA-F_]*|b_*[01][01_]*)")
_FLOAT = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_SIXTIES_HEAD = re.compile(r"[-+]?[0-9][0-9_]*")
_SIXTIES_PART = re.compile(r"[0-5]?[0-9]")
_SIXTIES_FRACTION = re.compile(r"[0-9_]*")


def text_problem(node: ScalarNode) -> Problem | None:
    """What is wrong with the scalar where a text is due: YAML makes something else of it.

    ``read`` in the fields is what it makes of it: 13340 of 032034, false of NO, 750 of 12:30.
    """
    if not node.plain:
        return None
    text = node.value
    if text in _NOTHING:
        return "yaml-ambiguous/null", {"found": text}
    if text in _TRUTH:
        return "yaml-ambiguous/boolean", {"found": text, "read": _TRUTH[text]}
    if date := _DATE.fullmatch(text):
        return None if _is_possible(date) else ("date-invalid", {"found": text})
    return _numeric_problem(text)


def number_problem(node: ScalarNode) -> Problem | None:
    """What is wrong with the scalar where a number or a printed text (集計中; 1,234) is due."""
    text = node.value
    if node.plain and _DECIMAL.fullmatch(text):
        return _too_long(text)
    problem = text_problem(node)
    if problem is None or problem[0] not in ("yaml-ambiguous/number", "yaml-ambiguous/octal"):
        return problem
    return problem if _LEADING_ZERO.fullmatch(text) else ("number-form", {"found": text})


def _numeric_problem(text: str) -> Problem | None:
    for kind, is_read, read in _NUMBERS:
        if is_read(text):
            too_long = None if read is _decimal else _too_long(text)
            return too_long or (f"yaml-ambiguous/{kind}", {"found": text, "read": read(text)})
    return None


def _too_long(text: str) -> Problem | None:
    digits = sum(character.isalnum() for character in text)
    if digits <= MAX_DIGITS:
        return None
    return "number-too-long", {"found": digits, "allowed": MAX_DIGITS}


def _is_possible(date: re.Match[str]) -> bool:
    try:
        datetime(*(int(part) for part in date.groups() if part))  # type: ignore[arg-type]
    except ValueError:
        return False
    return True


def _is_sixties(text: str) -> bool:
    """Whether the text has the form 12:30, -1:59:59 or 1:30.5; in time linear to its length."""
    whole, _, fraction = text.partition(".")
    head, *parts = whole.split(":")
    return (
        bool(parts)
        and _SIXTIES_HEAD.fullmatch(head) is not None
        and _SIXTIES_FRACTION.fullmatch(fraction) is not None
        and all(_SIXTIES_PART.fullmatch(part) for part in parts)
    )


def _sixties(text: str) -> str:
    whole, point, fraction = text.replace("_", "").partition(".")
    head, *parts = whole.lstrip("+-").split(":")
    total = int(head)
    for part in parts:
        total = total * 60 + int(part)
    number = str(total + float(f"0.{fraction}0")) if point else str(total)
    return f"-{number}" if text.startswith("-") else number


def _decimal(text: str) -> str:
    if len(text) > MAX_DIGITS:  # long enough to need quotes; not worth the time to convert
        return text
    return str(float(text) if "." in text else int(text))


def _octal(text: str) -> str:
    """Octal in YAML 1.1; a decimal number in 1.2, which counts if there is an 8 or a 9."""
    return str(int(text, 10 if set(text) & set("89") else 8))


def _with_base(text: str) -> str:
    return str(int(text.replace("_", ""), 0))


def _float(text: str) -> str:
    digits = text.replace("_", "")
    if _LEADING_ZERO.fullmatch(digits):
        return _octal(digits)
    if _DECIMAL.fullmatch(digits):
        return _decimal(digits)
    return str(float(digits.lower().replace(".inf", "inf").replace(".nan", "nan")))


_NUMBERS: tuple[tuple[str, Callable[[str], object], Callable[[str], str]], ...] = (
    ("number", _DECIMAL.fullmatch, _decimal),
    ("octal", _LEADING_ZERO.fullmatch, _octal),
    ("octal", _OCTAL.fullmatch, _with_base),
    ("number", _WITH_BASE.fullmatch, _with_base),
    ("number", _FLOAT.fullmatch, _float),
    ("sexagesimal", _is_sixties, _sixties),
)
"""Kind of problem, whether a text is read as such a number, and what it is read as."""
