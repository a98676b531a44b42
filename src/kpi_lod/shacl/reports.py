"""A validation report as Turtle, JSON and text (SHACL 1.0, section 3.6).

In: :class:`ValidationReport`. Out: text; Japanese stands first, English second. The nodes of the
Turtle report have IRIs, so that two reports can be compared line by line; only paths of more than
one step are blank nodes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.errors import clipped
from kpi_lod.shacl.paths import (
    Alternative,
    Inverse,
    OneOrMore,
    Path,
    Predicate,
    ZeroOrMore,
    ZeroOrOne,
)
from kpi_lod.shacl.paths import Sequence as Steps
from kpi_lod.shacl.results import ResultWithoutShape, Term, ValidationReport, ValidationResult
from kpi_lod.shacl.shapes_graph import Node
from kpi_lod.turtle import turtle
from kpi_lod.vocabulary import RDF, RDFS, SH, XSD

Result = ValidationResult | ResultWithoutShape

REPORT = "urn:kpi-lod:report"
SHOWN = 1_000
"""Results shown as text; the rest is counted."""

_SEVERITIES = {
    SH.Violation: ("違反", "Violation"),
    SH.Warning: ("警告", "Warning"),
    SH.Info: ("参考", "Info"),
}
_OF_ONE = {
    Inverse: SH.inversePath,
    ZeroOrMore: SH.zeroOrMorePath,
    OneOrMore: SH.oneOrMorePath,
    ZeroOrOne: SH.zeroOrOnePath,
}


def written_report(report: ValidationReport, form: str) -> str:
    """The report in one of the forms text, json, turtle."""
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: report_text(report),
        "json": lambda: report_json(report),
        "turtle": lambda: report_turtle(report.results, report.remarks, report.labels),
    }
    return forms[form]()


def report_turtle(
    results: Sequence[Result],
    remarks: Iterable[str] = (),
    labels: Mapping[Node, str] = MappingProxyType({}),
) -> str:
    """The results as a sh:ValidationReport in Turtle.

    ``remarks`` become its rdfs:comment, ``labels`` the rdfs:label of anonymous shapes, which would
    be described nowhere.
    """
    named = sorted(labels.items(), key=lambda item: item[0].value)
    described = (Triple(node, RDFS.label, Literal(label)) for node, label in named)
    return turtle([*_Triples(results).with_remarks(remarks), *described]).decode()


def _nodes(result: Result) -> tuple[Term | None, ...]:
    """The nodes of a result that may be blank."""
    if isinstance(result, ValidationResult):
        return result.focus, result.value, result.shape, result.constraint
    return ()


class _Triples:
    """The triples of a report, whose blank nodes are none of the data or the shapes."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.results = results
        shown = (one for result in results for one in _nodes(result))
        taken = {one.value for one in shown if isinstance(one, BlankNode)}
        names = (f"path{number}" for number in count(1))
        self.free = (BlankNode(name) for name in names if name not in taken)

    def with_remarks(self, remarks: Iterable[str]) -> Iterator[Triple]:
        results = self.results
        report = NamedNode(REPORT)
        nodes = [NamedNode(f"{REPORT}:{number}") for number in range(1, len(results) + 1)]
        yield Triple(report, RDF.type, SH.ValidationReport)
        yield Triple(report, SH.conforms, Literal(not results))
        yield from (Triple(report, RDFS.comment, Literal(remark)) for remark in remarks)
        yield from (Triple(report, SH.result, node) for node in nodes)
        for node, result in zip(nodes, results, strict=True):
            yield from self._result(node, result)

    def _result(self, node: NamedNode, result: Result) -> Iterator[Triple]:
        stated: list[tuple[NamedNode, Term]] = [
            (RDF.type, SH.ValidationResult),
            (SH.focusNode, result.focus),
            (SH.sourceConstraintComponent, result.component),
            (SH.resultSeverity, result.severity),
            *((SH.resultMessage, message) for message in result.messages),
        ]
        yield from (Triple(node, name, value) for name, value in stated)
        if isinstance(result, ValidationResult):
            yield from self._of_shape(node, result)

    def _of_shape(self, node: NamedNode, result: ValidationResult) -> Iterator[Triple]:
        path, of_path = (None, []) if result.path is None else self._path(result.path)
        stated: list[tuple[NamedNode, Term | None]] = [
            (SH.sourceShape, result.shape),
            (SH.resultPath, path),
            (SH.value, result.value),
            (SH.sourceConstraint, result.constraint),
        ]
        yield from (Triple(node, name, value) for name, value in stated if value is not None)
        yield from of_path

    def _path(self, path: Path) -> tuple[Node, list[Triple]]:
        """The node of a path and what is said of it."""
        if isinstance(path, Predicate):
            return NamedNode(path.iri), []
        if isinstance(path, Steps):
            return self._list(path.paths)
        node = next(self.free)
        if isinstance(path, Alternative):
            inner, triples = self._list(path.paths)
            return node, [Triple(node, SH.alternativePath, inner), *triples]
        inner, triples = self._path(path.path)
        return node, [Triple(node, _OF_ONE[type(path)], inner), *triples]

    def _list(self, paths: Iterable[Path]) -> tuple[Node, list[Triple]]:
        head: Node = RDF.nil
        found: list[Triple] = []
        for path in reversed(tuple(paths)):
            first, triples = self._path(path)
            node = next(self.free)
            own = [Triple(node, RDF.first, first), Triple(node, RDF.rest, head)]
            found = [*own, *triples, *found]
            head = node
        return head, found


def report_json(report: ValidationReport) -> str:
    """The report as one JSON object; paths as SPARQL writes them; ``label`` is for people.

    Every term is an object of the SPARQL 1.1 Query Results JSON Format, section 3.2.2
    (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms).
    """
    whole = {
        "conforms": report.conforms,
        "focusNodes": report.focus_nodes,
        "shapes": report.shapes,
        "triples": report.triples,
        "remarks": list(report.remarks),
        "results": [{**_row(one), "label": report.label(one)} for one in report.results],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _row(one: ValidationResult) -> dict[str, object]:
    return {
        "focusNode": _json_term(one.focus),
        "path": None if one.path is None else str(one.path),
        "value": None if one.value is None else _json_term(one.value),
        "component": _json_term(one.component),
        "shape": _json_term(one.shape),
        "constraint": None if one.constraint is None else _json_term(one.constraint),
        "severity": _json_term(one.severity),
        "messages": [_json_term(message) for message in one.messages],
    }


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    told = {"type": "literal", "value": term.value}
    if term.language:
        return {**told, "xml:lang": term.language}
    if term.datatype == XSD.string:
        return told
    return {**told, "datatype": term.datatype.value}


def report_text(report: ValidationReport) -> str:
    """What is wrong, worst first, each wording once with all its nodes; then the counts."""
    order = sorted(report.results, key=lambda one: (_rank(one.severity), one.sort_key()))
    groups: dict[tuple[object, ...], list[ValidationResult]] = {}
    for one in order[:SHOWN]:
        key = (_rank(one.severity), one.source, one.component, one.messages)
        groups.setdefault(key, []).append(one)
    parts = ["\n".join(_paragraph(group, report.label(group[0]))) for group in groups.values()]
    if len(order) > SHOWN:
        more = len(order) - SHOWN
        parts.append(f"ほかに{more}件あります。 / and {more} more.")
    return "\n\n".join([*parts, _summary(report)])


def _rank(severity: NamedNode) -> tuple[int, str]:
    """Violation, Warning, Info, then severities of somebody's own."""
    known = list(_SEVERITIES)
    return known.index(severity) if severity in known else len(known), severity.value


def _paragraph(group: Sequence[ValidationResult], label: str) -> Iterator[str]:
    first = group[0]
    component = first.component.value.rpartition("#")[2].removesuffix("ConstraintComponent")
    severity = _SEVERITIES.get(first.severity, (str(first.severity),))
    yield f"{' '.join(severity)} [{component}] {label}"
    yield from (f"  {clipped(message.value, 400)}" for message in first.messages)
    for one in group:
        parts = [str(one.focus), "" if one.path is None else str(one.path)]
        value = "" if one.value is None else f" → {clipped(str(one.value))}"
        yield f"  {' '.join(part for part in parts if part)}{value}"


def _summary(report: ValidationReport) -> str:
    """Whether the data conforms, and how much was found and looked at; a line in each language."""
    counts = Counter(one.severity for one in report.results)
    found = {name: counts.pop(severity, 0) for severity, name in _SEVERITIES.items()}
    others = counts.total()
    ja, en = _verdict(report)
    count_ja = [f"{name} {n:,}件" for (name, _), n in found.items()]
    count_en = [f"{name} {n:,}" for (_, name), n in found.items()]
    if others:
        count_ja.append(f"ほか {others:,}件")
        count_en.append(f"other {others:,}")
    of, nodes, triples = f"{report.shapes:,}", f"{report.focus_nodes:,}", f"{report.triples:,}"
    return "\n".join(
        [
            f"{ja}: {'、'.join(count_ja)}"
            f"（シェイプ {of}、検査したノード {nodes}、トリプル {triples}）",
            f"{en}: {', '.join(count_en)} "
            f"(shapes {of}, focus nodes checked {nodes}, triples {triples})",
        ]
    )


def _verdict(report: ValidationReport) -> tuple[str, str]:
    if report.conforms and not report.focus_nodes:
        return "何も検査されていません", "Nothing was checked"
    return ("適合", "Conforms") if report.conforms else ("不適合", "Does not conform")
