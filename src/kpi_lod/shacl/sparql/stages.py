"""Expressions that others repeat, worked out in a SELECT of their own below the others.

In: the tables and conditions of a block, some of them :class:`Stage`. Out: the same without. The
SQL of an expression names its operands several times; without columns in between, the text of one
nested deeply would double with each step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kpi_lod.shacl.sparql.sql import aliases

_COLUMN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|\b([a-z]\d+)\.(\w+)")
"""A column of a table, or a text in which nothing is one."""

Names = dict[tuple[str, str], str]
"""Alias and column → alias and column that take their place."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is joined before becomes a sub-select, with ``expressions`` as its columns v0, v1 ….

    ``below``: the aliases of the tables joined before.
    """

    alias: str
    expressions: tuple[str, ...]
    below: frozenset[str]


Join = str | Stage
Select = Callable[[Sequence[str], Sequence[str], Sequence[str]], str]
"""Joins, conditions and columns → SQL."""


def staged(
    joins: Sequence[Join], conditions: Sequence[str], columns: Sequence[str], select: Select
) -> tuple[list[str], list[str], list[str]]:
    """Joins, conditions and columns of a SELECT with each stage as a sub-select."""
    done, left, shown = [], list(conditions), list(columns)
    after: list[Join] = list(joins)
    while after:
        first = after.pop(0)
        if isinstance(first, str):
            done.append(first)
            continue
        known = first.below
        inside = [one for one in left if aliases(one) and aliases(one) <= known]
        left = [one for one in left if one not in inside]
        names = _names(first, [*_texts(after), *left, *shown])
        sub_select = select(done, inside, _columns(first, names))
        done = [f"({sub_select}) {first.alias}"]
        after = [_renamed_join(one, names) for one in after]
        left, shown = ([renamed(one, names) for one in texts] for texts in (left, shown))
    return done, left, shown


def _texts(joins: Iterable[Join]) -> list[str]:
    texts: list[str] = []
    for one in joins:
        texts += [one] if isinstance(one, str) else one.expressions
    return texts


def _names(stage: Stage, texts: Iterable[str]) -> Names:
    used = (found for text in texts for found in used_columns(text))
    return {(a, c): f"{stage.alias}.{a}{c}" for a, c in used if a in stage.below}


def _columns(stage: Stage, names: Names) -> list[str]:
    made = [f"{sql} AS v{place}" for place, sql in enumerate(stage.expressions)]
    return [*made, *(f"{a}.{c} AS {a}{c}" for a, c in names)]


def _renamed_join(join: Join, names: Names) -> Join:
    if isinstance(join, str):
        return renamed(join, names)
    known = join.below | {name.partition(".")[0] for name in names.values()}
    return Stage(join.alias, tuple(renamed(one, names) for one in join.expressions), known)


def used_columns(sql: str) -> list[tuple[str, str]]:
    """The columns that SQL names, as alias and column."""
    return [(found[1], found[2]) for found in _COLUMN.finditer(sql) if found[1]]


def renamed(sql: str, names: Names) -> str:
    """SQL with other columns in the place of some."""

    def new_name(found: re.Match[str]) -> str:
        return names.get((found[1], found[2]), found[0]) if found[1] else found[0]

    return _COLUMN.sub(new_name, sql) if names else sql
