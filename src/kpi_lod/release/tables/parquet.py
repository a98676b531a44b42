"""A CSV file of ours → Parquet, typed and documented (https://parquet.apache.org/docs/).

DuckDB reads and writes, on one thread and within bounded memory, so that the bytes depend on
nothing but the rows. A number that no DECIMAL of 38 digits holds is missing in its typed column;
beside each stands its exact text, as ``value_text`` beside ``value``. Titles and descriptions of
the columns are in the file's key-value metadata: the table's entry of the CSVW metadata.
"""

from __future__ import annotations

import errno
import glob
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from kpi_lod.release.tables.columns import SEPARATOR, Column, Table

MEMORY = "400MB"
THREADS = 1
"""More would not be faster: a file of ours has few row groups, and others run beside us."""

ROW_GROUP = 122_880
_LONGEST_LINE = 2**26


def write_parquet(table: Table, source: Path, target: Path, described: bytes) -> None:
    """Write the table; ``described``: the csv-metadata.json of its group.

    Raises OSError where the disk is full or fails.
    """
    columns = ", ".join(part for column in table.columns for part in _columns(column))
    statement = (
        f"COPY (SELECT {columns} FROM {_reader(table, source)}) TO {_quoted(str(target))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, "
        f"KV_METADATA {{{', '.join(_told(table, json.loads(described)))}}})"
    )
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY,
        "temp_directory": str(target.parent / ".spill"),
    }
    with duckdb.connect(config=settings) as connection:
        try:
            connection.execute(statement)
        except duckdb.IOException as error:
            raise _system_error(str(error), target) from None


def _system_error(said: str, target: Path) -> OSError:
    """DuckDB's error as one of the system, which it quotes at the end of its own."""
    known = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG, errno.EROFS)
    for number in known:
        if os.strerror(number) in said:
            return OSError(number, os.strerror(number), str(target))
    return OSError(said)


def _reader(table: Table, source: Path) -> str:
    names = ", ".join(f"'{name}': 'VARCHAR'" for name in table.header)
    # A folder may be called "city[1]", which DuckDB would take for "city1".
    file = _quoted(glob.escape(str(source)))
    return (
        f"read_csv({file}, columns={{{names}}}, header=true, auto_detect=false, "
        f"delim=',', quote='\"', escape='\"', nullstr='', max_line_size={_LONGEST_LINE}, "
        f"buffer_size={2 * _LONGEST_LINE}, parallel=false)"
    )


def _columns(column: Column) -> Iterator[str]:
    name, kind = f'"{column.name}"', column.type.parquet
    if column.several:
        yield f"string_split({name}, '{SEPARATOR}') AS {name}"
    elif fits := column.type.fits:
        yield f"CASE WHEN regexp_full_match({name}, '{fits}') THEN {name}::{kind} END AS {name}"
        yield f'{name} AS "{column.name}_text"'
    elif column.exact:
        yield f"coalesce({name}, '') AS {name}"
    else:
        yield f"{name}::{kind} AS {name}"


def _told(table: Table, group: dict[str, list[dict[str, object]]]) -> Iterable[str]:
    """The metadata as DuckDB wants it: the table's own entry, and what holds for all tables."""
    own = next(one for one in group["tables"] if one["url"] == f"{table.name}.csv")
    texts = {
        "title_ja": table.ja,
        "title_en": table.en,
        "description_ja": table.about_ja,
        "description_en": table.about_en,
        "csvw": json.dumps(own, ensure_ascii=False, separators=(",", ":")),
        "csvw_group": json.dumps(
            {key: value for key, value in group.items() if key.startswith("dc:")},
            ensure_ascii=False,
            separators=(",", ":"),
        ),
    }
    return (f"{name}: {_quoted(text)}" for name, text in texts.items())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
