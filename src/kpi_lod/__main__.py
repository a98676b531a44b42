"""The command ``kpi-lod``, also ``python -m kpi_lod``: the command line as a process of its own.

What concerns the process stands here and not in :mod:`kpi_lod.cli`, which tests and programs call.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""The exit status of shells for what Ctrl-C ended."""


class _Interrupts:
    """Ctrl-C as KeyboardInterrupt; it is remembered, since DuckDB makes a RuntimeError of it."""

    came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        loading = getattr(sys.modules.get("duckdb"), "__spec__", None)
        if getattr(loading, "_initializing", False):
            # Its library ends the process where an interrupt falls into its import: a moment later.
            threading.Timer(0.05, signal.raise_signal, [number]).start()
            return
        table = sys.modules.get("kpi_lod.columns.table")
        if table is not None and hasattr(table, "interrupt_tables"):
            table.interrupt_tables()
        raise KeyboardInterrupt


def run() -> int:
    """Run the command line; returns the exit status, 130 where it was interrupted."""
    interrupts = _Interrupts()
    # A process in the background ignores it, and shall go on to.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupts)
    # A command makes millions of objects and few cycles: 5 % of a check, a third of a mapping.
    gc.set_threshold(200_000, 20, 20)
    status = INTERRUPTED
    try:
        from kpi_lod.cli import main  # noqa: PLC0415  (it takes a while, and may be interrupted)

        status = main()
    except (KeyboardInterrupt, RuntimeError, ImportError, SystemError):
        # What is written in C makes its own error of an interrupt.
        if not interrupts.came:
            raise
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end is near
    if not interrupts.came:
        return status
    print("中断しました / interrupted", file=sys.stderr)
    return INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())
