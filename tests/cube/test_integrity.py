"""Our cubes are well-formed: IC-1 to IC-21 of the W3C Data Cube vocabulary, each seen to fail.

The constraints are the files ic-NN.rq beside this one, written from the rules of
https://www.w3.org/TR/vocab-data-cube/#wf-rules and asked after normalisation (its section 10). Two
are not just asked: IC-12 is quadratic as SPARQL and checked by key here; IC-20 and IC-21 are
templates, expanded once per parent-child property.

Nothing needs the files of ../shared/suites/data-cube but the tests that name ``vocabularies``: of
the standard vocabularies the constraints need three ranges (IC-4), which ranges.ttl repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from kpi_lod.register.schemes import ontology_quads
from kpi_lod.release.whole import cube_quads
from kpi_lod.settings import Publication
from kpi_lod.vocabulary import PREFIXES, QB, RDF

HERE = Path(__file__).parent
CONSTRAINTS = range(1, 22)
BY_KEY = 12
TEMPLATES = {20: "urn:parent-child", 21: "urn:child-parent"}

Graph: TypeAlias = frozenset[Triple]


## The graphs


@pytest.fixture(scope="session")
def ours(all_quads: Sequence[Quad], settings: Publication) -> Graph:
    """Everything published: both cities, the cubes, the register and the ontology."""
    return frozenset(quad.triple for quad in (*all_quads, *cube_quads(settings.iris)))


@pytest.fixture(scope="session")
def sound(city_quads: Sequence[Quad], settings: Publication) -> Graph:
    """The copy to spoil: ours and the specimen, so that every constraint has something to examine.

    Without the municipalities and years of the register, which no constraint looks at: for speed.
    """
    used = (*city_quads, *ontology_quads(), *cube_quads(settings.iris))
    triples = frozenset(quad.triple for quad in used)
    return triples | _file("ranges.ttl") | _file("specimen.ttl")


@pytest.fixture(scope="session")
def vocabularies(shared: Path) -> Graph:
    """The cube vocabulary and SDMX's."""
    files = sorted((shared / "suites/data-cube").glob("*.ttl"))
    if not files:
        pytest.skip("../shared/suites/data-cube is absent: no cube and SDMX vocabulary to add")
    return frozenset(triple for file in files for triple in _turtle(file.read_text("utf-8")))


@cache
def _file(name: str) -> Graph:
    return _turtle((HERE / name).read_text("utf-8"))


def _turtle(text: str) -> Graph:
    return frozenset(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


## Normalising and asking


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _store(graph: Graph, phases: Sequence[int] = (1, 2)) -> Store:
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in graph)
    for phase in phases:
        store.update(_text(f"normalise-{phase}.ru"))
    return store


def _rows(store: Store, name: str) -> list[tuple[str, ...]]:
    found = store.query(_text(name))
    assert isinstance(found, QuerySolutions)
    return [tuple(str(term) for term in row) for row in found]


def _asked(store: Store, query: str) -> bool:
    answer = store.query(query)
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def _violates(store: Store, number: int) -> bool:
    if number == BY_KEY:
        return bool(_duplicates(store))
    name = f"ic-{number:02}"
    if number not in TEMPLATES:
        return _asked(store, _text(f"{name}.rq"))
    slot = f"<{TEMPLATES[number]}>"
    properties = [row[0] for row in _rows(store, f"{name}-properties.rq")]
    return any(_asked(store, _text(f"{name}.rq").replace(slot, one)) for one in properties)


def _duplicates(store: Store) -> list[list[str]]:
    """IC-12 by key: the observations of a data set that have the same dimension values.

    The specification compares only the dimensions that both have; here a lack is left to IC-11.
    """
    values: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for data_set, observation, dimension, value in _rows(store, "dimension-values.rq"):
        values[data_set, observation].add((dimension, value))
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = defaultdict(list)
    for (data_set, observation), found in values.items():
        groups[data_set, tuple(sorted(found))].append(observation)
    return [group for group in groups.values() if len(group) > 1]


def _violated(graph: Graph) -> set[int]:
    store = _store(graph)
    return {number for number in CONSTRAINTS if _violates(store, number)}


## What is broken to see each constraint fail


class Spoil(NamedTuple):
    """A fault: the constraints that find it, and triples (Turtle) to add to or remove from ours."""

    fault: str
    violated: set[int]
    add: str = ""
    remove: str = ""


NAMES = {
    **PREFIXES,
    "cube": "https://example.org/kpi/cube#",
    "chino": "https://example.org/kpi/project/202142/tachikawa/#",
    "ex": "https://example.org/specimen#",
    "list": "https://w3id.org/kpi-lod/",
}
REACH = "chino:reach.2023.actual.2023-promotion"
GRANT = "chino:budget.2023.grant.2023-promotion"

SPOILS = [
    Spoil("an observation in no data set", {1}, remove=f"{REACH} qb:dataSet cube:kpi"),
    # The second data set has other dimensions, which the observation lacks: IC-11.
    Spoil("an observation in two data sets", {1, 11}, add=f"{REACH} qb:dataSet cube:money"),
    Spoil("a data set with no structure", {2}, remove="cube:kpi qb:structure kpi:kpi-cube"),
    Spoil(
        "a data set with two structures",
        {2},
        add="cube:money qb:structure ex:empty . ex:empty qb:component kpi:kpi-cube.obsValue",
    ),
    Spoil(
        "a structure with no measure",
        {3},
        remove="kpi:kpi-cube qb:component kpi:kpi-cube.obsValue",
    ),
    Spoil("a dimension with no range", {4}, remove="kpi:indicator rdfs:range kpi:Indicator"),
    Spoil("a coded dimension with no list", {5}, remove="kpi:valueKind qb:codeList list:kind"),
    Spoil(
        "an optional dimension",
        {6},
        add="kpi:kpi-cube.refArea qb:componentRequired false",
    ),
    Spoil("an optional measure", {6}, add="kpi:kpi-cube.obsValue qb:componentRequired false"),
    Spoil(
        "a slice key of no structure",
        {7},
        remove="ex:stays-structure qb:sliceKey ex:by-town",
    ),
    Spoil(
        "a slice key with a foreign property",
        {8},
        add="ex:by-town qb:componentProperty ex:guests . ex:stays-in-chino ex:guests 1",
    ),
    Spoil(
        "a slice with no key",
        {9},
        remove="ex:stays-in-chino qb:sliceStructure ex:by-town",
    ),
    Spoil("a slice with two keys", {9}, add="ex:stays-in-chino qb:sliceStructure ex:by-year"),
    # Its observations have the town from the slice, so they lack it too: IC-11.
    Spoil("a slice that lacks its town", {10, 11}, remove="ex:stays-in-chino ex:town ex:chino"),
    Spoil("an observation with no area", {11}, remove=f"{REACH} dim:refArea sac:C20214"),
    Spoil("an amount with no project", {11}, remove=f"{GRANT} kpi:project chino:it"),
    Spoil(
        "an actual told twice",
        {12},
        add="chino:reach.2023.target.2023-promotion kpi:valueKind kind:actual",
        remove="chino:reach.2023.target.2023-promotion kpi:valueKind kind:target",
    ),
    Spoil(
        "an amount told twice",
        {12},
        add=f"{GRANT} kpi:amountKind amount:eligible-expenditure",
        remove=f"{GRANT} kpi:amountKind amount:grant",
    ),
    Spoil("an observation with no unit", {13}, remove=f"{REACH} att:unitMeasure unit:case"),
    Spoil("an amount with no status", {13}, remove=f"{GRANT} att:obsStatus status:measured"),
    Spoil("an observation with no value", {14}, remove=f"{GRANT} mea:obsValue 5086950"),
    Spoil("an observation without its measure", {15}, remove="ex:chino-guests ex:guests 12"),
    Spoil("an observation with another's measure", {16}, add="ex:chino-guests ex:income 900"),
    Spoil("a measure missing at a point", {17}, remove="ex:chino-income qb:dataSet ex:takings"),
    # Two of one measure and none of the other: counting, the specification's query misses it.
    Spoil(
        "one measure twice and the other not",
        {12, 17},
        add="ex:chino-income qb:measureType ex:guests ; ex:guests 12",
        remove="ex:chino-income qb:measureType ex:income ; ex:income 900",
    ),
    Spoil(
        "a slice with an observation of another data set",
        {18},
        add="ex:stays-in-chino qb:observation ex:chino-guests",
    ),
    Spoil(
        "a code out of its scheme",
        {19},
        remove="kind:actual skos:inScheme list:kind",
    ),
    Spoil("a code that is no concept", {19}, remove="amount:grant a skos:Concept"),
    Spoil(
        "a code of another scheme",
        {19},
        add=f"{REACH} kpi:valueKind amount:grant",
        remove=f"{REACH} kpi:valueKind kind:actual",
    ),
    Spoil("a code out of its collection", {19}, remove="ex:towns-of-nagano skos:member ex:chino"),
    Spoil("a code cut off from its root", {20}, remove="ex:inland ex:contains ex:north"),
    Spoil(
        "a hierarchy over our kinds that leaves some out",
        {20},
        add="list:kind a qb:HierarchicalCodeList ; qb:hierarchyRoot kind:target ;"
        " qb:parentChildProperty skos:narrower",
    ),
    Spoil("a code cut off from its root, inverse", {21}, remove="ex:inns ex:within ex:tourism"),
    Spoil(
        "an inverse hierarchy over our kinds that leaves some out",
        {21},
        add="list:kind a qb:HierarchicalCodeList ; qb:hierarchyRoot kind:target ;"
        " qb:parentChildProperty [ owl:inverseOf skos:broader ]",
    ),
]


def _fault(statements: str) -> Graph:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMES.items())
    return _turtle(f"{prefixes}{statements} ." if statements else "")


def _spoiled(sound: Graph, spoil: Spoil) -> Graph:
    added, removed = _fault(spoil.add), _fault(spoil.remove)
    assert added | removed, "a spoil changes something"
    assert not added & sound, "what a spoil adds is not there yet"
    assert removed <= sound, "what a spoil removes is there"
    return (sound - removed) | added


## The tests


def test_twenty_one_constraints_are_examined_and_each_is_seen_to_fail() -> None:
    files = sorted(file.name for file in HERE.glob("ic-??.rq"))
    assert files == [f"ic-{number:02}.rq" for number in CONSTRAINTS]
    assert len(files) == 21
    for number, file in zip(CONSTRAINTS, files, strict=True):
        assert _text(file).startswith(f"# IC-{number}, ")
    assert set().union(*(spoil.violated for spoil in SPOILS)) == set(CONSTRAINTS)


def test_all_66_kpi_and_8_money_observations_are_examined(
    ours: Graph, settings: Publication
) -> None:
    members: dict[str, set[object]] = defaultdict(set)
    for triple in ours:
        if triple.predicate == QB.dataSet:
            members[str(triple.object)].add(triple.subject)
    iris = settings.iris
    assert {node: len(found) for node, found in members.items()} == {
        iris.kpi_cube: 66,
        iris.money_cube: 8,
    }
    typed = {t.subject for t in ours if t.predicate == RDF.type and t.object == QB.Observation}
    assert typed == members[iris.kpi_cube] | members[iris.money_cube]
    rows = _rows(_store(ours), "dimension-values.rq")
    assert len({observation for _, observation, _, _ in rows}) == 66 + 8


def test_our_cubes_violate_no_constraint(ours: Graph) -> None:
    assert _violated(ours | _file("ranges.ttl")) == set()


def test_our_cubes_violate_no_constraint_together_with_the_vocabularies(
    ours: Graph, vocabularies: Graph
) -> None:
    assert _violated(ours | vocabularies) == set()


def test_only_ranges_are_missed_without_the_vocabularies(ours: Graph) -> None:
    assert _violated(ours) == {4}


def test_the_ranges_are_those_of_the_vocabularies(vocabularies: Graph) -> None:
    assert _file("ranges.ttl") <= vocabularies


def test_the_specimen_violates_no_constraint_beside_our_cubes(sound: Graph) -> None:
    assert _violated(sound) == set()


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.fault.replace(" ", "-"))
def test_a_fault_violates_exactly_the_constraints_that_forbid_it(
    spoil: Spoil, sound: Graph
) -> None:
    assert _violated(_spoiled(sound, spoil)) == spoil.violated


def test_duplicates_by_key_are_those_that_comparing_all_pairs_finds(sound: Graph) -> None:
    twice = [_spoiled(sound, spoil) for spoil in SPOILS if BY_KEY in spoil.violated]
    assert len(twice) == 3
    for graph, expected in [(sound, False), *((graph, True) for graph in twice)]:
        store = _store(graph)
        assert _asked(store, _text("ic-12.rq")) == bool(_duplicates(store)) == expected


def test_our_code_lists_are_no_hierarchies_so_the_templates_expand_to_nothing(
    ours: Graph,
) -> None:
    assert not [triple for triple in ours if triple.predicate == QB.parentChildProperty]
    store = _store(ours)
    for number in TEMPLATES:
        assert _rows(store, f"ic-{number}-properties.rq") == []


def test_the_templates_expand_to_the_property_of_each_kind_of_hierarchy(sound: Graph) -> None:
    store = _store(sound)
    for number, name in ((20, "contains"), (21, "within")):
        expected = NamedNode(NAMES["ex"] + name)
        assert _rows(store, f"ic-{number}-properties.rq") == [(str(expected),)]
        assert f"<{TEMPLATES[number]}>" in _text(f"ic-{number}.rq")


CUBE = "ex:x qb:component ex:c . ex:c qb:componentProperty ex:p . ex:d qb:structure ex:x"
SLICE = "ex:d qb:slice ex:s . ex:s ex:p 1 ; qb:observation ex:o"
ON_DATA_SET = "ex:c qb:componentAttachment qb:DataSet"
ON_SLICE = "ex:c qb:componentAttachment qb:Slice ; qb:componentProperty ex:p"
DIMENSION = "ex:p a qb:DimensionProperty"
NORMALISED = [
    (1, "ex:s qb:observation ex:o", "ex:o a qb:Observation"),
    (1, "ex:o qb:dataSet ex:d", "ex:o a qb:Observation . ex:d a qb:DataSet"),
    (1, "ex:d qb:slice ex:s", "ex:s a qb:Slice"),
    (1, "ex:c qb:dimension ex:p", "ex:c qb:componentProperty ex:p . ex:p a qb:DimensionProperty"),
    (1, "ex:c qb:measure ex:p", "ex:c qb:componentProperty ex:p . ex:p a qb:MeasureProperty"),
    (1, "ex:c qb:attribute ex:p", "ex:c qb:componentProperty ex:p . ex:p a qb:AttributeProperty"),
    (2, f"{CUBE} . {ON_DATA_SET} . ex:d ex:p 1 . ex:o qb:dataSet ex:d", "ex:o ex:p 1"),
    (2, f"{CUBE} . {ON_SLICE} . {SLICE}", "ex:o ex:p 1"),
    (2, f"{CUBE} . {DIMENSION} . {SLICE}", "ex:o ex:p 1"),
    (2, f"{CUBE} . {SLICE}", ""),
    (2, f"{ON_SLICE} . {SLICE}", ""),
    (2, f"{DIMENSION} . {SLICE}", ""),
]


@pytest.mark.parametrize(("phase", "given", "then"), NORMALISED)
def test_normalising_adds_exactly_what_the_abbreviated_form_leaves_out(
    phase: int, given: str, then: str
) -> None:
    store = _store(_fault(given), phases=(phase,))
    assert {quad.triple for quad in store} == _fault(given) | _fault(then)


def test_values_on_slices_and_data_sets_reach_observations_only_in_the_second_phase(
    sound: Graph,
) -> None:
    store = _store(sound, phases=(1,))
    assert {number for number in CONSTRAINTS if _violates(store, number)} == {11, 13}
