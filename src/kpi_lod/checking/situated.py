"""Findings with what stands around them: the project, the KPI, the words in question.

In: findings and what came of the files. Out: :class:`Situated`, from which every form of report is
made, so that all of them say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.checking.excerpts import Excerpt, line_excerpt, row_excerpt
from kpi_lod.errors import Finding, Place
from kpi_lod.submissions.outline import Named
from kpi_lod.submissions.reader import ReadSubmission
from kpi_lod.submissions.workbook.names import heading

_POINTER = re.compile(r"(projects\[[0-9]+\])(\.kpis\[[0-9]+\])?")


@dataclass(frozen=True, slots=True)
class Situated:
    """A finding; ``project`` and ``kpi`` None where it is about none, or nobody knows which.

    ``file``: what was checked, "" if unknown; of a folder of tables not each of them.
    """

    finding: Finding
    file: str = ""
    project: Named | None = None
    kpi: Named | None = None
    excerpt: Excerpt | None = None

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.finding.place


def situated(findings: Iterable[Finding], read: Iterable[ReadSubmission]) -> list[Situated]:
    """The findings in their order, each with what stands around it."""
    of_file = _by_file(read)
    return [_situated(one, of_file.get(one.place.file)) for one in findings]


def _by_file(read: Iterable[ReadSubmission]) -> dict[str, ReadSubmission]:
    """What came of each file; the tables of one submission may lie in several."""
    made: dict[str, ReadSubmission] = {}
    for one in read:
        made |= {name: one for name, _, _ in one.rows} | {one.file: one}
    return made


def _situated(found: Finding, read: ReadSubmission | None) -> Situated:
    if read is None:
        return Situated(found, found.place.file)
    project, kpi = _names(found.place, read)
    return Situated(found, read.file, project, kpi, _excerpt(found.place, read))


def _names(place: Place, read: ReadSubmission) -> tuple[Named | None, Named | None]:
    """The project and KPI by the way of keys, else by what the row of the table says."""
    match = _POINTER.match(place.pointer)
    if match:
        return read.outline.get(match[1]), (match[2] and read.outline.get(match[0])) or None
    row = read.rows.get((place.file, place.sheet, place.line), ())
    wanted, of_kpi = _ids({one.key: one.text for one in row})
    for pointer, project in read.outline.items():
        if "." not in pointer and _is(project, wanted):
            inner = _kpis(read, pointer)
            return project, next((kpi for kpi in inner if _is(kpi, of_kpi)), None)
    return None, None


def _is(named: Named, text: str) -> bool:
    """Whether a text of the row is its id, or its name in a form that has no ids."""
    return bool(text) and text in (named.id, named.name)


def _ids(row: Mapping[str, str]) -> tuple[str, str]:
    """The ids of project and KPI in a row, which may be the row of either itself."""
    if "project" in row:
        return row["project"], row.get("kpi") or row.get("id", "")
    return ("", "") if "municipality" in row else (row.get("id", ""), "")


def _kpis(read: ReadSubmission, pointer: str) -> Iterator[Named]:
    return (one for way, one in read.outline.items() if way.startswith(f"{pointer}."))


def _excerpt(place: Place, read: ReadSubmission) -> Excerpt | None:
    row = read.rows.get((place.file, place.sheet, place.line))
    if not row:
        return line_excerpt(place, read.lines)
    return row_excerpt(place, row, _heading(place, read))


def _heading(place: Place, read: ReadSubmission) -> str:
    """The heading of the column, also where nothing stands below it."""
    columns = read.columns.get((place.file, place.sheet), {})
    at = {(0, place.column), (place.line, place.column)}
    key = next((name for name, here in columns.items() if here in at), "")
    return heading(columns, key)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one file about one project, or about none (``project`` None)."""

    file: str
    project: Named | None
    found: Sequence[Situated]


def grouped(found: Iterable[Situated]) -> list[Group]:
    """File by file: first what is about the whole, then the projects, the worst ones first.

    Within a group the order stays as it is.
    """
    groups: dict[tuple[str, Named | None], list[Situated]] = {}
    for one in found:
        groups.setdefault((one.file, one.project), []).append(one)
    made = [Group(file, project, tuple(ones)) for (file, project), ones in groups.items()]
    return sorted(made, key=_order)


def _order(group: Group) -> tuple[str, bool, int, tuple[int, ...]]:
    """Projects of the same rank stand as in the file, by the number in the way by keys."""
    about_project = group.project is not None
    worst = min(one.finding.severity.rank for one in group.found) if about_project else 0
    ways = (_POINTER.match(one.place.pointer) for one in group.found)
    number = min((int(way[1][len("projects[") : -1]) for way in ways if way), default=0)
    first = min(one.place.line for one in group.found)
    return group.file, about_project, worst, (number, first)


def same_wording(found: Iterable[Situated]) -> list[list[Situated]]:
    """The findings that say the same in the same words together, in the order of the first."""
    wordings: dict[tuple[str, ...], list[Situated]] = {}
    for one in found:
        f = one.finding
        wordings.setdefault((f.severity, f.code, f.ja, f.fix_ja), []).append(one)
    return list(wordings.values())
