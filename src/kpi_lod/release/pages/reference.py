"""The vocabulary and its code lists to be looked up: ``vocabulary``, ``vocabulary/<scheme>``.

In: ontology/. Out: pages with an anchor for each term and code; :func:`terms` and :func:`members`
for who writes about the same nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kpi_lod.iris import ONTOLOGY
from kpi_lod.register.schemes import ontology_quads
from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.settings import Text
from kpi_lod.vocabulary import DCT, KPI, OWL, PREFIXES, QB, RDF, RDFS, SHARED, SKOS

SECTION = "vocabulary"
INDEX = Text("語彙", "Vocabulary")
Value = NamedNode | Literal

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
_STRUCTURES = (QB.DataStructureDefinition, QB.ComponentSpecification)
GROUPS: Sequence[tuple[str, Text, tuple[NamedNode, ...]]] = (
    ("classes", Text("クラス", "Classes"), (OWL.Class,)),
    ("properties", Text("プロパティ", "Properties"), _PROPERTIES),
    ("structures", Text("キューブの構造", "Cube structures"), _STRUCTURES),
)
"""Anchor, title and types of each section of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Term:
    """A node of the ontology with all that is said about it, by predicate in the files' order."""

    iri: str
    said: Mapping[NamedNode, Sequence[Value]]

    @property
    def name(self) -> str:
        """The last step of its IRI, which is also its anchor."""
        return self.iri.replace("#", "/").rpartition("/")[2]

    @property
    def compact(self) -> str:
        """With a prefix of ours."""
        return compact(self.iri)

    def text(self, predicate: NamedNode) -> Text | None:
        """What it is said in Japanese and English; None where nothing is."""
        found = {v.language: v.value for v in self.literals(predicate)}
        return Text(found["ja"], found.get("en")) if "ja" in found else None

    def literals(self, predicate: NamedNode) -> list[Literal]:
        """The literals with that property."""
        return [one for one in self.said.get(predicate, ()) if isinstance(one, Literal)]

    def links(self, predicate: NamedNode) -> list[str]:
        """The IRIs with that property."""
        return [one.value for one in self.said.get(predicate, ()) if isinstance(one, NamedNode)]

    @property
    def label(self) -> Text:
        """What it is called: its label or its title."""
        found = self.text(SKOS.prefLabel) or self.text(DCT.title)
        assert found is not None, self.iri
        return found

    @property
    def definition(self) -> Text | None:
        """What it means."""
        return self.text(SKOS.definition) or self.text(DCT.description)

    @property
    def examples(self) -> list[Literal]:
        """Examples of its instances or values."""
        return self.literals(SKOS.example)

    @property
    def sources(self) -> Sequence[Value]:
        """The rule, law or page it follows."""
        return self.said.get(DCT.source, ())

    @property
    def printed_forms(self) -> list[str]:
        """What else it is called in print, in Japanese."""
        return [one.value for one in self.literals(SKOS.altLabel)]

    @property
    def types(self) -> list[str]:
        """Its classes, with prefixes."""
        return [compact(one) for one in self.links(RDF.type)]

    @property
    def related(self) -> list[tuple[str, str]]:
        """Predicate and IRI of what else it is tied to, with prefixes where ours."""
        return [(compact(p.value), one) for p in _RELATING for one in self.links(p)]

    @property
    def is_deprecated(self) -> bool:
        """Whether it should no longer be used."""
        return any(one.value == "true" for one in self.literals(OWL.deprecated))


_RELATING = (
    *(RDFS.subClassOf, RDFS.range, QB.codeList, QB.dimension, QB.measure, QB.attribute),
    *(QB.component, KPI.unit, KPI.numeratorUnit, KPI.denominatorUnit, SKOS.broader, SKOS.related),
    *(DCT.replaces, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch),
)


def compact(iri: str) -> str:
    """The IRI with a prefix of ours where it is of one of our namespaces.

    >>> compact("https://w3id.org/kpi-lod/unit/person")
    'unit:person'
    """
    for prefix, namespace in _LONGEST_FIRST:
        local = iri.removeprefix(namespace)
        if local != iri and local and "/" not in local:
            return f"{prefix}:{local}"
    return iri


_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))


def site_path(iri: str) -> str | None:
    """Where in the release a node of ours is told about, None where it is not ours.

    >>> site_path("https://w3id.org/kpi-lod/ns#Result")
    'vocabulary#Result'
    """
    if iri.startswith(KPI.iri):
        return f"{SECTION}#{iri.removeprefix(KPI.iri)}"
    if not iri.startswith(SHARED):
        return None
    scheme, _, code = iri.removeprefix(SHARED).partition("/")
    if scheme not in members():
        return f"shared/{scheme}/{code}".rstrip("/")
    return f"{SECTION}/{scheme}#{code}".rstrip("#")


@cache
def terms() -> Mapping[str, Term]:
    """IRI → term: everything ontology/ describes, in the order of the files."""
    said: dict[str, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for quad in ontology_quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate].append(quad.object)
    return {iri: Term(iri, dict(found)) for iri, found in said.items()}


@cache
def members() -> Mapping[str, Sequence[Term]]:
    """Name of each scheme → its codes."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in terms().values():
        for scheme in term.links(SKOS.inScheme):
            found[scheme.removeprefix(SHARED)].append(term)
    return dict(sorted(found.items()))


LINKING: Mapping[str, object] = {"compact": compact, "folder_of": site_path}
"""What terms.html wants among the values of a page."""


def grouped_terms() -> list[tuple[str, Text, list[Term]]]:
    """The terms of the vocabulary itself by section, in the files' order."""
    own = [term for term in terms().values() if term.iri.startswith(KPI.iri)]
    return [
        (anchor, title, [one for one in own if set(one.said[RDF.type]) & set(kinds)])
        for anchor, title, kinds in GROUPS
    ]


def reference_pages() -> Iterator[Page]:
    """The page of the vocabulary and one for each scheme."""
    ontology = terms()[ONTOLOGY.value]
    schemes = [(name, terms()[SHARED + name], len(found)) for name, found in members().items()]
    yield Page(
        folder=SECTION,
        template="vocabulary.html",
        title=INDEX,
        description=Text(
            "kpi-lodの語彙：クラス、プロパティ、キューブの構造、コード表のすべて。",
            "The vocabulary of kpi-lod: all classes, properties, cube structures and code lists.",
        ),
        values={
            **LINKING,
            "ontology": ontology,
            "version": ontology.literals(OWL.versionInfo)[0].value,
            "groups": grouped_terms(),
            "schemes": schemes,
        },
        section=SECTION,
        crumbs=(Link(HOME, ""),),
        alternates=(Alternate("shared/ns/index.ttl", "text/turtle", "Turtle"),),
        about=ONTOLOGY.value,
    )
    for name, found in members().items():
        yield _scheme_page(name, terms()[SHARED + name], found)


def _scheme_page(name: str, scheme: Term, found: Sequence[Term]) -> Page:
    assert scheme.definition is not None
    return Page(
        folder=f"{SECTION}/{name}",
        template="scheme.html",
        title=scheme.label,
        description=scheme.definition,
        values={**LINKING, "scheme": scheme, "name": name, "codes": found},
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
        alternates=(Alternate(f"shared/{name}/index.ttl", "text/turtle", "Turtle"),),
        about=scheme.iri,
    )
