"""Where reports go: a terminal, a pipe, a new file; never over what was checked."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from kpi_lod.checking.text_report import PLAIN, Look
from kpi_lod.errors import KpiLodError

_OF_PEOPLE = "text"
_KNOWN_COLOURS = ("WT_SESSION", "ANSICON", "TERM")
"""Set by Windows terminals that know colours; the old console shows the codes instead."""


def look_of(stream: TextIO, *, no_color: bool = False) -> Look:
    """How a stream shows text: colours on a terminal only, and not with NO_COLOR.

    https://no-color.org/; a Japanese console of Windows shows ※ two columns wide.
    """
    if not stream.isatty():
        return PLAIN
    named = (stream.encoding or "").lower().replace("-", "")
    plain = no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    known = os.name != "nt" or any(name in os.environ for name in _KNOWN_COLOURS)
    return Look(colour=known and not plain, ambiguous=2 if named in ("cp932", "ms932") else 1)


def print_report(text: str, form: str) -> None:
    """The report on stdout; in a pipe what programs read is UTF-8, whatever the console has."""
    stream = sys.stdout
    if form != _OF_PEOPLE and isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8")
    print(text, file=stream)


def write_new(target: Path, content: bytes, *, inputs: Iterable[str]) -> None:
    """Write a file through a temporary one beside it, so that it is whole or not there.

    ``inputs``: files that must stay. Raises KpiLodError ``output-is-input`` for one of them,
    OSError where nothing can be written.
    """
    if any(_same(target, Path(one)) for one in inputs):
        raise KpiLodError("output-is-input", found=target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (
        one.exists() and other.exists() and one.samefile(other)
    )
