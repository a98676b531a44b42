"""A truth on its way to paper: each value that is printed is noted, and makes up the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.drafting.generated.paper import Paper
from tests.drafting.generated.style import Style
from tests.drafting.generated.truth import Kpi, Project, Truth, Value

MARKS: Mapping[str, tuple[str, ...]] = {
    "provisional": ("速報値", "速報"),
    "estimated": ("見込み", "見込"),
}
_ACCEPTED: Mapping[str, list[str]] = {
    "pending": ["pending", "qualitative"],
    "not-applicable": ["not-applicable", "pending", "blank-in-source"],
}
"""A word for a missing number may as well be kept as it is printed."""


@dataclass(slots=True)
class Printing:
    """The paper and what has been printed on it, by position of project and KPI."""

    truth: Truth
    style: Style
    random: Random
    paper: Paper
    cells: dict[tuple[int, int], list[dict[str, Any]]] = field(default_factory=dict)
    money: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    heads: dict[int, set[str]] = field(default_factory=dict)
    units: set[tuple[int, int]] = field(default_factory=set)
    any_project: bool = False
    tells_year: bool = False
    tells_town: bool = False

    def at(self, project: int, kpi: int) -> Kpi:
        """A KPI of the truth."""
        return self.truth.projects[project].kpis[kpi]

    def value(self, where: tuple[int, int], key: tuple[int, str], *, unit: bool = False) -> str:
        """A value as printed, noted as wanted; with its unit behind it or not."""
        kpi = self.at(*where)
        value = kpi.values[key]
        self.note(where, key, value)
        if unit and value.number is not None:
            self.units.add(where)
        at_least = self.style.at_least and key[1] == "target"
        return self.shown(kpi, value, unit=unit, at_least=at_least)

    def unit(self, where: tuple[int, int]) -> str:
        """The unit, printed in a column of its own or behind the name."""
        self.units.add(where)
        return self.at(*where).unit

    def name(self, where: tuple[int, int]) -> str:
        """The name of a KPI; some offices break a long one where their column ends."""
        name = self.at(*where).name
        at = len(name) * 2 // 3
        return f"{name[:at]}\n{name[at:]}" if self.style.breaks_names and at > 6 else name

    def shown(self, kpi: Kpi, value: Value, *, unit: bool, at_least: bool = False) -> str:
        """A value as printed, without a note."""
        if value.number is None:
            return self.style.dash if value.words == "-" else value.words
        text = self.style.number(value.number, kpi.decimals)
        if unit:
            text += (" " if self.style.spaced_unit else "") + kpi.unit
        text += "以上" if at_least else ""
        if value.status in MARKS:
            text = self.style.marked(text, self.random.choice(MARKS[value.status]))
        if self.style.footnotes and self.random.random() < 0.05:
            text += "※1"
        return ("約" if value.status == "approximate" else "") + text

    def note(self, where: tuple[int, int], key: tuple[int, str], value: Value) -> None:
        """Note a value as wanted; an empty cell is not."""
        year, kind = key
        if value.number is None and not value.words:
            return
        cell: dict[str, Any] = {"fiscal_year": year, "kind": kind, "status": value.status}
        cell["value"] = None if value.number is None else value.number
        cell["accept_status"] = _ACCEPTED.get(value.status, [])
        self.cells.setdefault(where, []).append(cell)

    def before(self, where: tuple[int, int]) -> None:
        """The baseline noted last has no year: 事業開始前."""
        self.cells[where][-1]["fiscal_year"] = None

    def tell(self, project: int, *parts: str) -> None:
        """Department or programme of a project are printed."""
        self.heads.setdefault(project, set()).update(parts)

    def answer(self, family: str) -> dict[str, Any]:
        """The answer, in the form of shared/expected."""
        projects = [
            self._project(at, one) for at, one in enumerate(self.truth.projects) if self._has(at)
        ]
        return {
            "family": family,
            "municipality_code": self.truth.code if self.tells_town else "",
            "reporting_years": [self.truth.year] if self.tells_year else [],
            "any_project": self.any_project,
            "projects": projects,
        }

    def _has(self, at: int) -> bool:
        return any(project == at for project, _ in self.cells)

    def _project(self, at: int, project: Project) -> dict[str, Any]:
        told = self.heads.get(at, set())
        answer: dict[str, Any] = {
            "name": project.name,
            "budget": self.money.get(at, []),
            "kpis": [
                self._kpi((at, index), kpi)
                for index, kpi in enumerate(project.kpis)
                if (at, index) in self.cells
            ],
        }
        if "department" in told:
            answer["departments"] = [project.department]
        if "programme" in told:
            answer["programme"] = project.programme[1]
            answer["accept_programmes"] = [project.programme[0]]
        return answer

    def _kpi(self, where: tuple[int, int], kpi: Kpi) -> dict[str, Any]:
        return {
            "name": kpi.name,
            "unit": kpi.unit if where in self.units else "",
            "accept_units": [] if where in self.units else [kpi.unit],
            "values": self.cells[where],
        }
