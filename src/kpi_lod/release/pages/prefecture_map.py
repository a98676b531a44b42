"""A map of the prefectures as tiles: each a link, shaded by how many of its cities have data.

Own drawing: every prefecture is one square near where it lies, so that small ones can be hit too.
The number stands in the tile; the shade says nothing that the number does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from kpi_lod.release.pages.locations import prefectures
from kpi_lod.release.pages.wording import Wording

TILE, GAP = 56, 4
_PLACES = {
    **{"01": (12, 0), "02": (12, 1), "03": (12, 2), "04": (12, 3), "05": (11, 2), "06": (11, 3)},
    **{"07": (12, 4), "08": (13, 5), "09": (12, 5), "10": (11, 5), "11": (11, 6), "12": (13, 6)},
    **{"13": (12, 6), "14": (11, 7), "15": (11, 4), "16": (10, 4), "17": (9, 4), "18": (8, 5)},
    **{"19": (10, 6), "20": (10, 5), "21": (9, 5), "22": (10, 7), "23": (9, 6), "24": (9, 7)},
    **{"25": (8, 6), "26": (7, 6), "27": (7, 7), "28": (6, 6), "29": (8, 7), "30": (8, 8)},
    **{"31": (5, 6), "32": (4, 6), "33": (5, 7), "34": (4, 7), "35": (3, 7), "36": (5, 10)},
    **{"37": (5, 9), "38": (4, 9), "39": (4, 10), "40": (1, 8), "41": (0, 8), "42": (0, 9)},
    **{"43": (1, 9), "44": (2, 8), "45": (2, 9), "46": (1, 10), "47": (0, 11)},
}
"""Two digits of a prefecture → column and row of its tile."""
_SHADES = (0, 1, 5, 15, 30)
"""From so many cities on a tile has the shade 0, 1, 2, 3, 4."""

_SVG = Markup(
    '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" aria-label="{2}"'
    ' font-size="12" text-anchor="middle">{3}</svg>'
)
_TILE = Markup(
    '<a href="{}" class="s{}" aria-label="{}"><rect x="{}" y="{}" width="{}" height="{}" rx="3"/>'
    '<text x="{}" y="{}"{}>{}</text><text x="{}" y="{}" font-weight="700">{}</text></a>'
)


def prefecture_map(word: Wording, counts: Mapping[str, int], href: Callable[[str], str]) -> Markup:
    """The map; ``counts``: two digits of a prefecture → how many of its cities have data."""
    tiles = [_tile(word, digits, counts.get(digits, 0), href) for digits in sorted(_PLACES)]
    label = word("都道府県ごとの、データのある自治体の数", "Municipalities with data by prefecture")
    columns, rows = (max(place[axis] for place in _PLACES.values()) + 1 for axis in (0, 1))
    return _SVG.format(columns * TILE + 2, rows * TILE + 2, label, Markup("").join(tiles))


def shade(count: int) -> int:
    """The shade of a tile, 0 for no data.

    >>> shade(0), shade(1), shade(40)
    (0, 1, 4)
    """
    return sum(count >= least for least in _SHADES) - 1


def _tile(word: Wording, digits: str, count: int, href: Callable[[str], str]) -> Markup:
    column, row = _PLACES[digits]
    x, y, size = column * TILE + 1, row * TILE + 1, TILE - GAP
    name = word.text(prefectures()[digits])
    middle = x + size // 2
    narrow = Markup(' font-size="{}"').format("9.5") if word.language == "en" else ""
    return _TILE.format(
        href(f"prefecture/{digits}"),
        shade(count),
        word(f"{name} {count}自治体", f"{name}: {count}"),
        *(x, y, size, size),
        *(middle, y + 22, narrow, _short(word, name)),
        *(middle, y + 42, count or ""),
    )


def _short(word: Wording, name: str) -> str:
    """A name without 都, 府, 県."""
    return (
        name.rstrip("都府県") if word.language == "ja" and name != "京都府" else name.rstrip("府")
    )
