"""Municipalities for the tests of tables: real ones, every feature, corrections, odd figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.invented import Extent, edition_before, submission
from tests.editions import amount, edition, indicator, measurement, project

from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.records import Submission
from kpi_lod.release.summary import summary
from kpi_lod.release.tables import (
    joined_files,
    municipal_tables,
    shared_table_files,
    whole_table_files,
)
from kpi_lod.settings import Publication
from kpi_lod.submissions.reader import read_submission

GOLDEN = Path(__file__).resolve().parents[2] / "golden/every-feature/submission.yaml"
LONG = "123456789012345678901234567890"
SMALL = "0.1234567890123456789012345"
HOSTILE = "=1+1"


def every_feature() -> Submission:
    read = read_submission(GOLDEN.read_bytes(), "submission.yaml").submission
    assert read is not None
    return read


def corrected() -> tuple[Submission, ...]:
    """An invented city that reported twice, with figures of the first year corrected since."""
    newest = submission("032026", random=Random("tables"), extent=Extent((1, 1), (2, 2)))
    return edition_before(newest, Random("before")), newest


def odd() -> Submission:
    """Figures of 30 digits, names that look like formulas, a text that is cut into two lines."""
    long = indicator(
        measurement(2023, "target", LONG),
        measurement(2023, "actual", SMALL),
        measurement(2022, "actual", "-5.5"),
        measurement(None, "baseline", "0"),
        name="long",
    )
    castle = replace(
        project(
            long,
            amounts=(amount(2023, "grant", LONG), amount(2022, "grant", None, "blank-in-source")),
        ),
        name=HOSTILE,
        departments=("企画課", "農政課"),
        summary='一行目\n二行目, "引用" <&> _x0041_',
    )
    cells = replace(castle.indicators[0], name="+人", area="城の周り")
    return replace(edition(2023, replace(castle, indicators=(cells,))), municipality="032034")


def city(settings: Publication, *editions: Submission) -> MunicipalityData:
    return municipality_data(editions, settings.iris, settings.licence)


def release_of_tables(
    settings: Publication, cities: Mapping[str, MunicipalityData], folder: Path
) -> Path:
    """Write all files of tables as a build does, but for what is derived from them."""
    parts = [municipal_tables(settings, cities[code]) for code in sorted(cities)]
    summaries = [summary(cities[code], 1000) for code in sorted(cities)]
    files = {**shared_table_files(settings), **whole_table_files(summaries)}
    for part in parts:
        files.update(part.files)
    for path, (head, piece) in joined_files().items():
        files[path] = head + b"".join(part.pieces[piece] for part in parts)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
