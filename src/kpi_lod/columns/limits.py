"""How long a connection to DuckDB may work.

In: a connection and seconds. Out: what runs on it ends, as KpiLodError ``time-limit``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from kpi_lod.errors import KpiLodError

LONGEST = 604_800
"""Seconds: a week."""

_AGAIN = 0.05
"""Seconds between two interrupts."""


class TimeLimit:
    """The limit of one connection: its statements are interrupted, all else asks :meth:`check`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._passed = threading.Event()

    def check(self) -> None:
        """Raise what DuckDB raises, where the limit has passed."""
        if self._passed.is_set():
            raise duckdb.InterruptException("time limit")

    @contextmanager
    def bounded(self, seconds: float) -> Iterator[None]:
        """Within it, KpiLodError time-limit is raised once the seconds have passed.

        Raises KpiLodError time-setting where they are not above 0 and at most a week.
        """
        if not 0 < seconds <= LONGEST:
            raise KpiLodError("time-setting", found=f"{seconds:g}", allowed=f"{LONGEST:,}")
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(seconds, done), daemon=True)
        watch.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise KpiLodError("time-limit", found=f"{seconds:g}") from error
        finally:
            done.set()
            watch.join()
            self._passed.clear()

    def _watch(self, seconds: float, done: threading.Event) -> None:
        if done.wait(seconds):
            return
        self._passed.set()
        # An interrupt ends the statement of that moment only, and between two it ends none.
        while not done.wait(_AGAIN):
            self._connection.interrupt()
