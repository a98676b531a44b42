"""The grant that is printed behind the cost of a project: ``12千円（うち交付金 6千円）``. Pure.

Only what a word calls a grant of the state is one; the rest of the money (一般財源, 県費) is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.layouts.context.letters import plain
from kpi_lod.layouts.context.programmes import programme
from kpi_lod.layouts.headings.labels import label

_FIGURE = r"(?P<value>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,13})(?P<unit>[十百千]?[万億]?円)?"
_BRACKET = re.compile(rf"\((?P<word>[^()0-9]{{0,30}})(?P<written>{_FIGURE})\)$")
_ALONE = re.compile(rf"(?P<written>{_FIGURE})")
_HEAD = re.compile(r"\((?P<word>[^()0-9]{1,30})\)")
_WITHIN = re.compile(r"^(?:うち|内)[、,]?")
_GRANT = "交付金"


@dataclass(frozen=True, slots=True)
class Granted:
    """The figure as printed without and with its unit; ``unit`` is "" where it has none."""

    value: str
    written: str
    unit: str


def granted(text: str, head: str = "") -> Granted | None:
    """The grant in brackets behind an amount; its word may stand in the heading's brackets.

    >>> granted("12,000千円（うち交付金 6,000千円）")
    Granted(value='6,000', written='6,000千円', unit='千円')
    >>> granted("12,000千円（うち一般財源 6,000千円）") is None
    True
    """
    printed = text.strip()
    match = _BRACKET.search(plain(printed))
    if match is None:
        return None
    headed = _HEAD.search(plain(head))
    word = match["word"] or (headed["word"] if headed else "")
    return _granted(printed, match) if _is_grant(word) else None


def amount_in_yen(text: str) -> Granted | None:
    """A text that is nothing but an amount with its unit."""
    printed = text.strip()
    match = _ALONE.fullmatch(plain(printed))
    return _granted(printed, match) if match is not None and match["unit"] else None


def _granted(text: str, match: re.Match[str]) -> Granted:
    value, written, unit = (match.span(name) for name in ("value", "written", "unit"))
    return Granted(
        text[slice(*value)], text[slice(*written)], text[slice(*unit)] if match["unit"] else ""
    )


def _is_grant(word: str) -> bool:
    bare = _WITHIN.sub("", word.strip(" :・")).strip(" :")
    said = label(f"うち{bare}") if bare else None
    whole = programme(bare)
    return bare == _GRANT or (said is not None and said.money == "grant") or (whole == bare != "")
