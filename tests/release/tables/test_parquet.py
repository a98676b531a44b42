"""Parquet: typed, exact, documented, the same bytes wherever they are made."""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from tests.release.tables.cities import LONG, SMALL

from kpi_lod.release.tables import derived_files
from kpi_lod.release.tables.columns import SEPARATOR, Column, tables
from kpi_lod.release.tables.csv_files import csv_body, csv_head, csv_rows
from kpi_lod.release.tables.parquet import ROW_GROUP, write_parquet

CONVERT = """
import os
import sys
from pathlib import Path
from kpi_lod.release.tables.columns import tables
from kpi_lod.release.tables.parquet import write_parquet
folder = Path(sys.argv[1])
if "alone" in sys.argv and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
described = (folder / "csv-metadata.json").read_bytes()
write_parquet(tables()["amounts"], folder / "amounts.csv", Path(sys.argv[2]), described)
"""


@pytest.fixture(scope="module")
def derived(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return derived_files(tables_folder, tmp_path_factory.mktemp("work"))


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def test_every_table_is_there(derived: Mapping[str, Path]) -> None:
    assert set(derived) == {f"tables/{name}.parquet" for name in tables()} | {"tables/kpi-lod.xlsx"}


def expected(column: Column, text: str) -> list[object]:
    """What a cell of CSV has to be in Parquet; numbers with their exact text behind."""
    if column.several:
        return [text.split(SEPARATOR) if text else None]
    if text == "" and not column.exact:
        return [None, None] if column.type.fits else [None]
    if column.type.fits:
        whole, _, places = text.lstrip("-").partition(".")
        room = 38 if column.type.csvw == "integer" else 26
        fits = len(whole) <= room and len(places) <= 12
        return [Decimal(text) if fits else None, text]
    if column.type.csvw == "boolean":
        return [text == "true"]
    if column.type.csvw == "integer":
        return [int(text)]
    return [Decimal(text) if column.type.csvw == "decimal" else text]


@pytest.mark.parametrize("name", list(tables()))
def test_every_cell_is_that_of_the_csv(
    derived: Mapping[str, Path],
    tables_folder: Path,
    connection: duckdb.DuckDBPyConnection,
    name: str,
) -> None:
    table = tables()[name]
    wanted = [
        [cell for column, text in zip(table.columns, row, strict=True)
         for cell in expected(column, text)]
        for row in csv_rows(tables_folder / f"tables/{name}.csv")
    ]  # fmt: skip
    file = str(derived[f"tables/{name}.parquet"])
    found = [list(row) for row in connection.read_parquet(file).fetchall()]
    assert len(found) >= 4
    assert found == wanted


def test_a_number_that_no_decimal_holds_is_not_rounded(
    derived: Mapping[str, Path], connection: duckdb.DuckDBPyConnection
) -> None:
    rows = connection.read_parquet(str(derived["tables/measurements.parquet"]))
    found = rows.filter("value IS NULL AND value_text IS NOT NULL").project("value_text")
    assert set(found.fetchall()) == {(LONG,), (SMALL,)}


def test_the_columns_are_typed(
    derived: Mapping[str, Path], connection: duckdb.DuckDBPyConnection
) -> None:
    relation = connection.read_parquet(str(derived["tables/results.parquet"]))
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    wanted = {
        "target": "DECIMAL(38,12)",
        "target_text": "VARCHAR",
        "year": "BIGINT",
        "attained": "BOOLEAN",
        "municipality": "VARCHAR",
    }
    assert {name: types[name] for name in wanted} == wanted
    money = connection.read_parquet(str(derived["tables/amounts.parquet"]))
    assert str(money.types[money.columns.index("yen")]) == "DECIMAL(38,0)"


def test_the_columns_are_described_in_the_file(
    derived: Mapping[str, Path], connection: duckdb.DuckDBPyConnection
) -> None:
    file = str(derived["tables/results.parquet"])
    told = connection.execute(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [file]
    ).fetchall()
    known = dict(told)
    assert known["title_ja"] == "結果"
    described = json.loads(known["csvw"])["tableSchema"]["columns"]
    titles = {column["name"]: column.get("titles", {}).get("ja") for column in described}
    assert titles["achievement_rate"] == "達成率"
    assert "creativecommons" in known["csvw_group"]


@pytest.fixture(scope="module")
def many(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More rows than one row group, so that threads would have something to share."""
    folder = tmp_path_factory.mktemp("many")
    table = tables()["amounts"]
    rows = [list(row) for row in csv_rows(tables_folder / "tables/amounts.csv")]
    body = csv_body(
        [f"{row[0]}-{number}", *row[1:]]
        for number in range(3 * ROW_GROUP // len(rows))
        for row in rows
    )
    (folder / "amounts.csv").write_bytes(csv_head(table) + body)
    described = (tables_folder / "tables/csv-metadata.json").read_bytes()
    (folder / "csv-metadata.json").write_bytes(described)
    return folder


def test_two_processes_make_the_same_bytes(many: Path, tmp_path: Path) -> None:
    """One with all processors, one with a single one; other seeds and zones."""
    digests = []
    for processors, seed, zone in (("all", "0", "Asia/Tokyo"), ("alone", "7", "America/New_York")):
        target = tmp_path / f"{processors}.parquet"
        subprocess.run(
            [sys.executable, "-c", CONVERT, str(many), str(target), processors],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
        )
        digests.append(hashlib.sha256(target.read_bytes()).hexdigest())
    assert digests[0] == digests[1]


@pytest.mark.parametrize("threads", [2, 4])
def test_the_number_of_threads_does_not_matter(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    described = (many / "csv-metadata.json").read_bytes()
    made = []
    for number in (1, threads):
        monkeypatch.setattr("kpi_lod.release.tables.parquet.THREADS", number)
        target = tmp_path / f"{number}.parquet"
        write_parquet(tables()["amounts"], many / "amounts.csv", target, described)
        made.append(target.read_bytes())
    assert made[0] == made[1]


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit of a file's size")
def test_what_the_disk_refuses_is_an_error_of_the_system(many: Path, tmp_path: Path) -> None:
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
    target = tmp_path / "a.parquet"
    command = [sys.executable, "-c", limited + CONVERT, str(many), str(target)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"OSError: [Errno {errno.EFBIG}]" in ran.stderr
    assert str(target) in ran.stderr.splitlines()[-1]


def test_a_folder_whose_name_is_a_pattern_is_that_folder(
    tables_folder: Path, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    described = (tables_folder / "tables/csv-metadata.json").read_bytes()
    table = tables()["municipalities"]
    lines = (tables_folder / "tables/municipalities.csv").read_bytes().splitlines(keepends=True)
    for name, kept in (("city[1]'s", lines), ("city1's", lines[:2])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_bytes(b"".join(kept))
    target = tmp_path / "city[1]'s/a.parquet"
    write_parquet(table, tmp_path / "city[1]'s/a.csv", target, described)
    found = connection.read_parquet(glob.escape(str(target))).fetchall()
    assert len(found) == len(lines) - 1 > 1


def test_a_text_of_a_megabyte_is_kept(
    tables_folder: Path, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    described = (tables_folder / "tables/csv-metadata.json").read_bytes()
    table = tables()["projects"]
    (row, *_) = csv_rows(tables_folder / "tables/projects.csv")
    place = table.header.index("description")
    long = 'あ\n"引用", ' * 100_000
    rows = [[*row[:place], text, *row[place + 1 :]] for text in (long, "短い", long)]
    (tmp_path / "projects.csv").write_bytes(csv_head(table) + csv_body(rows))
    write_parquet(table, tmp_path / "projects.csv", tmp_path / "projects.parquet", described)
    found = connection.read_parquet(str(tmp_path / "projects.parquet")).project("description")
    assert found.fetchall() == [(long,), ("短い",), (long,)]


def test_a_full_disk_is_told_as_one(tables_folder: Path, tmp_path: Path) -> None:
    described = (tables_folder / "tables/csv-metadata.json").read_bytes()
    source = tables_folder / "tables/amounts.csv"
    with pytest.raises(OSError, match="amounts"):
        write_parquet(tables()["amounts"], source, tmp_path / "none/amounts.parquet", described)
