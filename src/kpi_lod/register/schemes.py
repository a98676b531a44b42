"""The schemes of ontology/schemes as code tables: printed label → code.

In: the Turtle files. Out: :class:`Scheme` records and the quads of the shared vocabulary. Labels
are compared folded: width, brackets, spaces and case do not count, so （） and () are the same.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kpi_lod.iris import ONTOLOGY, REGISTER
from kpi_lod.japanese.characters import folded
from kpi_lod.packaged import ontology_files
from kpi_lod.vocabulary import DCT, KPI, OWL, RDF, SHARED, SKOS


@dataclass(frozen=True)
class Scheme:
    """One scheme: ``titles`` in Japanese and English, ``labels`` code → Japanese label,
    ``codes`` folded label or code → code.
    """

    name: str
    titles: tuple[str, str]
    labels: Mapping[str, str]
    codes: Mapping[str, str]

    def code(self, text: str) -> str | None:
        """The code that ``text`` is or names, None if there is none."""
        return self.codes.get(folded(text))

    def nearest(self, text: str, count: int = 3) -> list[str]:
        """Codes that resemble ``text``, themselves or their labels; the first few if none does."""
        return (self.close(text, cutoff=0.4) or sorted(self.labels))[:count]

    def named(self, code: str) -> str:
        """The code with its label."""
        return f"{code}（{self.labels[code]}）"

    def close(self, text: str, *, cutoff: float = 0.6) -> list[str]:
        """Codes whose code or label resembles ``text``, the nearest first; maybe none."""
        labels = difflib.get_close_matches(folded(text)[:200], self.codes, n=10, cutoff=cutoff)
        return list(dict.fromkeys(self.codes[label] for label in labels))


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """The ontology in its graph, the schemes in the register's graph; in the files' order."""
    vocabulary, *schemes = ontology_files()
    sources = [(vocabulary, ONTOLOGY), *((file, REGISTER) for file in schemes)]
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for file, graph in sources
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)
    )


@cache
def schemes() -> Mapping[str, Scheme]:
    """All schemes by name, the last step of their IRI.

    Raises ValueError if a label is ambiguous.
    """
    members: dict[str, list[str]] = {}
    texts: dict[str, list[tuple[NamedNode, Literal]]] = {}
    for quad in ontology_quads():
        if not isinstance(quad.subject, NamedNode):
            continue
        if quad.predicate == SKOS.inScheme and isinstance(quad.object, NamedNode):
            name = quad.object.value.removeprefix(SHARED)
            members.setdefault(name, []).append(quad.subject.value)
        elif isinstance(quad.object, Literal) and quad.object.language:
            texts.setdefault(quad.subject.value, []).append((quad.predicate, quad.object))
    return {name: _scheme(name, nodes, texts) for name, nodes in sorted(members.items())}


def _scheme(
    name: str, nodes: list[str], texts: Mapping[str, list[tuple[NamedNode, Literal]]]
) -> Scheme:
    titles = {text.language: text.value for p, text in texts[SHARED + name] if p == DCT.title}
    labels: dict[str, str] = {}
    codes: dict[str, str] = {}
    for node in nodes:
        code = node.removeprefix(f"{SHARED}{name}/")
        japanese = [(p, text.value) for p, text in texts[node] if text.language == "ja"]
        labels[code] = next(text for p, text in japanese if p == SKOS.prefLabel)
        printed = [text for p, text in japanese if p in (SKOS.prefLabel, SKOS.altLabel)]
        for text in (code, *printed):
            if codes.setdefault(folded(text), code) != code:
                raise ValueError(f"scheme {name}: {text} names {codes[folded(text)]} and {code}")
    return Scheme(name, (titles["ja"], titles["en"]), labels, codes)


@cache
def statuses_without_number() -> frozenset[str]:
    """The codes of the statuses that say why there is no number."""
    prefix, false = SHARED + "status/", Literal(False)
    return frozenset(
        quad.subject.value.removeprefix(prefix)
        for quad in ontology_quads()
        if quad.predicate == KPI.hasNumber
        and quad.object == false
        and isinstance(quad.subject, NamedNode)
    )


@cache
def concept_units() -> Mapping[str, str]:
    """Code of each harmonised indicator → the code of the one unit it is measured in."""
    concepts, units = f"{SHARED}concept/", f"{SHARED}unit/"
    return {
        quad.subject.value.removeprefix(concepts): quad.object.value.removeprefix(units)
        for quad in ontology_quads()
        if quad.predicate == KPI.unit
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject.value.startswith(concepts)
    }


@cache
def japanese_property_labels() -> Mapping[str, NamedNode]:
    """Japanese label → property of our own vocabulary, for the aliases of the JSON-LD context."""
    properties = {
        quad.subject
        for quad in ontology_quads()
        if quad.predicate == RDF.type and quad.object in (OWL.ObjectProperty, OWL.DatatypeProperty)
    }
    return {
        quad.object.value: quad.subject
        for quad in ontology_quads()
        if quad.predicate == SKOS.prefLabel
        and quad.subject in properties
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.object.language == "ja"
    }
