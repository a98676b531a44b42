"""The core shapes against their cases: each lets valid data pass and finds exactly its fault.

A case stands beside its valid twin: ``<class>/valid.ttl``, ``<class>/invalid-<fault>.ttl`` and the
results that must come out, ``invalid-<fault>.report.ttl``. Each gate here has a self-test with a
broken fixture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, Variable, parse
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from kpi_lod.checking.shapes import core_shapes, shapes_in
from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.packaged import packaged
from kpi_lod.shacl.paths import Predicate
from kpi_lod.shacl.pyshacl_engine import pyshacl_validate
from kpi_lod.shacl.results import ValidationReport, ValidationResult
from kpi_lod.shacl.validate import validate
from kpi_lod.shacl.vocabulary_check import terms
from kpi_lod.vocabulary import KPI, PREFIXES, RDF, SH, SHAPES

HERE = Path(__file__).parent
CLASSES = sorted(folder.name for folder in HERE.iterdir() if (folder / "valid.ttl").exists())
CASES = sorted(
    f"{file.parent.name}/{file.stem}"
    for file in HERE.glob("*/invalid-*.ttl")
    if not file.name.endswith(".report.ttl")
)
LARGEST_CHANGE = 3
"""How many triples an invalid case may differ from its valid twin."""

TERMS = terms("run")

TEXTS = (SH.name, SH.description, SH.message)
RDF_WORDS = re.compile(
    r"\b(?:RDF|IRI|URI|SHACL|SPARQL|triples?|graphs?|nodes?|literals?|predicates?|ontology)\b"
    r"|トリプル|グラフ|ノード|リテラル|述語|オントロジー|プロパティ",
    re.IGNORECASE,
)

Expected = tuple[str, str | None, str | None, str, str, Severity]


@pytest.fixture(scope="module", autouse=True)
def _each_query_is_parsed_once() -> Iterator[None]:
    """To parse a query costs rdflib far more than to run it on a small case."""

    @cache
    def algebra(text: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
        return translateQuery(parseQuery(text), base, dict(names))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(processor, "translateQuery", lambda q, b, n: algebra(q, b, tuple(n.items())))
        yield


def turtle(text: bytes | str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


@cache
def case(name: str) -> tuple[Triple, ...]:
    return turtle((HERE / f"{name}.ttl").read_bytes())


@cache
def shapes_of(name: str) -> tuple[Triple, ...]:
    """The shapes of one class, with the prefixes of the queries."""
    folder = packaged("shapes")
    return shapes_in([folder / "shapes.ttl", folder / f"{name}.ttl"])


@cache
def found(name: str) -> Sequence[ValidationResult]:
    """What the reference engine finds in a case with the shapes of its class."""
    return pyshacl_validate(case(name), shapes_of(name.partition("/")[0])).results


def as_expected(result: ValidationResult) -> Expected:
    value = None if result.value is None else str(result.value)
    path = result.path.iri if isinstance(result.path, Predicate) else None
    severity = Severity(result.severity.value.removeprefix(SH.iri))
    focus, rule = result.focus.value, result.source.value
    return focus, path, value, result.component.value, rule, severity


def reported(name: str) -> Counter[Expected]:
    """The results that the report beside a case lists."""
    told: dict[str, dict[NamedNode, NamedNode | Literal]] = {}
    for triple in case(f"{name}.report"):
        assert isinstance(triple.object, NamedNode | Literal) or triple.predicate == SH.result
        if isinstance(triple.object, NamedNode | Literal):
            told.setdefault(str(triple.subject), {})[triple.predicate] = triple.object
    results = [node for node in told.values() if node[RDF.type] == SH.ValidationResult]
    return Counter(_expected(node) for node in results)


def _expected(node: dict[NamedNode, NamedNode | Literal]) -> Expected:
    path, value = node.get(SH.resultPath), node.get(SH.value)
    return (
        node[SH.focusNode].value,
        None if path is None else path.value,
        None if value is None else str(value),
        node[SH.sourceConstraintComponent].value,
        node.get(SH.sourceConstraint, node[SH.sourceShape]).value,
        Severity(node[SH.resultSeverity].value.removeprefix(SH.iri)),
    )


def subjects(shapes: Iterable[Triple], predicate: NamedNode) -> frozenset[str]:
    return frozenset(
        t.subject.value
        for t in shapes
        if t.predicate == predicate and isinstance(t.subject, NamedNode)
    )


def instances(shapes: Iterable[Triple], cls: NamedNode) -> frozenset[str]:
    return subjects((t for t in shapes if t.object == cls), RDF.type)


def codes(shapes: Sequence[Triple]) -> frozenset[str]:
    """The named shapes and constraints that results speak of: what a finding's code can be."""
    properties = instances(shapes, SH.PropertyShape) | instances(shapes, SH.SPARQLConstraint)
    holders = subjects(shapes, SH.property) | subjects(shapes, SH.sparql)
    return properties | (instances(shapes, SH.NodeShape) - holders)


def unknown_terms(triples: Iterable[Triple]) -> frozenset[str]:
    """Gate 4: the SHACL terms that SHACL does not have."""
    used = {
        term.value.removeprefix(SH.iri)
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(SH.iri)
    }
    assert used, "no SHACL term was examined"
    return frozenset(used - TERMS)


def untold(shapes: Sequence[Triple]) -> frozenset[tuple[str, str]]:
    """The codes and texts that are not there exactly once in Japanese and once in English."""
    languages: dict[tuple[str, str], list[str]] = {}
    for t in shapes:
        if t.predicate in TEXTS and isinstance(t.object, Literal):
            languages.setdefault((str(t.subject), t.predicate.value), []).append(
                t.object.language or ""
            )
    wanted = {(f"<{code}>", text.value) for code in codes(shapes) for text in TEXTS}
    assert wanted, "no shape was examined"
    return frozenset(key for key in wanted if sorted(languages.get(key, ())) != ["en", "ja"])


def never_failed(shapes: Sequence[Triple], results: Iterable[ValidationResult]) -> frozenset[str]:
    """Gate 2: the codes of which no case has been seen to fail."""
    wanted = codes(shapes)
    assert wanted, "no shape was examined"
    return wanted - {result.source.value for result in results}


def test_every_class_has_a_file_of_shapes_and_a_folder_of_cases() -> None:
    files = {file.stem for file in packaged("shapes").glob("*.ttl")} - {"shapes"}
    assert files == set(CLASSES)
    assert len(CLASSES) == 11
    assert len(CASES) >= len(codes(core_shapes())) > 100


def test_every_report_belongs_to_a_case() -> None:
    reports = {
        f"{file.parent.name}/{file.name.removesuffix('.report.ttl')}"
        for file in HERE.glob("*/*.report.ttl")
    }
    assert reports == set(CASES)


@pytest.mark.parametrize("name", CLASSES)
def test_valid_data_passes_all_shapes_together(name: str) -> None:
    data = case(f"{name}/valid")
    assert validate(data, shapes_of(name)).focus_nodes > 0
    assert pyshacl_validate(data, core_shapes()).results == ()
    assert validate(data, core_shapes()).results == ()


@pytest.mark.parametrize("name", CASES)
def test_an_invalid_case_gives_exactly_its_report(name: str) -> None:
    expected = reported(name)
    assert expected.total() > 0
    assert Counter(as_expected(result) for result in found(name)) == expected
    ours = validate(case(name), shapes_of(name.partition("/")[0])).results
    assert Counter(as_expected(result) for result in ours) == expected
    assert texts_of(ours) == texts_of(found(name))


def texts_of(results: Iterable[ValidationResult]) -> set[frozenset[Literal]]:
    return {frozenset(result.messages) for result in results}


def change(name: str) -> int:
    """In how many triples a case differs from its valid twin."""
    return len(set(case(name)) ^ set(case(f"{name.partition('/')[0]}/valid")))


def test_invalid_cases_hardly_differ_from_the_valid_ones() -> None:
    assert CASES
    assert [name for name in CASES if not 0 < change(name) <= LARGEST_CHANGE] == []


def test_a_case_that_differs_in_too_much_is_noticed() -> None:
    assert len(set(case("period/valid")) ^ set(case("location/valid"))) > LARGEST_CHANGE


@pytest.mark.parametrize("name", CLASSES)
def test_every_shape_has_been_seen_to_fail(name: str) -> None:
    results = [r for each in CASES if each.startswith(f"{name}/") for r in found(each)]
    assert never_failed(shapes_of(name), results) == frozenset()


def test_the_classes_hold_all_codes() -> None:
    assert frozenset().union(*(codes(shapes_of(name)) for name in CLASSES)) == codes(core_shapes())


def test_a_shape_without_a_failing_case_is_noticed() -> None:
    results = [r for r in found("period/invalid-end-text") if r.source != SHAPES["period-end"]]
    assert SHAPES["period-end"].value in never_failed(shapes_of("period"), results)


def test_shapes_use_no_term_that_shacl_lacks() -> None:
    assert unknown_terms(core_shapes()) == frozenset()


def test_reports_use_no_term_that_shacl_lacks() -> None:
    assert unknown_terms(t for name in CASES for t in case(f"{name}.report")) == frozenset()


def test_a_misspelt_term_is_noticed() -> None:
    broken = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <s:a> a sh:NodeShape ; sh:targetClas <s:b> ."
    )
    assert unknown_terms(turtle(broken)) == {"targetClas"}


def test_shapes_whose_target_is_misspelt_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    text = (packaged("shapes") / "period.ttl").read_text(encoding="utf-8")
    file.write_text(text.replace("sh:targetClass", "sh:targetClas"), encoding="utf-8")
    with pytest.raises(KpiLodError, match="no-shapes"):
        shapes_in([file])


def test_every_shape_says_what_is_wanted_in_japanese_and_english() -> None:
    assert untold(core_shapes()) == frozenset()


def test_a_message_in_one_language_is_noticed() -> None:
    message = (SHAPES["period-end"], SH.message)
    broken = [
        t
        for t in shapes_of("period")
        if (t.subject, t.predicate) != message or t.object.language != "en"  # type: ignore[union-attr]
    ]
    assert untold(broken) == {(f"<{SHAPES['period-end'].value}>", SH.message.value)}


def test_messages_speak_of_no_graphs() -> None:
    messages = [
        t.object.value
        for t in core_shapes()
        if t.predicate == SH.message and isinstance(t.object, Literal)
    ]
    assert len(messages) == 2 * len(codes(core_shapes()))
    assert [m for m in messages if RDF_WORDS.search(m) or "{" in m] == []


def test_every_shape_has_a_name_of_its_own_and_a_severity() -> None:
    shapes = core_shapes()
    with_severity = subjects(shapes, SH.severity)
    queries = instances(shapes, SH.SPARQLConstraint)
    code = re.compile(re.escape(SHAPES.iri) + r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
    assert [c for c in codes(shapes) if not code.fullmatch(c)] == []
    assert codes(shapes) - queries - with_severity == frozenset()
    assert subjects(shapes, SH.sparql) - with_severity == frozenset()


def test_only_what_is_no_fault_by_itself_does_not_block_publishing() -> None:
    told = {
        result.source.value.removeprefix(SHAPES.iri): as_expected(result)[-1]
        for name in CASES
        for result in found(name)
    }
    milder = {code: severity for code, severity in told.items() if severity != Severity.VIOLATION}
    assert milder == {
        "basis-stated": Severity.WARNING,
        "before-project": Severity.WARNING,
        "direction-stated": Severity.WARNING,
        "indicator-reviewed": Severity.WARNING,
        "mixed-scale": Severity.WARNING,
        "terms-stated": Severity.WARNING,
        "ten-times": Severity.INFO,
    }


def test_queries_declare_the_prefixes_that_all_our_files_use() -> None:
    declared = [t.subject for t in core_shapes() if t.object == SH.PrefixDeclaration]
    texts = {(t.subject, t.predicate): t.object for t in core_shapes()}
    prefixes = {
        texts[node, SH.prefix].value: texts[node, SH.namespace].value  # type: ignore[union-attr]
        for node in declared
    }
    assert prefixes
    assert prefixes.items() <= PREFIXES.items()


@pytest.mark.parametrize("name", ["submission/valid", *(c for c in CASES if "submission/" in c)])
def test_another_sparql_engine_finds_the_same_cells(name: str) -> None:
    """Oxigraph runs the queries of the rules that compare cells."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in case(name))
    foci = [t.subject for t in case(name) if t.object == KPI.Submission]
    rules = {t.subject: t.object for t in shapes_of("submission") if t.predicate == SH.select}
    assert len(foci) == 1
    assert len(rules) == 9
    cells = Counter(
        (str(rule), str(row["value"]))
        for rule, query in rules.items()
        for row in store.query(  # type: ignore[union-attr]
            query.value,  # type: ignore[union-attr]
            prefixes=PREFIXES,
            substitutions={Variable("this"): foci[0]},
        )
    )
    assert cells == Counter(
        (str(r.constraint), str(r.value))
        for r in found(name)
        if r.component == SH.SPARQLConstraintComponent
    )


RATIOS = (
    ("71.62%", "71.62", 217, 303, False),
    ("71.6%", "71.6", 217, 303, False),
    ("72%", "72", 217, 303, False),
    ("71%", "71", 217, 303, True),
    ("71.61%", "71.61", 217, 303, True),
    ("71.60%", "71.6", 217, 303, True),
    ("７１．６％", "71.6", 217, 303, False),
    ("７１．７％", "71.7", 217, 303, True),
    ("1,000.5%", "1000.5", 2001, 200, False),
    ("1,000.4%", "1000.4", 2001, 200, True),
    ("12.5%", "12.5", 1, 8, False),
    ("13%", "13", 1, 8, False),
    ("12%", "12", 1, 8, False),
    ("11%", "11", 1, 8, True),
    ("66.6666666667%", "66.6666666667", 2, 3, False),
    ("66.6666666666%", "66.6666666666", 2, 3, True),
    ("71.62%\\n(217/303)", "71.62", 217, 303, False),
    ("217人（303人中）71.6%", "71.6", 217, 303, False),
    ("0%", "0", 0, 303, False),
)
"""Printed text, number, numerator, denominator, and whether that is a fault."""


@pytest.mark.parametrize("engine", [pyshacl_validate, validate])
def test_a_ratio_may_differ_by_half_of_the_last_printed_place(
    engine: Callable[[Iterable[Triple], Iterable[Triple]], ValidationReport],
) -> None:
    head = (HERE / "submission/valid.ttl").read_text(encoding="utf-8")
    cells = [
        f'''
        t:ratio-{number} kpi:submission m:2023-promotion ; kpi:valueAsWritten "{written}" ;
          att:unitMeasure unit:percent ; att:obsStatus status:measured ;
          mea:obsValue {value} ; kpi:numerator {numerator} ; kpi:denominator {denominator} .'''
        for number, (written, value, numerator, denominator, _) in enumerate(RATIOS)
    ]
    results = engine(turtle(head + "".join(cells)), shapes_of("submission")).results
    assert {r.constraint for r in results} == {SHAPES["ratio-differs"]}
    differing = {str(r.value).partition("#ratio-")[2].rstrip(">") for r in results}
    assert differing == {str(n) for n, ratio in enumerate(RATIOS) if ratio[-1]}
