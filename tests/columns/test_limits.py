"""Time limits: whatever a table is doing when it is over ends, and is told as that."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi_lod.columns.table import TripleTable
from kpi_lod.errors import KpiLodError

ENDLESS = "SELECT count(*) FROM range(100_000_000) a(x), range(1_000_000) b(y) WHERE x * y % 7 = 3"


def late(table: TripleTable, work: Callable[[], object]) -> None:
    """Do the work when the time is over."""
    with table.time_bounded(0.01):
        time.sleep(0.2)
        work()


@pytest.mark.parametrize("seconds", [0.0, -5.0, float("nan"), float("inf"), 604_801.0])
def test_a_limit_that_is_none_is_refused(seconds: float) -> None:
    with (
        TripleTable() as table,
        pytest.raises(KpiLodError, match="time-setting"),
        table.time_bounded(seconds),
    ):
        raise AssertionError


def test_a_statement_that_begins_after_the_limit_ends_too() -> None:
    with TripleTable() as table, pytest.raises(KpiLodError, match=r"time-limit: .*0\.01"):
        late(table, lambda: table.connection.execute(ENDLESS))


def test_loading_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("".join(f"<a:{i}> <a:b> <a:c> .\n" for i in range(20_000)))
    with TripleTable() as table, pytest.raises(KpiLodError, match="time-limit"):
        late(table, lambda: table.add_file(file))


def test_triples_without_end_end() -> None:
    with (
        TripleTable() as table,
        pytest.raises(KpiLodError, match="time-limit"),
        table.time_bounded(0.1),
    ):
        table.add_rows(itertools.repeat(("<a:b>", "<a:c>", "<a:d>")))


def test_what_is_done_in_time_and_after_it_is_not_disturbed() -> None:
    with TripleTable() as table:
        with table.time_bounded(0.1):
            table.add_rows([("<a:b>", "<a:c>", "<a:d>")])
        time.sleep(0.2)
        table.build()
        assert table.connection.execute("SELECT count(*) FROM triple").fetchall() == [(1,)]
