"""Which file of a release tells about which IRI, and what stands in it (design §5.1, static first).

An IRI below the publisher's base is the folder of that name; a shared one stands under ``shared/``.
A document holds all triples, of whatever graph, whose subject is the document or a fragment of it;
that of a submission, of what holds now or of the register holds its whole graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kpi_lod.dataset import sorted_triples
from kpi_lod.iris import ONTOLOGY, REGISTER, document_of
from kpi_lod.release.jsonld import jsonld
from kpi_lod.turtle import turtle
from kpi_lod.vocabulary import OWL, PREFIXES, SHARED, SKOS

SHARED_FOLDER = "shared"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where documents lie in the release of a publisher with that base IRI."""

    base: str

    def folder(self, document: str) -> str | None:
        """The folder of a document's IRI, None if the IRI is not ours.

        >>> Layout("https://example.org/kpi/").folder("https://w3id.org/kpi-lod/status/measured")
        'shared/status/measured'
        """
        for start, folder in ((self.base, ""), (SHARED, f"{SHARED_FOLDER}/")):
            if document.startswith(start):
                return f"{folder}{document[len(start) :].strip('/')}"
        return None

    def files(self, quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
        """Path and content of every document of the data."""
        for document, triples in sorted(self._documents(quads).items()):
            folder = self.folder(document)
            if folder is not None:
                ordered = sorted_triples(triples)
                yield f"{folder}/index.ttl", turtle(ordered, document_prefixes(document))
                if not folder.startswith(SHARED_FOLDER):
                    yield f"{folder}/index.jsonld", jsonld(ordered, document)

    def _is_document(self, graph: str) -> bool:
        """Whether a graph is a document with all it tells, also of subjects that are not its own:
        the register, current/<code>, and a submission with what it printed.
        """
        own = (f"{self.base}current/", f"{self.base}submission/")
        return graph == REGISTER.value or graph.startswith(own)

    def _documents(self, quads: Iterable[Quad]) -> Mapping[str, list[Triple]]:
        """IRI of each document → its triples; schemes also tell their concepts."""
        documents: dict[str, list[Triple]] = defaultdict(list)
        schemes: dict[str, str] = {}
        for quad in quads:
            document = document_of(_iri(quad.subject))
            documents[document].append(quad.triple)
            if quad.predicate in (SKOS.inScheme, OWL.versionIRI):
                schemes[document] = _iri(quad.object)
            graph = _iri(quad.graph_name)
            if graph != document and self._is_document(graph):
                documents[graph].append(quad.triple)
        for member, whole in schemes.items():
            documents[whole].extend(documents[member])
        return documents


def _iri(node: object) -> str:
    assert isinstance(node, NamedNode), node
    return node.value


def document_prefixes(document: str) -> Mapping[str, str]:
    """The common prefixes and, for a document with fragments, the empty one."""
    if document == ONTOLOGY.value:
        return PREFIXES
    return {"": f"{document}#", **PREFIXES}
