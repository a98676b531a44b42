"""The events of a Word text → lines and tables, as they are printed (ECMA-376 part 1, 17.2–17.4).

Deleted text is left out, inserted text kept; text boxes stand behind the paragraph they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kpi_lod.documents.docx_numbers import Numbers
from kpi_lod.documents.docx_parts import Attributes, Styles, is_on, outline_level, plain
from kpi_lod.documents.docx_table import OpenTable
from kpi_lod.documents.flow import Line, Part, Slot
from kpi_lod.documents.spans import MAX_COLUMNS
from kpi_lod.foreign.limits import RefusedError

MAX_DEPTH = 1_000
MAX_TABLES = 32
"""Tables within tables."""

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = ("http://schemas.openxmlformats.org/markup-compatibility/2006", "Fallback")
_LEFT_OUT = frozenset(
    (
        *("del", "moveFrom", "rt", "sectPr", "tblGrid", "delText", "instrText", "rPrChange"),
        *("pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange"),
    )
)
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{4}")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that goes on; ``behind``: what stands in text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    behind: list[Part] = field(default_factory=list)
    style: str = ""
    level: int = 0
    number: str | None = None
    of: str = "0"


@dataclass(slots=True)
class _Run:
    """Characters of one look."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False


class Story:
    """Takes the events of the text, or of its notes.

    ``parts``: what stands there; ``notes``: by their ids; ``referred``: the ids in the order of the
    text; ``struck``: how many runs were left out because they are struck out.
    """

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.parts: list[Part] = []
        self.notes: dict[str, list[Part]] = {}
        self.referred: list[str] = []
        self.struck = 0
        self._styles, self._numbers = styles, numbers
        self._frames: list[list[Part]] = [self.parts]
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._tables: list[OpenTable] = []
        self._names: list[str] = []
        self._aside = 0
        self._note = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        space, _, known = name.rpartition(" ")
        self._names.append(known)
        if len(self._names) > MAX_DEPTH:
            raise RefusedError("too-deep", allowed=MAX_DEPTH)
        if self._aside or known in _LEFT_OUT or (space, known) == _FALLBACK:
            self._aside += 1
            if self._tables and self._names[-2:] == ["trPr", "del"]:
                self._tables[-1].deleted = True
        elif space in _SPACES and known in _STARTED:
            _STARTED[known](self, plain(attributes))

    def end(self, name: str) -> None:
        """An element ends."""
        self._names.pop()
        space, _, known = name.rpartition(" ")
        if self._aside:
            self._aside -= 1
        elif space in _SPACES and known in _ENDED:
            _ENDED[known](self)

    def text(self, text: str) -> None:
        """Characters."""
        if not self._aside and self._names[-2:] == ["r", "t"]:
            self._add(text)

    def _add(self, text: str) -> None:
        run = self._runs[-1] if self._runs else _Run()
        if run.hidden or not self._paragraphs:
            return
        if run.struck:
            self.struck += 1
            return
        pieces = self._paragraphs[-1].pieces
        if run.raised and text.isdecimal() and "".join(pieces[-1:])[-1:].isdecimal():
            text = f"※{text}"  # the number of a note, which must not become a digit
        pieces.append(text)

    def _sign(self, text: str) -> None:
        """A sign that has an element of its own; outside of a run it is a setting."""
        if self._names[-2:-1] == ["r"]:
            self._add(text)

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        number, of = self._styles.number(paragraph.style)
        if paragraph.number is not None:
            number, of = paragraph.number, paragraph.of
        before = self._numbers.before((number, of)) if number else ""
        if text := _tidy("".join(paragraph.pieces)):
            level = paragraph.level or self._styles.level(paragraph.style)
            self._frames[-1].append(Line(before + text, level))
        self._frames[-1] += paragraph.behind

    def _of_paragraph(self, name: str, value: str) -> None:
        if self._paragraphs and "pPr" in self._names[-3:]:
            _SETTINGS[name](self._paragraphs[-1], value)

    def _start_run(self, _: Attributes) -> None:
        self._runs.append(_Run())

    def _end_run(self) -> None:
        self._runs.pop()

    def _of_run(self, name: str, told: Attributes) -> None:
        if self._runs and self._names[-3:-1] == ["r", "rPr"]:
            setattr(self._runs[-1], name, is_on(told))

    def _start_frame(self, _: Attributes) -> None:
        self._frames.append([])

    def _end_box(self) -> None:
        parts = self._frames.pop()
        (self._paragraphs[-1].behind if self._paragraphs else self._frames[-1]).extend(parts)

    def _start_table(self, _: Attributes) -> None:
        self._tables.append(OpenTable())
        if len(self._tables) > MAX_TABLES:
            raise RefusedError("too-deep/tables", allowed=MAX_TABLES)

    def _end_table(self) -> None:
        self._frames[-1].append(self._tables.pop().grid)

    def _start_row(self, _: Attributes) -> None:
        if self._tables:
            self._tables[-1].start_row()

    def _end_row(self) -> None:
        if self._tables:
            self._tables[-1].end_row()

    def _start_cell(self, _: Attributes) -> None:
        self._frames.append([])
        if self._tables:
            self._tables[-1].slot, self._tables[-1].merge = Slot(), ""

    def _end_cell(self) -> None:
        parts = self._frames.pop()
        if self._tables and self._tables[-1].grid.groups[0]:
            self._tables[-1].slot.parts = parts
            self._tables[-1].end_cell()

    def _span(self, told: Attributes) -> None:
        if self._tables:
            self._tables[-1].slot.columns = self._columns(told) or 1

    def _before(self, told: Attributes) -> None:
        columns = self._columns(told)
        if columns and self._tables and self._tables[-1].grid.groups[0]:
            self._tables[-1].leave(columns)

    def _columns(self, told: Attributes) -> int:
        value = told.get("val", "")
        columns = int(value[:10]) if value.isascii() and value.isdecimal() else 0
        if columns > MAX_COLUMNS:
            row = len(self._tables[-1].grid.groups[0]) if self._tables else 0
            raise RefusedError("table-span", at=("", row, 1), allowed=MAX_COLUMNS)
        return columns

    def _merge(self, told: Attributes) -> None:
        if self._tables:
            self._tables[-1].merge = told.get("val", "continue")

    def _start_note(self, told: Attributes) -> None:
        self._note = told.get("id", "")
        self._frames.append([])

    def _end_note(self) -> None:
        self.notes[self._note] = self._frames.pop()

    def _refer(self, told: Attributes) -> None:
        self.referred.append(f"{self._names[-1][:1]}{told.get('id', '')}")
        self._sign(f"※{len(self.referred)}")

    def _symbol(self, told: Attributes) -> None:
        code = told.get("char", "")
        number = int(code, 16) if _HEXADECIMAL.fullmatch(code) else 0
        self._sign("" if 0xE000 <= number <= 0xF8FF or number < 0x20 else chr(number))  # noqa: PLR2004


def _setting(name: str) -> Callable[[Story, Attributes], None]:
    return lambda story, told: story._of_paragraph(name, told.get("val", ""))


def _look(name: str) -> Callable[[Story, Attributes], None]:
    return lambda story, told: story._of_run(name, told)


def _raised(story: Story, told: Attributes) -> None:
    if told.get("val") == "superscript":
        story._of_run("raised", {})


def _signed(sign: str) -> Callable[[Story, Attributes], None]:
    return lambda story, _: story._sign(sign)


def _style(paragraph: _Paragraph, value: str) -> None:
    paragraph.style = value


def _outline(paragraph: _Paragraph, value: str) -> None:
    paragraph.level = outline_level(value)


def _number(paragraph: _Paragraph, value: str) -> None:
    paragraph.number = value


def _of(paragraph: _Paragraph, value: str) -> None:
    paragraph.of = value


_SETTINGS: Mapping[str, Callable[[_Paragraph, str], None]] = {
    **{"pStyle": _style, "outlineLvl": _outline},
    **{"numId": _number, "ilvl": _of},
}
_STARTED: Mapping[str, Callable[[Story, Attributes], None]] = {
    "p": Story._start_paragraph,
    **{name: _setting(name) for name in _SETTINGS},
    "r": Story._start_run,
    **{"vanish": _look("hidden"), "strike": _look("struck"), "dstrike": _look("struck")},
    "vertAlign": _raised,
    **{"tab": _signed("\t"), "br": _signed("\n"), "cr": _signed("\n")},
    **{"noBreakHyphen": _signed("-"), "sym": Story._symbol},
    **dict.fromkeys(("footnoteReference", "endnoteReference"), Story._refer),
    **{"tbl": Story._start_table, "tr": Story._start_row, "tc": Story._start_cell},
    **{"gridSpan": Story._span, "gridBefore": Story._before, "vMerge": Story._merge},
    "txbxContent": Story._start_frame,
    **dict.fromkeys(("footnote", "endnote"), Story._start_note),
}
_ENDED: Mapping[str, Callable[[Story], None]] = {
    **{"p": Story._end_paragraph, "r": Story._end_run, "txbxContent": Story._end_box},
    **{"tbl": Story._end_table, "tr": Story._end_row, "tc": Story._end_cell},
    **dict.fromkeys(("footnote", "endnote"), Story._end_note),
}


def _tidy(text: str) -> str:
    """The lines that hold something, without spaces around."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
