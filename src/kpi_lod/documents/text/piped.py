"""Lines whose cells are parted by strokes → rows: Markdown, terminal tables, box drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_lod.documents.text.grids import Row
from kpi_lod.documents.text.lines import Line

_STROKES = str.maketrans("│┃║｜￨", "|||||")
_BORDER = re.compile(r"[-+=|:‐―─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛┠┨┯┷┿╂╔╦╗╠╬╣╚╩╝\s]{3,}")
_CORNERS = re.compile(r"[+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛┠┨┯┷┿╂╔╦╗╠╬╣╚╩╝]")
_STROKE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([|*~#_\-.()\[\]<>+!`])")
_EMPHASIS = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_MANY_BORDERS = 4
_FEW = 2
_USUAL_SHARE = 0.75


def is_piped(line: Line) -> bool:
    """Whether strokes part it, or it is the border of a table drawn with characters."""
    bare = _bare(line)
    return "|" in bare or (len(bare) > 1 and _is_border(bare))


def piped_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last of the lines with strokes from ``start`` on."""
    at = start
    while at < len(lines) and (is_piped(lines[at]) or _is_gap(lines, at)):
        at += 1
    return at


def piped_rows(lines: Sequence[Line]) -> list[Row] | None:
    """The rows of a table drawn with strokes; None where the strokes part no columns."""
    kept = [line for line in lines if not line.is_blank]
    groups = [group for group in _grouped(kept) if group]
    edged = _are_edged(kept)
    rows = [
        Row(number, group[0].number, _cells(group, edged=edged))
        for number, group in enumerate(groups, 1)
    ]
    return rows if rows and _is_table(kept, rows) else None


def unmarked(text: str) -> str:
    r"""The text without the marks of Markdown: emphasis, and strokes before signs.

    >>> unmarked(r"**目標値** 10\~20")
    '目標値 10~20'
    """
    if "**" in text:
        text = _EMPHASIS.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _bare(line: Line) -> str:
    return line.text.translate(_STROKES).strip()


def _is_border(bare: str) -> bool:
    """A line of Markdown below the headings, or one drawn with corners."""
    return bool(_BORDER.fullmatch(bare)) and ("-" in bare or bool(_CORNERS.search(bare)))


def _is_gap(lines: Sequence[Line], at: int) -> bool:
    """A blank line between rows that all stand alone, or where a page begins within a table."""
    if at + 1 >= len(lines) or at == 0 or not lines[at].is_blank:
        return False
    before, after = _bare(lines[at - 1]), _bare(lines[at + 1])
    below = _bare(lines[at + 2]) if at + 2 < len(lines) else ""
    edged = before.startswith("|") and after.startswith("|")
    alone = at == 1 or not is_piped(lines[at - 2])
    return (
        edged
        and (alone or lines[at].page)
        and before.count("|") == after.count("|")
        and not _is_border(below)
    )


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each row: what stands between borders if all rows have them, else each line."""
    borders = [bool(_is_border(_bare(line))) for line in lines]
    if sum(borders) < _MANY_BORDERS:
        return [[line] for line, border in zip(lines, borders, strict=True) if not border]
    groups: list[list[Line]] = [[]]
    for line, border in zip(lines, borders, strict=True):
        if border:
            groups.append([])
        else:
            groups[-1].append(line)
    return groups


def _are_edged(lines: Sequence[Line]) -> bool:
    """Whether a stroke at the edge is the table's frame: else an empty cell stands before it.

    Where only some lines begin with one, it is no frame if they have as many strokes as others.
    """
    bare = [_bare(line) for line in lines if not _is_border(_bare(line))]
    framed = [line.startswith("|") for line in bare]
    if all(framed) or sum(framed) * _FEW < len(framed):
        return all(framed)
    counts = {
        edge: {_strokes(line) for line, own in zip(bare, framed, strict=True) if own is edge}
        for edge in (True, False)
    }
    return not counts[True] & counts[False]


def _strokes(bare: str) -> int:
    return len(_STROKE.findall(bare))


def _cells(group: Sequence[Line], *, edged: bool) -> tuple[str, ...]:
    parted = [_parts(_bare(line), edged=edged) for line in group]
    width = max(map(len, parted))
    columns = ([row[column] for row in parted if column < len(row)] for column in range(width))
    return tuple(unmarked("\n".join(filter(None, map(str.strip, cells)))) for cells in columns)


def _parts(bare: str, *, edged: bool) -> list[str]:
    parts = _STROKE.split(bare)
    if not edged:
        return parts
    first = 1 if bare.startswith("|") else 0
    last = len(parts) - 1 if bare.endswith("|") and len(parts) > 1 else len(parts)
    return parts[first:last]


def _is_table(lines: Sequence[Line], rows: Sequence[Row]) -> bool:
    """Edges or a border make a table of one row, else two rows with as many cells do: all rows, or
    nearly all of many, which have lost their last cells.
    """
    if any(_is_border(_bare(line)) for line in lines):
        return True
    if all(_bare(line).startswith("|") for line in lines):
        return len(rows[0].cells) > 1 or len(rows) > 1
    counts = [len(row.cells) for row in rows]
    usual = max(sorted(set(counts)), key=counts.count)
    whole = counts.count(usual)
    return whole >= _FEW and usual >= _FEW and whole >= _USUAL_SHARE * len(counts)
