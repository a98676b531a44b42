"""A megabyte of anything is read soon, or refused: no form of a table is quadratic."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from kpi_lod.documents.text.reading import read_text
from kpi_lod.errors import DataError

HOSTILE = [
    " " * 500_000 + "\n" + " " * 500_000,
    "a  " * 200_000,
    '"' * 300_000,
    '\t"\n' * 100_000,
    "<p\t" * 200_000,
    "<p>\t\n" * 100_000,
    "| " * 100_000 + "\n",
    "|\n" * 150_000,
    "a,b,c\n" * 60_000,
    "& #<" * 200_000,
    "**a" * 200_000,
    "<!--" * 200_000,
    "<table>\n" * 100_000,
    "<table>" * 5_000 + "</table>" * 5_000,
    "a  b\n" * 50_000,
    ("a  " * 39 + "\n" + "a  b\n") * 1_500,
    "\n" * 1_000_000 + "a",
    "a\tb\n\n" * 100_000,
    "１\n\f" * 100_000,
    "-" * 500_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_a_megabyte_of_anything_is_read_soon(text: str) -> None:
    begun = time.process_time()
    with suppress(DataError):
        read_text(text.encode(), "資料.txt")
    assert time.process_time() - begun < 60
