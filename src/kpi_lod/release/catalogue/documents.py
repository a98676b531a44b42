"""The catalogue's graphs as they are published: growing graph → Turtle and JSON-LD.

The joined catalogue of everything declares its prefixes once, at its head, and no more than these
are used in the pieces of the municipalities.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Triple

from kpi_lod.graph import GraphBuilder
from kpi_lod.release.catalogue.shared_nodes import AUTHORITY
from kpi_lod.release.jsonld import jsonld
from kpi_lod.turtle import turtle
from kpi_lod.vocabulary import ADMS, DCATAP, PREFIXES

_NAMES = (*("dcat", "dct", "foaf", "mun", "prov", "sac", "skos", "spdx", "vcard", "void", "xsd"),)
_TABLES = (
    *("access-right", "country", "data-theme", "dataset-status", "file-type", "frequency"),
    *("language", "planned-availability"),
)
"""Tables of the EU's Publications Office; each is a prefix under its own name."""


def catalogue_prefixes(document: str) -> Mapping[str, str]:
    """The prefixes of a catalogue's Turtle, the empty one for its own fragments."""
    return {
        "": f"{document}#",
        "adms": ADMS.iri,
        "dcatap": DCATAP.iri,
        **{name: PREFIXES[name] for name in _NAMES},
        **{table: f"{AUTHORITY}{table}/" for table in _TABLES},
    }


def catalogue_triples(graph: GraphBuilder) -> list[Triple]:
    """The distinct statements in the order we publish."""
    return [quad.triple for quad in graph.quads]


def catalogue_files(folder: str, document: str, triples: list[Triple]) -> Mapping[str, bytes]:
    """The files of one catalogue by their paths."""
    return {
        f"{folder}/index.ttl": turtle(triples, catalogue_prefixes(document)),
        f"{folder}/index.jsonld": jsonld(triples, document),
    }
