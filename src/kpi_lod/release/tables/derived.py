"""The finished CSV files of all → Parquet and one workbook, on disk.

In: the folder of the release being built, in which ``tables/*.csv`` and ``csv-metadata.json``
stand, and an empty folder on the same disk. Out: path in the release → file made in that folder.
A country does not fit into memory: DuckDB streams, and the workbook is written row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kpi_lod.release.tables.columns import tables
from kpi_lod.release.tables.country_book import country_book
from kpi_lod.release.tables.distributions import FOLDER
from kpi_lod.release.tables.metadata import METADATA
from kpi_lod.release.tables.parquet import write_parquet

WORKBOOK = f"{FOLDER}/kpi-lod.xlsx"


def derived_files(release: Path, work: Path) -> Mapping[str, Path]:
    """What is made of the joined tables of a release.

    Raises OSError where the disk fails, also where DuckDB says so.
    """
    folder = release / FOLDER
    described = (folder / METADATA).read_bytes()
    made = {}
    for table in tables().values():
        target = work / f"{table.name}.parquet"
        write_parquet(table, folder / f"{table.name}.csv", target, described)
        made[f"{FOLDER}/{target.name}"] = target
    book = work / "kpi-lod.xlsx"
    with book.open("wb") as stream:
        country_book(folder, described, stream)
    return {**made, WORKBOOK: book}
