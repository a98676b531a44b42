"""Validation results and what one run of an engine found (SHACL 1.0, section 3.6).

In: nothing. Out: records without a behaviour of their own; the order of results does not depend on
the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode

from kpi_lod.shacl.paths import Path
from kpi_lod.vocabulary import SH

Term = NamedNode | BlankNode | Literal

_AS_GRAVE = {
    "violation": frozenset({SH.Violation}),
    "warning": frozenset({SH.Violation, SH.Warning}),
    "info": None,
}


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One sh:ValidationResult; the fields are its properties.

    ``constraint``: the node of a sh:sparql constraint, None for others. ``messages`` are those of
    the shape or of the constraint, else the engine's own.
    """

    focus: Term
    path: Path | None
    value: Term | None
    component: NamedNode
    shape: NamedNode | BlankNode
    severity: NamedNode = SH.Violation
    messages: tuple[Literal, ...] = ()
    constraint: NamedNode | BlankNode | None = None

    @property
    def source(self) -> NamedNode | BlankNode:
        """What was broken: the sh:sparql constraint, else the shape."""
        return self.constraint or self.shape

    def sort_key(self) -> tuple[str, ...]:
        """A total order over everything but the messages."""
        parts = (self.focus, self.shape, self.path, self.component, self.value, self.constraint)
        return (*("" if part is None else str(part) for part in parts), str(self.severity))


@dataclass(frozen=True, slots=True)
class ResultWithoutShape:
    """A sh:ValidationResult with the properties that each must have, made by no shape."""

    focus: NamedNode
    component: NamedNode
    severity: NamedNode
    messages: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results of one run, sorted, and how much was looked at.

    ``focus_nodes``: how many pairs of a shape with a target and a focus node were checked; 0 means
    that nothing was. ``triples``: how many distinct ones the data had; ``shapes``: how many shapes
    were read, those inside others counted. ``remarks``: what the engine has to say of the shapes
    (unknown terms, a constraint left to the reference engine), Japanese and English. ``labels``:
    what the anonymous shapes and constraints of the results are called, by the way to them from a
    shape that has an IRI.
    """

    results: tuple[ValidationResult, ...]
    focus_nodes: int = 0
    remarks: tuple[str, ...] = ()
    triples: int = 0
    shapes: int = 0
    labels: Mapping[NamedNode | BlankNode, str] = field(default_factory=dict, hash=False)

    def label(self, result: ValidationResult) -> str:
        """What was broken, for people to read."""
        return self.labels.get(result.source, str(result.source))

    @property
    def conforms(self) -> bool:
        """As sh:conforms: whether there is no result, whatever its severity."""
        return not self.results

    def fails_on(self, severity: str) -> bool:
        """Whether a result is at least as grave as "violation", "warning" or "info".

        "info" means any result: severities of somebody's own count with it.
        """
        grave = _AS_GRAVE[severity]
        return any(grave is None or one.severity in grave for one in self.results)
