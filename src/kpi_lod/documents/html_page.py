"""The events of a web page → lines and tables, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kpi_lod.documents.flow import Grid, Line, Part, Slot
from kpi_lod.foreign.limits import RefusedError

MAX_DEPTH = 1_000
MAX_TABLES = 32
"""Tables within tables."""

_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_BLANKS = re.compile(r" {2,}")
_UNSHOWN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)

_HIDDEN = frozenset(
    (
        *("script", "style", "nav", "template", "noscript", "object", "svg", "select", "datalist"),
        *("button", "textarea", "iframe", "del", "s", "strike", "rt", "rp", "audio", "video"),
    )
)
_BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header"),
        *("footer", "aside", "blockquote", "figure", "figcaption", "center", "form", "fieldset"),
        *("address", "hr", "caption", "details", "summary", "body", "pre", "legend", "menu"),
    )
)
_STRUCK = ("del", "s", "strike")
_GROUPS = ("thead", "tbody", "tfoot")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(slots=True)
class _Frame:
    """The page, or an open cell: what it holds, and the text of the line that goes on."""

    parts: list[Part] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A table that goes on; ``frames``: how many were open when it began."""

    grid: Grid
    frames: int
    slot: Slot | None = None


class Page:
    """Takes the events; those of tags come in pairs, whatever the page leaves open.

    ``title``: what the page calls itself; ``struck``: how many parts are struck out.
    Raises RefusedError ``too-deep``.
    """

    def __init__(self) -> None:
        self.title = ""
        self.struck = 0
        self._frames = [_Frame()]
        self._tables: list[_Open] = []
        self._open: list[str] = []
        self._hidden = 0
        self._level = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self._open.append(tag)
        if len(self._open) > MAX_DEPTH:
            raise RefusedError("too-deep", allowed=MAX_DEPTH)
        if self._hidden or _is_hidden(tag, attributes):
            self._hidden += 1
            self.struck += tag in _STRUCK
        elif tag in _HEADINGS:
            self._flush()
            self._level = _HEADINGS[tag]
        elif tag in _BLOCKS:
            self._flush()
        elif tag in _STARTED:
            _STARTED[tag](self, attributes)

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._open.pop()
        if self._hidden:
            self._hidden -= 1
        elif tag in _HEADINGS:
            self._flush()
            self._level = 0
        elif tag in _BLOCKS:
            self._flush()
        elif tag in _ENDED:
            _ENDED[tag](self)

    def data(self, text: str) -> None:
        """Characters."""
        if self._hidden:
            return
        if "title" in self._open[-1:]:
            self.title += text
            return
        pieces = self._frames[-1].pieces
        if "sup" in self._open[-1:] and _is_note(pieces, text):
            text = f"※{text.strip()}"
        pieces.append(text if "pre" in self._open else _SPACES.sub(" ", text))

    def close(self) -> list[Part]:
        """The page ends; all of it."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._frames[0].parts

    def _flush(self) -> None:
        """What was collected is a line."""
        frame = self._frames[-1]
        text = _tidy("".join(frame.pieces))
        frame.pieces.clear()
        if text:
            frame.parts.append(Line(text, self._level))

    def _start_break(self, _: Mapping[str, str]) -> None:
        self._frames[-1].pieces.append("\n")

    def _start_table(self, _: Mapping[str, str]) -> None:
        self._flush()
        self._tables.append(_Open(Grid(), len(self._frames)))
        if len(self._tables) > MAX_TABLES:
            raise RefusedError("too-deep/tables", allowed=MAX_TABLES)

    def _start_group(self, _: Mapping[str, str]) -> None:
        if self._tables:
            self._end_cell()
            self._tables[-1].grid.groups.append([])

    def _start_row(self, _: Mapping[str, str]) -> None:
        if self._tables:
            self._end_cell()
            self._tables[-1].grid.groups[-1].append([])

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._flush()
        if not self._tables:
            return
        self._end_cell()
        table = self._tables[-1]
        rows = table.grid.groups[-1]
        if not rows:
            rows.append([])
        span = _whole(attributes.get("colspan"), 1) or 1
        table.slot = Slot(rows=_whole(attributes.get("rowspan"), 1), columns=span)
        rows[-1].append(table.slot)
        self._frames.append(_Frame())

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and table.slot is not None and len(self._frames) > table.frames:
            self._flush()
            table.slot.parts += self._frames.pop().parts

    def _end_table(self) -> None:
        if self._tables:
            self._end_cell()
            self._flush()
            self._frames[-1].parts.append(self._tables.pop().grid)


_STARTED: Mapping[str, Callable[[Page, Mapping[str, str]], None]] = {
    "br": Page._start_break,
    "table": Page._start_table,
    **dict.fromkeys(_GROUPS, Page._start_group),
    "tr": Page._start_row,
    **dict.fromkeys(("td", "th"), Page._start_cell),
}
_ENDED: Mapping[str, Callable[[Page], None]] = {
    **dict.fromkeys(("td", "th"), Page._end_cell),
    "table": Page._end_table,
}


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    return (
        tag in _HIDDEN
        or "hidden" in attributes
        or _UNSHOWN.search(attributes.get("style", "")[:1_000]) is not None
    )


def _is_note(pieces: list[str], text: str) -> bool:
    """Whether it is the number of a footnote, which must not become a digit of the one before."""
    return text.strip().isdecimal() and "".join(pieces[-1:])[-1:].isdecimal()


def _tidy(text: str) -> str:
    """The lines that hold something, without spaces around and several within."""
    lines = (_BLANKS.sub(" ", line.replace("\xa0", " ")).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _whole(text: str | None, otherwise: int) -> int:
    """The number at the start of an attribute, as HTML reads one; a large one is cut."""
    match = re.match(r"\s{0,9}\+?([0-9]{1,400})", text or "", re.ASCII)
    return int(match[1][:9]) if match else otherwise
