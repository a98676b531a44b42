"""Sets of characters as regular expressions name them: categories, blocks, names, case variants.

In: the names of XSD 1.1 part 2, appendix G.4 (https://www.w3.org/TR/xmlschema11-2/#charcter-classes).
Out: ranges of code points, sorted and apart. What is in a category, Python's Unicode tables say.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

Ranges = tuple[tuple[int, int], ...]
"""First and last code point of each range, in order, with a gap between any two."""

ALL: Ranges = ((0, sys.maxunicode),)
SPACE: Ranges = ((0x9, 0xA), (0xD, 0xD), (0x20, 0x20))
LINE_END: Ranges = ((0xA, 0xA), (0xD, 0xD))
MAJOR = "LMNPSZC"
"""The first letters of the categories; C is what is left, the code points without a use too."""

_NAME_START: Ranges = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6),
    (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F),
    (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME_MORE: Ranges = (
    (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040),
)  # fmt: skip

BLOCKS: dict[str, tuple[int, int]] = {
    "BasicLatin": (0x0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF),
    "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F),
    "Thai": (0xE00, 0xE7F),
    "HangulJamo": (0x1100, 0x11FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "MiscellaneousTechnical": (0x2300, 0x23FF),
    "EnclosedAlphanumerics": (0x2460, 0x24FF),
    "BoxDrawing": (0x2500, 0x257F),
    "BlockElements": (0x2580, 0x259F),
    "GeometricShapes": (0x25A0, 0x25FF),
    "MiscellaneousSymbols": (0x2600, 0x26FF),
    "Dingbats": (0x2700, 0x27BF),
    "CJKRadicalsSupplement": (0x2E80, 0x2EFF),
    "KangxiRadicals": (0x2F00, 0x2FDF),
    "IdeographicDescriptionCharacters": (0x2FF0, 0x2FFF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "Bopomofo": (0x3100, 0x312F),
    "HangulCompatibilityJamo": (0x3130, 0x318F),
    "Kanbun": (0x3190, 0x319F),
    "CJKStrokes": (0x31C0, 0x31EF),
    "KatakanaPhoneticExtensions": (0x31F0, 0x31FF),
    "EnclosedCJKLettersandMonths": (0x3200, 0x32FF),
    "CJKCompatibility": (0x3300, 0x33FF),
    "CJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
    "PrivateUseArea": (0xE000, 0xF8FF),
    "CJKCompatibilityIdeographs": (0xF900, 0xFAFF),
    "VariationSelectors": (0xFE00, 0xFE0F),
    "CJKCompatibilityForms": (0xFE30, 0xFE4F),
    "SmallFormVariants": (0xFE50, 0xFE6F),
    "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
    "KanaSupplement": (0x1B000, 0x1B0FF),
    "EnclosedAlphanumericSupplement": (0x1F100, 0x1F1FF),
    "EnclosedIdeographicSupplement": (0x1F200, 0x1F2FF),
    "MiscellaneousSymbolsandPictographs": (0x1F300, 0x1F5FF),
    "Emoticons": (0x1F600, 0x1F64F),
    "CJKUnifiedIdeographsExtensionB": (0x20000, 0x2A6DF),
    "CJKCompatibilityIdeographsSupplement": (0x2F800, 0x2FA1F),
}
"""Of the blocks of Unicode those that shapes for European and East Asian text name."""


def merged(*parts: Iterable[tuple[int, int]]) -> Ranges:
    """All code points that are in any of the parts.

    >>> merged([(5, 6)], [(1, 4), (9, 9)])
    ((1, 6), (9, 9))
    """
    found: list[tuple[int, int]] = []
    for first, last in sorted(pair for part in parts for pair in part):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def complement(ranges: Ranges) -> Ranges:
    """All other code points."""
    starts = [0, *(last + 1 for _, last in ranges)]
    ends = [*(first - 1 for first, _ in ranges), sys.maxunicode]
    return tuple((a, b) for a, b in zip(starts, ends, strict=True) if a <= b)


def without(ranges: Ranges, others: Ranges) -> Ranges:
    """The code points of the first that are not in the second."""
    return complement(merged(complement(ranges), others))


@cache
def _categories() -> dict[str, Ranges]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    start, last = 0, unicodedata.category("\0")
    for point in range(1, sys.maxunicode + 2):
        name = unicodedata.category(chr(point)) if point <= sys.maxunicode else ""
        if name != last:
            found[last].append((start, point - 1))
            start, last = point, name
    return {name: tuple(ranges) for name, ranges in found.items()}


_SMALL = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Zs Zl Zp Sm Sc Sk So Cc Cf Co Cn Cs"
CATEGORIES = frozenset(_SMALL.split()) | frozenset(MAJOR)


@cache
def category(name: str) -> Ranges:
    """The characters of a general category, such as ``Nd``, or of all that begin with ``L``."""
    return merged(*(ranges for each, ranges in _categories().items() if each.startswith(name)))


@cache
def named(letter: str) -> Ranges:
    """The characters of ``\\d``, ``\\w``, ``\\s``, ``\\i`` or ``\\c``, by that letter."""
    sets: dict[str, Callable[[], Ranges]] = {
        "s": lambda: SPACE,
        "d": lambda: category("Nd"),
        "w": lambda: merged(*(category(major) for major in "LMNS")),
        "i": lambda: _NAME_START,
        "c": lambda: merged(_NAME_START, _NAME_MORE),
    }
    return sets[letter]()


_LAST_CASED = 0x1FFFF
"""Beyond are ideographs and the like, which have no case."""


@cache
def _variants() -> dict[int, set[int]]:
    """Code point → all that have the same lower case or the same upper case (F&O 3.1, 5.6.2)."""
    same: dict[str, set[int]] = defaultdict(set)
    for point in range(_LAST_CASED + 1):
        lower, upper = chr(point).lower(), chr(point).upper()
        if lower != upper:
            same["l" + lower].add(point)
            same["u" + upper].add(point)
    variants: dict[int, set[int]] = defaultdict(set)
    for points in same.values():
        for point in points:
            variants[point] |= points
    return dict(variants)


@cache
def with_case_variants(ranges: Ranges) -> Ranges:
    """The ranges and the upper and lower case of what is in them."""
    variants = _variants()
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        found = variants.get(ranges[0][0], set())
    else:
        cased = (p for p in variants if any(first <= p <= last for first, last in ranges))
        found = {variant for point in cased for variant in variants[point]}
    return merged(ranges, ((point, point) for point in found))
