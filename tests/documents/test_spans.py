"""Cells find their place as in HTML, and a grid has a limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.documents.document import Table
from kpi_lod.documents.spans import Spanned, placed
from kpi_lod.foreign.limits import RefusedError

LISTS = st.lists(
    st.lists(
        st.lists(
            st.builds(Spanned, st.just("x"), st.integers(0, 4), st.integers(0, 4)), max_size=4
        ),
        max_size=4,
    ),
    max_size=3,
)


def laid(*groups: list[list[Spanned]]) -> list[tuple[str, int, int, int, int]]:
    cells = placed(groups, lambda row, column: f"{row},{column}")
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in cells]


def test_a_cell_stands_beside_one_that_reaches_down() -> None:
    rows = [[Spanned("a", rows=2), Spanned("b")], [Spanned("c")]]
    assert laid(rows) == [("a", 1, 1, 2, 1), ("b", 1, 2, 1, 1), ("c", 2, 2, 1, 1)]


def test_no_cell_reaches_below_its_group() -> None:
    head = [[Spanned("a", rows=9), Spanned("b", rows=0)]]
    body = [[Spanned("c", rows=0), Spanned("d")], [Spanned("e")]]
    assert laid(head, body) == [
        *(("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1)),
        *(("c", 2, 1, 2, 1), ("d", 2, 2, 1, 1), ("e", 3, 2, 1, 1)),
    ]


def test_a_cell_that_would_lie_over_another_is_narrowed() -> None:
    rows = [[Spanned("a"), Spanned("b", rows=2)], [Spanned("c", columns=3), Spanned("d")]]
    assert laid(rows)[2:] == [("c", 2, 1, 1, 1), ("d", 2, 3, 1, 1)]


def test_rows_and_columns_in_which_nothing_begins_are_left_out_and_places_stay() -> None:
    rows = [[Spanned("a", columns=999_999_999), Spanned("b")], [], [Spanned("c", columns=2)]]
    cells = placed([rows], lambda row, column: f"{row},{column}")
    found = [(cell.text, cell.row, cell.column, cell.columns, cell.at) for cell in cells]
    assert found == [("a", 1, 1, 1, "1,1"), ("b", 1, 2, 1, "1,1001"), ("c", 2, 1, 1, "3,1")]


def test_too_large_a_grid_is_refused() -> None:
    rows = [[Spanned("a", rows=65_534, columns=1_000)]] + [[Spanned("b")]] * 300
    with pytest.raises(RefusedError) as caught:
        laid(rows)
    assert (caught.value.key, caught.value.at) == ("table-span", ("", 1, 1_000))


@given(LISTS)
def test_no_two_cells_overlap_whatever_they_claim(groups: list[list[list[Spanned]]]) -> None:
    table = Table(placed(groups, lambda row, column: ""))
    assert len(table.grid()) == sum(cell.rows * cell.columns for cell in table.cells)
    assert len(table.cells) == sum(len(row) for group in groups for row in group)
    assert table.height <= sum(len(group) for group in groups)
    assert list(table.cells) == sorted(table.cells, key=lambda cell: (cell.row, cell.column))
