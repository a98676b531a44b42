"""How far long work has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TextIO

_WIDTH = 30
_SECONDS = 0.1
"""Between two redrawings."""


class Bar:
    """A progress bar; called with how much of how much is done. A context manager that wipes it."""

    def __init__(self, stream: TextIO, *, quiet: bool = False) -> None:
        self._stream = stream
        self._shown = not quiet and stream.isatty()
        self._next = 0.0
        self._drawn = 0

    def __call__(self, done: int, total: int) -> None:
        """Show it, unless it was shown a moment ago."""
        if not self._shown or not total or (done < total and time.monotonic() < self._next):
            return
        self._next = time.monotonic() + _SECONDS
        full = _WIDTH * done // total
        self._draw(f"[{'#' * full}{'.' * (_WIDTH - full)}] {done:,}/{total:,}")

    def _draw(self, line: str) -> None:
        self._stream.write(f"\r{line}{' ' * (self._drawn - len(line))}")
        self._stream.flush()
        self._drawn = len(line)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()
