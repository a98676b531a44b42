"""Every vocabulary IRI the program uses; no other module writes one out.

In: nothing. Out: namespaces whose attributes are terms (``KPI.indicator``), and the prefixes our
Turtle and JSON-LD use. A term that does not exist is caught by a gate over the published data.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode


@dataclass(frozen=True)
class Namespace:
    """A namespace; ``ns.term`` and ``ns["term-with-hyphen"]`` are its terms."""

    iri: str

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.iri + name)

    def __getattr__(self, name: str) -> NamedNode:
        # Called where the attribute is not there yet: the second time it is.
        if name.startswith("__"):
            raise AttributeError(name)
        made = self[name]
        self.__dict__[name] = made
        return made


SHARED = "https://w3id.org/kpi-lod/"
"""What all publishers share: vocabulary, schemes, municipalities, years (design §5.1)."""

CSVW_CONTEXT = "http://www.w3.org/ns/csvw"
"""The JSON-LD context that CSVW metadata has to name; readers know it and do not fetch it."""

KPI = Namespace(SHARED + "ns#")
SHAPES = Namespace(SHARED + "shapes#")

ADMS = Namespace("http://www.w3.org/ns/adms#")
ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
CODE = Namespace("http://purl.org/linked-data/sdmx/2009/code#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
DCT = Namespace("http://purl.org/dc/terms/")
DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
QUDT_UNIT = Namespace("http://qudt.org/vocab/unit/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SAC = Namespace("http://data.e-stat.go.jp/lod/sac/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VANN = Namespace("http://purl.org/vocab/vann/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

SCHEMES = {
    "amount": "amount-kind",
    "basis": "basis",
    "concept": "concept",
    "cy": "calendar-year",
    "direction": "direction",
    "effect": "effect",
    "fy": "fiscal-year",
    "kind": "kind",
    "level": "level",
    "match": "match",
    "mun": "municipality",
    "munkind": "municipality-kind",
    "next": "next-step",
    "programme": "programme",
    "reason": "reason",
    "review": "external-review",
    "status": "status",
    "unit": "unit",
}
"""Prefix → folder below SHARED of the things that have a slash IRI each."""

PREFIXES: dict[str, str] = {
    **{prefix: f"{SHARED}{folder}/" for prefix, folder in SCHEMES.items()},
    "att": ATTRIBUTE.iri,
    "code": CODE.iri,
    "dcat": DCAT.iri,
    "dct": DCT.iri,
    "dim": DIMENSION.iri,
    "foaf": FOAF.iri,
    "geo": GEO.iri,
    "kpi": KPI.iri,
    "kpish": SHAPES.iri,
    "mea": MEASURE.iri,
    "org": ORG.iri,
    "owl": OWL.iri,
    "prov": PROV.iri,
    "qb": QB.iri,
    "qudt": QUDT_UNIT.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "sac": SAC.iri,
    "sh": SH.iri,
    "skos": SKOS.iri,
    "spdx": SPDX.iri,
    "vann": VANN.iri,
    "vcard": VCARD.iri,
    "void": VOID.iri,
    "xsd": XSD.iri,
}
"""The prefixes of everything we write; documents add those of their own place."""

LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "PDL-1.0": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
}
"""SPDX identifier (PDL-1.0: 公共データ利用規約) → IRI of the licence."""

NOT_STATED = "not-stated"
"""The terms of a source that says nothing about its reuse."""
