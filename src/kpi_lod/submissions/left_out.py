"""What a report no longer says of a project or KPI that goes on, so that it is published no more.

In: what an earlier report told and what this one tells. Out: one Warning each, with all that is
left out. The newest report describes: a correction that mends one number but leaves out period or
harmonised indicator takes them away. In another year only the harmonised indicator counts, since
it is ours and not printed; what is printed may go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.records import Indicator, Project, Submission
from kpi_lod.submissions.history import History, since

_Words = Mapping[str, tuple[str, str]]

_OF_PROJECT: _Words = {
    "departments": ("担当部署", "departments"),
    "partners": ("連携自治体", "partners"),
    "first_year": ("期間", "period"),
    "programme_year": ("年次", "programme-year"),
    "subsidy_rate": ("補助率", "subsidy-rate"),
    "summary": ("概要", "summary"),
}
_OF_KPI: _Words = {
    "level": ("指標の段階", "level"),
    "direction": ("望ましい方向", "direction"),
    "basis": ("値の捉え方", "basis"),
    "concept": ("共通指標", "concept"),
}
_OURS: _Words = {"concept": _OF_KPI["concept"]}


def left_out(edition: Submission, before: History) -> Iterator[Finding]:
    """All of it; of a report of the year before that year's harmonised indicators alone."""
    for project in edition.projects:
        if told := before.projects.get(project.id):
            yield from _finding(edition, project, told, _OF_PROJECT, {})
        known = before.indicators.get(project.id, {})
        for kpi in project.indicators:
            if kpi.id in known:
                yield from _finding(edition, kpi, known[kpi.id], _OF_KPI, _OURS)


def _finding(
    edition: Submission,
    now: Project | Indicator,
    told: tuple[Submission, Project | Indicator],
    corrected: _Words,
    another_year: _Words,
) -> Iterator[Finding]:
    other, was = told
    asked = corrected if other.reporting_year == edition.reporting_year else another_year
    gone = [words for name, words in asked.items() if getattr(was, name) and not getattr(now, name)]
    if gone:
        yield finding(
            "left-out",
            now.places["id"],
            severity=Severity.WARNING,
            found=now.id,
            what_ja="、".join(ja for ja, _ in gone),
            what_en=", ".join(en for _, en in gone),
            other=was.places.get("id", was.places[""]),
            **since(edition, other),
        )
