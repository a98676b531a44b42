"""The words that headings are made of (label_words.toml), and what each says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

Effect = Mapping[str, str]
"""What a word says: field, kind, money, basis, level, status, before, back."""

_TABLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    files("kpi_lod.layouts.headings").joinpath("label_words.toml").read_text(encoding="utf-8")
)


def _effects() -> Iterator[tuple[str, Effect]]:
    for key in ("field", "kind", "money", "basis"):
        for meaning, words in _TABLES[key].items():
            yield from ((word, {key: meaning}) for word in words.split())
    for key, word, meaning in _worded("back"):
        yield word, {key: meaning}
    for key, word, meaning in _worded("level"):
        yield word, ({"field": "kpi", key: meaning} if "指標" in word else {key: meaning})
    for key, word, meaning in _worded("status"):
        yield word, ({"kind": "actual", key: meaning} if "実績" in word else {key: meaning})
    for key, word, meaning in _worded("before"):
        yield word, ({key: "yes"} | ({"kind": meaning} if meaning == "baseline" else {}))


def _worded(key: str) -> Iterator[tuple[str, str, str]]:
    for meaning, words in _TABLES[key].items():
        yield from ((key, word, meaning) for word in words.split())


EFFECTS: Mapping[str, Effect] = dict(_effects())
"""Word of a heading, squeezed → what it says."""

FILLERS = frozenset(_TABLES["plain"]["filler"].split())
"""What stands in headings and says nothing by itself."""

UNITS = frozenset(_TABLES["plain"]["unit"].split())
"""What things are counted in, without scale words and without what stands behind a slash."""
