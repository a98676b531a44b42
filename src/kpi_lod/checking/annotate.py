"""The findings in a workbook: in the one that was checked where nothing is lost, else apart.

In: what was checked. Out: the bytes of a new file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi_lod.checking.check import CheckedData
from kpi_lod.checking.findings_book import findings_book
from kpi_lod.checking.marked_book import UnsuitableError, marked_book
from kpi_lod.checking.report import placed
from kpi_lod.checking.situated import Situated
from kpi_lod.checking.wording import summaries
from kpi_lod.errors import Finding, KpiLodError, Place, Severity, finding, visible

SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of a workbook; ``remark`` tells which it is, and why if it stands apart."""

    content: bytes
    remark: Finding


def annotated(found: CheckedData, target: Path) -> Annotated:
    """The workbook that is to be written to ``target``.

    Raises KpiLodError ``output-name`` where that is no name of a workbook.
    """
    if target.suffix.lower() != SUFFIX:
        raise KpiLodError("output-name", found=target, allowed=SUFFIX)
    return _content(found, placed(found), str(target))


def _content(found: CheckedData, ones: list[Situated], target: str) -> Annotated:
    key, lost_ja, lost_en = _unsuitable(found), "", ""
    if not key:
        try:
            content = marked_book(Path(found.read[0].file).read_bytes(), ones)
            return Annotated(content, _remark("annotated", found=target))
        except UnsuitableError as error:
            key = "annotated/losses" if error.lost else "annotated/unread"
            lost_ja = "、".join(ja for ja, _ in error.lost)
            lost_en = ", ".join(en for _, en in error.lost)
    remark = _remark(key, found=target, lost_ja=lost_ja, lost_en=lost_en)
    about = [*sorted(map(visible, found.files)), *summaries(found.findings)]
    return Annotated(findings_book(ones, about, remark), remark)


def _unsuitable(found: CheckedData) -> str:
    """Why the findings cannot stand in what was checked, as a key; "" where they can."""
    if len(found.read) != 1:
        return "annotated/several"
    if Path(found.read[0].file).suffix.lower() != SUFFIX:
        return "annotated/not-workbook"
    # What could not be read may have been refused for what it is: nothing else opens it.
    return "" if found.read[0].rows else "annotated/unread"


def _remark(key: str, **fields: object) -> Finding:
    return finding(key, Place(""), severity=Severity.INFO, **fields)
