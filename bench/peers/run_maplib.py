"""In maplib's own environment: CSV tables → data frames → templates → N-Triples.

Arguments: folder of the tables, output. Prints the seconds from frames in memory to the file.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import polars as pl  # type: ignore[import-not-found]
from maplib import Model  # type: ignore[import-not-found]

BASE = "https://example.org/kpi/"
SHARED = "https://w3id.org/kpi-lod/"
IRIS = {
    "measurements": {
        "node": BASE + "project/{municipality}/{project}/#{indicator}.{period}.{kind}.{submission}",
        "indicator": BASE + "project/{municipality}/{project}/#{indicator}",
        "kind": SHARED + "kind/{kind}",
        "fiscal_year": SHARED + "fiscal-year/{fiscal_year}",
        "before": BASE + "project/{municipality}/{before}/#before",
        "area": "http://data.e-stat.go.jp/lod/sac/C{area}",
        "joint_area": BASE + "project/{municipality}/{joint_area}/#area",
        "own_area": BASE + "project/{municipality}/{project}/#{own_area}.area",
        "status": SHARED + "status/{status}",
        "unit": SHARED + "unit/{unit}",
        "submission": BASE + "submission/{municipality}/{submission}",
    },
    "submissions": {
        "node": BASE + "submission/{municipality}/{submission}",
        "publisher": SHARED + "municipality/{municipality}",
        "identifier": "{municipality}/{submission}",
        "year": SHARED + "fiscal-year/{year}",
        "licence": "{licence}",
        "document": BASE + "document/{municipality}/{submission}",
    },
}
"""Table → new column → template over the columns of the CSV; null where one of them is null."""

PLAIN = {
    "measurements": (
        *("whole", "decimal", "scale", "numerator", "denominator"),
        *("as_written", "unit_as_written", "place"),
    ),
    "submissions": ("terms", "revision", "version", "file"),
}
TYPES = {
    **dict.fromkeys(("whole", "scale", "numerator", "denominator", "revision"), pl.Int64),
    "decimal": pl.Decimal(38, 12),
}
LANGUAGE_STRING = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"
TEMPLATES = """
@prefix att: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dim: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix kpi: <https://w3id.org/kpi-lod/ns#> .
@prefix mea: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix t: <urn:template:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

t:measurements [
  ottr:IRI ?node, ottr:IRI ?indicator, ottr:IRI ?kind, ? ottr:IRI ?fiscal_year,
  ? ottr:IRI ?before, ? ottr:IRI ?area, ? ottr:IRI ?joint_area, ? ottr:IRI ?own_area,
  ottr:IRI ?status, ottr:IRI ?unit, ottr:IRI ?submission,
  ? xsd:integer ?whole, ? xsd:decimal ?decimal, ? xsd:integer ?scale, ? xsd:integer ?numerator,
  ? xsd:integer ?denominator, xsd:string ?as_written, ? xsd:string ?unit_as_written,
  ? xsd:string ?place
] :: {
  ottr:Triple(?node, rdf:type, kpi:Measurement) ,
  ottr:Triple(?node, kpi:indicator, ?indicator) ,
  ottr:Triple(?node, kpi:valueKind, ?kind) ,
  ottr:Triple(?node, dim:refPeriod, ?fiscal_year) ,
  ottr:Triple(?node, dim:refPeriod, ?before) ,
  ottr:Triple(?node, dim:refArea, ?area) ,
  ottr:Triple(?node, dim:refArea, ?joint_area) ,
  ottr:Triple(?node, dim:refArea, ?own_area) ,
  ottr:Triple(?node, att:obsStatus, ?status) ,
  ottr:Triple(?node, att:unitMeasure, ?unit) ,
  ottr:Triple(?node, mea:obsValue, ?whole) ,
  ottr:Triple(?node, mea:obsValue, ?decimal) ,
  ottr:Triple(?node, kpi:scale, ?scale) ,
  ottr:Triple(?node, kpi:numerator, ?numerator) ,
  ottr:Triple(?node, kpi:denominator, ?denominator) ,
  ottr:Triple(?node, kpi:valueAsWritten, ?as_written) ,
  ottr:Triple(?node, kpi:unitAsWritten, ?unit_as_written) ,
  ottr:Triple(?node, kpi:place, ?place) ,
  ottr:Triple(?node, kpi:submission, ?submission)
} .

t:submissions [
  ottr:IRI ?node, ottr:IRI ?publisher, xsd:string ?identifier, ottr:IRI ?year, ottr:IRI ?licence,
  ottr:IRI ?document, xsd:string ?terms, xsd:integer ?revision, xsd:string ?version,
  rdf:langString ?title, xsd:string ?file
] :: {
  ottr:Triple(?node, rdf:type, kpi:Submission) ,
  ottr:Triple(?node, rdf:type, prov:Entity) ,
  ottr:Triple(?node, dct:publisher, ?publisher) ,
  ottr:Triple(?node, dct:identifier, ?identifier) ,
  ottr:Triple(?node, dim:refPeriod, ?year) ,
  ottr:Triple(?node, dct:license, ?licence) ,
  ottr:Triple(?node, kpi:sourceTerms, ?terms) ,
  ottr:Triple(?node, kpi:revision, ?revision) ,
  ottr:Triple(?node, kpi:mappingVersion, ?version) ,
  ottr:Triple(?node, prov:wasDerivedFrom, ?document) ,
  ottr:Triple(?document, rdf:type, dct:BibliographicResource) ,
  ottr:Triple(?document, rdf:type, prov:Entity) ,
  ottr:Triple(?document, dct:title, ?title) ,
  ottr:Triple(?document, kpi:fileName, ?file)
} .
"""


def main(tables: str, output: str) -> None:
    """Read, then map and write on the clock."""
    frames = {name: pl.read_csv(Path(tables, f"{name}.csv"), infer_schema=False) for name in IRIS}
    model = Model()
    start = time.perf_counter()
    model.add_template(TEMPLATES)
    for name, frame in frames.items():
        model.map(f"urn:template:{name}", _columns(name, frame))
    model.write(output, format="ntriples")
    print(time.perf_counter() - start)


def _columns(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    plain = [pl.col(c).cast(TYPES.get(c, pl.String)) for c in PLAIN[name]]
    if "title" in frame.columns:  # a text with its language is a struct of these two fields
        text, language = pl.col("title").alias(LANGUAGE_STRING), pl.lit("ja").alias("l")
        plain.append(pl.struct(text, language).alias("title"))
    made = [_text(template).alias(column) for column, template in IRIS[name].items()]
    return frame.select(*made, *plain)


def _text(template: str) -> pl.Expr:
    """``a{b}c`` as an expression over the column b."""
    parts = template.replace("{", "\0").replace("}", "\0").split("\0")
    pieces = [pl.lit(part) if at % 2 == 0 else pl.col(part) for at, part in enumerate(parts)]
    return pl.concat_str(pieces)


if __name__ == "__main__":
    main(*sys.argv[1:])
