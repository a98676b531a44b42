"""Torn rows that begin with the name of a project → that name, and the rest of the row.

Below a line of headings that begins with 事業名 and has one of KPIs, a row starts with its project.
The rest is read as any line; the name is put as a form prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_lod.documents.document import Block, Paragraph
from kpi_lod.layouts.headings.labels import Label, label

_ROW = re.compile(
    r"(?:[0-9０-９]{1,3}[ .．\u3000])?"
    r"([^\s。、：:]{2,60}(?:事業|プロジェクト)(?:[（(][^\s（）()]{1,14}[）)])?)[ \u3000]+(\S.*)",
    re.DOTALL,
)
_LEAST, _LONGEST = 3, 120
_LONGEST_ROW = 2_000


def owned(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; rows that begin with a project are two lines."""
    below = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            below = False
        elif len(block.text) <= _LONGEST and _heads(block.text.split()):
            below = True
        elif below and len(block.text) <= _LONGEST_ROW and (row := _ROW.fullmatch(block.text)):
            yield replace(block, text=f"事業名：{row[1]}")
            yield replace(block, text=row[2])
            continue
        yield block


def _heads(words: Sequence[str]) -> bool:
    said = [found for found in map(label, words) if found is not None]
    if len(words) < _LEAST or len(said) < len(words):
        return False
    fields = [one.field for one in said if one.field != "number"]
    return fields[:1] in (["project"], ["measure"]) and any(map(_tells, said))


def _tells(said: Label) -> bool:
    return said.field in ("kpi", "results") or bool(said.kinds)
