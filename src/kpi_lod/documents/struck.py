"""The remark about text that is struck out, which counts as deleted."""

from __future__ import annotations

from kpi_lod.errors import Finding, Place, Severity, finding


def struck_out(file: str, number: int) -> tuple[Finding, ...]:
    """What to tell of a file in which ``number`` parts of the text were left out."""
    if not number:
        return ()
    key = "struck/left-out/document"
    return (finding(key, Place(file), severity=Severity.WARNING, number=number),)
