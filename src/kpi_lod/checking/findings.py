"""SHACL results → findings: each in words, at the place in the submission that caused it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.mapping.traced import Origins
from kpi_lod.messages import messages
from kpi_lod.shacl.paths import Predicate
from kpi_lod.shacl.results import ValidationResult
from kpi_lod.vocabulary import KPI, SH, SHAPES

_ABOUT = {
    "concept-with-match": KPI.concept,
    "exact-match-basis": KPI.concept,
    "exact-match-unit": KPI.concept,
    "project-subsidy-rate": KPI.subsidyNumerator,
    "project-years-order": KPI.lastFiscalYear,
}
"""Rules about a whole node → the property whose line is to be shown."""


def result_findings(results: Iterable[ValidationResult], origins: Origins) -> list[Finding]:
    """What to tell of the results of one municipality.

    What is derived (results) has no place in a file; a fault there follows from one that has, and
    is told only where there is no such fault.
    """
    findings = [_finding(result, origins) for result in results]
    placed = [f for f in findings if f.place.file]
    blocked = any(f.severity is Severity.VIOLATION for f in placed)
    return placed if blocked else findings


def origin(origins: Origins, node: object, path: str | None) -> Place:
    """The place of a statement, else of its node, else of the whole."""
    name = node.value if isinstance(node, NamedNode) else str(node)
    return origins.get((name, path or "")) or origins.get((name, "")) or Place("")


def _finding(result: ValidationResult, origins: Origins) -> Finding:
    """A SHACL result in words; where a rule names an offending node as value, that is the place."""
    texts = {message.language: message.value for message in result.messages}
    value = result.value
    code = result.source.value.removeprefix(SHAPES.iri)
    about = _ABOUT.get(code)
    own = result.path.iri if isinstance(result.path, Predicate) else None
    path = about.value if about else own
    place = origin(origins, result.focus, path)
    if isinstance(value, NamedNode) and path is None:
        place = origins.get((value.value, ""), place)
    severity = Severity(result.severity.value.removeprefix(SH.iri))
    if place.in_table and f"{code}/cell" in messages():
        return finding(f"{code}/cell", place, severity=severity)
    found_ja = found_en = ""
    if isinstance(value, Literal):
        found_ja, found_en = f"（値: {value.value}）", f" (value: {value.value})"
    return Finding(
        code=code,
        severity=severity,
        place=place,
        ja=texts.get("ja", "") + found_ja,
        en=texts.get("en", "") + found_en,
        fix_ja="",
        fix_en="",
    )
