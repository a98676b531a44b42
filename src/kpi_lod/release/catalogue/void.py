"""VoID: how much RDF there is and where (https://www.w3.org/TR/void/)."""

from __future__ import annotations

from kpi_lod.graph import Statement
from kpi_lod.terms import VOID, TermText, iri, plain, whole
from kpi_lod.vocabulary import DCT, DIMENSION, KPI, MEASURE, PROV, QB, SKOS

_VOCABULARIES = (KPI, QB, DIMENSION, MEASURE, PROV, DCT, SKOS)


def void_statements(triples: int, uri_space: str, example: TermText | None) -> list[Statement]:
    """Of a dataset with that many distinct triples below ``uri_space``; ``example``: a project."""
    return [
        (VOID.triples, whole(triples)),
        *((VOID.vocabulary, iri(one.iri)) for one in _VOCABULARIES),
        (VOID.uriSpace, plain(uri_space)),
        (VOID.exampleResource, example),
    ]
