"""What a reader can know of one municipality in a release, as far as releases are compared by it.

In: the municipality's N-Quads of a release, whatever version of the program wrote them. Out: its
submissions, projects, KPIs with their descriptions, the printed cells that speak now, and the
newest activities and evaluations.
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
from kpi_lod.mapping.described import JUDGED_PROPERTIES
from kpi_lod.vocabulary import ATTRIBUTE, DCT, DIMENSION, KPI, MEASURE, QB, RDF, RDFS, SKOS

MONEY = "budget"
"""Stands for a KPI where money is meant."""

NODE = re.compile(r".*/(project|submission|document)/(\d{6})/([a-z0-9-]+)/?(?:#(.*))?", re.ASCII)
"""Kind of document, municipality, name and fragment of a node, whatever the base."""

DESCRIBED = {
    KPI[name]: name
    for name in (
        *("programme", "partner", "departmentName", "firstFiscalYear", "lastFiscalYear"),
        *("programmeYear", "subsidyNumerator", "subsidyDenominator", "judged", "reviewed"),
        *("unit", "level", "direction", "basis", "concept", "match"),
    )
} | {DCT.title: "title", DCT.description: "description", SKOS.prefLabel: "prefLabel"}
"""Properties in which a description may change → their names in a diff."""

SUBMITTED = {
    KPI.revision: "revision",
    KPI.withdrawalReason: "withdrawn",
    KPI.sourceTerms: "sourceTerms",
    DIMENSION.refPeriod: "year",
}
DOCUMENTED = {
    DCT.title: "title",
    RDFS.seeAlso: "url",
    KPI.fileName: "fileName",
    KPI.sha256: "sha256",
}
"""The same of a submission and of its document."""

PRINTED = {
    MEASURE.obsValue: "value",
    KPI.count: "value",
    ATTRIBUTE.unitMeasure: "unit",
    KPI.unit: "unit",
    ATTRIBUTE.obsStatus: "status",
    KPI.valueAsWritten: "as-written",
    KPI.unitAsWritten: "unitAsWritten",
    KPI.numerator: "numerator",
    KPI.denominator: "denominator",
    SKOS.note: "note",
    KPI.place: "place",
    DCT.description: "text",
    **{KPI[name]: name for name in ("effect", "externalReview", "externalComment")},
    **{KPI[name]: name for name in ("nextStep", "nextStepReason")},
}
"""The same of what a document printed: a cell, an activity, an evaluation."""

ACTIVITY, EVALUATION = "activity", "evaluation"
REMARKS = (ACTIVITY, EVALUATION)
"""Begin the fragments of what is printed beside the cells."""

_CELL_PARTS, _EVALUATION_PARTS = 4, 3
"""Parts of a fragment: KPI, period, kind, submission; the word, year, submission."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number that speaks now: canonical text, code of its unit, id of its submission."""

    number: str
    unit: str
    submission: str


Described = dict[str, str]
"""Property → text or code; several are joined by a comma."""

Cell = tuple[str, str, str, str]
"""Project, KPI (or MONEY), period, kind; of a remark project, its word, year, number."""


@dataclass(frozen=True, slots=True)
class Print:
    """What one submission printed in a cell or as a remark: property → text or code."""

    submission: str
    told: Described


@dataclass(slots=True)
class Snapshot:
    """One municipality: ids → descriptions, and its numbers.

    ``cells``: the one that speaks of each, with a number or with the reason there is none.
    ``remarks``: activities and evaluations of the newest edition that has some of the year.
    ``speaking``: project and fragment of the nodes of both.
    """

    submissions: dict[str, Described] = field(default_factory=lambda: defaultdict(dict))
    projects: dict[str, Described] = field(default_factory=dict)
    kpis: dict[tuple[str, str], Described] = field(default_factory=dict)
    values: dict[Cell, Value] = field(default_factory=dict)
    cells: dict[Cell, Print] = field(default_factory=dict)
    remarks: dict[Cell, Print] = field(default_factory=dict)
    speaking: set[tuple[str, str]] = field(default_factory=set)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each there are."""
        return {
            "submissions": len(self.submissions),
            "projects": len(self.projects),
            "kpis": len(self.kpis),
            "values": len(self.values),
        }


def content(dump: Path) -> bytes:
    """The N-Quads in ``dumps/<code>.nq.gz``. Raises KpiLodError ``source-broken``."""
    try:
        return gzip.decompress(dump.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise KpiLodError("source-broken", found=dump, reason=error) from None


def snapshot(nquads: bytes, dump: Path) -> Snapshot:
    """The snapshot of the N-Quads of ``dump``. Raises KpiLodError ``source-broken``."""
    try:
        return _Reading().read(parse(nquads, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise KpiLodError("source-broken", found=dump, reason=error) from None


def is_printed(fragment: str) -> bool:
    """Whether a project's node with that fragment is a cell, an activity or an evaluation."""
    parts = fragment.split(".")
    return len(parts) == _CELL_PARTS or (len(parts) == _EVALUATION_PARTS and parts[0] == EVALUATION)


class _Reading:
    def __init__(self) -> None:
        self.found = Snapshot()
        self.nodes: dict[tuple[str, str], Described] = defaultdict(dict)
        self.printed: dict[tuple[str, str], Described] = defaultdict(dict)
        self.observed: set[tuple[str, str]] = set()

    def read(self, quads: Iterable[Quad]) -> Snapshot:
        for quad in quads:
            assert isinstance(quad.subject, NamedNode)
            subject = NODE.fullmatch(quad.subject.value)
            if subject:
                self._take(subject, quad)
        self._choose_cells()
        self._choose_remarks()
        return self.found

    def _take(self, subject: re.Match[str], quad: Quad) -> None:
        place, _, name, fragment = subject.groups()
        if place == "project" and fragment:
            self._take_of_project(name, fragment, quad)
        elif place in _OF_SUBMISSION and (told := _OF_SUBMISSION[place].get(quad.predicate)):
            self.found.submissions[name][told] = _shown(quad.object, whole=told == "url")

    def _take_of_project(self, project: str, fragment: str, quad: Quad) -> None:
        if is_printed(fragment):
            self._take_of_printed((project, fragment), quad)
        elif quad.predicate == RDF.type and quad.object == KPI.Project:
            self.found.projects[project] = self.nodes[project, fragment]
        elif quad.predicate == RDF.type and quad.object == KPI.Indicator:
            self.found.kpis[project, fragment] = self.nodes[project, fragment]
        elif name := DESCRIBED.get(quad.predicate):
            told, text = self.nodes[project, fragment], _field(quad.object) or _shown(quad.object)
            told[name] = f"{told[name]}, {text}" if name in told else text

    def _take_of_printed(self, node: tuple[str, str], quad: Quad) -> None:
        if quad.predicate == RDF.type and quad.object == QB.Observation:
            self.observed.add(node)
        elif name := PRINTED.get(quad.predicate):
            self.printed[node][name] = _shown(quad.object)

    def _edition(self, submission: str) -> tuple[str, int, str]:
        """Sorts submissions, oldest first."""
        told = self.found.submissions.get(submission, {})
        return told.get("year", ""), int(told.get("revision", "1")), submission

    def _choose_cells(self) -> None:
        """The observation speaks, or else the newest reason for none."""
        chosen: dict[Cell, tuple[tuple[bool, tuple[str, int, str]], str]] = {}
        for node in self.printed:
            project, fragment = node
            word, period, *rest = fragment.split(".")
            if word not in REMARKS:
                kind, submission = rest
                rank = node in self.observed, self._edition(submission)
                cell = project, word, period, kind
                chosen[cell] = max(chosen.get(cell, (rank, fragment)), (rank, fragment))
        for cell, (_, fragment) in chosen.items():
            node = cell[0], fragment
            one = Print(fragment.rpartition(".")[2], self.printed[node])
            self.found.cells[cell] = one
            self.found.speaking.add(node)
            if node in self.observed:
                number, unit = one.told.get("value", ""), one.told.get("unit", "")
                self.found.values[cell] = Value(number, unit, one.submission)

    def _choose_remarks(self) -> None:
        newest: dict[Cell, str] = {}
        remarks = [node for node in self.printed if node[1].startswith(_REMARKS_BEGIN)]
        for project, fragment in remarks:
            word, year, *_, submission = fragment.split(".")
            about = project, word, year, ""
            newest[about] = max(newest.get(about, submission), submission, key=self._edition)
        for project, fragment in remarks:
            word, year, *number, submission = fragment.split(".")
            if newest[project, word, year, ""] == submission:
                cell = project, word, year, "".join(number)
                self.found.remarks[cell] = Print(submission, self.printed[project, fragment])
                self.found.speaking.add((project, fragment))


_OF_SUBMISSION = {"submission": SUBMITTED, "document": DOCUMENTED}
_REMARKS_BEGIN = tuple(f"{word}." for word in REMARKS)


_FIELDS = {str(term): name for name, term in JUDGED_PROPERTIES.items()}


def _field(term: object) -> str:
    """The name of a field that a person judged; "" for any other term.

    A property is an object of ``kpi:judged`` alone, so nothing else is taken for one.
    """
    return _FIELDS.get(str(term), "")


def _shown(term: object, *, whole: bool = False) -> str:
    """A literal's text; of an IRI its last part, which is a code, unless the whole is wanted."""
    if isinstance(term, Literal):
        return term.value
    assert isinstance(term, NamedNode)
    return term.value if whole else term.value.rstrip("/").rpartition("/")[2]
