"""Documents drawn as text: ``a | b`` is a row, ``<`` widens the cell at its left, ``^`` the above.

A line without bars is a paragraph, an empty one ends a table. ``/`` in a cell breaks its line.
"""

from __future__ import annotations

from kpi_lod.documents.document import Block, Cell, Document, Paragraph, Section, Table
from kpi_lod.documents.text.reading import read_text
from kpi_lod.layouts.found import Figure, Found
from kpi_lod.layouts.reading import found
from kpi_lod.records import Period


def drawn(text: str, *, exact: bool = True, file: str = "a.txt") -> Document:
    blocks: list[Block] = []
    lines: list[list[str]] = []
    count = 0
    for number, line in enumerate([*text.strip("\n").split("\n"), ""], 1):
        if "|" in line:
            lines.append([part.strip() for part in line.split("|")])
            continue
        if lines:
            count += 1
            blocks.append(Table(tuple(_cells(lines, count)), exact))
            lines = []
        if line.strip():
            blocks.append(Paragraph(line.strip(), f"line {number}"))
    return Document(file, "txt", "0" * 64, (Section(tuple(blocks)),))


def _cells(lines: list[list[str]], table: int) -> list[Cell]:
    cells = []
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            if text in ("<", "^"):
                continue
            columns = _run(line[column:], "<")
            below = [other[column - 1] if column <= len(other) else "" for other in lines[row:]]
            at = f"table {table} row {row} column {column}"
            rows = _run(below, "^")
            cells.append(Cell(row, column, text.replace("//", "\n"), at, rows + 1, columns + 1))
    return cells


def _run(texts: list[str], mark: str) -> int:
    return next((n for n, text in enumerate(texts) if text != mark), len(texts))


def year(period: Period | None) -> str:
    return "" if period is None else period.key


def told(made: Found) -> dict[str, dict[str, str]]:
    """project → KPI → its figures, in short: ``target 2023 100 | actual 2023 90``.

    A project that no heading names is "" here.
    """
    unnamed = [dict(doubt.fields)["name"] for doubt in made.doubts if doubt.key == "draft-project"]
    return {
        "" if project.name in unnamed else project.name: {
            f"{kpi.name} [{kpi.unit}]": " | ".join(map(_short, kpi.figures)) for kpi in project.kpis
        }
        for project in made.projects
    }


def _short(figure: Figure) -> str:
    return " ".join(filter(None, (figure.kind, year(figure.period), figure.value)))


def read(text: str, *, exact: bool = True) -> dict[str, dict[str, str]]:
    return told(found(drawn(text, exact=exact)))


def doubts(text: str, *, exact: bool = True) -> list[str]:
    return [
        d.key
        for d in found(drawn(text, exact=exact)).doubts
        if d.key.startswith(("draft-left-out", "draft-two-ways"))
    ]


def printed(text: str) -> Found:
    """What is found in a text file of these lines."""
    return found(read_text(text.strip("\n").encode(), "a.txt"))
