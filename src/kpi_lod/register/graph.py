"""The graph of shared things: municipalities, areas and years as quads (design §5.2).

In: the list of municipalities and the ontology. Out: quads of the graph ``…/register`` and of the
ontology's own graph, the same for every publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kpi_lod import iris
from kpi_lod.japanese.years import FISCAL_YEARS, printed_fiscal_year
from kpi_lod.records import Period
from kpi_lod.register.municipalities import Municipality, corporate_number, municipalities
from kpi_lod.register.schemes import ontology_quads
from kpi_lod.terms import named_node
from kpi_lod.vocabulary import DCAT, DCT, GEO, KPI, ORG, RDF, RDFS, SKOS, XSD

_WARD = "ward"


def municipality_triples(row: Municipality) -> Iterator[Triple]:
    """What the register tells of one municipality.

    A ward of a designated city is no corporate body and gets no 法人番号.
    """
    node = named_node(iris.municipality(row.code))
    area = named_node(iris.statistical_area(row.code))
    yield Triple(node, RDF.type, KPI.Municipality)
    yield Triple(node, RDF.type, ORG.FormalOrganization)
    yield Triple(node, DCT.identifier, Literal(row.code))
    yield Triple(node, SKOS.prefLabel, Literal(row.name_ja, language="ja"))
    yield Triple(node, SKOS.prefLabel, Literal(row.name_kana, language="ja-Hrkt"))
    yield Triple(node, SKOS.prefLabel, Literal(row.name_en, language="en"))
    yield Triple(node, KPI.municipalityKind, named_node(iris.shared("municipality-kind", row.kind)))
    yield Triple(node, DCT.spatial, area)
    if row.kind != _WARD:
        yield Triple(node, KPI.corporateNumber, Literal(corporate_number(row.code)))
    if row.code != row.prefecture_code:
        yield Triple(node, DCT.isPartOf, named_node(iris.municipality(row.prefecture_code)))
    if row.website:
        yield Triple(node, RDFS.seeAlso, NamedNode(row.website))
    for degrees, predicate in ((row.latitude, GEO.lat), (row.longitude, GEO.long)):
        if degrees is not None:
            yield Triple(node, predicate, Literal(str(degrees.normalize()), datatype=XSD.decimal))


def year_triples(period: Period) -> Iterator[Triple]:
    """A fiscal year (1 April to 31 March) or a calendar year, with its first and last day."""
    node, year = named_node(iris.year(period)), period.year
    assert year is not None
    if period.calendar:
        ja, en, first, last = f"{year}年", str(year), f"{year}-01-01", f"{year}-12-31"
    else:
        ja, en = printed_fiscal_year(year), f"FY{year}"
        first, last = f"{year}-04-01", f"{year + 1}-03-31"
    yield Triple(node, RDF.type, DCT.PeriodOfTime)
    yield Triple(node, SKOS.prefLabel, Literal(ja, language="ja"))
    yield Triple(node, SKOS.prefLabel, Literal(en, language="en"))
    yield Triple(node, DCAT.startDate, Literal(first, datatype=XSD.date))
    yield Triple(node, DCAT.endDate, Literal(last, datatype=XSD.date))


@cache
def year_quads() -> tuple[Quad, ...]:
    """All fiscal and calendar years."""
    periods = [Period(year, calendar=one) for year in FISCAL_YEARS for one in (False, True)]
    return tuple(_registered(triple for period in periods for triple in year_triples(period)))


@cache
def register_quads() -> tuple[Quad, ...]:
    """Everything shared: municipalities, years, schemes, ontology."""
    places = (triple for row in municipalities().values() for triple in municipality_triples(row))
    return (*_registered(places), *year_quads(), *ontology_quads())


def _registered(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(t.subject, t.predicate, t.object, iris.REGISTER) for t in triples)
