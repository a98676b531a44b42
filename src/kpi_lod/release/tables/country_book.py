"""The finished CSV files of all → one workbook, written to a stream.

In: the folder of the files and the metadata of their group. A table of more rows than people would
open has no sheet.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import IO, Any

from kpi_lod.release.tables.columns import tables
from kpi_lod.release.tables.cover import ROWS_OF_A_SHEET, About, cover
from kpi_lod.release.tables.csv_files import csv_rows
from kpi_lod.release.tables.filled_book import Content, write_book
from kpi_lod.settings import Text
from kpi_lod.vocabulary import LICENCES


def country_book(folder: Path, described: bytes, stream: IO[bytes]) -> None:
    """Write the workbook of all municipalities; ``described``: their csv-metadata.json."""
    counts = {name: _count(folder / f"{name}.csv") for name in tables()}
    rows = {
        name: csv_rows(folder / f"{name}.csv")
        for name, count in counts.items()
        if count <= ROWS_OF_A_SHEET
    }
    write_book(Content(cover(_about(json.loads(described)), counts), rows), stream, single=False)


def _count(file: Path) -> int:
    """How many rows, but no further than needed to know that they are too many."""
    return sum(1 for _ in islice(csv_rows(file), ROWS_OF_A_SHEET + 1))


def _about(group: dict[str, Any]) -> About:
    licences = {iri: name for name, iri in LICENCES.items()}
    return About(
        title=_text(group["dc:title"]),
        publisher=_text(group["dc:publisher"]),
        issued=group["dc:issued"]["@value"],
        licence=licences[group["dc:license"]["@id"]],
        base=group["dc:source"]["@id"],
    )


def _text(texts: list[dict[str, str]]) -> Text:
    found = {text["@language"]: text["@value"] for text in texts}
    return Text(found["ja"], found.get("en"))
