"""Validation measurements → an SVG chart: time and memory over the number of triples, log scales.

SVG 1.1 (https://www.w3.org/TR/SVG11/), no script, no fonts of its own; labels ja and en.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from bench.bench_shacl import Measure
from bench.tables import memory, seconds, size_name

WIDTH, HEIGHT = 980, 420
TOP, BOTTOM = 92, 362
COLOURS = {
    "kpi-lod": "#c0392b",
    "Jena": "#1f4e79",
    "pyrudof": "#7a5c00",
    "shacl-engine": "#2e7d4f",
    "pySHACL": "#6a4c93",
}
LABEL, APART = 88, 12
"""The room a name takes: its width, and what must be free above and below its middle."""

MOVES = (0, -10, 10, -18, 18, -26, 26, -34, 34, 42, 50)

STYLE = (
    ".t{font-size:17px;font-weight:700;fill:#12304d}.s{font-size:12.5px;fill:#333}"
    ".a{font-size:12px;fill:#555}.g{stroke:#dde3ea}.l{font-size:13px;font-weight:700;stroke:#fff;stroke-width:3;paint-order:stroke}"
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the two diagrams: where it lies, what it draws and how it writes its ticks."""

    left: float
    right: float
    titles: tuple[str, str]
    ticks: Sequence[float]
    value: Callable[[Measure], float | None]
    written: Callable[[float], str]

    def y(self, value: float) -> float:
        """The height of a value."""
        low, high = math.log10(self.ticks[0]), math.log10(self.ticks[-1])
        return BOTTOM - (math.log10(value) - low) / (high - low) * (BOTTOM - TOP)


def _time(one: Measure) -> float | None:
    return one.seconds


def _memory(one: Measure) -> float | None:
    return one.peak_mib


PANELS = (
    Panel(
        62,
        370,
        ("時間", "time"),
        (0.1, 1, 10, 100, 1000),
        _time,
        lambda value: seconds(value).replace(".00", "").replace(".10", ".1").replace(".0 ", " "),
    ),
    Panel(
        560,
        868,
        ("メモリー", "memory"),
        (16, 64, 256, 1024, 4096, 16384),
        _memory,
        lambda value: memory(int(value)).replace(".0 ", " "),
    ),
)


def chart(measures: Sequence[Measure], which: str = "full") -> str:
    """The chart of one set of shapes."""
    chosen = [one for one in measures if one.shapes == which]
    sizes = sorted({one.size for one in chosen})
    title = "検査にかかる時間とメモリー / time and memory of a validation"
    body = [line for panel in PANELS for line in _panel(panel, sizes, chosen)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            "font-family=\"'Noto Sans CJK JP','Hiragino Sans','Yu Gothic',sans-serif\" "
            'role="img" aria-labelledby="t">',
            f'<title id="t">{title}</title>',
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            _text(14, 28, "t", title),
            _text(
                14,
                50,
                "s",
                "同じデータと規則、2つの軸は対数。○は時間・メモリーの上限で打ち切り。 / "
                "Same data and shapes, log scales; ○: ended at a limit.",
            ),
            *body,
            "</svg>\n",
        )
    )


def _text(x: float, y: float, style: str, text: str, more: str = "") -> str:
    return f'<text class="{style}" x="{x:.0f}" y="{y:.0f}"{more}>{escape(text)}</text>'


def _panel(panel: Panel, sizes: Sequence[int], measures: Sequence[Measure]) -> Iterator[str]:
    yield _text(panel.left, TOP - 14, "s", " / ".join(panel.titles), ' font-weight="700"')
    for tick in panel.ticks:
        y = panel.y(tick)
        yield f'<path class="g" d="M{panel.left} {y:.1f}H{panel.right}"/>'
        yield _text(panel.left - 6, y + 4, "a", panel.written(tick), ' text-anchor="end"')
    places = _places(panel, sizes)
    for size, x in places.items():
        yield _text(x, BOTTOM + 20, "a", size_name(size), ' text-anchor="middle"')
    middle = (panel.left + panel.right) / 2
    yield _text(middle, BOTTOM + 42, "s", "トリプル / triples", ' text-anchor="middle"')
    lines = [_Line.of(panel, places, name, measures) for name in _engines(measures)]
    drawn = [line for line in lines if line.points]
    yield from (element for line in drawn for element in line.elements())
    yield from _labels(drawn)


def _engines(measures: Sequence[Measure]) -> list[str]:
    return [name for name in dict.fromkeys(m.engine for m in measures) if name in COLOURS]


def _places(panel: Panel, sizes: Sequence[int]) -> dict[int, float]:
    """Size → x, by its logarithm."""
    low = math.log10(sizes[0])
    span = math.log10(sizes[-1]) - low or 1
    width = panel.right - panel.left - 24
    return {size: panel.left + 12 + (math.log10(size) - low) / span * width for size in sizes}


@dataclass(frozen=True, slots=True)
class _Line:
    """One engine in one panel. ``points``: x, y and whether it came to its end."""

    name: str
    points: tuple[tuple[float, float, bool], ...]

    @classmethod
    def of(
        cls, panel: Panel, places: dict[int, float], name: str, measures: Sequence[Measure]
    ) -> _Line:
        points = tuple(
            (places[one.size], panel.y(max(value, panel.ticks[0])), one.outcome == "done")
            for one in measures
            if one.engine == name
            and one.outcome in ("done", "time", "memory")
            and (value := panel.value(one))
        )
        return cls(name, points)

    @property
    def colour(self) -> str:
        return COLOURS[self.name]

    def spots(self) -> Iterator[tuple[float, float]]:
        """Close points all along the line."""
        for (x1, y1, _), (x2, y2, _) in pairwise(self.points):
            yield from ((x1 + (x2 - x1) * i / 30, y1 + (y2 - y1) * i / 30) for i in range(31))
        yield from ((x, y) for x, y, _ in self.points)

    def elements(self) -> Iterator[str]:
        """The line and its points, an open one where a limit ended the run."""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in self.points)
        width = 3 if self.name == "kpi-lod" else 1.8
        yield f'<path d="M{path}" fill="none" stroke="{self.colour}" stroke-width="{width}"/>'
        for x, y, done in self.points:
            fill = self.colour if done else "#fff"
            place = f'cx="{x:.1f}" cy="{y:.1f}" r="4"'
            yield f'<circle {place} fill="{fill}" stroke="{self.colour}" stroke-width="1.8"/>'


def _labels(lines: Sequence[_Line]) -> Iterator[str]:
    """The names beside the ends of their lines, where no line and no other name runs."""
    taken: list[tuple[float, float]] = []
    for line in lines:
        x, y, _ = line.points[-1]
        others = [spot for one in lines if one is not line for spot in one.spots()]
        free = (y + move for move in MOVES if not _hits(x + 9, y + move, [*others, *taken]))
        at = next(free, y)
        taken += [(x + 9 + step, at) for step in range(0, LABEL, 6)]
        yield _text(x + 9, at + 4, "l", line.name, f' fill="{line.colour}"')


def _hits(x: float, y: float, spots: Iterable[tuple[float, float]]) -> bool:
    """Whether a spot lies under a name that begins at x, y."""
    return any(x <= across <= x + LABEL and abs(down - y) < APART for across, down in spots)
