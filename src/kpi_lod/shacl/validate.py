"""Anyone's data held against anyone's shapes (SHACL 1.0, sections 3.4 to 3.6).

In: triples, or a triple table, and the triples of the shapes. Out: :class:`ValidationReport`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.columns.table import TripleTable
from kpi_lod.columns.terms import read_term
from kpi_lod.errors import KpiLodError
from kpi_lod.messages import messages
from kpi_lod.shacl.conformance import Conformance
from kpi_lod.shacl.evaluation import Evaluation
from kpi_lod.shacl.paths import Path as PropertyPath
from kpi_lod.shacl.paths import Predicate
from kpi_lod.shacl.plan import Numbered, Plan, plan_of
from kpi_lod.shacl.queries import Queries, filled
from kpi_lod.shacl.reading import read_shapes
from kpi_lod.shacl.results import Term, ValidationReport, ValidationResult
from kpi_lod.shacl.shape_places import place
from kpi_lod.shacl.shapes_graph import Node, ShapesGraph, shown
from kpi_lod.shacl.sources import Source, fill, shape_triples, stray_shapes
from kpi_lod.shacl.vocabulary_check import remarks_on


def validate(
    data: Source, shapes: Source, *, memory: str = "1GB", seconds: float = 3_600
) -> ValidationReport:
    """What the data breaks of the shapes, in a fixed order.

    Both are names of RDF files or pyoxigraph's triples and quads; quads count as triples.
    ``memory``: how much DuckDB may use before it goes to disk, as "1GB"; ``seconds``: how long the
    validation may take, loading counted, at most a week. Raises KpiLodError: ``time-limit``,
    ``time-setting``, ``out-of-memory``, ``file-missing``, ``rdf-syntax``, ``rdf-not-accepted``,
    ``source-not-accepted``, ``no-shapes``, ``shape-malformed``, ``shape-recursive``,
    ``sparql-refused``. Where no target met a node, the report conforms, as the standard says, and
    ``focus_nodes`` is 0.

    >>> from pyoxigraph import RdfFormat, parse
    >>> data = parse("<urn:a> <urn:p> 1, 2 .", format=RdfFormat.TURTLE)
    >>> shapes = parse("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> "
    ...     "sh:targetSubjectsOf <urn:p> ; sh:property [ sh:path <urn:p> ; sh:maxCount 1 ] .",
    ...     format=RdfFormat.TURTLE)
    >>> report = validate(data, shapes)
    >>> [(str(one.focus), str(one.path)) for one in report.results]
    [('<urn:a>', '<urn:p>')]
    """
    with TripleTable(memory=memory) as table, table.time_bounded(seconds):
        fill(table, data)
        table.build()
        triples = tuple(shape_triples(shapes))
        report = validate_table(table, triples)
        return replace(report, remarks=(*report.remarks, *stray_shapes(table, triples)))


def validate_table(table: TripleTable, shapes: Iterable[Triple]) -> ValidationReport:
    """The same for data that is in a table already."""
    graph = ShapesGraph(shapes)
    plan = plan_of(read_shapes(graph))
    with table.memory_bounded():
        return _validated(table, graph, plan)


def _validated(table: TripleTable, graph: ShapesGraph, plan: Plan) -> ValidationReport:
    evaluation = Evaluation(plan, table)
    queries = Queries(evaluation, graph)
    table.literal_values()
    evaluation.find_instances()
    checked = evaluation.find_focus_nodes()
    evaluation.find_violations()
    queries.find_violations()
    Conformance(evaluation).find_violations()
    results = sorted(_results(plan, evaluation, queries), key=ValidationResult.sort_key)
    remarks = (*remarks_on(graph), *evaluation.remarks(), *queries.remarks)
    return ValidationReport(
        results=tuple(results),
        focus_nodes=checked,
        remarks=remarks,
        triples=evaluation.tables.count("triple"),
        shapes=len(plan.shapes),
        labels=_labels(graph, results),
    )


def _labels(graph: ShapesGraph, results: Iterable[ValidationResult]) -> dict[Node, str]:
    sources = {node for one in results for node in (one.shape, one.constraint)}
    return {node: place(graph, node) for node in sources if isinstance(node, BlankNode)}


MAX_RESULTS = 1_000_000
"""A report of more is read by nobody, and does not fit into memory."""

_FOUND = """
FROM violation x JOIN focus f ON f.shape = x.shape AND f.node = x.focus WHERE f.times > 0"""
_ROWS = f"""
SELECT x.c, x.focus, x.value, x.path, x.value_text, x.path_text, x.arguments, f.times {_FOUND}"""


def _results(plan: Plan, evaluation: Evaluation, queries: Queries) -> Iterator[ValidationResult]:
    ((found,),) = evaluation.tables.rows(f"SELECT coalesce(sum(f.times), 0) {_FOUND}")
    if found > MAX_RESULTS:
        raise KpiLodError("too-many-results", found=found, allowed=MAX_RESULTS)
    rows = evaluation.tables.rows(_ROWS)
    terms = evaluation.table.terms({one for row in rows for one in row[1:4] if one is not None})
    told = {one.c: _Told(plan, one, queries.variables(one.c)) for one in plan.constraints}
    for c, focus, value, path, value_text, path_text, arguments, times in rows:
        at = terms[path] if path else path_text and read_term(path_text)
        found = terms[value] if value else value_text and read_term(value_text)
        result = told[c].result(terms[focus], at, found, arguments)
        yield from [result] * times


class _Told:
    """How the violations of one constraint are told."""

    def __init__(self, plan: Plan, one: Numbered, variables: tuple[str, ...]) -> None:
        self.shape = plan.shapes[one.shape - 1]
        self.constraint = one.constraint
        self.variables = variables
        query = self.constraint.query
        self.messages = (query.messages if query else ()) or self.shape.messages
        self.messages = self.messages or tuple(self._default())
        self.open = any("{" in message.value for message in self.messages)

    def _default(self) -> Iterator[Literal]:
        """The engine's own words, where the shape has none."""
        name = self.constraint.component.iri.value.rpartition("#")[2]
        asked = self.constraint.parameters
        wanted = asked.told or ", ".join(
            shown(c) for row in asked.rows for c in row if c is not None
        )
        known = messages()
        message = known.get(f"shacl/{name}", known["shacl/custom"])
        if not wanted:
            message = known.get(f"shacl/{name}/none", message)
        rule = self.constraint.query.rule if self.constraint.query else name
        for language, text in (("ja", message.ja), ("en", message.en)):
            told = text.format(path=self.shape.path or "", allowed=wanted, found=rule)
            yield Literal(told, language=language)

    def result(
        self, focus: Term, path: Term | None, value: Term | None, arguments: list[str] | None
    ) -> ValidationResult:
        """One result; ``path`` is the query's or sh:closed's own."""
        own: PropertyPath | None = self.shape.path
        return ValidationResult(
            focus=focus,
            path=Predicate(path.value) if isinstance(path, NamedNode) else own,
            value=value,
            component=self.constraint.component.iri,
            shape=self.shape.node,
            severity=self.shape.severity,
            messages=self._messages(focus, value, arguments),
            constraint=self.constraint.node,
        )

    def _messages(
        self, focus: Term, value: Term | None, arguments: list[str] | None
    ) -> tuple[Literal, ...]:
        if not self.open or self.constraint.query is None:
            return self.messages
        bound = {"this": focus, **self.constraint.query.bound}
        if value is not None:
            bound["value"] = value
        for name, text in zip(self.variables, arguments or (), strict=False):
            if text is not None:
                bound[name] = read_term(text)
        return tuple(_with_text(one, filled(one.value, bound)) for one in self.messages)


def _with_text(message: Literal, text: str) -> Literal:
    if message.language:
        return Literal(text, language=message.language)
    return Literal(text, datatype=message.datatype)
