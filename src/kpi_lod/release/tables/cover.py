"""The first sheet of a workbook: whose data it is, what its sheets are, how to read them (pure).

In: settings, and how many rows each table has. Out: lines, the Japanese ones first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from kpi_lod.release.tables.columns import tables
from kpi_lod.settings import Text
from kpi_lod.vocabulary import LICENCES

ROWS_OF_A_SHEET = 100_000
"""A table with more has no sheet: such a file would not be opened, but waited for."""


@dataclass(frozen=True, slots=True)
class About:
    """What a cover says of the data; ``licence``: its SPDX identifier, ``base``: the base IRI."""

    title: Text
    publisher: Text
    issued: str
    licence: str
    base: str


def cover(about: About, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The lines; one that begins with "# " is a heading. ``counts``: table → rows."""
    fields = {
        "title_ja": about.title.ja,
        "title_en": about.title.en or about.title.ja,
        "publisher_ja": about.publisher.ja,
        "publisher_en": about.publisher.en or about.publisher.ja,
        "issued": about.issued,
        "licence": about.licence,
        "licence_url": LICENCES[about.licence],
        "base": about.base,
        "guide": f"{about.base}tables/README.md",
        **_sheets(counts),
    }
    template = (files(__package__) / "cover.txt").read_text("utf-8")
    japanese, english = template.split("---\n")
    lines = [*_lines(japanese, fields), "", *_lines(english, fields)]
    return tuple(lines)


def _lines(template: str, fields: Mapping[str, str]) -> list[str]:
    """The lines of one language; one that has nothing to say is left out."""
    filled = [(line, line.format_map(fields)) for line in template.splitlines()]
    return [part for line, text in filled if text or not line for part in text.split("\n")]


def _sheets(counts: Mapping[str, int]) -> Mapping[str, str]:
    known = [tables()[name] for name in counts]
    shown = [one for one in known if counts[one.name] <= ROWS_OF_A_SHEET]
    left = [one for one in known if counts[one.name] > ROWS_OF_A_SHEET]
    ja = "・".join(f"{one.ja}（{one.name}.csv）" for one in left)
    en = ", ".join(f"{one.en} ({one.name}.csv)" for one in left)
    return {
        "sheets_ja": "\n".join(f"「{one.ja}」{one.about_ja}" for one in shown),
        "sheets_en": "\n".join(f"{one.ja} ({one.en}): {one.about_en}" for one in shown),
        "left_out_ja": f"行が多すぎるためシートを省いた表：{ja}" if left else "",
        "left_out_en": f"Tables with too many rows for a sheet: {en}" if left else "",
    }
