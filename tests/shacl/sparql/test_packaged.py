"""The queries of our own shapes find in random data what pyoxigraph finds."""

from __future__ import annotations

import time
from collections import Counter
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from tests.shacl.sparql.oracle import as_set, ex, node_by_node

from kpi_lod.columns.terms import Term
from kpi_lod.packaged import shape_files
from kpi_lod.vocabulary import ATTRIBUTE, DCAT, DIMENSION, KPI, MEASURE, PROV, SH, SHARED, XSD


def _packaged_queries() -> dict[str, str]:
    quads = [quad for file in shape_files() for quad in parse(path=file, format=RdfFormat.TURTLE)]
    names = {q.subject: q.object.value for q in quads if q.predicate == SH.prefix}
    spaces = {q.subject: q.object.value for q in quads if q.predicate == SH.namespace}
    prefixes = "\n".join(f"PREFIX {names[node]}: <{spaces[node]}>" for node in names)
    return {
        str(q.subject): f"{prefixes}\n{q.object.value}" for q in quads if q.predicate == SH.select
    }


QUERIES = _packaged_queries()


def _code(path: str) -> NamedNode:
    return NamedNode(SHARED + path)


SUBMISSIONS = [ex("submission/1"), ex("submission/2")]
PROJECTS = [ex("project/1"), ex("project/2")]
CELLS = [ex(f"cell/{number}") for number in range(12)]
YEARS = [_code(f"fiscal-year/{year}") for year in (2021, 2022, 2023)]


def _number(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal if "." in text else XSD.integer)


NUMBERS = [_number(text) for text in ("0", "1", "2", "5", "10", "20", "50", "100", "0.5", "33.3")]
OBJECTS: dict[NamedNode, list[Term]] = {
    KPI.submission: [SUBMISSIONS[0], *SUBMISSIONS],
    KPI.valueKind: [_code(f"kind/{one}") for one in ("actual", "target", "revised-target")],
    KPI.amountKind: [_code(f"amount-kind/{one}") for one in ("grant", "eligible-expenditure")],
    KPI.indicator: [ex("kpi/1"), ex("kpi/1"), ex("kpi/2")],
    KPI.project: [PROJECTS[0], *PROJECTS],
    DIMENSION.refPeriod: [YEARS[1], YEARS[1], *YEARS],
    MEASURE.obsValue: [*NUMBERS],
    KPI.numerator: [*NUMBERS],
    KPI.denominator: [*NUMBERS],
    KPI.scale: [_number("1000"), _number("1000000")],
    KPI.valueAsWritten: [Literal("33.3%"), Literal("約1,000"), Literal("５０．０"), Literal("-")],
    ATTRIBUTE.unitMeasure: [_code(f"unit/{one}") for one in ("percent", "person", "per-mille")],
    ATTRIBUTE.obsStatus: [_code("status/normal"), _code("status/approximate")],
}
SETTING = [
    Triple(ex("kpi/1"), KPI.basis, _code("basis/cumulative")),
    *(Triple(ex(f"kpi/{n}"), KPI.project, ex(f"project/{n}")) for n in "12"),
    *(Triple(node, DIMENSION.refPeriod, YEARS[1]) for node in SUBMISSIONS),
    *(Triple(node, PROV.wasDerivedFrom, SUBMISSIONS[0]) for node in PROJECTS),
    *(Triple(node, KPI.subsidyNumerator, _number("1")) for node in PROJECTS),
    *(Triple(node, KPI.subsidyDenominator, _number("2")) for node in PROJECTS),
    *(Triple(node, KPI.firstFiscalYear, YEARS[1]) for node in PROJECTS),
    Triple(PROJECTS[0], KPI.lastFiscalYear, YEARS[0]),
    Triple(PROJECTS[1], KPI.lastFiscalYear, YEARS[2]),
    *(
        Triple(year, edge, Literal(f"{2021 + place + later}-{day}", datatype=XSD.date))
        for place, year in enumerate(YEARS)
        for edge, later, day in ((DCAT.startDate, 0, "04-01"), (DCAT.endDate, 1, "03-31"))
    ),
]


def _cells(random: Random) -> list[Triple]:
    """Cells with a value for most properties."""
    found = list(SETTING)
    for cell in CELLS:
        for predicate, objects in OBJECTS.items():
            if random.random() < 0.9:
                found.append(Triple(cell, predicate, random.choice(objects)))
    for name, (group, kind, year, numbers) in PAIRED.items():
        paired: dict[NamedNode, Term] = {
            KPI.submission: SUBMISSIONS[0],
            group: _code(kind),
            DIMENSION.refPeriod: YEARS[year],
            MEASURE.obsValue: random.choice(numbers),
        }
        of = (KPI.project, PROJECTS[0]) if group == KPI.amountKind else (KPI.indicator, ex("kpi/1"))
        found += [Triple(ex(name), predicate, term) for predicate, term in (*paired.items(), of)]
    return found


PAIRED = {
    "grant": (KPI.amountKind, "amount-kind/grant", 1, NUMBERS),
    "spent": (KPI.amountKind, "amount-kind/eligible-expenditure", 1, NUMBERS),
    "earlier": (KPI.valueKind, "kind/actual", 0, NUMBERS),
    "later": (KPI.valueKind, "kind/actual", 1, NUMBERS[5:8]),
    "goal": (KPI.valueKind, "kind/target", 1, NUMBERS[1:3]),
}
"""Cells that the rules about two cells compare."""

SEEN: Counter[str] = Counter()


@settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.integers(0, 10**9))
def _every_query_agrees(seed: int) -> None:
    data = _cells(Random(seed))
    focus = [*SUBMISSIONS, *PROJECTS]
    evaluated = as_set(data, QUERIES.values(), [(node,) for node in focus])
    for name, query in QUERIES.items():
        rows = evaluated.rows(query)
        variables = evaluated.translated[query].variables
        assert rows == node_by_node(data, query, focus, variables), name
        SEEN[name] += sum(rows.values())
    evaluated.table.close()


def test_every_packaged_query_agrees_and_finds_something() -> None:
    _every_query_agrees()
    assert set(SEEN) == set(QUERIES)
    assert len(QUERIES) == 10
    assert min(SEEN.values()) > 0, SEEN


def test_the_packaged_queries_translate_within_seconds() -> None:
    started = time.perf_counter()
    as_set([], QUERIES.values(), []).table.close()
    assert time.perf_counter() - started < 30
