"""Checking: submissions → findings by file and line (design §6).

Each municipality is mapped, its literals are checked lexically, then the shapes are run over its
data with what the register tells about the nodes it uses, and every result is led back to the place
in the submission that caused it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.engine import Engine, ValidationResult, pyshacl_results
from kpi_lod.checking.lexical import is_lexical
from kpi_lod.checking.shapes import core_shapes, focus_count
from kpi_lod.dataset import MunicipalityData, municipality_data, referenced
from kpi_lod.errors import DataError, Finding, KpiLodError, Place, Severity, finding
from kpi_lod.iris import PublisherIris
from kpi_lod.mapping.traced import Origins
from kpi_lod.register.graph import register_quads
from kpi_lod.submissions.collection import by_municipality, collection_findings
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission
from kpi_lod.vocabulary import KPI, SHAPES

_ABOUT = {
    "concept-with-match": KPI.concept,
    "exact-match-basis": KPI.concept,
    "exact-match-unit": KPI.concept,
    "project-subsidy-rate": KPI.subsidyNumerator,
    "project-years-order": KPI.lastFiscalYear,
}
"""Rules about a whole node → the property whose line is to be shown."""

EXAMPLE_BASE = "https://example.org/kpi/"


@dataclass(frozen=True, slots=True)
class CheckedData:
    """The data of the municipalities and everything found about it, worst first.

    ``lines``: file → its lines, for showing the line of a finding.
    """

    municipalities: tuple[MunicipalityData, ...]
    findings: tuple[Finding, ...]
    results: tuple[ValidationResult, ...]
    lines: Mapping[str, Sequence[str]]

    @property
    def conforms(self) -> bool:
        """Whether nothing blocks publishing."""
        return all(f.severity is not Severity.VIOLATION for f in self.findings)


def checked_files(files: Iterable[Path]) -> CheckedData:
    """What is found in submission files on their own, before anybody publishes them.

    IRIs are those of the example base. Raises KpiLodError ``file-missing``.
    """
    return checked(read_files(files), PublisherIris(EXAMPLE_BASE), "CC-BY-4.0")


def checked(
    read: Sequence[ReadSubmission],
    publisher: PublisherIris,
    licence: str,
    *,
    engine: Engine = pyshacl_results,
) -> CheckedData:
    """The mapped data of all submissions that could be read, and all findings."""
    findings = [found for one in read for found in one.findings]
    submissions = [one.submission for one in read if one.submission is not None]
    between = collection_findings(submissions)
    results: list[ValidationResult] = []
    mapped = tuple(
        municipality_data(editions, publisher, licence)
        for editions in by_municipality(submissions if not between else ()).values()
    )
    for one in mapped:
        wrong = list(_lexical_findings(one))
        found = [] if wrong else validation_results(one, engine)
        results += found
        findings += wrong + _told([_result_finding(result, one.origins) for result in found])
    return CheckedData(
        municipalities=mapped,
        findings=_ordered([*findings, *between]),
        results=tuple(results),
        lines={one.file: one.lines for one in read},
    )


def _told(findings: list[Finding]) -> list[Finding]:
    """What to tell of the findings of one municipality.

    What is derived (results) has no place in a file; a fault there follows from one that has, and
    is told only where there is no such fault.
    """
    placed = [f for f in findings if f.place.file]
    blocked = any(f.severity is Severity.VIOLATION for f in placed)
    return placed if blocked else findings


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=Finding.sort_key))


def validation_results(data: MunicipalityData, engine: Engine) -> list[ValidationResult]:
    """What the engine finds in one municipality's data.

    Raises KpiLodError ``nothing-checked`` where no shape matched a node.
    """
    own = [quad.triple for quad in data.quads]
    if focus_count(own, core_shapes()) == 0:
        raise KpiLodError("nothing-checked")
    known = referenced(own, (quad.triple for quad in register_quads()))
    return engine([*own, *known], core_shapes())


def _lexical_findings(data: MunicipalityData) -> Iterator[Finding]:
    for quad in data.quads:
        if isinstance(quad.object, Literal) and not is_lexical(quad.object):
            place = _origin(data.origins, quad.subject, quad.predicate.value)
            allowed = quad.object.datatype.value
            yield finding("lexical", place, found=quad.object.value, allowed=allowed)


def _origin(origins: Origins, node: object, path: str | None) -> Place:
    """The place of a statement, else of its node, else of the whole."""
    name = node.value if isinstance(node, NamedNode) else str(node)
    return origins.get((name, path or "")) or origins.get((name, "")) or Place("")


def _result_finding(result: ValidationResult, origins: Origins) -> Finding:
    """A SHACL result in words; where a rule names an offending node as value, that is the place."""
    texts = dict(result.messages)
    value = result.value
    code = result.shape.removeprefix(SHAPES.iri)
    about = _ABOUT.get(code)
    path = about.value if about else result.path
    place = _origin(origins, NamedNode(result.focus), path)
    if isinstance(value, NamedNode) and path is None:
        place = origins.get((value.value, ""), place)
    found_ja = found_en = ""
    if isinstance(value, Literal):
        found_ja, found_en = f"（値: {value.value}）", f" (value: {value.value})"
    return Finding(
        code=code,
        severity=result.severity,
        place=place,
        ja=texts.get("ja", "") + found_ja,
        en=texts.get("en", "") + found_en,
        fix_ja="",
        fix_en="",
    )


def raise_violations(findings: Iterable[Finding]) -> None:
    """Raise DataError if there is a violation among the findings."""
    violations = [f for f in findings if f.severity is Severity.VIOLATION]
    if violations:
        raise DataError(violations)
