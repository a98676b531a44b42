"""The findings of one file: of each severity no more than anybody reads.

Counted by severity, so that a thousand remarks never push out the fault that blocks publishing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kpi_lod.errors import Finding, Place, Severity, worded_finding
from kpi_lod.submissions.fields import MAX_FINDINGS

_MOST = {Severity.VIOLATION: MAX_FINDINGS, Severity.WARNING: 60, Severity.INFO: 60}
"""Remarks fewer than MAX_FINDINGS together, which is where the reader of records stops."""


class Told:
    """Findings as they are made."""

    def __init__(self, file: str, found: Iterable[Finding] = ()) -> None:
        self._file = file
        self._found: list[Finding] = []
        self._counts: Counter[Severity] = Counter()
        for one in found:
            self.take(one)

    def add(
        self,
        key: str,
        place: Place,
        *,
        severity: Severity = Severity.VIOLATION,
        **fields: object,
    ) -> None:
        """Word a finding and keep it, unless there are enough of its kind."""
        self._counts[severity] += 1
        if self._counts[severity] <= _MOST[severity]:
            self._found.append(worded_finding(key, place, severity, fields))

    def take(self, found: Finding) -> None:
        """Keep a finding, unless there are enough of its kind."""
        self._counts[found.severity] += 1
        if self._counts[found.severity] <= _MOST[found.severity]:
            self._found.append(found)

    @property
    def findings(self) -> Sequence[Finding]:
        """Those kept, and that there are more if there are."""
        cut = [one for one in Severity if self._counts[one] > _MOST[one]]
        place = Place(self._file)
        more = [
            worded_finding("too-many-findings", place, one, {"allowed": _MOST[one]}) for one in cut
        ]
        return (*self._found, *more)
