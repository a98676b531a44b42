"""The page of the two Data Cube datasets of a publisher (``cube``), in words.

In: the structures of ontology/. Out: a page with the anchors ``kpi`` and ``money``, the fragments
of the datasets' IRIs. https://www.w3.org/TR/vocab-data-cube/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.release.pages.reference import INDEX, LINKING, SECTION, Term, terms
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import KPI, QB

FOLDER = "cube"
ROLES = (
    (QB.dimension, Text("次元", "Dimension")),
    (QB.measure, Text("値", "Measure")),
    (QB.attribute, Text("属性", "Attribute")),
)


@dataclass(frozen=True, slots=True)
class Component:
    """A component of a structure: its part in it, the property, and what it tells."""

    role: Text
    property: str
    term: Term
    required: bool


@dataclass(frozen=True, slots=True)
class Cube:
    """A qb:DataSet: its anchor, IRI, title, structure and components."""

    anchor: str
    iri: str
    title: Text
    structure: Term
    components: Sequence[Component]


def cube_page(publication: Publication) -> Page:
    """The page of both datasets."""
    cubes = [
        Cube(anchor, node.strip("<>"), title, structure, tuple(_components(structure)))
        for anchor, node, title, structure in (
            (
                "kpi",
                publication.iris.kpi_cube,
                Text("KPIの観測値", "KPI observations"),
                terms()[KPI["kpi-cube"].value],
            ),
            (
                "money",
                publication.iris.money_cube,
                Text("事業費の観測値", "Money observations"),
                terms()[KPI["money-cube"].value],
            ),
        )
    ]
    return Page(
        folder=FOLDER,
        template="cube.html",
        title=Text("観測値のキューブ", "Cubes of observations"),
        description=Text(
            "KPIと金額の観測値を、RDF Data Cubeとしてどう引けるか。",
            "How the observations of KPIs and money are keyed, as RDF Data Cubes.",
        ),
        values={**LINKING, "cubes": cubes},
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
        alternates=(
            Alternate(f"{FOLDER}/index.ttl", "text/turtle", "Turtle"),
            Alternate(f"{FOLDER}/index.jsonld", "application/ld+json", "JSON-LD"),
        ),
        about=publication.iris.cube.strip("<>"),
    )


def _components(structure: Term) -> Iterator[Component]:
    found = [terms()[iri] for iri in structure.links(QB.component)]
    for predicate, role in ROLES:
        for one in found:
            for stated in one.links(predicate):
                required = bool(one.literals(QB.componentRequired)) or predicate != QB.attribute
                yield Component(role, stated, one, required)
