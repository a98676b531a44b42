"""Sorted triples → compact JSON-LD 1.1 with our fixed context embedded (design §5.1).

Written from the triples, since pyoxigraph writes JSON-LD expanded only. Codes are compact IRIs
(``kind:target``), whole numbers JSON numbers, decimals strings with their datatype (a JSON number
typed xsd:decimal would come out as 1.25E1). https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from kpi_lod.register.schemes import japanese_property_labels
from kpi_lod.vocabulary import (
    ATTRIBUTE,
    DCT,
    DIMENSION,
    KPI,
    PREFIXES,
    PROV,
    QB,
    RDF,
    RDFS,
    SKOS,
    XSD,
)

Json = Mapping[str, object]

_LINKS = (
    *(KPI[name] for name in ("programme", "municipality", "partner", "municipalityKind")),
    *(KPI[name] for name in ("firstFiscalYear", "lastFiscalYear", "project", "unit", "level")),
    *(KPI[name] for name in ("direction", "basis", "judged", "concept", "match", "indicator")),
    *(KPI[name] for name in ("valueKind", "submission", "amountKind", "effect")),
    *(KPI[name] for name in ("externalReview", "nextStep", "targetStatus", "actualStatus")),
    *(KPI[name] for name in ("notComputable", "numeratorUnit", "denominatorUnit")),
    *(DIMENSION.refPeriod, DIMENSION.refArea, ATTRIBUTE.unitMeasure, ATTRIBUTE.obsStatus),
    *(DCT.publisher, DCT.license, DCT.spatial, DCT.hasPart, DCT.isPartOf),
    *(PROV.wasDerivedFrom, PROV.wasRevisionOf, QB.dataSet, QB.structure, RDFS.seeAlso),
)
_TEXTS = (
    *(SKOS.prefLabel, SKOS.note, DCT.title, DCT.description, KPI.departmentName),
    *(KPI.externalComment, KPI.nextStepReason, KPI.withdrawalReason),
)


def _terms() -> dict[str, object]:
    """How the values of each property are written. Keys are compact IRIs, as in Turtle and SPARQL:
    bare names would take the prefixes of codes away (``unit`` from ``unit:person``).
    """
    return {
        **{_compact(p.value): {"@id": p.value, "@type": "@id"} for p in _LINKS},
        **{_compact(p.value): {"@id": p.value, "@container": "@language"} for p in _TEXTS},
    }


def _compact(iri: str, document: str = "") -> str:
    """The IRI relative to its document if it is a fragment of it, else with a prefix of ours."""
    if document and iri.startswith(document + "#"):
        return iri[len(document) :]
    for end in "#", "/":
        namespace, sign, local = iri.rpartition(end)
        prefix = _PREFIXES.get(namespace + sign)
        if prefix and local and "/" not in local:
            return f"{prefix}:{local}"
    return iri


_PREFIXES = {iri: prefix for prefix, iri in PREFIXES.items()}
assert all(iri[-1] in "#/" for iri in _PREFIXES)
_KINDS = {
    **{p: "link" for p in _LINKS},
    **{p: "text" for p in _TEXTS},
}

_EXACT_IN_JSON = 2**53
"""Past this a JSON reader may round whole numbers, so they are written as strings."""

CONTEXT: Json = {"@version": 1.1, **dict(sorted(PREFIXES.items())), **_terms()}
"""The context every document embeds."""


def published_context() -> bytes:
    """context.jsonld: the context with an alias in Japanese for each of our properties."""
    aliases = {
        label: CONTEXT.get(_compact(node.value), node.value)
        for label, node in sorted(japanese_property_labels().items())
        if label not in CONTEXT
    }
    text = json.dumps({"@context": {**CONTEXT, **aliases}}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def jsonld(triples: Iterable[Triple], document: str = "") -> bytes:
    """The sorted triples as one JSON-LD document, a line each node, which json writes in C.

    ``document``: its IRI, the base of fragments.
    """
    return jsonld_head(document) + jsonld_nodes(triples, document) + JSONLD_TAIL


def jsonld_head(document: str) -> bytes:
    """The beginning of a document that is joined: behind it stand nodes, a comma between two."""
    context = json.dumps(_context(document), ensure_ascii=False)
    return f'{{"@context": {context},\n"@graph": [\n'.encode()


JSONLD_SEPARATOR = b",\n"
JSONLD_TAIL = b"\n]}\n"


def jsonld_nodes(triples: Iterable[Triple], document: str) -> bytes:
    """The nodes of the sorted triples for such a document, a line each."""
    return JSONLD_SEPARATOR.join(
        json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()
        for node in _nodes(triples, document)
    )


def _context(document: str) -> Json:
    return {"@base": document, **CONTEXT} if document else CONTEXT


def _nodes(triples: Iterable[Triple], document: str) -> list[Json]:
    return [
        _node(subject, list(group), document)
        for subject, group in groupby(triples, key=lambda t: t.subject)
        if isinstance(subject, NamedNode)
    ]


def _node(subject: NamedNode, triples: list[Triple], document: str) -> Json:
    node: dict[str, object] = {"@id": _compact(subject.value, document)}
    for predicate, group in groupby(triples, key=lambda t: t.predicate):
        values = [t.object for t in group if isinstance(t.object, NamedNode | Literal)]
        if predicate == RDF.type:
            node["@type"] = _one_or_list([_compact(v.value, document) for v in _iris(values)])
        else:
            key, value = _property(predicate, values, document)
            node[key] = value
    return node


def _iris(values: Iterable[object]) -> list[NamedNode]:
    return [value for value in values if isinstance(value, NamedNode)]


def _property(
    predicate: NamedNode, values: list[NamedNode | Literal], document: str
) -> tuple[str, object]:
    """Key and value: short where the context says what the values are, else spelt out."""
    key, kind = _compact(predicate.value), _KINDS.get(predicate)
    if kind == "link" and all(isinstance(v, NamedNode) for v in values):
        return key, _one_or_list([_compact(v.value, document) for v in values])
    if kind == "text" and all(isinstance(v, Literal) and v.language for v in values):
        return key, _by_language([v for v in values if isinstance(v, Literal)])
    written = [_value(v, document) for v in values]
    if kind is not None:
        # Against what the context says of the key: a list of full value objects escapes it.
        return key, [{"@value": v} if isinstance(v, str) else v for v in written]
    return key, _one_or_list(written)


def _by_language(values: list[Literal]) -> dict[str, object]:
    languages = sorted({value.language or "" for value in values})
    return {
        language: _one_or_list([v.value for v in values if v.language == language])
        for language in languages
    }


def _value(value: NamedNode | Literal, document: str) -> object:
    if isinstance(value, NamedNode):
        return {"@id": _compact(value.value, document)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == XSD.string:
        return value.value
    if value.datatype == XSD.integer and abs(int(value.value)) < _EXACT_IN_JSON:
        return int(value.value)
    if value.datatype == XSD.boolean:
        return value.value == "true"
    return {"@value": value.value, "@type": _compact(value.datatype.value)}


def _one_or_list(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values
