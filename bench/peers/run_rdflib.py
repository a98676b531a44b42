"""In the project's environment: CSV tables → rdflib graph → N-Triples.

Arguments: folder of the tables, output. Prints the seconds from rows in memory to the file.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef

BASE = "https://example.org/kpi/"
SHARED = "https://w3id.org/kpi-lod/"
ATTRIBUTE = "http://purl.org/linked-data/sdmx/2009/attribute#"
DCT = "http://purl.org/dc/terms/"
DIMENSION = "http://purl.org/linked-data/sdmx/2009/dimension#"
MEASURE = "http://purl.org/linked-data/sdmx/2009/measure#"
NS = SHARED + "ns#"
PROV = "http://www.w3.org/ns/prov#"
PROJECT = BASE + "project/{municipality}/{project}/"
SUBMISSION = BASE + "submission/{municipality}/{submission}"
DOCUMENT = BASE + "document/{municipality}/{submission}"

NODES = (
    ("measurements", PROJECT + "#{indicator}.{period}.{kind}.{submission}", (NS + "Measurement",)),
    ("submissions", SUBMISSION, (NS + "Submission", PROV + "Entity")),
    ("submissions", DOCUMENT, (DCT + "BibliographicResource", PROV + "Entity")),
)
"""Table, template of the node, classes."""

LINKS = (
    (
        (NS + "indicator", "indicator", PROJECT + "#{indicator}"),
        (NS + "valueKind", "kind", SHARED + "kind/{kind}"),
        (DIMENSION + "refPeriod", "fiscal_year", SHARED + "fiscal-year/{fiscal_year}"),
        (DIMENSION + "refPeriod", "before", BASE + "project/{municipality}/{before}/#before"),
        (DIMENSION + "refArea", "area", "http://data.e-stat.go.jp/lod/sac/C{area}"),
        (DIMENSION + "refArea", "joint_area", BASE + "project/{municipality}/{joint_area}/#area"),
        (DIMENSION + "refArea", "own_area", PROJECT + "#{own_area}.area"),
        (ATTRIBUTE + "obsStatus", "status", SHARED + "status/{status}"),
        (ATTRIBUTE + "unitMeasure", "unit", SHARED + "unit/{unit}"),
        (NS + "submission", "submission", SUBMISSION),
    ),
    (
        (DCT + "publisher", "municipality", SHARED + "municipality/{municipality}"),
        (DIMENSION + "refPeriod", "year", SHARED + "fiscal-year/{year}"),
        (DCT + "license", "licence", "{licence}"),
        (PROV + "wasDerivedFrom", "submission", DOCUMENT),
    ),
    (),
)
"""For each node: property, column that must be there, template of the object."""

TEXTS: tuple[tuple[tuple[str, str, dict[str, Any]], ...], ...] = (
    (
        (MEASURE + "obsValue", "{whole}", {"datatype": XSD.integer}),
        (MEASURE + "obsValue", "{decimal}", {"datatype": XSD.decimal}),
        (NS + "scale", "{scale}", {"datatype": XSD.integer}),
        (NS + "numerator", "{numerator}", {"datatype": XSD.integer}),
        (NS + "denominator", "{denominator}", {"datatype": XSD.integer}),
        (NS + "valueAsWritten", "{as_written}", {}),
        (NS + "unitAsWritten", "{unit_as_written}", {}),
        (NS + "place", "{place}", {}),
    ),
    (
        (DCT + "identifier", "{municipality}/{submission}", {}),
        (NS + "sourceTerms", "{terms}", {}),
        (NS + "revision", "{revision}", {"datatype": XSD.integer}),
        (NS + "mappingVersion", "{version}", {}),
    ),
    ((DCT + "title", "{title}", {"lang": "ja"}), (NS + "fileName", "{file}", {})),
)
"""For each node: property, template of the text (none if empty), datatype or language."""


def main(tables: str, output: str) -> None:
    """Read, then map and write on the clock."""
    rows = {name: _rows(Path(tables, f"{name}.csv")) for name in ("measurements", "submissions")}
    start = time.perf_counter()
    graph = Graph()
    for (table, template, classes), links, texts in zip(NODES, LINKS, TEXTS, strict=True):
        for row in rows[table]:
            node = URIRef(template.format(**row))
            for one in classes:
                graph.add((node, RDF.type, URIRef(one)))
            for predicate, column, target in links:
                if row[column]:
                    graph.add((node, URIRef(predicate), URIRef(target.format(**row))))
            for predicate, pattern, kind in texts:
                if text := pattern.format(**row):
                    graph.add((node, URIRef(predicate), Literal(text, **kind)))
    graph.serialize(output, format="nt", encoding="utf-8")
    print(time.perf_counter() - start)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main(*sys.argv[1:])
