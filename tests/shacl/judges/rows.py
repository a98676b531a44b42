"""Validation results in the form in which judges are compared.

In: a validation report as triples (SHACL 1.0, section 3.6: https://www.w3.org/TR/shacl/#results)
or our own report. Out: multisets of :class:`Row`. What the standard leaves open (messages, details)
is left out; a sequence within a sequence is flattened, for (a/b)/c and a/(b/c) are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.shacl.paths import (
    Alternative,
    Inverse,
    OneOrMore,
    Path,
    Predicate,
    Sequence,
    ZeroOrMore,
    ZeroOrOne,
)
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.vocabulary import RDF, SH

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
Index = Mapping[object, Mapping[NamedNode, list[Term]]]


class Row(NamedTuple):
    """One result; terms as N-Triples, "" for no path or value."""

    focus: str
    path: str
    value: str
    component: str
    severity: str
    shape: str


Rows = Counter[Row]

_MODIFIERS: dict[NamedNode, Callable[[Path], Path]] = {
    SH.inversePath: Inverse,
    SH.zeroOrMorePath: ZeroOrMore,
    SH.oneOrMorePath: OneOrMore,
    SH.zeroOrOnePath: ZeroOrOne,
}


def report_rows(report: Iterable[Triple], paths: Iterable[Triple] = ()) -> Rows:
    """The results that the graph's validation report lists by sh:result.

    ``paths``: the graph in which the paths are read, where the report copies them only in part.
    """
    graph = indexed(report)
    known = {**graph, **indexed(paths)}
    return Counter(
        result_row(graph[result], known)
        for node in list(graph)
        for result in graph[node].get(SH.result, ())
    )


def result_row(found: Mapping[NamedNode, list[Term]], paths: Index) -> Row:
    """The row of one sh:ValidationResult, given by its properties."""

    def one(predicate: NamedNode) -> str:
        return str(found[predicate][0]) if predicate in found else ""

    return Row(
        one(SH.focusNode),
        str(path_at(paths, found[SH.resultPath][0])) if SH.resultPath in found else "",
        one(SH.value),
        one(SH.sourceConstraintComponent),
        one(SH.resultSeverity),
        one(SH.sourceShape),
    )


def our_rows(report: ValidationReport) -> Rows:
    """The same of our engine's report."""
    return Counter(
        Row(
            str(result.focus),
            "" if result.path is None else str(flattened(result.path)),
            "" if result.value is None else str(result.value),
            str(result.component),
            str(result.severity),
            str(result.shape),
        )
        for result in report.results
    )


def indexed(triples: Iterable[Triple]) -> Index:
    """Subject → predicate → objects."""
    index: dict[object, dict[NamedNode, list[Term]]] = {}
    for triple in triples:
        assert isinstance(triple.object, NamedNode | BlankNode | Literal)
        objects = index.setdefault(triple.subject, defaultdict(list))
        objects[triple.predicate].append(triple.object)
    return index


def path_at(graph: Index, node: Term) -> Path:
    """The property path that a node stands for, flattened."""
    if isinstance(node, NamedNode):
        return Predicate(node.value)
    found = graph[node]
    for predicate, form in _MODIFIERS.items():
        if predicate in found:
            return form(path_at(graph, found[predicate][0]))
    if SH.alternativePath in found:
        return _joined(Alternative, items(graph, found[SH.alternativePath][0]), graph)
    return _joined(Sequence, items(graph, node), graph)


def items(graph: Index, node: Term) -> list[Term]:
    """The members of an RDF list."""
    members = []
    while node != RDF.nil:
        members.append(graph[node][RDF.first][0])
        node = graph[node][RDF.rest][0]
    return members


def _joined(form: type[Sequence] | type[Alternative], nodes: Iterable[Term], graph: Index) -> Path:
    return flattened(form(tuple(path_at(graph, node) for node in nodes)))


def flattened(path: Path) -> Path:
    """The path without a sequence in a sequence or an alternative in an alternative."""
    match path:
        case Predicate():
            return path
        case Sequence(paths) | Alternative(paths):
            inner = [flattened(each) for each in paths]
            form = type(path)
            split = [each.paths if isinstance(each, form) else (each,) for each in inner]
            return form(tuple(each for part in split for each in part))
        case _:
            return type(path)(flattened(path.path))
