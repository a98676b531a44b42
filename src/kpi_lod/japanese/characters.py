"""Full-width and half-width: printed characters in, their ASCII counterparts out.

Only the tables below are applied. Unicode's NFKC (UAX #15, https://www.unicode.org/reports/tr15/)
is not: it would read ① as 1, ㈱ as (株) and 10⁴ as 104.
"""

from __future__ import annotations

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)}
_SPACES = {ord("\u3000"): " "}
# U+2010 and U+2011 are hyphens, U+2212 and U+FE63 minus signs; full-width － is above.
# The longer dashes (– — ― ─) and ー stay: they stand for "no value", not for a minus.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63"), "-")
_NARROW: dict[int, int | str] = {**_FULL_WIDTH, **_SPACES, **_HYPHENS}
_FOLDED: dict[int, int | str] = {**_NARROW, ord("\u301c"): "~"}


def narrow(text: str) -> str:
    """The text with full-width ASCII, ideographic space, hyphens and minus signs as ASCII.

    One character for one, so that columns stay; all others, ① and ㈱ among them, are untouched.

    >>> narrow("Ｒ５（２０２３）－①㈱")
    'R5(2023)-①㈱'
    """
    return text.translate(_NARROW)


def folded(text: str) -> str:
    """A key under which differently printed forms of one label are equal.

    Widths, upper and lower case, white space anywhere, and 〜 against ～ make no difference. It is
    for comparing, never for showing.

    >>> folded("Ｋ Ｐ Ｉ（実績〜）") == folded("kpi(実績～)")
    True
    """
    return "".join(text.translate(_FOLDED).split()).casefold()
