"""The documents of the corpus in other formats, with the same words and so the same answers.

In: a text whose tables have tabs or bars. Out: a web page, a workbook, a CSV file, a Word document.
What was torn in the text is whole there, which is the easier case, read by other readers.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.section import Section
from docx.shared import Length, Mm, Pt
from openpyxl import Workbook

Row = Sequence[str]
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_NARROWEST, _WIDEST = 7, 16
_BREAK = re.compile(r"<br\s*/?>")


def has_tables(text: str) -> bool:
    """Whether the text has tables of tabs or bars; one with tags is a web page already."""
    return "<table" not in text and any("\t" in line or "|" in line for line in text.splitlines())


def rows(text: str) -> list[Row]:
    """The lines of the text, cells apart; a line outside tables is one cell."""
    if "\t" in text:
        made = list(csv.reader(io.StringIO(text), delimiter="\t"))
    else:
        made = [_cells(line) for line in text.splitlines() if not _RULE.fullmatch(line)]
    return [[_BREAK.sub("\n", cell).strip() for cell in row] for row in made]


def heading(line: str) -> tuple[int, str]:
    """The level of a heading of markdown, 0 for none, and its text."""
    text = line.lstrip("#")
    level = len(line) - len(text)
    return (level, text.strip()) if level and text.startswith(" ") else (0, line)


def _cells(line: str) -> list[str]:
    bare = line.strip()
    if "|" not in bare:
        return [bare]
    return bare.removeprefix("|").removesuffix("|").split("|")


def _blocks(made: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows: whether it is a table, and its rows."""
    for is_table, run in groupby(made, key=lambda row: len(row) > 1):
        yield is_table, list(run)


def _html(made: Sequence[Row], file: Path) -> None:
    parts = ["<!DOCTYPE html><html lang='ja'><head><meta charset='utf-8'></head><body>"]
    for is_table, run in _blocks(made):
        parts.append(_html_table(run) if is_table else "".join(map(_html_line, run)))
    file.write_text("\n".join([*parts, "</body></html>"]), "utf-8")


def _html_line(row: Row) -> str:
    if not row or not row[0]:
        return ""
    level, text = heading(row[0])
    tag = f"h{level}" if level else "p"
    return f"<{tag}>{html.escape(text)}</{tag}>"


def _html_table(run: Sequence[Row]) -> str:
    width = max(map(len, run))
    lines = (_html_alone(row, width) if _is_alone(row) else _html_row(row) for row in run)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _html_row(row: Row) -> str:
    return "".join(f"<td>{_html_text(cell)}</td>" for cell in row)


def _html_alone(row: Row, width: int) -> str:
    return f'<td colspan="{width}">{_html_text(row[0])}</td>'


def _is_alone(row: Row) -> bool:
    """Whether a row is a title or a remark over all columns."""
    return bool(row[0]) and not any(row[1:])


def _html_text(cell: str) -> str:
    return html.escape(cell).replace("\n", "<br>")


def _csv(made: Sequence[Row], file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(made)


def _xlsx(made: Sequence[Row], file: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for at, row in enumerate(made, start=1):
        for column, cell in enumerate(row, start=1):
            if cell:
                sheet.cell(at, column, cell).data_type = "s"
    book.save(file)


def _docx(made: Sequence[Row], file: Path) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(8)
    _widen(document.sections[0], max((len(row) for row in made), default=0))
    for is_table, run in _blocks(made):
        if not is_table:
            for row in run:
                level, told = heading(row[0] if row else "")
                document.add_paragraph(told, style=f"Heading {level}" if level else None)
            continue
        width = max(map(len, run))
        table = document.add_table(len(run), width, style="Table Grid")
        room = _room(run, width, document.sections[0])
        table.autofit = False
        for column, share in zip(table.columns, room, strict=True):
            column.width = share
        for row, line in zip(run, table.rows, strict=True):
            if _is_alone(row):
                line.cells[0].merge(line.cells[-1]).text = row[0]
                continue
            for cell, place in zip(row, line.cells, strict=False):
                place.text = cell
    document.save(str(file))


def _room(run: Sequence[Row], width: int, page: Section) -> list[Length]:
    """How wide the columns are: by their longest line, so that numbers are hardly ever torn."""
    told = [row for row in run if not _is_alone(row)] or run
    lines = [[_longest(row, column) for row in told] for column in range(width)]
    weights = [min(max(*lengths, _NARROWEST), _WIDEST) for lengths in lines]
    margins = (page.left_margin or 0) + (page.right_margin or 0)
    room = (page.page_width or 0) - margins
    return [Length(room * weight // sum(weights)) for weight in weights]


def _longest(row: Row, column: int) -> int:
    return max(map(len, row[column].split("\n"))) if column < len(row) else 0


def _widen(page: Section, columns: int) -> None:
    """Paper on which a wide table has room: A4, or A3 on its side."""
    page.page_width, page.page_height = (Mm(420), Mm(297)) if columns > 8 else (Mm(210), Mm(297))


FORMATS: Mapping[str, Callable[[Sequence[Row], Path], None]] = {
    "html": _html,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
}


def render(document: Path, suffix: str, folder: Path) -> Path | None:
    """The document in another format, its answer beside it; None if it has no tables."""
    text = document.read_text("utf-8")
    if not has_tables(text):
        return None
    file = folder / f"{document.stem}.{suffix}"
    FORMATS[suffix](rows(text), file)
    file.with_suffix(".json").write_bytes(document.with_suffix(".json").read_bytes())
    return file
