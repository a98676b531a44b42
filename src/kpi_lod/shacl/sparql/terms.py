"""rdflib's terms, as its parser makes them of a query, as pyoxigraph's.

In: terms of rdflib. Out: terms of pyoxigraph. Raises KpiLodError ``sparql-refused`` for IRIs that
are none.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import term as rdflib_term

from kpi_lod.columns.terms import Term
from kpi_lod.errors import KpiLodError


def oxigraph_term(term: rdflib_term.Identifier) -> Term:
    """The term as pyoxigraph has it."""
    try:
        if isinstance(term, rdflib_term.URIRef):
            return NamedNode(str(term))
        if isinstance(term, rdflib_term.BNode):
            return BlankNode(str(term))
        assert isinstance(term, rdflib_term.Literal)
        if term.language:
            return Literal(str(term), language=term.language)
        datatype = NamedNode(str(term.datatype)) if term.datatype else None
        return Literal(str(term), datatype=datatype)
    except ValueError:
        raise KpiLodError("sparql-refused/iri", found=term) from None
