"""Triple patterns of one subject as one relation.

In: the tables and conditions of a block. Out: the same, patterns that share their subject replaced
by a relation that is worked out once for the statement. DuckDB thinks all predicates equally
frequent; left alone, it joins two subjects by the first property they share (a year, say: a product
of all cells of that year) before it looks at the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kpi_lod.shacl.sparql.sql import aliases
from kpi_lod.shacl.sparql.stages import Names, renamed, used_columns

_TABLE = re.compile(r"(?:CROSS JOIN )?triple (t\d+)")
_SAME_SUBJECT = re.compile(r"(t\d+)\.s = (t\d+)\.s")
_CONSTANT = re.compile(r"x\d+\.[po] = \W?\d+\W?")
"""A column that is always the same, so that nobody asks for it; ids of terms may be marks yet."""
Shared = Callable[[str], str]
"""SQL of a relation → its name in the statement."""


def starred(
    joins: Sequence[str], conditions: Sequence[str], columns: Sequence[str], shared: Shared
) -> tuple[list[str], list[str], list[str]]:
    """Joins, conditions and columns of a SELECT with subjects put together."""
    tables = {
        found[1]: place for place, one in enumerate(joins) if (found := _TABLE.fullmatch(one))
    }
    conditions, names, relations = list(conditions), Names(), dict[int, str]()
    for members in _groups(tables, conditions):
        inside = [one for one in conditions if aliases(one) and aliases(one) <= members]
        conditions = [one for one in conditions if one not in inside]
        places = sorted(tables[one] for one in members)
        relations |= dict.fromkeys(places, "")
        used = _used([*joins, *conditions, *columns], members)
        order, relation = _relation(members, inside)
        alias = f"g{min(members)[1:]}"
        table = f"{shared(relation)} {alias}"
        relations[places[0]] = f"CROSS JOIN {table}" if places[0] else table
        names |= {
            (t, column): f"{alias}.s" if column == "s" else f"{alias}.{column}{order.index(t)}"
            for t, column in used
        }
    put = [relations.get(place, renamed(one, names)) for place, one in enumerate(joins)]
    return (
        [one for one in put if one],
        [renamed(one, names) for one in conditions],
        [renamed(one, names) for one in columns],
    )


def _groups(tables: Iterable[str], conditions: Iterable[str]) -> list[set[str]]:
    """The aliases that have one subject, two or more."""
    groups = {alias: {alias} for alias in tables}
    for condition in conditions:
        found = _SAME_SUBJECT.fullmatch(condition)
        if found and found[1] in groups and found[2] in groups:
            merged = groups[found[1]] | groups[found[2]]
            groups.update(dict.fromkeys(merged, merged))
    distinct = {min(members): members for members in groups.values() if len(members) > 1}
    return list(distinct.values())


def _used(texts: Iterable[str], members: set[str]) -> list[tuple[str, str]]:
    found = {column for text in texts for column in used_columns(text)}
    return sorted(one for one in found if one[0] in members)


def _relation(members: set[str], conditions: Sequence[str]) -> tuple[list[str], str]:
    """The members in an order, and SQL that is the same for all subjects asked the same."""

    def asked(alias: str) -> list[str]:
        return sorted(one.replace(alias, "") for one in conditions if aliases(one) == {alias})

    order = sorted(members, key=lambda one: (asked(one), int(one[1:])))
    names = {(one, c): f"x{place}.{c}" for place, one in enumerate(order) for c in "spo"}
    tables = ", ".join(f"triple x{place}" for place in range(len(order)))
    own = [renamed(one, names) for one in conditions if not _SAME_SUBJECT.fullmatch(one)]
    constant = {one.partition(" ")[0] for one in own if _CONSTANT.fullmatch(one)}
    shown = [name for name in names.values() if name[-1] != "s" and name not in constant]
    columns = ", ".join(["x0.s", *(f"{name} AS {name[-1]}{name[1:-2]}" for name in shown)])
    subject = [f"x0.s = x{place}.s" for place in range(1, len(order))]
    where = " AND ".join(f"({one})" for one in [*sorted(own), *subject])
    return order, f"SELECT {columns} FROM {tables} WHERE {where}"
