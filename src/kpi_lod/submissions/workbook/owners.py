"""Rows that belong to nothing: whose id is wrong, and where; one cause is told once.

In: the rows of all sheets. Out: one finding for each id that nobody knows, at the cell that is to
be mended, with the other rows that have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeVar

from kpi_lod.errors import Finding, Place, Severity, worded_finding
from kpi_lod.japanese.characters import folded
from kpi_lod.submissions.workbook.layout import sheets

_DITTO = frozenset(map(folded, ("〃", "″", '"', "”", "々", "同上", "上に同じ", "同じ", "同")))
_TOTAL = frozenset(map(folded, ("合計", "計", "小計", "総計", "総額", "累計")))

_NAMED = 50
"""Ids that are named as those which are there."""

_ENOUGH = 1_000
"""Causes; nobody mends as many in one go."""

_CELLS = 10
"""Further rows that are named."""


class Written(Protocol):
    """A text at its place, as a cell is."""

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def place(self) -> Place: ...  # noqa: D102


_Row = Mapping[str, Written]
_Key = tuple[str, ...]
"""An unknown project, or a known one and its unknown KPI."""

R = TypeVar("R", bound=_Row)


def is_ditto(text: str) -> bool:
    """Whether a text only points to the cell above, as in print."""
    return folded(text) in _DITTO


def is_total(text: str) -> bool:
    """Whether a text in the place of an id says that the row adds others up."""
    return folded(text) in _TOTAL


@dataclass(slots=True)
class Orphans:
    """The rows of a file that belong to nothing."""

    tables: Mapping[str, Sequence[_Row]]
    rows: dict[_Key, list[_Row]] = field(default_factory=dict)
    _known: Mapping[str, None] = field(init=False)

    def __post_init__(self) -> None:
        rows = self._rows("projects")
        self._known = dict.fromkeys(_text(row, "id") for row in rows if "id" in row)

    def add(self, row: _Row) -> None:
        """Keep a row without an owner."""
        project = _text(row, "project")
        known = project in self._known
        key = (project, _text(row, "kpi")) if known else (project,)
        if key in self.rows or len(self.rows) < _ENOUGH:
            self.rows.setdefault(key, []).append(row)

    def findings(self) -> Iterator[Finding]:
        """One finding for each cause."""
        unknown = [key for key in self.rows if len(key) == 1]
        for key, rows in self.rows.items():
            if len(key) > 1:
                yield from self._of_kpi(key[1], rows)
            else:
                yield self._of_project(key[0], rows, alone=len(unknown) == 1)

    def _of_project(self, found: str, rows: Sequence[_Row], *, alone: bool) -> Finding:
        cells = [row["project"] for row in rows]
        name = sheets()["projects"].name
        if marked := _marked(cells, name):
            return marked
        unused = self._unused() if alone and len(cells) > 1 else []
        if len(unused) == 1:
            return _told("row-without-owner/id", unused, name, stated=found, others=cells)
        return _told("row-without-owner", cells, name, allowed=_named(self._known))

    def _of_kpi(self, found: str, rows: Sequence[_Row]) -> Iterator[Finding]:
        cells = [row["kpi"] for row in rows]
        name = sheets()["kpis"].name
        project = _text(rows[0], "project")
        kpis = [row for row in self._rows("kpis") if "id" in row]
        homes = dict.fromkeys(_text(row, "project") for row in kpis if _text(row, "id") == found)
        if marked := _marked(cells, name):
            yield marked
        elif not homes:
            own = (_text(row, "id") for row in kpis if _text(row, "project") == project)
            yield _told("row-without-owner", cells, name, allowed=_named(dict.fromkeys(own)))
        elif any(home in self._known for home in homes):
            # Otherwise the row of the KPI has no project, and that is told there.
            owners = [row["project"] for row in rows]
            yield _told("row-without-owner/other", owners, name, kpi=found, allowed=_named(homes))

    def _rows(self, key: str) -> Sequence[_Row]:
        return self.tables.get(key, ())

    def _unused(self) -> Sequence[Written]:
        """The ids of projects that no other sheet has."""
        others = (rows for key, rows in self.tables.items() if key != "projects")
        used = {_text(row, "project") for rows in others for row in rows}
        ids = (row["id"] for row in self._rows("projects") if "id" in row)
        return [cell for cell in ids if cell.text not in used]


def once(rows: Iterable[R], findings: list[Finding]) -> Iterator[R]:
    """The rows without those that say all that an earlier one said, which are findings."""
    seen: dict[tuple[tuple[str, str], ...], R] = {}
    for row in rows:
        words = tuple(sorted((key, cell.text) for key, cell in row.items()))
        first = seen.setdefault(words, row)
        if first is row or "id" not in row:
            yield row
        else:
            ja, en = first["id"].place.within
            told = {"found": row["id"].text, "other_ja": ja, "other_en": en}
            findings.append(
                worded_finding("duplicate-id/row", row["id"].place, Severity.VIOLATION, told)
            )


def _marked(cells: Sequence[Written], sheet: str) -> Finding | None:
    """What to say of a mark in the place of an id; None where it is an id."""
    text = cells[0].text
    key = "ditto" if is_ditto(text) else "total" if is_total(text) else ""
    return _told(f"row-without-owner/{key}", cells, sheet) if key else None


def _told(
    key: str, cells: Sequence[Written], sheet: str, others: Sequence[Written] = (), **fields: str
) -> Finding:
    """A finding at the first cell, with the further ones that have the same fault."""
    ja, en = _further(others or cells[1:], others=bool(others))
    told: dict[str, object] = {"found": cells[0].text, "sheet": sheet}
    id_of = next(one for one in sheets().values() if one.name == sheet).columns
    heading = next(one for one in id_of if one.key == "id")
    told |= {"what_ja": heading.ja, "what_en": heading.en, "more_ja": ja, "more_en": en, **fields}
    return worded_finding(key, cells[0].place, Severity.VIOLATION, told)


def _further(cells: Sequence[Written], *, others: bool) -> tuple[str, str]:
    """The words for further cells; "" for none."""
    if not cells:
        return "", ""
    ja = [cell.place.within[0] for cell in cells[:_CELLS]]
    en = [cell.place.within[1] for cell in cells[:_CELLS]]
    more = "…" if cells[_CELLS:] else ""
    named_ja, named_en = "、".join(ja) + more, ", ".join(en) + more
    if others:
        return f"{len(cells)}行（{named_ja}）", f"{len(cells)} rows ({named_en})"
    return (
        f"同じ書き方の行がほかに{len(cells)}行あります（{named_ja}）。",
        f" {len(cells)} more rows have the same ({named_en}).",
    )


def _named(ids: Mapping[str, None]) -> str:
    return "、".join(one for one in islice(ids, _NAMED) if one) or "－"


def _text(row: _Row, key: str) -> str:
    return row[key].text if key in row else ""
