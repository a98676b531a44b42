"""The document as a page shows it: its cells and paragraphs, with what was drafted of each.

In: a Document and the entries of its draft. Out: pieces of text, of which some lead to an entry and
some are figures that ended nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.documents.document import Document, Paragraph, Section, Table
from kpi_lod.drafting.review.entries import Entry
from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell
from kpi_lod.submissions.units import unit

_LONGEST_FIGURE = 30
_LONG = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; ``leads_to``: the anchor of the entry that was drafted of it."""

    text: str
    leads_to: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell or paragraph. ``left``: a figure that is nowhere in the draft."""

    anchor: str
    at: str
    pieces: Sequence[Piece]
    used: bool
    left: bool
    rows: int = 1
    columns: int = 1
    level: int = 0

    @property
    def long(self) -> bool:
        """Whether it needs a wide column."""
        return sum(len(one.text) for one in self.pieces) > _LONG


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A table as rows of cells, or a paragraph as one cell in one row."""

    table: bool
    rows: Sequence[Sequence[ShownCell]]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A sheet, or all of a text."""

    name: str
    blocks: Sequence[ShownBlock]


@dataclass(frozen=True, slots=True)
class Source:
    """The document; ``anchors``: place → anchor of its cell on the page."""

    sections: Sequence[ShownSection]
    anchors: Mapping[str, str]
    left: int


def source(document: Document, entries: Iterable[Entry]) -> Source:
    """The document with links to the entries."""
    drafted: dict[str, list[Entry]] = {}
    for one in entries:
        drafted.setdefault(one.at, []).append(one)
    page = _Page(drafted)
    sections = [page.section(one) for one in document.sections]
    return Source(sections, page.anchors, page.left)


class _Page:
    """Counts the cells while they are shown."""

    def __init__(self, drafted: Mapping[str, Sequence[Entry]]) -> None:
        self.anchors: dict[str, str] = {}
        self.left = 0
        self._drafted = drafted
        self._number = 0

    def section(self, section: Section) -> ShownSection:
        return ShownSection(section.name, [self._block(one) for one in section.blocks])

    def _block(self, block: Table | Paragraph) -> ShownBlock:
        if isinstance(block, Paragraph):
            return ShownBlock(False, [[self._cell(block, level=block.level)]])
        return ShownBlock(True, list(self._rows(block)))

    def _rows(self, table: Table) -> Iterator[list[ShownCell]]:
        """The rows; a cell that a reader left out is an empty one."""
        grid = table.grid()
        for row in range(1, table.height + 1):
            shown: list[ShownCell] = []
            for column in range(1, table.width + 1):
                one = grid.get((row, column))
                if one is None:
                    shown.append(ShownCell("", "", (), used=False, left=False))
                elif (one.row, one.column) == (row, column):
                    shown.append(self._cell(one, rows=one.rows, columns=one.columns))
            yield shown

    def _cell(self, one: object, **more: int) -> ShownCell:
        at, text = str(getattr(one, "at", "")), str(getattr(one, "text", ""))
        self._number += 1
        anchor = f"s{self._number}"
        self.anchors.setdefault(at, anchor)
        entries = self._drafted.get(at, ())
        left = not entries and _is_figure(text)
        self.left += left
        pieces = list(_pieces(text, entries))
        return ShownCell(anchor, at, pieces, used=bool(entries), left=left, **more)


def _pieces(text: str, entries: Sequence[Entry]) -> Iterator[Piece]:
    """The text with each entry's print as a link; what is not found in it is a link behind."""
    spans = _spans(text.replace("\n", " "), entries)
    done = 0
    for (start, end), one in sorted(spans.items(), key=lambda pair: pair[0]):
        yield Piece(text[done:start])
        yield Piece(text[start:end], one.anchor, one.label)
        done = end
    yield Piece(text[done:])
    found = {one.anchor for one in spans.values()}
    for one in entries:
        if one.anchor not in found:
            yield Piece(f" [{one.label}]", one.anchor, one.label)


def _spans(text: str, entries: Sequence[Entry]) -> dict[tuple[int, int], Entry]:
    """Where each entry's print stands: the first place that no other one has taken.

    Long prints first, since 5 may stand in 15.
    """
    spans: dict[tuple[int, int], Entry] = {}
    for one in sorted(entries, key=lambda one: -len(one.as_written)):
        start = text.find(one.as_written) if one.as_written else -1
        while start >= 0 and _is_taken(spans, start, start + len(one.as_written)):
            start = text.find(one.as_written, start + 1)
        if start >= 0:
            spans[start, start + len(one.as_written)] = one
    return spans


def _is_taken(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def _is_figure(text: str) -> bool:
    """Whether the text is a number, maybe with a unit."""
    if not text or len(text) > _LONGEST_FIGURE:
        return False
    try:
        read = cell(text)
    except UnreadableError:
        return False
    return read.number is not None and (not read.unit_text or unit(read.unit_text) is not None)
