"""Where reports go: a terminal, a pipe, a new file; never over what was checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kpi_lod.checking.check import CheckedData
from kpi_lod.checking.report import report
from kpi_lod.checking.text_report import PLAIN, Look, finding_text
from kpi_lod.submissions.output import (
    print_result,
    refuse_existing,
    refuse_input,
    refuse_missing_folder,
    write,
)

_KNOWN_COLOURS = ("WT_SESSION", "ANSICON", "TERM")
"""Set by Windows terminals that know colours; the old console shows the codes instead."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a check; ``output`` None: stdout, ``annotate`` None: no workbook."""

    form: str = "text"
    output: Path | None = None
    annotate: Path | None = None
    no_color: bool = False


def tell(found: CheckedData, wanted: Wanted) -> None:
    """Write the report, and the workbook if one is wanted.

    A workbook that is there stays: people mend it. Raises KpiLodError ``output-name``,
    ``output-is-input``, ``output-exists`` or ``output-folder``, OSError where nothing can be
    written.
    """
    refuse_missing_folder(one for one in (wanted.annotate, wanted.output) if one)
    if wanted.annotate:
        refuse_input(wanted.annotate, found.files)
        refuse_existing([wanted.annotate], "output-exists/annotated")
        from kpi_lod.checking.annotate import annotated  # noqa: PLC0415  (openpyxl)

        remark = annotated(found, wanted.annotate)
        write({wanted.annotate: remark.content})
        print(finding_text(remark.remark), file=sys.stderr)
    if wanted.output:
        text = f"{report(found, wanted.form)}\n"
        write_result(wanted.output, text.encode(), inputs=found.files)
    else:
        look = look_of(sys.stdout, no_color=wanted.no_color)
        print_result(report(found, wanted.form, look), wanted.form)


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


def write_result(target: Path, content: bytes, *, inputs: Iterable[str]) -> None:
    """Write a file that is whole or not there; ``inputs``: files that must stay as they are.

    Raises KpiLodError ``output-is-input`` for one of them, OSError where nothing can be written.
    """
    refuse_input(target, inputs)
    write({target: content})
