"""What a shapes graph says that can hardly be meant (SHACL 1.0).

A misspelt term is no error of RDF: the rule is silently never run. In: a shapes graph. Out: remarks
in Japanese and English.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kpi_lod.errors import Finding, KpiLodError, Place, Severity, finding
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import (
    MalformedShapeError,
    RecursiveShapeError,
    ShapesGraph,
    shown,
)
from kpi_lod.vocabulary import OWL, RDF, RDFS, SH, XSD

_NEARLY_SHACL = re.compile(r"(https?://(?:www\.)?w3\.org/(?:ns/)?shacl[#/]*)\w+", re.IGNORECASE)
_MOST_IN_AN_ERROR = 5
_COUNTS = (
    *(SH.minLength, SH.maxLength, SH.minCount, SH.maxCount),
    *(SH.qualifiedMinCount, SH.qualifiedMaxCount),
)
_BOUNDS = (SH.minExclusive, SH.minInclusive, SH.maxExclusive, SH.maxInclusive)
_TO_SHAPES = (SH.node, SH["not"], SH.qualifiedValueShape)
_TO_LISTS_OF_SHAPES = (SH["and"], SH["or"], SH.xone)


@cache
def terms(kind: str) -> frozenset[str]:
    """The names of the terms of SHACL that are ``run`` or ``not-run``, or of ``xsd``."""
    listed = tomllib.loads((files("kpi_lod.shacl") / "terms.toml").read_text("ascii"))
    return frozenset(listed[kind].split())


def remarks_on(graph: ShapesGraph) -> Iterator[str]:
    """One remark for each thing that is unknown, not run, or can hardly be meant."""
    return map(remark_text, (*spelling(graph), *_meanings(graph)))


def remark_text(remark: Finding) -> str:
    """A remark on one line, Japanese first."""
    ja, en = _told(remark)
    return f"{ja} / {en}"


def explained(error: KpiLodError, graph: ShapesGraph) -> KpiLodError:
    """The error with names for its shapes, and what is misspelt: most often that is why."""
    from kpi_lod.shacl.shape_places import chain, place  # noqa: PLC0415  (only where it fails)

    if isinstance(error, MalformedShapeError):
        error = error.at(place(graph, error.shape))
    elif isinstance(error, RecursiveShapeError):
        error = RecursiveShapeError(error.chain, chain(graph, error.chain))
    add_spelling(error, graph)
    return error


def add_spelling(error: KpiLodError, graph: ShapesGraph) -> None:
    """Add to an error what is misspelt in the shapes."""
    for one in islice(spelling(graph), _MOST_IN_AN_ERROR):
        ja, en = _told(one)
        error.add(f" {ja}", f" {en}")


def remark(key: str, **fields: object) -> Finding:
    """The remark that messages.toml has under ``shapes-remark/<key>``."""
    return finding(f"shapes-remark/{key}", Place(""), severity=Severity.INFO, **fields)


def _told(remark: Finding) -> tuple[str, str]:
    return remark.ja + remark.fix_ja, f"{remark.en} {remark.fix_en}".strip()


def spelling(graph: ShapesGraph) -> Iterator[Finding]:
    """A remark for each term that SHACL or XML Schema does not have, and for owl:imports."""
    said = {predicate.value for predicate in graph.by_predicate}
    said |= {value.value for _, value in graph.pairs(RDF.type) if isinstance(value, NamedNode)}
    values = _named(value for pairs in graph.by_predicate.values() for _, value in pairs)
    yield from _nearly_shacl(said | values)
    declared = {node.value for node, _ in graph.pairs(RDF.type) if isinstance(node, NamedNode)}
    declared |= {n.value for n, _ in graph.pairs(RDFS.isDefinedBy) if isinstance(n, NamedNode)}
    for term in sorted(_within(SH.iri, said | values) - declared):
        name = term.removeprefix(SH.iri)
        if name in terms("not-run"):
            if term in said:
                yield remark("not-run", found=f"sh:{name}")
        elif name not in terms("run"):
            yield _unknown("SHACL", "sh:", name, terms("run"))
    for term in sorted(_within(XSD.iri, values) - declared):
        name = term.removeprefix(XSD.iri)
        if name not in terms("xsd"):
            yield _unknown("XML Schema", "xsd:", name, terms("xsd"))
    if graph.pairs(OWL.imports):
        yield remark("imports")


def _named(values: Iterable[Term]) -> set[str]:
    """The IRIs among the values, and the datatypes of the literals."""
    named = (value.datatype if isinstance(value, Literal) else value for value in values)
    return {one.value for one in named if isinstance(one, NamedNode)}


def _within(namespace: str, iris: Iterable[str]) -> set[str]:
    return {iri for iri in iris if iri.startswith(namespace) and iri != namespace}


def _unknown(of: str, prefix: str, name: str, known: Iterable[str]) -> Finding:
    folded = {one.casefold(): one for one in sorted(known)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    if not near:
        return remark("unknown-term", found=prefix + name, of=of)
    nearest = prefix + folded[near[0]]
    return remark("unknown-term/near", found=prefix + name, of=of, nearest=nearest)


def _nearly_shacl(iris: Iterable[str]) -> Iterator[Finding]:
    """A namespace that is not SHACL's but looks like it: nothing at all is run then."""
    matches = (_NEARLY_SHACL.fullmatch(iri) for iri in iris)
    for namespace in sorted({match[1] for match in matches if match} - {SH.iri}):
        yield remark("namespace", found=namespace, allowed=SH.iri)


def _meanings(graph: ShapesGraph) -> Iterator[Finding]:
    """Remarks on what SHACL allows and nobody means."""
    yield from _at(graph, _BOUNDS, _is_text, "text-bound")
    yield from _at(graph, _COUNTS, _is_negative, "negative")
    for node, predicate, value in _named_shapes(graph):
        if value not in graph.by_subject and not isinstance(value, Literal):
            yield _remark_at(graph, "empty-shape", node, predicate, value)


def _at(
    graph: ShapesGraph, predicates: Iterable[NamedNode], wrong: Callable[[Term], bool], key: str
) -> Iterator[Finding]:
    for predicate in predicates:
        for node, value in graph.pairs(predicate):
            if wrong(value):
                yield _remark_at(graph, key, node, predicate, value)


def _remark_at(
    graph: ShapesGraph, key: str, node: Term, predicate: NamedNode, value: Term
) -> Finding:
    from kpi_lod.shacl.shape_places import place  # noqa: PLC0415  (only where there is a remark)

    return remark(key, shape=place(graph, node), what=shown(predicate), found=shown(value))


def _is_text(value: Term) -> bool:
    return isinstance(value, Literal) and (bool(value.language) or value.datatype == XSD.string)


def _is_negative(value: Term) -> bool:
    return isinstance(value, Literal) and re.fullmatch(r"-0*[1-9][0-9]*", value.value) is not None


def _named_shapes(graph: ShapesGraph) -> Iterator[tuple[Term, NamedNode, Term]]:
    """(shape, parameter, shape that it names), but for sh:property."""
    for predicate in _TO_SHAPES:
        for node, value in graph.pairs(predicate):
            yield node, predicate, value
    for predicate in _TO_LISTS_OF_SHAPES:
        for node, head in graph.pairs(predicate):
            try:
                members = graph.list_members(head, node, predicate)
            except MalformedShapeError:  # of a shape that is not run: others would stop the run
                continue
            for value in members:
                yield node, predicate, value
