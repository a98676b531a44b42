"""A submission as it was written, before anybody asks what it means: texts in a tree, with places.

Every reader of files (YAML, workbook, CSV) makes this tree, and :mod:`kpi_lod.submissions.reader`
makes records of it; so a rule and a finding are the same wherever the words were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_lod.errors import Finding, Place


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value as its text in NFC; ``plain`` where it stands without quotes, ``|``, ``>``."""

    value: str
    plain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping (where it stands) and its value."""

    key_place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values, in the order of the file; of a repeated key the first."""

    entries: Mapping[str, Entry]
    place: Place


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell that was read, as people see it: ``key`` of its column, heading and text."""

    column: int
    key: str
    heading: str
    text: str


ShownRows = Mapping[tuple[str, str, int], tuple[ShownCell, ...]]
"""File, sheet and row → the cells there that were read, from the left."""


Columns = Mapping[tuple[str, str], Mapping[str, tuple[int, int]]]
"""File and sheet → key of a column → row and column of its cells; row 0 in a table: any row."""


def _no_rows() -> ShownRows:
    return {}


def _no_columns() -> Columns:
    return {}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds; ``root`` is None where it could not be read to its end.

    A root with violations is good for finding more of them, not for publishing. ``lines`` is the
    text, empty where it is not UTF-8 or too large, and for tables, which have ``rows`` instead.
    ``columns``: where a cell would be that holds nothing. ``unasked``: codes of findings that say
    only what the form of the file does not ask for.
    """

    root: Node | None
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    rows: ShownRows = field(default_factory=_no_rows)
    columns: Columns = field(default_factory=_no_columns)
    unasked: frozenset[str] = frozenset()
