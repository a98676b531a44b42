"""What a heading of a form asks about a project, put to the project that is being read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kpi_lod.japanese.characters import folded, narrow
from kpi_lod.layouts.context import departments, programme, project_years
from kpi_lod.layouts.gathering import GatheredProject, Gathering
from kpi_lod.layouts.names import joined_lines, name_and_bracket, project_name

_NTH = re.compile(r"([0-9]{1,2}) ?(?:年目|年次|年度目)|^ ?([0-9]{1,2}) ?$")
_LONGEST_NAME = 200
_GRANT = re.compile(r"交付|補助|助成|タイプ|[TＴ][YＹ][PＰ][EＥ]|型|枠|創生|基金|デジ田|[A-Za-z]")
_LETTERS = re.compile(r"[ぁ-んァ-ヶ一-鿿A-Za-zＡ-Ｚａ-ｚ]")
_MOST_BEHIND = 3
_DEPARTMENTS = ("課", "室", "局", "センター")
_PERIOD = re.compile(r"(?:実施|事業|計画)?期間[\s:：]{0,3}[^\s、,]{2,24}")
_BETWEEN = " \u3000\t\r\n、,・/／()（）【】"


@dataclass(slots=True)
class Forms:
    """Answers to headings of forms; those that come before their project wait for it.

    ``named``: whether the document names its projects in fields (事業名), not in headings only.
    """

    gathering: Gathering
    waiting: dict[str, str] = field(default_factory=dict)
    named: bool = False
    before: dict[str, bool] = field(default_factory=dict)

    @property
    def awaits_kpis(self) -> bool:
        """Whether a field named the current project, and none of its KPIs has come yet."""
        current = self.gathering.current
        return self.named and current is not None and not current.kpis

    def answer(self, name: str, text: str, at: str, *, beside: bool = False) -> None:
        """What is printed for the field of that name; ``beside``: in the row of the project."""
        if name == "project":
            self.named = True
            self.project(text, at)
            return
        belongs, current = self._belongs(name) or beside, self.gathering.current
        if belongs and current is not None:
            put(current, name, text)
        elif name in _PUT:
            self.waiting[name] = text

    def project(self, text: str, at: str, told: Mapping[str, str] = MappingProxyType({})) -> None:
        """A project begins (or goes on, where it is the current one); ``told``: by its heading."""
        name, own = _without_bracket(project_name(text))
        if not _LETTERS.search(name) or len(name) > _LONGEST_NAME:
            return
        current = self.gathering.current
        if current is not None and folded(current.name) == folded(name):
            return
        if current is not None and not current.name and current.is_empty:
            current.name = name
        else:
            current = self.gathering.project(name, at)
        for key, waiting in (dict(told) | self.waiting | own).items():
            put(current, key, waiting)
        self.waiting.clear()

    def remark(self, text: str) -> None:
        """A remark in the row of the project, where it is a department, a period and no more."""
        current, found = self.gathering.current, departments(text)
        years = project_years(text) if _PERIOD.search(text) else None
        rest = _PERIOD.sub("", text)
        for name in found:
            rest = rest.replace(name, "")
        if current is None or rest.strip(_BETWEEN) or not (found or years):
            return
        put(current, "department", text)
        current.years = current.years or years

    def _belongs(self, name: str) -> bool:
        """Whether an answer is about the current project, or about the next: as the first was."""
        current = self.gathering.current
        unnamed = current is None or not current.name
        self.before.setdefault(name, unnamed)
        return not unnamed and not (self.before[name] and current and not current.is_empty)


def _without_bracket(name: str) -> tuple[str, dict[str, str]]:
    """A name without the bracket that tells its grant or department, and what that tells."""
    told: dict[str, str] = {}
    for _ in range(_MOST_BEHIND):
        name, found = _parted(name)
        if not found:
            break
        told |= found
    return name, told


def _parted(name: str) -> tuple[str, dict[str, str]]:
    front, space, last = name.rpartition("\u3000")
    if space and departments(last) and last.endswith(_DEPARTMENTS):
        return front.strip(), {"department": last}
    short, bracket = name_and_bracket(name)
    if bracket and programme(bracket):
        return short, {"programme": bracket}
    if bracket and bracket.removeprefix("担当").endswith(_DEPARTMENTS) and departments(bracket):
        return short, {"department": bracket}
    return name, {}


def put(project: GatheredProject, name: str, text: str) -> None:
    """Put what is printed for a field to a project; what is known already stays."""
    if name in _PUT:
        _PUT[name](project, text)


def _department(project: GatheredProject, text: str) -> None:
    found = departments(text)
    if found:
        project.departments = tuple(dict.fromkeys((*project.departments, *found)))


def _programme(project: GatheredProject, text: str) -> None:
    named = joined_lines(text) if _GRANT.search(text) else ""
    project.programme = project.programme or programme(text) or named


def _years(project: GatheredProject, text: str) -> None:
    project.years = project.years or project_years(text)


def _programme_year(project: GatheredProject, text: str) -> None:
    match = _NTH.search(narrow(text))
    if match and project.programme_year is None:
        project.programme_year = int(match[1] or match[2])


def _evaluated(name: str) -> Callable[[GatheredProject, str], None]:
    def rated(project: GatheredProject, text: str) -> None:
        project.evaluated.setdefault(name, joined_lines(text))

    return rated


_PUT: Mapping[str, Callable[[GatheredProject, str], None]] = {
    "department": _department,
    "programme": _programme,
    "years": _years,
    "programme-year": _programme_year,
    "effect": _evaluated("effect"),
    "review": _evaluated("external_review"),
    "comment": _evaluated("comment"),
    "next": _evaluated("next_step"),
    "reason": _evaluated("reason"),
}
