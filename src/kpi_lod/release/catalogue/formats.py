"""The formats of published files, and what a catalogue says of one file.

In: paths and contents. Out: media types of IANA
(https://www.iana.org/assignments/media-types/) and codes of the EU's list of file types.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kpi_lod.vocabulary import KPI

GZIP = "application/gzip"
ONTOLOGY_DOCUMENT = KPI.iri.rstrip("#")
_TABULAR = "https://www.w3.org/TR/tabular-data-model/"
_TABLE_METADATA = "https://www.w3.org/TR/tabular-metadata/"
STANDARDS = {
    ONTOLOGY_DOCUMENT: "kpi-lod vocabulary",
    _TABULAR: "Model for Tabular Data and Metadata on the Web",
    _TABLE_METADATA: "Metadata Vocabulary for Tabular Data",
}
"""What files conform to: IRI → title."""


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: file suffix, media type, code of the EU file-type list, short name.

    ``standard``: IRI of what such a file of ours conforms to, None if there is nothing to name.
    ``packed``: the media type of its compression (dcat:compressFormat), None if it has none.
    """

    suffix: str
    media_type: str
    file_type: str
    name: str
    standard: str | None = None
    packed: str | None = None


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARQUET = "application/vnd.apache.parquet"
FORMATS = {
    form.suffix: form
    for form in (
        Format("nq.gz", "application/n-quads", "RDF_N_QUADS", "N-Quads", ONTOLOGY_DOCUMENT, GZIP),
        Format("ttl", "text/turtle", "RDF_TURTLE", "Turtle", ONTOLOGY_DOCUMENT),
        Format("ttl.gz", "text/turtle", "RDF_TURTLE", "Turtle", ONTOLOGY_DOCUMENT, GZIP),
        Format("jsonld", "application/ld+json", "JSON_LD", "JSON-LD", ONTOLOGY_DOCUMENT),
        Format("csv", "text/csv", "CSV", "CSV", _TABULAR),
        Format("json", "application/csvm+json", "JSON", "CSVW", _TABLE_METADATA),
        Format("parquet", _PARQUET, "PARQUET", "Parquet"),
        Format("xlsx", _SHEET, "XLSX", "Excel"),
    )
}
"""By suffix: what follows the first dot of a file's name."""


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file of the release: its path (with /), its SHA-256 in hexadecimal, its size in bytes."""

    path: str
    sha256: str
    size: int

    @classmethod
    def of(cls, path: str, content: bytes) -> FileFact:
        """Of a file with that content."""
        return cls(path, hashlib.sha256(content).hexdigest(), len(content))

    @property
    def name(self) -> str:
        """The file's name without its suffix: ``measurements`` of ``tables/measurements.csv``."""
        return self.path.rpartition("/")[2].partition(".")[0]

    @property
    def suffix(self) -> str:
        """What follows the first dot of its name."""
        return self.path.rpartition("/")[2].partition(".")[2]

    @property
    def format(self) -> Format:
        """By its suffix."""
        return FORMATS[self.suffix]
