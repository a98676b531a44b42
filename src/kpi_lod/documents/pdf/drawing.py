"""A page of a PDF → what is drawn on it (:class:`Drawn`).

pdfminer follows the operators (ISO 32000-1, annex A); this is the device that they draw on. Its own
devices, and pdfplumber's on top of them, make records of 25 fields for each character: they take
several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import (
    PDFGraphicState,
    PDFPageInterpreter,
    PDFResourceManager,
    PDFStackT,
    PDFTextState,
)
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, Point, apply_matrix_pt, apply_matrix_rect

from kpi_lod.documents.pdf.drawn import Char, Drawn, Rule
from kpi_lod.documents.pdf.glyphs import printed
from kpi_lod.documents.pdf.limits import Clock

UNKNOWN = "〓"
"""What printers set where a type was missing (U+3013, GETA MARK)."""

_UNSEEN = 3
"""The text rendering mode "neither fill nor stroke" (ISO 32000-1, table 106)."""

_STRAIGHT = 0.5
"""Points by which a line may lean and still be taken for one that does not."""

_EDGE = 1.0
"""Points by which a line on the edge of what is seen may lie beyond it: it has a width."""

_THIN = 3.0
"""A filled rectangle that is no thicker is a line."""

_WHITE = {1: (0.99, 1.1), 3: (0.99, 1.1), 4: (-0.1, 0.01)}
"""How many numbers a colour has → between which all of them are if it is white."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what is seen."""


class Device(PDFTextDevice):
    """Takes down characters and straight lines of one page after the other."""

    def __init__(self, resources: PDFResourceManager, clock: Clock) -> None:
        super().__init__(resources)
        self.clock = clock
        self.drawn = Drawn(0, 0.0, 0.0)
        self.clips: list[Box] = []
        self._outside: list[list[Box]] = []
        self._unseen = False

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start an empty page."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.drawn = Drawn(self.drawn.number + 1, abs(x1 - x0), abs(y1 - y0))
        self.ctm = ctm
        left, right, low, high = *page.cropbox[::2], *page.cropbox[1::2]
        self.clips = [(0.0, 0.0, self.drawn.width, self.drawn.height)]
        if right - left > 1 and high - low > 1:
            self.clip([("m", left, low), ("l", right, low), ("l", right, high)])

    def begin_figure(self, name: str, bbox: Sequence[float], matrix: Matrix) -> None:
        """A form begins: what it clips is clipped in it only."""
        self._outside.append(list(self.clips))

    def end_figure(self, name: str) -> None:
        """A form ends."""
        self.clips = self._outside.pop()

    def clip(self, path: Sequence[PathSegment]) -> None:
        """Nothing is seen outside the path from now on (ISO 32000-1, 8.5.4); its box is taken."""
        points = [self._placed(point) for some in _subpaths(path) for point in some]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            x0, y0, x1, y1 = self.clips[-1]
            box = (max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys)))
            self.clips[-1] = box

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Take down a text; one that is not painted is what was recognised in a picture."""
        self._unseen = textstate.render == _UNSEEN
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917  (as pdfminer calls it)
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take down a character; gives how far the next one is."""
        try:
            text = printed(str(font.to_unichr(cid)))
        except PDFUnicodeNotDefined:
            text = UNKNOWN
            self.drawn.unknown += 1
        advance = font.char_width(cid) * fontsize * scaling
        box = apply_matrix_rect(matrix, _box(font, cid, fontsize, advance, rise))
        self._take(text, box, matrix, font.is_vertical())
        return advance

    def _take(self, text: str, box: Sequence[float], matrix: Matrix, vertical: bool) -> None:
        x0, x1 = sorted((box[0], box[2]))
        low, high = sorted((box[1], box[3]))
        page = self.drawn
        left, upper, right, lower = self.clips[-1]
        middle = page.height - (low + high) / 2
        if not (left <= (x0 + x1) / 2 <= right and upper <= middle <= lower):
            return
        way = int(vertical)
        if abs(matrix[1]) > abs(matrix[0]):
            way = -1 if matrix[1] > 0 else 1
            page.turned -= way
        page.hidden += self._unseen
        size = x1 - x0 if way else high - low
        top = page.height - high
        page.chars.append(Char(text, x0, top, x1, page.height - low, size, way))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Take down the straight lines of a path; of a filled one, its edges."""
        if not stroke and not fill:
            return
        for points in _subpaths(path):
            placed = [self._placed(point) for point in points]
            if not stroke:
                placed = self._filled(placed, graphicstate)
            for one, other in pairwise(placed):
                self._line(one, other)

    def _filled(self, points: list[Point], state: PDFGraphicState) -> list[Point]:
        """The outline of a filled rectangle, or the line that it is; nothing of other shapes."""
        xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
        if len(xs) > 2 or len(ys) > 2 or not points:  # noqa: PLR2004
            return []
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if right - left <= _THIN or high - low <= _THIN:
            if right - left > high - low:
                middle = (low + high) / 2
                return [(left, middle), (right, middle)]
            middle = (left + right) / 2
            return [(middle, low), (middle, high)]
        return [] if _is_white(state.ncolor) else points

    def _placed(self, point: Point) -> Point:
        assert self.ctm is not None
        x, y = apply_matrix_pt(self.ctm, point)
        return x, self.drawn.height - y

    def _line(self, one: Point, other: Point) -> None:
        (x0, y0), (x1, y1) = one, other
        left, upper, right, lower = self.clips[-1]
        if abs(y0 - y1) <= _STRAIGHT < abs(x0 - x1):
            _seen(self.drawn.across, (y0 + y1) / 2, (upper, lower), (x0, x1), (left, right))
        elif abs(x0 - x1) <= _STRAIGHT < abs(y0 - y1):
            _seen(self.drawn.down, (x0 + x1) / 2, (left, right), (y0, y1), (upper, lower))

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Note how much of the page the picture covers."""
        assert self.ctm is not None
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        area = abs(x1 - x0) * abs(y1 - y0)
        self.drawn.pictured += area / max(1.0, self.drawn.width * self.drawn.height)


class Interpreter(PDFPageInterpreter):
    """Counts the operators; a form that draws forms has an interpreter of its own."""

    device: Device

    def pop(self, n: int) -> list[PDFStackT]:
        """The operands of an operator."""
        self.device.clock.count()
        return super().pop(n)

    def do_q(self) -> None:
        """Save the state: operators without operands are not seen elsewhere."""
        self.device.clock.count()
        self.device.clips.append(self.device.clips[-1])
        super().do_q()

    def do_Q(self) -> None:
        """Restore the state."""
        self.device.clock.count()
        if len(self.device.clips) > 1:
            self.device.clips.pop()
        super().do_Q()

    def do_W(self) -> None:
        """Clip by the path."""
        self.device.clip(self.curpath)

    def do_W_a(self) -> None:
        """Clip by the path, even-odd."""
        self.device.clip(self.curpath)


def _seen(
    rules: list[Rule],
    at: float,
    within: tuple[float, float],
    ends: tuple[float, float],
    between: tuple[float, float],
) -> None:
    """Add the line, as far as it is not clipped away."""
    start, end = max(min(ends), between[0]), min(max(ends), between[1])
    if within[0] - _EDGE <= at <= within[1] + _EDGE and start < end:
        rules.append(Rule(at, start, end))


def _box(
    font: PDFFont, cid: int, size: float, advance: float, rise: float
) -> tuple[float, float, float, float]:
    """Where a character stands, in the space of its text (ISO 32000-1, 9.4.4 and 9.7.4.3)."""
    if not font.is_vertical():
        low = font.get_descent() * size + rise
        return 0.0, low, advance, low + size
    shift = font.char_disp(cid)
    across, down = shift if isinstance(shift, tuple) else (None, 0)
    left = -size / 2 if across is None else -across * size * 0.001
    high = (1000 - down) * size * 0.001 + rise
    return left, high + advance, left + size, high


def _subpaths(path: Sequence[PathSegment]) -> Iterator[list[Point]]:
    """The runs of points that straight lines join; a curve ends one and begins the next."""
    points: list[Point] = []
    start: Point | None = None
    for operator, *operands in path:
        if operator == "h":
            if start is not None:
                points.append(start)
            continue
        point = _last(operands)
        if point is None:
            continue
        if operator != "l":
            yield points
            points = []
        if operator == "m":
            start = point
        points.append(point)
    yield points


def _last(operands: Iterable[object]) -> Point | None:
    """The point where an operator of a path ends."""
    numbers = [one for one in operands if isinstance(one, (int, float))]
    return (float(numbers[-2]), float(numbers[-1])) if len(numbers) >= 2 else None  # noqa: PLR2004


def _is_white(colour: object) -> bool:
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [one for one in parts if isinstance(one, (int, float))]
    low, high = _WHITE.get(len(numbers), (1.0, 0.0))
    return all(low <= one <= high for one in numbers)
