"""The bytes of a text → its Document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import PurePath

from kpi_lod.documents.document import Block, Document, Paragraph, Section, Table
from kpi_lod.documents.text.aligned import aligned_end, aligned_rows, is_aligned
from kpi_lod.documents.text.columned import columned, may_begin
from kpi_lod.documents.text.commas import comma_end, comma_rows
from kpi_lod.documents.text.decoding import characters
from kpi_lod.documents.text.grids import Row, table
from kpi_lod.documents.text.headings import heading
from kpi_lod.documents.text.lines import Line, lines
from kpi_lod.documents.text.pages import LONGEST, numbered, opens_table, shown, table_end
from kpi_lod.documents.text.piped import is_piped, piped_end, piped_rows, unmarked
from kpi_lod.documents.text.tabbed import is_tabbed, tabbed_end, tabbed_tables
from kpi_lod.documents.text.tags import untagged
from kpi_lod.errors import DataError, Finding, Place, Severity, finding, worded_finding
from kpi_lod.foreign.limits import MAX_CELLS, RefusedError

_FEW = 2
_HEADING = re.compile(r"\s{0,20}<h([1-6])(?=[\s>])", re.IGNORECASE)


def read_text(content: bytes, file: str) -> Document:
    """The document that a text is; several forms of tables may stand in one.

    Raises DataError: ``empty``, ``encoding``, ``text-control``, ``file-too-large``,
    ``too-many-rows``, ``sheet-too-large``; for tables of HTML ``too-deep``, ``table-span``.
    """
    text, remarks = characters(content, file)
    try:
        unread: list[Line] = []
        read = tuple(_blocks(lines(text), unread))
    except RefusedError as refused:
        raise DataError([_refusal(refused, file)]) from None
    if not (read or unread):
        raise DataError([finding("empty/document", Place(file))])
    name = PurePath(file).name
    remarks = (*remarks, *(_remark(line, file) for line in unread))
    return Document(name, "text", sha256(content).hexdigest(), (Section(read),), remarks=remarks)


def _remark(line: Line, file: str) -> Finding:
    place = Place(file, line.number)
    found = " ".join(line.text.split())
    return finding("text-columns", place, severity=Severity.WARNING, found=found)


def _refusal(refused: RefusedError, file: str) -> Finding:
    _, line, column = refused.at
    place = Place(file, line, column)
    return worded_finding(refused.key, place, Severity.VIOLATION, refused.fields)


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to print tables: where it begins, where it ends, the rows of its tables."""

    begins: Callable[[Line], bool]
    end: Callable[[Sequence[Line], int], int]
    tables: Callable[[Sequence[Line]], list[list[Row]]]
    exact: bool = True


def _piped_tables(run: Sequence[Line]) -> list[list[Row]]:
    rows = piped_rows(run)
    return [rows] if rows else []


def _has_commas(line: Line) -> bool:
    return "," in line.text


_FORMS = (
    # What was taken out of a PDF may have lost an empty cell, and the row is as long as the others.
    _Form(is_tabbed, tabbed_end, tabbed_tables, exact=False),
    _Form(is_piped, piped_end, _piped_tables),
    _Form(_has_commas, comma_end, lambda run: [comma_rows(run)]),
    _Form(is_aligned, aligned_end, lambda run: [aligned_rows(run)], exact=False),
)


def _blocks(found: Sequence[Line], unread: list[Line]) -> Iterator[Block]:
    """The blocks; ``unread``: headings of tables of which it cannot be told what stands below."""
    numbers, cells, at = count(1), 0, 0
    seen = dict.fromkeys(range(-1, len(_FORMS)), 0)
    while at < len(found):
        if may_begin(found[at]) and (table_found := columned(found, at)):
            end, one_table = table_found
            made: list[Block] = [one_table] if one_table else []
            unread += [] if one_table else found[at : at + 1]
        else:
            end, made = _taken(found, at, seen)
        for one in made:
            block = one
            if isinstance(one, Table):
                block = numbered(one, next(numbers))
                cells += len(one.cells)
                if cells > MAX_CELLS:
                    raise RefusedError("sheet-too-large/cells", allowed=MAX_CELLS)
            yield block
        at = end


def _taken(found: Sequence[Line], at: int, seen: dict[int, int]) -> tuple[int, list[Block]]:
    """Behind what begins at a line, and the blocks that it is.

    ``seen``: up to where the lines are known to be no table of a form; each is looked at once.
    """
    if at >= seen[-1] and opens_table(found[at]):
        end = table_end(found, at)
        if end > at:
            return end, shown(found[at:end])
        seen[-1] = at + LONGEST
    for number, form in enumerate(_FORMS):
        if at < seen[number] or not form.begins(found[at]):
            continue
        end = form.end(found, at)
        tables = form.tables(found[at:end]) if end > at else []
        if any(_is_table(rows) for rows in tables):
            return end, [table(rows, 1, exact=form.exact) for rows in tables]
        seen[number] = end
    return at + 1, list(_paragraphs(found[at]))


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether any row has two cells: else tabs and strokes only indent."""
    return any(row.filled >= _FEW for row in rows)


def _paragraphs(line: Line) -> Iterator[Paragraph]:
    text, level = heading(unmarked(untagged(line.text)))
    tagged = _HEADING.match(line.text)
    if text:
        yield Paragraph(text, f"line {line.number}", int(tagged[1]) if tagged else level)
