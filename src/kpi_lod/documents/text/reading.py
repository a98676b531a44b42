"""The bytes of a text → its Document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import PurePath

from kpi_lod.documents.document import Block, Document, Paragraph, Section
from kpi_lod.documents.text.aligned import aligned_end, aligned_rows, is_aligned
from kpi_lod.documents.text.commas import comma_end, comma_rows
from kpi_lod.documents.text.decoding import characters
from kpi_lod.documents.text.grids import Row, table
from kpi_lod.documents.text.headings import heading
from kpi_lod.documents.text.lines import Line, lines
from kpi_lod.documents.text.piped import is_piped, piped_end, piped_rows, unmarked
from kpi_lod.documents.text.tabbed import is_tabbed, tabbed_end, tabbed_tables
from kpi_lod.documents.text.tags import untagged
from kpi_lod.errors import DataError, Place, finding
from kpi_lod.foreign.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

_FEW = 2


def read_text(content: bytes, file: str) -> Document:
    """The document that a text is; several forms of tables may stand in one.

    Raises DataError: ``empty``, ``encoding``, ``text-control``, ``file-too-large``,
    ``too-many-rows``, ``sheet-too-large``.
    """
    text, remarks = characters(content, file)
    blocks = tuple(_blocks(lines(text), file))
    if not blocks:
        raise DataError([finding("empty/document", Place(file))])
    name = PurePath(file).name
    return Document(name, "text", sha256(content).hexdigest(), (Section(blocks),), remarks=remarks)


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
    _Form(is_tabbed, tabbed_end, tabbed_tables),
    _Form(is_piped, piped_end, _piped_tables),
    _Form(_has_commas, comma_end, lambda run: [comma_rows(run)]),
    _Form(is_aligned, aligned_end, lambda run: [aligned_rows(run)], exact=False),
)


def _blocks(found: Sequence[Line], file: str) -> Iterator[Block]:
    numbers, cells, at = count(1), 0, 0
    seen = dict.fromkeys(range(len(_FORMS)), 0)
    while at < len(found):
        end, tables, exact = _taken(found, at, seen)
        for rows in tables:
            made = table(rows, next(numbers), exact=exact)
            cells += len(made.cells)
            _refuse_too_large(rows, cells, file)
            yield made
        if not tables:
            yield from _paragraphs(found[at])
        at = end


def _taken(
    found: Sequence[Line], at: int, seen: dict[int, int]
) -> tuple[int, list[list[Row]], bool]:
    """Behind what begins at a line, and the tables that it is; none where it is words.

    ``seen``: up to where the lines are known to be no table of a form; each is looked at once.
    """
    for number, form in enumerate(_FORMS):
        if at < seen[number] or not form.begins(found[at]):
            continue
        end = form.end(found, at)
        tables = form.tables(found[at:end]) if end > at else []
        if any(_is_table(rows) for rows in tables):
            return end, tables, form.exact
        seen[number] = end
    return at + 1, [], True


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether any row has two cells: else tabs and strokes only indent."""
    return any(row.filled >= _FEW for row in rows)


def _paragraphs(line: Line) -> Iterator[Paragraph]:
    text, level = heading(unmarked(untagged(line.text)))
    if text:
        yield Paragraph(text, f"line {line.number}", level)


def _refuse_too_large(rows: Sequence[Row], cells: int, file: str) -> None:
    wide = next((row for row in rows if len(row.cells) > MAX_COLUMNS), None)
    if wide:
        place = Place(file, wide.line, MAX_COLUMNS + 1)
        raise DataError([finding("sheet-too-large/columns", place, allowed=MAX_COLUMNS)])
    if len(rows) > MAX_ROWS:
        place = Place(file, rows[MAX_ROWS].line, 1)
        raise DataError([finding("too-many-rows", place, allowed=MAX_ROWS)])
    if cells > MAX_CELLS:
        raise DataError([finding("sheet-too-large/cells", Place(file), allowed=MAX_CELLS)])
