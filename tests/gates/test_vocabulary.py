"""Only terms that exist, all of our own explained, and every shape's target met by the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kpi_lod import iris
from kpi_lod.checking.shapes import core_shapes, target_classes
from kpi_lod.packaged import ontology_files
from kpi_lod.register.schemes import ontology_quads
from kpi_lod.release.build import Release
from kpi_lod.shacl.vocabulary_check import terms
from kpi_lod.vocabulary import KPI, OWL, PREFIXES, RDF, SH, SHAPES, SHARED, SKOS

LANGUAGES = {"ja", "en"}
HERE = Path(__file__).parent


def closed_lists() -> dict[str, set[str]]:
    """Prefix → every term of its vocabulary, from terms.txt (and the engine's own list for sh)."""
    lists: dict[str, set[str]] = {"sh": set(terms("run"))}
    prefix = ""
    for line in (HERE / "terms.txt").read_text("utf-8").splitlines():
        words = [] if line.startswith("#") else line.split()
        if words and words[0].endswith(":"):
            prefix = words.pop(0)[:-1]
        lists.setdefault(prefix, set()).update(words)
    return {name: terms for name, terms in lists.items() if name}


CLOSED_LISTS = closed_lists()


def unknown_terms(triples: Iterable[Triple]) -> set[str]:
    """Terms in a closed namespace that its list does not hold."""
    found: set[str] = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                for prefix, known in CLOSED_LISTS.items():
                    namespace = PREFIXES[prefix]
                    local = term.value.removeprefix(namespace)
                    if local != term.value and local and local not in known:
                        found.add(f"{prefix}:{local}")
    return found


def unexplained_terms(quads: Iterable[Quad]) -> set[str]:
    """Own terms without exactly one label and one definition in each language."""
    texts: dict[str, list[tuple[NamedNode, str | None]]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        of_term = texts.setdefault(quad.subject.value, [])
        if isinstance(quad.object, Literal):
            of_term.append((quad.predicate, quad.object.language))
    wanted = {(p, language) for p in (SKOS.prefLabel, SKOS.definition) for language in LANGUAGES}
    headers = {str(ontology) for ontology in _headers(quads)}
    return {
        term
        for term, found in texts.items()
        if term not in headers and any(found.count(pair) != 1 for pair in wanted)
    }


def _headers(quads: Iterable[Quad]) -> set[str]:
    return {
        q.subject.value
        for q in quads
        if isinstance(q.subject, NamedNode) and q.object in (OWL.Ontology, SKOS.ConceptScheme)
    }


def unmet_targets(shapes: Iterable[Triple], quads: Iterable[Quad]) -> set[NamedNode]:
    """Target classes of which the data has no instance: shapes that never run."""
    classes = {quad.object for quad in quads if quad.predicate == RDF.type}
    return {target for target in target_classes(shapes) if target not in classes}


def used_terms(quads: Iterable[Quad]) -> set[str]:
    """Own vocabulary terms that the data uses."""
    terms = {t for q in quads for t in (q.predicate, q.object) if isinstance(t, NamedNode)}
    return {t.value for t in terms if t.value.startswith(KPI.iri)}


def test_published_data_and_shapes_use_only_terms_that_exist(
    all_quads: Sequence[Quad], built: Release
) -> None:
    catalogue = (built.folder / "catalogue/index.ttl").read_bytes()
    triples = [quad.triple for quad in all_quads]
    triples += [quad.triple for quad in parse(catalogue, format=RdfFormat.TURTLE)]
    triples += core_shapes()
    assert len(triples) > 30_000
    assert unknown_terms(triples) == set()


def test_the_engine_looks_for_no_term_that_shacl_lacks(root: Path) -> None:
    sources = [file.read_text("utf-8") for file in (root / "src/kpi_lod/shacl").rglob("*.py")]
    named = {term for text in sources for term in re.findall(r"\bSH(?:\.|\[\")(\w+)", text)}
    assert len(named) > 60
    assert named - terms("run") - {"iri"} == set()


@pytest.mark.parametrize(
    "term", ["sh:targetClas", "qb:observation2", "skos:preflabel", "dct:titel"]
)
def test_a_misspelt_term_is_seen_to_fail(term: str) -> None:
    prefix, _, local = term.partition(":")
    misspelt = Triple(KPI.x, NamedNode(PREFIXES[prefix] + local), KPI.y)
    assert unknown_terms([misspelt]) == {term}


def test_every_term_of_ours_has_label_and_definition_in_two_languages() -> None:
    assert len(ontology_quads()) > 3_000
    assert unexplained_terms(ontology_quads()) == set()


def test_a_term_without_an_english_definition_is_seen_to_fail() -> None:
    spoilt = [
        quad
        for quad in ontology_quads()
        if not (
            quad.subject == KPI.indicator
            and quad.predicate == SKOS.definition
            and isinstance(quad.object, Literal)
            and quad.object.language == "en"
        )
    ]
    assert unexplained_terms(spoilt) == {KPI.indicator.value}


def test_every_term_the_data_uses_is_in_the_ontology(all_quads: Sequence[Quad]) -> None:
    described = {str(quad.subject).strip("<>") for quad in ontology_quads()}
    used = used_terms(all_quads)
    assert len(used) > 40
    assert used - described == set()
    invented = Quad(KPI.x, KPI.nonsense, KPI.indicator, iris.REGISTER)
    assert used_terms([invented]) - described == {KPI.nonsense.value}


def test_every_shared_code_the_data_uses_is_described(all_quads: Sequence[Quad]) -> None:
    described = {quad.subject for quad in all_quads}
    used = {
        q.object
        for q in all_quads
        if isinstance(q.object, NamedNode)
        and q.object.value.startswith(SHARED)
        and not q.object.value.startswith((KPI.iri, SHAPES.iri))
    }
    assert len(used) > 100
    assert {node.value for node in used - described} <= {f"{SHARED}ns", f"{SHARED}ns/0.1.0"}


def test_every_target_class_matches_a_node_of_the_published_data(
    all_quads: Sequence[Quad],
) -> None:
    assert len(target_classes(core_shapes())) > 8
    # Neither city printed an evaluation; the cases beside the shapes test its shape.
    assert unmet_targets(core_shapes(), all_quads) == {KPI.Evaluation}


def test_a_misspelt_target_class_is_seen_to_fail(all_quads: Sequence[Quad]) -> None:
    misspelt = Triple(SHAPES.Indicator, SH.targetClass, KPI.Indicater)
    assert unmet_targets([misspelt], all_quads) == {KPI.Indicater}


def test_the_ontology_holds_no_blank_node(root: Path) -> None:
    files = ontology_files()
    assert len(files) == 16
    for file in files:
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            assert not isinstance(quad.subject, BlankNode), file
            assert not isinstance(quad.object, BlankNode), file
