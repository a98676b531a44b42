"""What is said after a conversion: what was not taken over, and what a check would find.

In: a conversion that was made. Out: text, Japanese before English. A check is made of the source,
so that nobody takes a file that could be converted for one that may be published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpi_lod.checking.check import checked_submissions
from kpi_lod.checking.wording import SEVERITIES, summary
from kpi_lod.errors import Finding, visible
from kpi_lod.submissions.convert import Conversion


def said_of(made: Conversion, data: Path | None) -> str:
    """The remarks on the form of the source, and in one line the counts of a check.

    ``data``: the folder with earlier submissions, as for a check.
    """
    found = checked_submissions([made.read], data=data)
    file = visible(made.read.file)
    counts = f"検査では / a check tells: {summary(found.findings)} → kpi-lod check {file}"
    return "\n".join([*(line for one in made.remarks for line in _short(one)), counts])


def _short(found: Finding) -> Iterator[str]:
    yield f"{' '.join(SEVERITIES[found.severity])} [{found.code}] {visible(str(found.place))}"
    yield f"  {found.ja}"
    yield f"  {found.en}"
