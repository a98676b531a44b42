"""The words that every report has in common: severities, counts, names, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kpi_lod.errors import Finding, Severity, clipped
from kpi_lod.submissions.outline import Named

SEVERITIES = {
    Severity.VIOLATION: ("違反", "Violation"),
    Severity.WARNING: ("警告", "Warning"),
    Severity.INFO: ("参考", "Info"),
}

RULES = "docs/findings.md"
"""Where each code has its entry."""

SHOWN = 1_000
"""Findings shown to people; the rest is counted."""

WHOLE = ("提出物全体", "The submission as a whole")
NOT_READ = (
    "次のファイルは上の指摘を直すまで内容を検査できません。直したらもう一度検査してください。",
    "These files cannot be checked further before the findings above are mended; check again then.",
)


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity."""
    return " / ".join(summaries(findings))


def summaries(findings: Iterable[Finding]) -> tuple[str, str]:
    """The same, in Japanese and in English."""
    return counted(Counter(f.severity for f in findings))


def counted(counts: Mapping[Severity, int]) -> tuple[str, str]:
    """The same of findings that were counted before."""
    counts = Counter(counts)
    ja = "、".join(f"{names[0]} {counts[s]}件" for s, names in SEVERITIES.items())
    en = ", ".join(f"{names[1]} {counts[s]}" for s, names in SEVERITIES.items())
    return ja, en


def more(findings: int) -> tuple[str, str] | None:
    """How many are left out of a report of SHOWN, in both languages; None where none is."""
    left = findings - SHOWN
    return (f"ほかに{left}件あります。", f"and {left} more.") if left > 0 else None


def title(named: Named) -> str:
    """The name of a project or KPI with its id.

    >>> title(Named("p", "くらし体験")), title(Named("p", ""))
    ('「くらし体験」（p）', '（p）')
    """
    name = f"「{clipped(named.name, 80)}」" if named.name else ""
    return f"{name}（{clipped(named.id, 64) or '－'}）"


def with_fix(text: str, fix: str) -> str:
    """What was found, and what to do."""
    return f"{text} → {fix}" if fix else text
