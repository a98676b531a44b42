"""Sets of characters as regular expressions name them: categories, blocks, names, case variants.

In: the names of XSD 1.1 part 2, appendix G.4 (https://www.w3.org/TR/xmlschema11-2/#charcter-classes).
Out: ranges of code points, sorted and apart. What is in a category, Python's Unicode tables say.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

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


@cache
def blocks() -> Mapping[str, tuple[int, int]]:
    """The blocks of Unicode: name without spaces → first and last code point."""
    listed = tomllib.loads((files("kpi_lod.shacl") / "blocks.toml").read_text("utf-8"))
    return {name: (first, last) for name, (first, last) in listed.items()}


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
