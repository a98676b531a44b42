"""``kpi-lod check`` of one submission (10 projects × 5 KPIs × 5 years) as a whole process."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from bench.measured import BUILD, MIB, Job, Limits, repeated
from bench.national import one_submission
from bench.submission_yaml import submission_yaml


@dataclass(frozen=True, slots=True)
class CheckMeasure:
    """The median of the runs, from the shell's point of view."""

    outcome: str
    seconds: float
    runs: list[float]
    peak_mib: int
    projects: int
    indicators: int


def measure(runs: int, limits: Limits) -> CheckMeasure:
    """Write the submission and check it ``runs`` times."""
    submission = one_submission()
    file = BUILD / "submission.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(submission_yaml(submission), "utf-8")
    command = [sys.executable, "-m", "kpi_lod", "check", str(file)]
    took = repeated(Job(command, BUILD / "check.txt", accepted=(0,)), limits, runs)
    return CheckMeasure(
        outcome=took.last.outcome,
        seconds=round(took.seconds, 3),
        runs=[round(one.seconds, 3) for one in took.runs],
        peak_mib=took.peak // MIB,
        projects=len(submission.projects),
        indicators=sum(len(project.indicators) for project in submission.projects),
    )
