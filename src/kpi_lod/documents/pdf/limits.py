"""How much of a PDF is read, and how its reader is stopped.

The sizes of streams are those of pypdf's defaults; the time is processor time, so that a busy
computer reads the same documents as an idle one.
"""

from __future__ import annotations

import logging
import signal
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from pdfminer import pdftypes

from kpi_lod.foreign.limits import MIB, RefusedError

MAX_PAGES = 300
MAX_STREAM = 75 * MIB
MAX_STREAMS = 200 * MIB
MAX_OPERATORS = 1_000_000
"""Of one page, with the forms that it draws."""

PAGE_SECONDS = 10.0
SPARE_SECONDS = 15.0
"""For a whole document beyond EARNED_SECONDS a page: many slow pages are not each slow alone."""

EARNED_SECONDS = 1.0


class OutOfTimeError(BaseException):
    """The time is over; no Exception, so that no parser takes it for a fault of its own."""


class Clock:
    """The time that is left, and how many operators the page has drawn."""

    def __init__(self) -> None:
        self.operators = 0
        self._left = SPARE_SECONDS
        self._until = 0.0

    @contextmanager
    def page(self) -> Iterator[None]:
        """Time for one page, or for opening the file. Raises OutOfTimeError within."""
        self.operators = 0
        began = time.process_time()
        allowed = max(0.01, min(PAGE_SECONDS, self._left))
        self._until = began + allowed
        try:
            with _alarm(allowed):
                yield
        finally:
            self._left += EARNED_SECONDS - (time.process_time() - began)

    def count(self) -> None:
        """One more operator. Raises RefusedError ``pdf-limit/operators`` and OutOfTimeError."""
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            raise RefusedError("pdf-limit/operators", allowed=f"{MAX_OPERATORS:,}")
        if self.operators % 1024 == 0 and time.process_time() > self._until:
            raise OutOfTimeError


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Interrupt whatever runs too long, where the system has such a signal."""
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _expire)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _expire(number: int, frame: FrameType | None) -> None:
    raise OutOfTimeError


class _Zlib:
    """What pdfminer uses of zlib, with an end to what comes out."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    def __init__(self) -> None:
        self._total = 0

    def decompress(self, content: bytes) -> bytes:
        """The content of a stream. Raises RefusedError ``pdf-limit/size``."""
        stream = zlib.decompressobj()
        made = stream.decompress(content, MAX_STREAM + 1)
        self._total += len(made)
        if len(made) > MAX_STREAM or self._total > MAX_STREAMS:
            raise RefusedError("pdf-limit/size", allowed=MAX_STREAM // MIB)
        if not stream.eof:
            raise zlib.error("incomplete")
        return made


@contextmanager
def limited_streams() -> Iterator[None]:
    """pdfminer expands whatever it is given: for this while it does not."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells the odd things of any font
    before = getattr(pdftypes, "zlib")  # noqa: B009  (it is not exported)
    setattr(pdftypes, "zlib", _Zlib())  # noqa: B010  (a module is no place to assign to)
    try:
        yield
    finally:
        setattr(pdftypes, "zlib", before)  # noqa: B010
