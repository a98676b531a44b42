"""Bar charts as inline SVG: numbers by year → markup, with the figures as a table under the axis.

In: years with marks, in the words of one language. Out: SVG that is read without colour (bars,
lozenges and dashed bands), by screen readers (title and desc) and on paper. A year without a number
is a dashed band that says why, never a bar of 0. No style attributes, since the pages' policy lets
only the style sheet in; Decimal throughout. https://www.w3.org/TR/SVG2/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, pairwise

from markupsafe import Markup, escape

LEFT, PLOT, TOP = 84, 160, 14
ROW, LINE = 22, 16
WIDE_SLOT, NARROW_SLOT, MANY = 92, 66, 5
"""A year has the wide slot in charts of up to MANY years."""
LETTER = 7
"""The width of a letter; a Japanese one has twice of it."""
MOST_STEPS = 5
BESIDE = 18
"""From the edge of a slot to its bars."""
LEAST_BAR = Decimal("1.5")
_WIDE = 0x2E80
"""From here on characters are as wide as they are high."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to draw: its number, or None; ``words`` is how it reads: the number or the reason.

    ``firm``: whether it is a plain figure, and not provisional, estimated or approximate.
    """

    number: Decimal | None
    words: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A series: what it is called, its mark for each year (None where nothing is printed).

    ``shape``: bar or aim (a lozenge on a line); bars of several rows stand beside each other.
    """

    name: str
    shape: str
    marks: Sequence[Mark | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; ``id`` makes the ids of its title and description; ``years`` name the slots.

    ``language`` is that of the title, which may be a name in the document.
    """

    id: str
    language: str
    title: str
    description: str
    years: Sequence[str]
    rows: Sequence[Row]
    ticks: Sequence[tuple[Decimal, str]]

    @property
    def slot(self) -> int:
        """The width of one year."""
        return WIDE_SLOT if len(self.years) <= MANY else NARROW_SLOT

    @property
    def width(self) -> int:
        """In units of the drawing."""
        return LEFT + self.slot * len(self.years) + 8

    def y(self, value: Decimal) -> Decimal:
        """Where a value stands, from the top."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return _rounded(TOP + PLOT - (value - low) * PLOT / (high - low))


def numbers(rows: Sequence[Row]) -> list[Decimal]:
    """All numbers to draw."""
    marks = chain.from_iterable(row.marks for row in rows)
    return [mark.number for mark in marks if mark is not None and mark.number is not None]


def nice_ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """At most six round numbers, 0 among them, that hold all values (not empty) between them.

    >>> [str(tick) for tick in nice_ticks([Decimal(700), Decimal(13257)])]
    ['0', '5000', '10000', '15000']
    """
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    if low == high:
        high = Decimal(1)
    step = _nice_step(high - low, whole=all(v == v.to_integral_value() for v in values))
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [_plain(step * number) for number in range(first, last + 1)]


def _nice_step(span: Decimal, *, whole: bool) -> Decimal:
    """The least of 1, 2, 5 × 10ⁿ that makes at most MOST_STEPS steps, also around 0."""
    power = Decimal(1).scaleb(span.adjusted() - 1)
    steps = (power * factor for factor in (1, 2, 5, 10, 20, 50, 100))
    step = next(step for step in steps if span <= step * (MOST_STEPS - 1))
    return max(step, Decimal(1)) if whole else step


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}") if value else Decimal(0)


def _rounded(value: Decimal) -> Decimal:
    return Decimal(f"{value:.1f}")


def svg(chart: Chart) -> Markup:
    """The drawing; at least one mark must have a number."""
    bars = [row for row in chart.rows if row.shape == "bar"]
    aims = [row for row in chart.rows if row.shape == "aim"]
    table, height = _table(chart)
    parts = chain(
        _unknown(chart, bars),
        _axis(chart),
        chain.from_iterable(_bars(chart, row, i, len(bars)) for i, row in enumerate(bars)),
        chain.from_iterable(_aims(chart, row) for row in aims),
        table,
    )
    name = escape(chart.id)
    # Every text is escaped where it is put in; the rest is numbers and our own words.
    return Markup(
        f'<svg viewBox="0 0 {chart.width} {height}" width="{chart.width}" height="{height}"'
        f' role="img" font-size="13.5" aria-labelledby="_title.{name} _desc.{name}">'
        f'<title id="_title.{name}" lang="{escape(chart.language)}">{escape(chart.title)}</title>'
        f'<desc id="_desc.{name}">{escape(chart.description)}</desc>{"".join(parts)}</svg>'
    )


def _axis(chart: Chart) -> Iterator[str]:
    length = chart.slot * len(chart.years)
    for value, words in chart.ticks:
        kind, y = "zero" if value == 0 else "grid", chart.y(value)
        yield f'<path class="{kind}" d="M{LEFT} {y}h{length}"/>'
        yield _text(LEFT - 8, y + 4, "end axis", words)


def _unknown(chart: Chart, bars: Sequence[Row]) -> Iterator[str]:
    """A band over each year of which no bar has a number."""
    for slot in range(len(chart.years)):
        if all(_number(row, slot) is None for row in bars):
            yield _rect("unknown", LEFT + chart.slot * slot + 4, (TOP, chart.slot - 8, PLOT))


def _number(row: Row, slot: int) -> Decimal | None:
    mark = row.marks[slot]
    return mark.number if mark else None


def _bars(chart: Chart, row: Row, index: int, count: int) -> Iterator[str]:
    width = (chart.slot - 2 * BESIDE) // count
    for slot, mark in enumerate(row.marks):
        if mark is not None and mark.number is not None:
            x = LEFT + chart.slot * slot + BESIDE + width * index
            kind = "actual" if mark.firm and index == 0 else "other"
            yield _rect(kind, x, _extent(chart, mark.number, width - 2 * (count > 1)))


_Extent = tuple[Decimal | int, int, Decimal | int]
"""Top, width and height."""


def _rect(kind: str, x: int, extent: _Extent) -> str:
    y, width, height = extent
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _extent(chart: Chart, number: Decimal, width: int) -> _Extent:
    """Of a bar; 0 is a thin one, for it is a number."""
    zero, end = chart.y(Decimal(0)), chart.y(number)
    height = max(abs(zero - end), LEAST_BAR)
    return min(zero, end) if number < 0 else zero - height, width, height


def _aims(chart: Chart, row: Row) -> Iterator[str]:
    points = [
        (_middle(chart, slot), chart.y(mark.number))
        for slot, mark in enumerate(row.marks)
        if mark is not None and mark.number is not None
    ]
    for (x, y), (next_x, next_y) in pairwise(points):
        yield f'<path class="path" d="M{x} {y}L{next_x} {next_y}"/>'
    width = chart.slot * 2 // 3
    for x, y in points:
        yield f'<path class="target" d="M{x - width // 2} {y}h{width}"/>'
        yield f'<path class="diamond" d="M{x} {y - 6}l6 6-6 6-6-6z"/>'


def _table(chart: Chart) -> tuple[list[str], int]:
    """The years and the figures below the axis, and the height of the whole."""
    y = TOP + PLOT + 19
    found = [_text(_middle(chart, i), y, "middle year", name) for i, name in enumerate(chart.years)]
    for row in chart.rows:
        y += ROW
        kind = "aim" if row.shape == "aim" else "reason"
        cells = [_lines(mark.words if mark else "–", chart.slot // LETTER) for mark in row.marks]
        name = _lines(row.name, LEFT // LETTER)
        found += _column(LEFT - 8, y, f"end {kind}", name)
        for slot, lines in enumerate(cells):
            found += _column(_middle(chart, slot), y, f"middle {kind}", lines)
        y += LINE * (max(map(len, [name, *cells])) - 1)
    return found, y + 8


def _column(x: int, y: int, kind: str, lines: Sequence[str]) -> Iterator[str]:
    return (_text(x, y + LINE * number, kind, line) for number, line in enumerate(lines))


def _text(x: int, y: int | Decimal, kind: str, words: str) -> str:
    """``kind``: how it is anchored and its class."""
    anchor, name = kind.split(" ")
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="{name}">{escape(words)}</text>'


def _middle(chart: Chart, slot: int) -> int:
    return LEFT + chart.slot * slot + chart.slot // 2


def _lines(words: str, most: int) -> list[str]:
    """The words broken into lines of that many letters, at spaces where there are some.

    >>> _lines("being compiled", 12), _lines("文章による記載", 12)
    (['being', 'compiled'], ['文章によ', 'る記載'])
    """
    lines = [""]
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if _letters(joined) <= most:
            lines[-1] = joined
        else:
            lines += _pieces(word, most)
    return [line for line in lines if line]


def _pieces(word: str, most: int) -> Iterator[str]:
    """A word without spaces in pieces of about the same size, as many as it takes."""
    count = -(-_letters(word) // most)
    size = -(-len(word) // count)
    return (word[at : at + size] for at in range(0, len(word), size))


def _letters(words: str) -> int:
    return sum(2 if ord(letter) >= _WIDE else 1 for letter in words)
