"""Numbers: printed text in, exact decimals out, and back.

ASCII and full-width digits only, decimal notation only (no exponent, as xsd:decimal:
https://www.w3.org/TR/xmlschema11-2/#decimal); never a float, never a rounding.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.characters import narrow

MAX_DIGITS = 30

# Excel's own Japanese format puts a space behind the triangle: "△ 1,234".
_NUMBER = re.compile(r"(?P<sign>[-+]|[△▲] ?)?(?P<whole>[0-9][0-9,]*)(?:\.(?P<places>[0-9]+))?")
_GROUPED_BY_THREE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_LEADING_ZERO = re.compile(r"0[0-9,]")

# What programs write for numbers, and the error it is. A power of ten with three digits and more is
# out of every range, so that 1e400 is told apart from 1e5, which only has to be written out.
_MACHINE_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form, re.IGNORECASE | re.ASCII), key)
    for form, key in (
        (r"[-+△▲]?\.?(?:s?nan|inf|infinity|∞)", "number-range"),
        (r"[-+△▲]?[0-9.][0-9.,]*e[-+]?[0-9]{3,}", "number-range"),
        (r"[-+△▲]?[0-9.][0-9.,]*e[-+]?[0-9]{1,2}", "number-form"),
        (r"[-+△▲]?0[xob][0-9a-f_]+", "number-form"),
        (r"#(?:div/0!|n/a|name\?|null!|num!|ref!|value!)", "number-form"),
    )
)


def number(text: str) -> Decimal:
    """The number that the text prints, its trailing zeros kept.

    Minus is any of - － − ﹣ △ ▲. Digits may be grouped by three with , or ，.

    Raises :class:`UnreadableError`: ``number-form`` (also for leading zeros, 1e5, 0x1F, 1_000),
    ``number-grouping``, ``number-range`` (infinities, NaN, minus zero), ``number-too-long`` beyond
    :data:`MAX_DIGITS`.

    >>> number("１，２３４"), number("△5.20")
    (Decimal('1234'), Decimal('-5.20'))
    """
    plain = narrow(text).strip()
    match = _NUMBER.fullmatch(plain)
    if match is None or _LEADING_ZERO.match(match["whole"]):
        raise UnreadableError(machine_number_fault(plain) or "number-form", found=text)
    if not _GROUPED_BY_THREE.fullmatch(match["whole"]):
        raise UnreadableError("number-grouping", found=text)
    return _signed(match, found=text)


def machine_number_fault(plain: str) -> str | None:
    """The error key for what a program writes as a number (NaN, 1e5, #N/A); None for all else.

    ``plain`` is narrowed text without white space around it.
    """
    return next((key for form, key in _MACHINE_FORMS if form.fullmatch(plain)), None)


def printed_number(value: Decimal) -> str:
    """The number with its digits grouped by three; :func:`number` reads it back.

    >>> printed_number(Decimal("-1234.50"))
    '-1,234.5'
    """
    return f"{canonical(value):,f}"


def canonical(value: Decimal) -> Decimal:
    """The same value without exponent, trailing zeros behind the point, or minus zero; exact.

    Write it with ``f"{value:f}"``: Python's str() puts an exponent to the very small ones (1E-7).

    Raises :class:`UnreadableError` ``number-range`` for infinities and NaN.

    >>> canonical(Decimal("796.0")), canonical(Decimal("1E+3"))
    (Decimal('796'), Decimal('1000'))
    """
    return Decimal(canonical_text(value))


def canonical_text(value: Decimal) -> str:
    """The canonical value written out, with a point only where it is not whole.

    Raises :class:`UnreadableError` ``number-range`` for infinities and NaN.

    >>> canonical_text(Decimal("796.0")), canonical_text(Decimal("1E+3"))
    ('796', '1000')
    """
    if not value.is_finite():
        raise UnreadableError("number-range", found=value)
    if value.is_zero():
        return "0"
    # Arithmetic would round to the context's 28 digits; writing out never does.
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _signed(match: re.Match[str], *, found: str) -> Decimal:
    whole, places = match["whole"].replace(",", ""), match["places"] or ""
    count = len(whole) + len(places)
    if count > MAX_DIGITS:
        raise UnreadableError("number-too-long", found=count, allowed=MAX_DIGITS)
    minus = "-" if match["sign"] not in (None, "+") else ""
    value = Decimal(f"{minus}{whole}.{places}")
    if minus and value.is_zero():
        raise UnreadableError("number-range", found=found)
    return value
