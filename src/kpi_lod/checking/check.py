"""Checking: submissions → findings by file and line (design §6).

Each municipality is mapped, its literals are checked lexically, then the shapes are run over its
data with what the register tells about the nodes it uses, and every result is led back to the place
in the submission that caused it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from kpi_lod.checking.engine import Engine, ValidationResult, pyshacl_results
from kpi_lod.checking.findings import origin, result_findings
from kpi_lod.checking.lexical import is_lexical
from kpi_lod.checking.shapes import core_shapes, focus_count
from kpi_lod.dataset import MunicipalityData, municipality_data, referenced
from kpi_lod.errors import DataError, Finding, KpiLodError, Severity, finding
from kpi_lod.iris import PublisherIris
from kpi_lod.register.graph import register_quads
from kpi_lod.submissions.collection import by_municipality, group_findings
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission

EXAMPLE_BASE = "https://example.org/kpi/"


@dataclass(frozen=True, slots=True)
class CheckedData:
    """The data of the municipalities and everything found about it, worst first.

    ``unchecked`` are the files whose content the rules have not seen yet, because something else
    has to be mended first; ``lines``: file → its lines, for showing the line of a finding.
    """

    municipalities: tuple[MunicipalityData, ...]
    findings: tuple[Finding, ...]
    results: tuple[ValidationResult, ...]
    unchecked: tuple[str, ...]
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
    unchecked = [one.file for one in read if one.submission is None]
    results: list[ValidationResult] = []
    mapped: list[MunicipalityData] = []
    for editions in by_municipality(submissions).values():
        between = group_findings(editions)
        if between:
            findings += between
            unchecked += [edition.places[""].file for edition in editions]
            continue
        one = municipality_data(editions, publisher, licence)
        wrong = list(_lexical_findings(one))
        found = [] if wrong else validation_results(one, engine)
        mapped.append(one)
        results += found
        findings += wrong + result_findings(found, one.origins)
    return CheckedData(
        municipalities=tuple(mapped),
        findings=tuple(sorted(findings, key=Finding.sort_key)),
        results=tuple(results),
        unchecked=tuple(unchecked),
        lines={one.file: one.lines for one in read},
    )


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
            place = origin(data.origins, quad.subject, quad.predicate.value)
            allowed = quad.object.datatype.value
            yield finding("lexical", place, found=quad.object.value, allowed=allowed)


def raise_violations(findings: Iterable[Finding]) -> None:
    """Raise DataError if there is a violation among the findings."""
    violations = [f for f in findings if f.severity is Severity.VIOLATION]
    if violations:
        raise DataError(violations)
