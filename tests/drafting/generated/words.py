"""The word lists of words.toml, read once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_TOWNS = _HERE.parents[2] / "data/municipalities.csv"


@cache
def words() -> dict[str, Any]:
    """All lists by name."""
    return tomllib.loads((_HERE / "words.toml").read_text("utf-8"))


@cache
def towns() -> Sequence[tuple[str, str, str]]:
    """(code, prefecture, name) of real cities, towns and villages."""
    with _TOWNS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        (row["code"], row["prefecture_ja"], row["name_ja"])
        for row in rows
        if row["kind"] in ("city", "town", "village")
    ]


def is_unique(town: str) -> bool:
    """Whether no other municipality has the name: without its prefecture nobody could tell."""
    return sum(name == town for _, _, name in towns()) <= 1
