"""Cells as cities print them: the figures read from each, and the texts that hold none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.layouts.printed import printed
from tests.layouts.told import examples, told

CELLS = examples("cells.tsv")
PIECES = [
    *"(（【】)）①・：※－～→％、。うの…/.,約年△[〈*",
    "目標",
    "実績値",
    "1,000",
    "人",
    "R5",
    "\n",
    " ",
]
PIECES += [
    "集計中",
    "10",
    "達成率",
    "令和",
    "千",
    "来場者数",
    "前年比",
    "KPI",
    "アウトカム",
    "()",
    "1~",
]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[cell for cell, _ in CELLS])
def test_a_cell_is_read_as_it_is_printed(cell: str, expected: str) -> None:
    assert " | ".join(told(printed(cell))) == expected


def test_a_blank_cell_and_a_story_hold_no_figure() -> None:
    assert printed("") == printed(" \u3000\n") == printed("100人。" * 200) == ()


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_read_and_every_figure_stands_where_it_says(text: str) -> None:
    for one in printed(text):
        assert text[one.start : one.end].strip() == one.as_written
        assert one.value


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    printed(piece * (400 // len(piece)))
    assert time.process_time() - begun < 10
