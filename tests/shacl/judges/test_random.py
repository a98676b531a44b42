"""Our engine against pySHACL and Jena on random shapes and data.

``KPI_LOD_RANDOM_PAIRS`` tells how many pairs pySHACL judges, ``KPI_LOD_RANDOM_FIRST`` where their
numbers begin; Jena judges three for every twenty of them.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from pyoxigraph import NamedNode, Triple
from tests.shacl.judges.drawn import apart, pairs, pairs_for, together
from tests.shacl.judges.jena_judge import JenaJudge
from tests.shacl.judges.known_faults import JENA, PYSHACL, faults
from tests.shacl.judges.pairs import Pair
from tests.shacl.judges.pyshacl_judge import JudgeError, pyshacl_rows
from tests.shacl.judges.rows import Rows, our_rows
from tests.shacl.judges.shrinking import smallest

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.validate import validate
from kpi_lod.vocabulary import SH

PAIRS = int(os.environ.get("KPI_LOD_RANDOM_PAIRS", "2000"))
FIRST = int(os.environ.get("KPI_LOD_RANDOM_FIRST", "0"))
TOGETHER = 25
"""How many pairs our engine is given at once."""

Judge = Callable[[Sequence[Triple], Sequence[Triple]], Rows]

# To tell of every ill-typed literal costs rdflib more than to find it.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def ours(pair: Pair) -> Rows:
    return our_rows(validate(pair.data, pair.shape_triples()))


def judged(judge: Judge, pair: Pair) -> Rows:
    return judge(pair.data, pair.shape_triples())


def our_answers(drawn: Sequence[Pair]) -> Iterator[tuple[Pair, Rows]]:
    """Each pair with our results."""
    for start in range(0, len(drawn), TOGETHER):
        some = drawn[start : start + TOGETHER]
        answers = apart(our_rows(validate(*together(some))))
        for pair in some:
            yield pair, answers.get(pair.number, Counter())


def disagreement(name: str, judge: Judge, pair: Pair) -> str:
    """The smallest pair on which we and the judge still differ, as Turtle, and who says what."""

    def differ(one: Pair) -> bool:
        try:
            return not faults(name, one) and ours(one) != judged(judge, one)
        except (JudgeError, KpiLodError):
            return False

    pair = smallest(pair, differ)
    we, they = ours(pair), judged(judge, pair)
    told = [f"only {name}: {' '.join(row)}" for row in (they - we).elements()]
    told += [f"only we: {' '.join(row)}" for row in (we - they).elements()]
    return "\n".join([f"pair {pair.number}", pair.turtle(), *told])


def held_against(name: str, judge: Judge, drawn: Sequence[Pair]) -> Rows:
    """All results, after the first disagreement has failed the test."""
    total: Rows = Counter()
    for pair, rows in our_answers(drawn):
        if rows != judged(judge, pair):
            pytest.fail(disagreement(name, judge, pair))
        total += rows
    return total


def test_we_find_what_pyshacl_finds() -> None:
    drawn = list(pairs_for(PYSHACL, PAIRS, FIRST))
    found = held_against(PYSHACL, pyshacl_rows, drawn)
    assert len(drawn) == PAIRS
    assert found.total() > 5 * PAIRS
    assert rarely_broken(found, PAIRS) == set()


def test_we_find_what_jena_finds(jena: JenaJudge) -> None:
    """A third of the pairs at least are of those on which pySHACL is not to be trusted."""
    many = 3 * PAIRS // 20
    drawn = list(pairs_for(JENA, many, FIRST))
    found = held_against(JENA, jena.rows, drawn)
    assert sum(bool(faults(PYSHACL, pair)) for pair in drawn) > many // 3
    assert found.total() > 5 * many


def rarely_broken(found: Rows, judged_pairs: int) -> set[NamedNode]:
    """The components with fewer results than one in two hundred pairs."""
    seen = Counter(row.component for row in found.elements())
    return {component for component in COMPONENTS if seen[str(component)] < judged_pairs / 200}


COMPONENTS = tuple(
    SH[f"{name}ConstraintComponent"]
    for name in (
        *("Class", "Datatype", "NodeKind", "MinCount", "MaxCount"),
        *("MinExclusive", "MinInclusive", "MaxExclusive", "MaxInclusive"),
        *("MinLength", "MaxLength", "Pattern", "LanguageIn", "UniqueLang"),
        *("Equals", "Disjoint", "LessThan", "LessThanOrEquals"),
        *("Not", "And", "Or", "Xone", "Node", "QualifiedMinCount", "QualifiedMaxCount"),
        *("Closed", "HasValue", "In"),
    )
)
"""All of SHACL core that a result can name; what sh:property leads to names its own."""


def test_the_random_shapes_use_all_of_shacl_core() -> None:
    used = {
        term
        for pair, _ in zip(pairs(), range(300), strict=False)
        for triple in pair.shape_triples()
        for term in triple
    }
    assert len(COMPONENTS) == 28
    assert [name for name in TERMS if SH[name] not in used] == []


TERMS = (
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
    *("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
    *("property", "node", "not", "and", "or", "xone", "closed", "ignoredProperties", "flags"),
    *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
    *("qualifiedValueShapesDisjoint", "deactivated", "severity", "Info", "Warning"),
)


def test_most_pairs_can_be_judged() -> None:
    drawn = [pair for pair, _ in zip(pairs(), range(300), strict=False)]
    sound = {name: sum(not faults(name, pair) for pair in drawn) for name in (PYSHACL, JENA)}
    unjudged = [p for p in drawn if faults(PYSHACL, p) and faults(JENA, p)]
    assert sound[PYSHACL] > 130
    assert sound[JENA] > 220
    assert len(unjudged) < 45


def test_many_pairs_together_have_the_results_of_each() -> None:
    drawn = list(pairs_for(PYSHACL, 10))
    for pair, rows in our_answers(drawn):
        assert rows == ours(pair)


def test_a_result_too_few_is_noticed_and_shown_small() -> None:
    (pair,) = pairs_for(PYSHACL, 1, 5)

    def blind(data: Sequence[Triple], shapes: Sequence[Triple]) -> Rows:
        rows = pyshacl_rows(data, shapes)
        return rows - Counter(sorted(rows)[:1])

    with pytest.raises(pytest.fail.Exception, match=r"sh:target[\s\S]*only we: "):
        held_against(PYSHACL, blind, [pair])
