"""What this municipality handed in before: its ids go on where a name is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.records import Indicator, Submission
from kpi_lod.submissions.files import SUFFIXES, read_files
from kpi_lod.submissions.history import History
from kpi_lod.submissions.siblings import SUBMISSIONS


@dataclass(frozen=True, slots=True)
class Earlier:
    """Projects by id → name, and of each its KPIs by id."""

    projects: Mapping[str, str] = field(default_factory=dict)
    kpis: Mapping[str, Mapping[str, Indicator]] = field(default_factory=dict)

    def kpi_names(self, project: str) -> dict[str, str]:
        """The KPIs of a project: id → name."""
        return {key: kpi.name for key, kpi in self.kpis.get(project, {}).items()}


NOTHING = Earlier()


def earlier(data: Path | None, municipality: str, year: int | None) -> Earlier:
    """What the municipality's submissions in a data folder told, up to that fiscal year.

    A file that cannot be read is passed over: ids are only proposed.
    """
    if data is None or not municipality:
        return NOTHING
    folder = data / SUBMISSIONS / municipality
    files = sorted(file for file in folder.glob("*") if file.suffix.lower() in SUFFIXES)
    there = [one for file in files if (one := _read(file)) is not None and one.withdrawn is None]
    older = [one for one in there if year is None or one.reporting_year <= year]
    history = History(tuple(sorted(older, key=lambda one: one.edition)))
    return Earlier(
        {key: told.name for key, (_, told) in history.projects.items()},
        {
            project: {key: told for key, (_, told) in of_project.items()}
            for project, of_project in history.indicators.items()
        },
    )


def _read(file: Path) -> Submission | None:
    try:
        (read,) = read_files([file])
    except KpiLodError:
        return None
    return read.submission
