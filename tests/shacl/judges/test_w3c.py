"""The W3C SHACL test suite: every case of core and of SHACL-SPARQL.

A case is a sht:Validate of a manifest: two graphs, and the report that must come out or sht:Failure
(https://w3c.github.io/data-shapes/data-shapes-test-suite/#TestType-Validate).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic
from tests.shacl.judges.pyshacl_judge import rdflib_graph
from tests.shacl.judges.rows import Index, Row, Rows, Term, indexed, items, our_rows, result_row

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.validate import validate
from kpi_lod.vocabulary import RDF, SH, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SUITE = Path(__file__).resolve().parents[4] / "shared/suites/w3c-shacl"
COUNTS = {"core": 98, "sparql": 23}

MISSED: dict[str, str] = {}
"""Case → why it is refused. A case that is listed and met is a failure."""


@dataclass(frozen=True)
class Case:
    """One sht:Validate; ``report`` is None where a failure is demanded."""

    name: str
    data: Path
    shapes: Path
    report: Index | None
    result: Term

    def expected(self) -> Rows:
        assert self.report is not None
        results = self.report[self.result].get(SH.result, ())
        return Counter(result_row(self.report[result], self.report) for result in results)


@cache
def triples(file: Path) -> tuple[Triple, ...]:
    """The file's triples; its own IRI is the base."""
    read = parse(file.read_bytes(), format=RdfFormat.TURTLE, base_iri=file.as_uri())
    return tuple(quad.triple for quad in read)


def cases(manifest: Path) -> Iterator[Case]:
    """The cases of a manifest and of those that it includes, in their order."""
    graph = indexed(triples(manifest))
    for told in graph.values():
        for included in told.get(MF.include, ()):
            yield from cases(_file(included))
        for entries in told.get(MF.entries, ()):
            for entry in items(graph, entries):
                yield _case(graph, entry, manifest)


def _case(graph: Index, entry: Term, manifest: Path) -> Case:
    (action,), (result,) = graph[entry][MF.action], graph[entry][MF.result]
    (data,), (shapes,) = graph[action][SHT.dataGraph], graph[action][SHT.shapesGraph]
    assert SHT.Validate in graph[entry][RDF.type]
    name = manifest.relative_to(SUITE).with_suffix("").as_posix()
    report = None if result == SHT.Failure else graph
    return Case(name, _file(data), _file(shapes), report, result)


def _file(iri: Term) -> Path:
    assert isinstance(iri, NamedNode)
    return Path(iri.value.removeprefix("file://"))


UNLISTED = "sparql/component/nodeValidator-001.ttl"
"""A case that stands in the suite, but that no manifest includes."""

CASES = [*cases(SUITE / "manifest.ttl"), *cases(SUITE / UNLISTED)] if SUITE.is_dir() else []


def same(found: Rows, expected: Rows) -> bool:
    """Whether both are the same up to the labels of blank nodes."""
    return found == expected or isomorphic(_as_graph(found), _as_graph(expected))


def _as_graph(rows: Rows) -> rdflib.Graph:
    """The rows as a graph: equal rows become nodes of their own."""
    return rdflib_graph(
        Triple(BlankNode(f"row{number}"), NamedNode(f"row:{field}"), _term(text))
        for number, row in enumerate(rows.elements())
        for field, text in row._asdict().items()
    )


def _term(text: str) -> Term:
    """A term as it was; a path, which is none, as a text."""
    if text.startswith("_:"):
        return BlankNode("of-" + text[2:])
    return Literal(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_comes_out_as_the_suite_demands(case: Case) -> None:
    met = _met(case)
    assert met != (case.name in MISSED), MISSED.get(case.name, "the case is not met")


def _met(case: Case) -> bool:
    try:
        found = our_rows(validate(triples(case.data), triples(case.shapes)))
    except KpiLodError:
        return case.report is None
    expected = Counter() if case.report is None else case.expected()
    for row in (found - expected).elements():
        print("ours only ", *row)
    for row in (expected - found).elements():
        print("suite only", *row)
    return case.report is not None and same(found, expected)


def test_all_cases_are_there(shared: Path) -> None:
    assert shared == SUITE.parents[1]
    names = [case.name.partition("/")[0] for case in CASES]
    assert {part: names.count(part) for part in COUNTS} == COUNTS
    assert len({case.name for case in CASES}) == sum(COUNTS.values())
    assert set(MISSED) <= {case.name for case in CASES}


def test_no_case_is_missed() -> None:
    assert MISSED == {}


ROW = Row("_:a", "<p:p>", '"v"', "<c:c>", "<s:s>", "_:s")


def test_a_result_too_many_is_noticed() -> None:
    assert not same(Counter([ROW, ROW]), Counter([ROW]))


def test_the_label_of_a_blank_node_makes_no_difference() -> None:
    assert same(Counter([ROW]), Counter([ROW._replace(focus="_:b", shape="_:t")]))
    assert not same(Counter([ROW]), Counter([ROW._replace(focus="_:s")]))
