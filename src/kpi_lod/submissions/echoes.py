"""One fault, one finding: what only follows from a fault that was told already is not told.

A cell that cannot be read is found again by whoever asks what its text means, and a column that is
missing is found again in each of its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpi_lod.errors import Finding, Place, Severity

_STRUCTURE = ("empty", "sheet-missing", "heading-missing", "duplicate-heading")
_FOLLOWING = ("missing-key", "missing-cell", "row-without-owner", "empty")
_OF_FORM = ("", "source")
"""The way to what the form of a workbook tells."""


def without_echoes(before: Iterable[Finding], later: Iterable[Finding]) -> Sequence[Finding]:
    """Those of the ``later`` findings that tell more than the ones ``before``."""
    told = [f for f in before if f.severity is Severity.VIOLATION]
    if not told:
        return tuple(later)
    cells = {_cell(f.place) for f in told if f.place.line}
    gaps = {_cell(f.place)[:3] for f in told if f.code == "missing-cell"}
    broken = any(f.code in _STRUCTURE for f in told)
    return tuple(f for f in later if not _is_echo(f, cells, gaps, broken=broken))


def _is_echo(
    found: Finding,
    cells: set[tuple[str, str, int, int]],
    gaps: set[tuple[str, str, int]],
    *,
    broken: bool,
) -> bool:
    if _cell(found.place) in cells or (broken and found.code in _FOLLOWING):
        return True
    if found.code not in ("missing-key", "missing-cell") or not gaps:
        return False
    owner = found.place.pointer.rpartition(".")[0]  # of the key that is missing
    in_form = bool(found.place.sheet) and owner in _OF_FORM
    return in_form or _cell(found.place)[:3] in gaps


def _cell(place: Place) -> tuple[str, str, int, int]:
    return place.file, place.sheet, place.line, place.column
