"""Rows of cells → the tree of a submission, each word at its cell.

In: sheet key → rows, a row being column key → :class:`Cell`; a cell that is empty is not there.
Out: the tree that the same submission has as YAML, and findings where rows do not fit together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kpi_lod.errors import Finding, Place, Severity, finding, worded_finding
from kpi_lod.submissions.nodes import (
    Entry,
    MappingNode,
    Node,
    Parsed,
    ScalarNode,
    SequenceNode,
    ShownCell,
    ShownRows,
)
from kpi_lod.submissions.text import joined_text
from kpi_lod.submissions.workbook.filling import numbered
from kpi_lod.submissions.workbook.layout import (
    BLANK,
    DETAILS,
    DETAILS_OF,
    ESCAPE,
    Column,
    Sheet,
    period_key,
    sheets,
)
from kpi_lod.submissions.workbook.owners import Orphans, is_total, once


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its text and where it stands.

    ``fault``: why the text is not what the cell says. ``rounded``: what is shown of a number that
    has more places, "" where all are shown. ``struck``: what of the text is struck out.
    """

    text: str
    place: Place
    fault: Finding | None = None
    rounded: str = ""
    struck: str = ""


CellRow = Mapping[str, Cell]
Tables = Mapping[str, Sequence[CellRow]]
"""Sheet key → rows."""

_DETAILS = tuple(column.key for column in DETAILS)
_OWNERS = ("project", "kpi", "period", "year", "name", DETAILS_OF)
"""Columns that say whose a row of values is."""


def gathered(tables: Tables, file: str, sheet: str = "") -> Parsed:
    """The submission in the tables of a file, which may lack sheets.

    ``sheet``: where all stands on one sheet of another form, its name.
    """
    made = _Gathering(tables, file, sheet)
    root = _frozen(made.submission(), "")
    return Parsed(root, tuple(made.findings), (), _shown(tables))


def _shown(tables: Tables) -> ShownRows:
    """The rows as people see them; in a form each field is a row."""
    rows: dict[tuple[str, str, int], list[ShownCell]] = {}
    for key, table in tables.items():
        headings = {column.key: column.ja for column in sheets()[key].columns}
        for name, cell in ((name, cell) for row in table for name, cell in row.items()):
            many, _, number = name.rpartition(".")
            heading = headings.get(name) or f"{headings.get(many, many)}{number}"
            at = cell.place
            shown = ShownCell(at.column, name, heading, cell.text)
            rows.setdefault((at.file, at.sheet, at.line), []).append(shown)
    by_column = attrgetter("column")
    return {place: tuple(sorted(cells, key=by_column)) for place, cells in rows.items()}


@dataclass(slots=True)
class _List:
    place: Place
    items: list[_Part] = field(default_factory=list)


@dataclass(slots=True)
class _Map:
    """A mapping that still grows: key → where the key stands, and what is under it."""

    place: Place
    entries: dict[str, tuple[Place, _Part]] = field(default_factory=dict)

    def put(self, key: str, part: _Part) -> None:
        """Add what stands under a key such as ``period.from``."""
        outer, _, inner = key.partition(".")
        if inner:
            self.under(outer, part.place).put(inner, part)
        else:
            self.entries[outer] = (part.place, part)

    def under(self, key: str, place: Place) -> _Map:
        """The mapping under a key."""
        found = self.entries.setdefault(key, (place, _Map(place)))[1]
        assert isinstance(found, _Map)
        return found

    def at(self, key: str) -> _Part | None:
        """What stands under a key such as ``period.from``, if anything does."""
        outer, _, inner = key.partition(".")
        found = self.entries[outer][1] if outer in self.entries else None
        return found.at(inner) if inner and isinstance(found, _Map) else found

    def items(self, key: str, place: Place) -> list[_Part]:
        """The items of the list under a key."""
        found = self.entries.setdefault(key, (place, _List(place)))[1]
        assert isinstance(found, _List)
        return found.items


_Part = _Map | _List | ScalarNode
_Owners = Mapping[tuple[str, ...], _Map]


@dataclass(slots=True)
class _Gathering:
    """The work on one file."""

    tables: Tables
    file: str
    sheet: str = ""
    findings: list[Finding] = field(default_factory=list)
    _orphans: Orphans = field(init=False)

    def __post_init__(self) -> None:
        self._orphans = Orphans(self.tables)

    def submission(self) -> _Map:
        """All of it."""
        root = _Map(Place(self.file, sheet=self.sheet or sheets()["head"].name))
        for row in self.tables.get("head", ()):
            self._fill(root, sheets()["head"], self._new(root, sheets()["head"], row))
        projects = self._projects(root)
        kpis = self._kpis(projects)
        for sheet, row, project in self._owned("activities", projects):
            self._fill(self._item(project, "activities", row), sheet, row, detailed="count")
        for _, row, kpi in self._owned("values", kpis):
            self._add_values(kpi, "values", row)
        for _, row, project in self._owned("budget", projects):
            self._add_values(project, "budget", row)
        for sheet, row, project in self._owned("evaluation", projects):
            rated = self._time(project, "evaluation", self._needed(sheet, row, "year"), row)
            said = {key: cell for key, cell in row.items() if key != "year"}
            self._fill(rated, sheet, self._new(rated, sheet, said))
        self.findings += self._orphans.findings()
        return root

    def _new(self, made: _Map, sheet: Sheet, row: CellRow) -> CellRow:
        """The cells that say what no row before said; the others are told in one go."""
        parts = [(one, made.at(one.key)) for one in sheet.columns if one.key in row]
        again = [(one, part) for one, part in parts if part is not None]
        if again:
            column, part = again[0]
            ja, en = part.place.within
            what_ja = "、".join(one.ja for one, _ in again)
            what_en = ", ".join(one.en for one, _ in again)
            cell = row[column.key]
            whose = {"what_ja": what_ja, "what_en": what_en, "other_ja": ja, "other_en": en}
            told = {"found": cell.text, **whose}
            violation = Severity.VIOLATION
            self.findings.append(worded_finding("repeated-cell/row", cell.place, violation, told))
        known = {one.key for one, _ in again}
        return {key: cell for key, cell in row.items() if key not in known}

    def _projects(self, root: _Map) -> dict[tuple[str, ...], _Map]:
        owners: dict[tuple[str, ...], _Map] = {}
        sheet, rows = sheets()["projects"], self.tables.get("projects", ())
        if not rows and "withdrawn" not in root.entries:
            root.items("projects", Place(self.file, sheet=self.sheet or sheet.name))
        for row in once(rows, self.findings):
            project = self._item(root, "projects", row)
            project.items("kpis", project.place)
            self._fill(project, sheet, row)
            owners.setdefault((_text(row, "id"),), project)
        return owners

    def _kpis(self, projects: _Owners) -> dict[tuple[str, ...], _Map]:
        owners: dict[tuple[str, ...], _Map] = {}
        for sheet, row, project in self._owned("kpis", projects):
            kpi = self._item(project, "kpis", row)
            kpi.under("values", kpi.place)
            self._fill(kpi, sheet, row)
            owners.setdefault((_text(row, "project"), _text(row, "id")), kpi)
        return owners

    def _owned(self, key: str, owners: _Owners) -> Iterator[tuple[Sheet, CellRow, _Map]]:
        """The rows of a sheet with what they belong to; others are findings."""
        sheet = sheets()[key]
        wanted = ("project", "kpi") if key == "values" else ("project",)
        for row in once(self.tables.get(key, ()), self.findings):
            if is_total(_text(row, "project")):
                self._orphans.add(row)
                continue
            cells = [self._needed(sheet, row, column) for column in wanted]
            if None in cells:
                continue
            owner = owners.get(tuple(cell.text for cell in cells if cell))
            if owner is None:
                self._orphans.add(row)
            else:
                yield sheet, row, owner

    def _needed(self, sheet: Sheet, row: CellRow, key: str) -> Cell | None:
        """A cell without which nobody knows whose the row is."""
        if key in row:
            return row[key]
        column = next(one for one in sheet.columns if one.key == key)
        first = next(iter(row.values()))
        self.findings.append(
            finding("missing-cell", first.place, found_ja=column.ja, found_en=column.en)
        )
        return None

    def _item(self, owner: _Map, key: str, row: CellRow) -> _Map:
        """A new item of the owner's list, made of a row; it stands where its id does."""
        place = row.get("id", next(iter(row.values()))).place
        made = _Map(place)
        owner.items(key, place).append(made)
        return made

    def _fill(self, made: _Map, sheet: Sheet, row: CellRow, detailed: str = "") -> None:
        """Add what the cells of a row say of the thing itself."""
        for column in sheet.columns:
            if column.aid or column.key in ("project", *_DETAILS):
                continue
            if column.many:
                texts = [row[key] for key in _numbered(column.key, row)]
                for cell in texts:
                    made.items(column.key, cell.place).append(self._scalar(column, cell))
            elif column.key == detailed:
                self._add_detailed(made, column.key, sheet, row)
            elif column.key in row:
                made.put(column.key, self._scalar(column, row[column.key]))

    def _add_values(self, owner: _Map, key: str, row: CellRow) -> None:
        """Add the values of a row to its period."""
        sheet = sheets()[key]
        period = self._needed(sheet, row, "period")
        made = self._time(owner, key, period, row)
        kinds = [c.key for c in sheet.columns if c.key not in (*_OWNERS, *_DETAILS)]
        about = self._about(sheet, row, [kind for kind in kinds if kind in row])
        for column in sheet.columns:
            if column.key not in kinds or (column.key not in row and column.key != about):
                continue
            if column.key in made.entries:
                here = row[column.key if column.key in row else "period"]
                self._report_repeated(key, column, here, made.entries[column.key][1])
            elif column.key == about:
                self._add_detailed(made, column.key, sheet, row)
            else:
                made.put(column.key, self._scalar(column, row[column.key]))

    def _time(self, owner: _Map, key: str, cell: Cell | None, row: CellRow) -> _Map:
        """What the owner says of a time. Without one the row is still read, for what is wrong."""
        place = (cell or next(iter(row.values()))).place
        times = owner.under(key, place)
        # Keys of nothing but spaces, no two the same: no cell and no period is written so.
        return times.under(period_key(cell.text) if cell else " " * (len(times.entries) + 1), place)

    def _report_repeated(self, sheet: str, column: Column, cell: Cell, first: _Part) -> None:
        if isinstance(first, _Map):
            first = first.entries["value"][1] if "value" in first.entries else first
        ja, en = first.place.within
        before = first.value if isinstance(first, ScalarNode) else ""
        key = "repeated-cell" if sheet == "values" else "repeated-cell/money"
        told = {"other_ja": ja, "other_en": en, "before": before or "－", "found": cell.text}
        told |= {"what_ja": column.ja, "what_en": column.en}
        self.findings.append(worded_finding(key, cell.place, Severity.VIOLATION, told))

    def _about(self, sheet: Sheet, row: CellRow, kinds: Sequence[str]) -> str:
        """Which value the columns of details are about; "" where they are empty."""
        told = [row[key] for key in _DETAILS if key in row]
        if not told:
            return ""
        column = next(one for one in sheet.columns if one.key == DETAILS_OF)
        if DETAILS_OF in row:
            stated = row[DETAILS_OF]
            if stated.text in column.labels:
                return column.labels[stated.text]
            allowed = "、".join(column.labels)
            self.findings.append(
                finding("value-allowed", stated.place, found=stated.text, allowed=allowed)
            )
        elif len(kinds) == 1:
            return kinds[0]
        else:
            self.findings.append(
                finding("details-of", told[0].place, allowed="、".join(column.labels))
            )
        return ""

    def _add_detailed(self, made: _Map, key: str, sheet: Sheet, row: CellRow) -> None:
        """Add a value and what the row tells of it; the value alone if there is no more."""
        columns = {column.key: column for column in sheet.columns}
        told = [name for name in _DETAILS if name in row]
        if not told:
            if key in row:
                made.put(key, self._scalar(columns[key], row[key]))
            return
        value = made.under(key, row[key].place if key in row else row[told[0]].place)
        if key in row:
            value.put("value", self._scalar(columns[key], row[key]))
        for name in told:
            value.put(name, self._scalar(columns[name], row[name]))

    def _scalar(self, column: Column, cell: Cell) -> ScalarNode:
        text, remark = joined_text(cell.text, cell.place)
        if remark:
            self.findings.append(remark)
        if text == BLANK:
            text = ""
        elif text.startswith(ESCAPE):
            text = text.removeprefix(ESCAPE)
        else:
            text = column.labels.get(text, text)
        return ScalarNode(text, plain=False, place=cell.place)


def _text(row: CellRow, key: str) -> str:
    return row[key].text if key in row else ""


def _numbered(key: str, row: CellRow) -> Iterator[str]:
    """The keys of the repeated columns that the row has, in their order."""
    prefix = numbered(key, 0)[:-1]
    found = [one for one in row if one.startswith(prefix)]
    return iter(sorted(found, key=lambda one: int(one.removeprefix(prefix))))


def _frozen(part: _Part, pointer: str) -> Node:
    """The tree when it is done, its places with the way there by keys."""
    if isinstance(part, ScalarNode):
        return ScalarNode(part.value, plain=False, place=_pointed(part.place, pointer))
    place = _pointed(part.place, pointer)
    if isinstance(part, _List):
        items = (_frozen(one, f"{pointer}[{n}]") for n, one in enumerate(part.items))
        return SequenceNode(tuple(items), place)
    entries = {}
    for key, (key_place, value) in part.entries.items():
        way = f"{pointer}.{key}" if pointer else key
        entries[key] = Entry(_pointed(key_place, way), _frozen(value, way))
    return MappingNode(entries, place)


def _pointed(place: Place, pointer: str) -> Place:
    return Place(place.file, place.line, place.column, pointer, place.sheet)
