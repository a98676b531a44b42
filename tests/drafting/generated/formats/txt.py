"""A paper as text, in one of the ways in which texts are taken out of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from tests.drafting.generated.formats.aligned import aligned
from tests.drafting.generated.paper import Break, Grid, Line, Paper

Rows = Sequence[Sequence[str]]


def write(paper: Paper, file: Path, random: Random) -> None:
    """The text, in a way drawn from those in which a person could read it."""
    way = way_of(paper, random)
    file.write_text("\n".join(_lines(paper, WAYS[way], way)) + "\n", "utf-8")


def way_of(paper: Paper, random: Random) -> str:
    """The way that is drawn."""
    return random.choice(ways(paper))


def ways(paper: Paper) -> Sequence[str]:
    """The ways that keep each value's place: where cells are empty, columns must stay."""
    gaps = any(grid.has_gaps for grid in paper.grids)
    merged = any(grid.is_merged_across for grid in paper.grids)
    torn = [] if gaps or merged else ["torn", "cells"]
    return ["tab", "tab", "quoted", "pipe", "markdown", "aligned", *torn]


def _lines(paper: Paper, table: Callable[[Grid], Iterator[str]], way: str) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Line):
            yield (
                "#" * block.level + " " if block.level and way == "markdown" else ""
            ) + block.text
            yield ""
        elif isinstance(block, Break):
            yield "\f" if way == "aligned" else ""
        else:
            yield from table(block)
            yield ""


def _rows(grid: Grid, newline: str) -> Rows:
    """The texts of the grid; what is merged stands where it begins."""
    placed, width = grid.placed(), grid.width
    return [
        [
            placed[row, column].text.replace("\n", newline) if (row, column) in placed else ""
            for column in range(width)
        ]
        for row in range(len(grid.rows))
    ]


def _tab(grid: Grid) -> Iterator[str]:
    return ("\t".join(row) for row in _rows(grid, " "))


def _quoted(grid: Grid) -> Iterator[str]:
    for row in _rows(grid, "\n"):
        yield "\t".join(f'"{text}"' if "\n" in text else text for text in row)


def _pipe(grid: Grid) -> Iterator[str]:
    return (" | ".join(row) for row in _rows(grid, " "))


def _markdown(grid: Grid) -> Iterator[str]:
    for at, row in enumerate(_rows(grid, "<br>")):
        yield "| " + " | ".join(row) + " |"
        if not at:
            yield "|" + " --- |" * len(row)


def _torn(grid: Grid) -> Iterator[str]:
    return (" ".join(text for text in row if text) for row in _rows(grid, " "))


def _cells(grid: Grid) -> Iterator[str]:
    return (text for row in _rows(grid, " ") for text in row if text)


WAYS: Mapping[str, Callable[[Grid], Iterator[str]]] = {
    "tab": _tab,
    "quoted": _quoted,
    "pipe": _pipe,
    "markdown": _markdown,
    "aligned": aligned,
    "torn": _torn,
    "cells": _cells,
}
