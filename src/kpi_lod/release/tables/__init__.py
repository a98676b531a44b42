"""Tables of a release: CSV with CSVW metadata, Parquet and workbooks, from one declaration."""

from kpi_lod.release.tables.derived import derived_files
from kpi_lod.release.tables.distributions import (
    joined_files,
    municipal_tables,
    shared_table_files,
    whole_table_files,
)

__all__ = [
    "derived_files",
    "joined_files",
    "municipal_tables",
    "shared_table_files",
    "whole_table_files",
]
