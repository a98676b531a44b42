"""What a reader can know of one municipality in a release, as far as releases are compared by it.

In: the municipality's N-Quads of a release, whatever version of the program wrote them. Out: its
submissions, projects, KPIs with their descriptions, and the numbers that speak now.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.vocabulary import ATTRIBUTE, DCT, DIMENSION, KPI, MEASURE, QB, RDF, SKOS

MONEY = "budget"
"""Stands for a KPI where money is meant."""

_NODE = re.compile(r".*/(project|submission|document)/(\d{6})/([a-z0-9-]+)/?(?:#(.*))?", re.ASCII)
_DESCRIBED = {
    KPI[name]: name
    for name in (
        *("programme", "partner", "departmentName", "firstFiscalYear", "lastFiscalYear"),
        *("unit", "level", "direction", "basis", "concept", "match", "sourceTerms"),
    )
} | {DCT.title: "title", DCT.description: "description", SKOS.prefLabel: "prefLabel"}
"""Properties in which a description may change → their names in a diff."""

_VALUE_PARTS = 4
"""Parts of a printed cell's fragment: KPI, period, kind, submission."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number that speaks now: canonical text, code of its unit, id of its submission."""

    number: str
    unit: str
    submission: str


Described = dict[str, str]
"""Property → text or code; several are joined by a comma."""

Cell = tuple[str, str, str, str]
"""Project, KPI (or MONEY), period, kind."""


@dataclass(slots=True)
class Snapshot:
    """One municipality: ids → descriptions, and its numbers."""

    submissions: dict[str, Described] = field(default_factory=lambda: defaultdict(dict))
    projects: dict[str, Described] = field(default_factory=dict)
    kpis: dict[tuple[str, str], Described] = field(default_factory=dict)
    values: dict[Cell, Value] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each there are."""
        return {
            "submissions": len(self.submissions),
            "projects": len(self.projects),
            "kpis": len(self.kpis),
            "values": len(self.values),
        }


def snapshot(dump: Path) -> Snapshot:
    """The snapshot in ``dumps/<code>.nq.gz``. Raises KpiLodError ``source-broken``."""
    try:
        content = gzip.decompress(dump.read_bytes())
        quads = parse(content, format=RdfFormat.N_QUADS)
        return _Reading().read(quads)
    except (OSError, EOFError, zlib.error, SyntaxError) as error:
        raise KpiLodError("source-broken", found=dump, reason=error) from None


class _Reading:
    def __init__(self) -> None:
        self.found = Snapshot()
        self.nodes: dict[tuple[str, str], Described] = defaultdict(dict)
        self.cells: dict[tuple[str, str], Described] = defaultdict(dict)
        self.observed: list[tuple[str, str]] = []

    def read(self, quads: Iterable[Quad]) -> Snapshot:
        for quad in quads:
            assert isinstance(quad.subject, NamedNode)
            subject = _NODE.fullmatch(quad.subject.value)
            if subject:
                self._take(subject, quad)
        for project, fragment in self.observed:
            indicator, period, kind, submission = fragment.split(".")
            told = self.cells[project, fragment]
            value = Value(told.get("value", ""), told.get("unit", ""), submission)
            self.found.values[project, indicator, period, kind] = value
        return self.found

    def _take(self, subject: re.Match[str], quad: Quad) -> None:
        place, _, name, fragment = subject.groups()
        if place == "project" and fragment:
            self._take_of_project(name, fragment, quad)
        elif place == "submission":
            self._take_of_submission(self.found.submissions[name], quad)
        elif place == "document" and quad.predicate == DCT.title:
            self.found.submissions[name]["title"] = _shown(quad.object)

    def _take_of_submission(self, told: Described, quad: Quad) -> None:
        names = {
            KPI.revision: "revision",
            KPI.withdrawalReason: "withdrawn",
            DIMENSION.refPeriod: "year",
        }
        name = names.get(quad.predicate)
        if name:
            told[name] = _shown(quad.object)

    def _take_of_project(self, project: str, fragment: str, quad: Quad) -> None:
        if fragment.count(".") == _VALUE_PARTS - 1:
            self._take_of_cell((project, fragment), quad)
        elif quad.predicate == RDF.type and quad.object == KPI.Project:
            self.found.projects[project] = self.nodes[project, fragment]
        elif quad.predicate == RDF.type and quad.object == KPI.Indicator:
            self.found.kpis[project, fragment] = self.nodes[project, fragment]
        elif name := _DESCRIBED.get(quad.predicate):
            told, text = self.nodes[project, fragment], _shown(quad.object)
            told[name] = f"{told[name]}, {text}" if name in told else text

    def _take_of_cell(self, cell: tuple[str, str], quad: Quad) -> None:
        if quad.predicate == RDF.type and quad.object == QB.Observation:
            self.observed.append(cell)
        elif quad.predicate == MEASURE.obsValue:
            self.cells[cell]["value"] = _shown(quad.object)
        elif quad.predicate == ATTRIBUTE.unitMeasure:
            self.cells[cell]["unit"] = _shown(quad.object)


def _shown(term: object) -> str:
    """A literal's text; of an IRI its last part, which is a code."""
    if isinstance(term, Literal):
        return term.value
    assert isinstance(term, NamedNode)
    return term.value.rstrip("/").rpartition("/")[2]
