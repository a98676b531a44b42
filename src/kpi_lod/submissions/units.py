"""Units as they are printed: 千人, 社, ``person`` → a code and the factor of its scale word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from kpi_lod.japanese.characters import folded
from kpi_lod.japanese.units import SCALE_WORDS, scaled_unit
from kpi_lod.register.schemes import schemes

_LOOK_ALIKE = str.maketrans({"入": "人", "八": "人"})
"""Typed, or read by a scanner, for the character that begins most units."""

_LIKE = 0.4
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: its code, the factor of its scale word, and the printed text."""

    code: str
    scale: int
    printed: str

    @property
    def as_written(self) -> str | None:
        """The printed text where it differs from the unit's own label."""
        return None if self.printed == schemes()["unit"].labels[self.code] else self.printed


YEN = Unit("yen", 1, "円")


def unit(text: str) -> Unit | None:
    """The unit that a text such as 千人, 社 or ``person`` names, None if there is none."""
    whole = schemes()["unit"].code(text)
    if whole is not None:
        printed = schemes()["unit"].labels[whole] if whole == text else text
        return Unit(whole, 1, printed)
    scale, rest = scaled_unit(text)
    code = schemes()["unit"].code(rest) if rest and scale > 1 else None
    return None if code is None else Unit(code, scale, text)


def nearest_units(text: str, count: int = 3) -> list[str]:
    """Units that resemble ``text``, the nearest first; the first few of the list if none does.

    They are printed forms, as units are written everywhere; with a scale word (千人) if it had one.

    >>> nearest_units("千入"), nearest_units("人減", 1)
    (['千人'], ['人'])
    """
    scheme = schemes()["unit"]
    mended = text.translate(_LOOK_ALIKE)
    if mended != text and unit(mended) is not None:
        return [mended]
    word, rest = _scale_word(mended)
    of_list = [scheme.labels[code] for code in scheme.nearest(mended, count)]
    if not word or not rest:
        return of_list
    alike = {label: _likeness(rest, label) for label in scheme.labels.values()}
    near = sorted((one for one in alike if alike[one] > _LIKE), key=alike.__getitem__, reverse=True)
    return [f"{word}{label}" for label in near[:count]] or of_list


def _scale_word(text: str) -> tuple[str, str]:
    scale, rest = scaled_unit(text)
    return next((word for word, factor in SCALE_WORDS.items() if factor == scale), ""), rest


def _likeness(text: str, label: str) -> float:
    return SequenceMatcher(None, folded(text)[:_LONGEST], folded(label)).ratio()
