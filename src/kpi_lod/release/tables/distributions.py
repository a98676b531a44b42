"""Which files of tables a release has, and how those about all are joined (pure).

Per municipality ``tables/<code>/``: a CSV file for each table, csv-metadata.json, ``<code>.xlsx``.
About all ``tables/``: the same tables joined, and municipalities.csv; what is made of those when
they are finished is in :mod:`kpi_lod.release.tables.derived`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.dataset import MunicipalityData
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.summary import Summary
from kpi_lod.release.tables.columns import tables
from kpi_lod.release.tables.csv_files import csv_body, csv_head
from kpi_lod.release.tables.guide import guide
from kpi_lod.release.tables.metadata import METADATA, MUNICIPAL, metadata
from kpi_lod.release.tables.municipal_book import municipal_book
from kpi_lod.release.tables.rows import municipal_rows, municipality_row
from kpi_lod.settings import Publication, Text

FOLDER = "tables"
MUNICIPALITIES = "municipalities"


@dataclass(frozen=True, slots=True)
class MunicipalTables:
    """``files``: path in the release → content; ``pieces``: name → lines of CSV without a head."""

    files: Mapping[str, bytes]
    pieces: Mapping[str, bytes]


def municipal_tables(publication: Publication, data: MunicipalityData) -> MunicipalTables:
    """The tables of one municipality."""
    rows = municipal_rows(data)
    bodies = {name: csv_body(found) for name, found in rows.items()}
    folder = f"{FOLDER}/{data.code}"
    name = municipalities()[data.code]
    title = Text(f"{name.name_ja}の事業とKPI", f"Projects and KPIs of {name.name_en}")
    files = {
        **{f"{folder}/{one}.csv": csv_head(tables()[one]) + body for one, body in bodies.items()},
        f"{folder}/{METADATA}": metadata(publication, title, MUNICIPAL),
        f"{folder}/{data.code}.xlsx": municipal_book(publication, title, rows),
    }
    return MunicipalTables(files, {_piece(one): body for one, body in bodies.items()})


def joined_files() -> Mapping[str, tuple[bytes, str]]:
    """Path → head and name of the pieces, for the tables that are joined."""
    return {f"{FOLDER}/{one}.csv": (csv_head(tables()[one]), _piece(one)) for one in MUNICIPAL}


def whole_table_files(summaries: Sequence[Summary]) -> Mapping[str, bytes]:
    """The table of all municipalities."""
    table = tables()[MUNICIPALITIES]
    body = csv_body(municipality_row(one) for one in summaries)
    return {f"{FOLDER}/{MUNICIPALITIES}.csv": csv_head(table) + body}


def shared_table_files(publication: Publication) -> Mapping[str, bytes]:
    """What tells about the tables of all, and depends on no municipality."""
    return {
        f"{FOLDER}/{METADATA}": metadata(publication, publication.title, tuple(tables())),
        f"{FOLDER}/README.md": guide().encode(),
    }


def _piece(table: str) -> str:
    """The name of a municipality's lines of a table."""
    return f"{table}.csv"
