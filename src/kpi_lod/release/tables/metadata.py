"""The tables' columns → CSVW metadata (https://www.w3.org/TR/tabular-metadata/).

In: settings and where the CSV files lie. Out: csv-metadata.json of a table group. Types, keys and
titles in Japanese and English; what csv2rdf (https://www.w3.org/TR/csv2rdf/) makes of the tables
are statements of our own graph, with its IRIs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from kpi_lod.release.tables.columns import JOIN_KEYS, SEPARATOR, Column, Table, full_iri, tables
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import CSVW_CONTEXT, LICENCES, RDF

METADATA = "csv-metadata.json"
"""Where readers of a CSV file look beside it (https://www.w3.org/TR/tabular-data-model/)."""

MUNICIPAL = ("results", "measurements", "amounts", "projects", "indicators")
"""The tables that each municipality has on its own."""

_DIALECT = {
    "encoding": "utf-8",
    "lineTerminators": ["\r\n"],
    "quoteChar": '"',
    "doubleQuote": True,
    "delimiter": ",",
    "header": True,
    "headerRowCount": 1,
    # The two standards do not agree on what these are when nothing is said.
    "commentPrefix": None,
    "trim": False,
}

Described = Mapping[str, object]
"""A JSON object."""


def metadata(publication: Publication, title: Text, names: tuple[str, ...]) -> bytes:
    """The metadata of the tables of these names, whose CSV files lie beside it."""
    head: Described = {
        "@context": [CSVW_CONTEXT, {"@language": "ja"}],
        "dc:title": _texts(title),
        "dc:publisher": _texts(publication.publisher),
        "dc:license": {"@id": LICENCES[publication.licence]},
        "dc:source": {"@id": publication.base},
        "dc:issued": {"@value": publication.issued, "@type": "xsd:date"},
        "dialect": _DIALECT,
    }
    return f"{_json(head)[:-2]},\n{_tables_json(publication.base, names)[2:]}\n".encode()


@cache
def _tables_json(base: str, names: tuple[str, ...]) -> str:
    """What is the same for every municipality."""
    return _json({"tables": [_table(tables()[name], base, names) for name in names]})


def _json(described: Described) -> str:
    return json.dumps(described, ensure_ascii=False, indent=1)


def _table(table: Table, base: str, names: tuple[str, ...]) -> Described:
    return {
        "url": f"{table.name}.csv",
        "dc:title": _texts(Text(table.ja, table.en)),
        "dc:description": _texts(Text(table.about_ja, table.about_en)),
        "tableSchema": {
            "aboutUrl": full_iri(table.about, base) if ":" in table.about else table.about,
            "primaryKey": table.key,
            "foreignKeys": [_foreign_key(other) for other in table.references if other in names],
            "columns": [*(_column(one, base) for one in table.columns), _class(table, base)],
        },
    }


def _foreign_key(other: str) -> Described:
    keys = JOIN_KEYS[other]
    return {
        "columnReference": list(keys),
        "reference": {"resource": f"{other}.csv", "columnReference": list(keys.values())},
    }


def _column(column: Column, base: str) -> Described:
    told: dict[str, object] = {
        "name": column.name,
        "titles": {"und": column.name, "ja": column.ja, "en": column.en},
        "dc:description": _texts(Text(column.about_ja, column.about_en)),
        "datatype": _datatype(column),
        "required": column.required,
    }
    if column.several:
        told["separator"] = SEPARATOR
    if column.language:
        told["lang"] = column.language
    if column.exact:
        told["null"] = []
    return {**told, **_rdf(column, base)}


def _rdf(column: Column, base: str) -> Described:
    """What csv2rdf makes of its cells."""
    if column.silent or column.says is None:
        return {"suppressOutput": True}
    value = column.value_template
    return {
        "propertyUrl": full_iri(column.says, base),
        **({"valueUrl": full_iri(value, base)} if value else {}),
    }


def _datatype(column: Column) -> object:
    if column.form is None:
        return column.type.csvw
    return {"base": column.type.csvw, "format": column.form}


def _class(table: Table, base: str) -> Described:
    """A virtual column: what the thing of each row is."""
    return {
        "name": "class",
        "virtual": True,
        "propertyUrl": RDF.type.value,
        "valueUrl": full_iri(table.cls, base),
    }


def _texts(text: Text) -> Iterable[Described]:
    english = [{"@value": text.en, "@language": "en"}] if text.en else []
    return [{"@value": text.ja, "@language": "ja"}, *english]
