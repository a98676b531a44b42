"""How tables call what format 1 calls by keys and codes: headings, and labels of the lists.

In: the way by keys to a value (``projects[0].kpis[1].basis``) or a code. Out: its column in the
layout, the label of the drop-down.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.workbook.layout import Column, sheets

_WAYS = (
    (re.compile(r"projects\[\d+\]\.kpis\[\d+\]\.values\.[^.]*(?:\.[^.]*)?\.([^.]+)"), "values"),
    (re.compile(r"projects\[\d+\]\.budget\.[^.]*(?:\.[^.]*)?\.([^.]+)"), "budget"),
    (re.compile(r"projects\[\d+\]\.evaluation\.[^.]*\.([^.]+)"), "evaluation"),
    (re.compile(r"projects\[\d+\]\.activities\[\d+\]\.(?:count\.)?([^.]+)"), "activities"),
    (re.compile(r"projects\[\d+\]\.kpis\[\d+\]\.([^.]+)"), "kpis"),
    (re.compile(r"projects\[\d+\]\.([^\[\]]+)"), "projects"),
    (re.compile(r"([^\[\]]+)"), "head"),
)
"""The way by keys, its last steps being the key of a column → the sheet."""

_ITEM = re.compile(r"\[\d+\]$")


def column_at(pointer: str) -> tuple[str, Column] | None:
    """The key of the sheet and the column in which a value stands; None where it has none.

    >>> found = column_at("projects[0].period.to")
    >>> found and (found[0], found[1].ja, found[1].en)
    ('projects', '終了年度', 'last year')
    """
    way = _ITEM.sub("", pointer)
    for form, key in _WAYS:
        if match := form.fullmatch(way):
            steps = match[1]
            if key in ("values", "budget") and steps == "value":
                steps = way.split(".")[-2]  # the value itself stands under its kind
            found = (one for one in sheets()[key].columns if one.key == steps)
            column = next(found, None)
            return (key, column) if column else None
    return None


def headings_at(pointer: str) -> tuple[str, str]:
    """The Japanese and English headings of the column; the last key where there is none."""
    found = column_at(pointer)
    key = pointer.rpartition(".")[2]
    return (found[1].ja, found[1].en) if found else (key, key)


def labels_at(pointer: str, codes: Iterable[str]) -> str:
    """What the list of the column offers for the codes."""
    found = column_at(pointer)
    labels = {code: label for label, code in found[1].labels.items()} if found else {}
    return "、".join(labels.get(code, code) for code in codes)


def heading(keys: Collection[str], key: str) -> str:
    """The heading of a column, of the sheet that has the most of ``keys``; "" where there is none.

    >>> heading(["project", "kpi", "period", "actual"], "actual"), heading(["id"], "kpi")
    ('実績値', '')
    """
    known = [{column.key: column.ja for column in one.columns} for one in sheets().values()]
    best = max(known, key=lambda columns: len(columns.keys() & set(keys)))
    many, _, number = key.rpartition(".")
    return best.get(key) or (f"{best[many]}{number}" if many in best else "")


@cache
def code_labels() -> Mapping[str, str]:
    """Code → label of the drop-downs and of the columns for kinds of values."""
    columns = (column for sheet in sheets().values() for column in sheet.columns)
    listed = {code: label for one in columns for label, code in one.labels.items()}
    kinds = {**schemes()["kind"].labels, **schemes()["amount-kind"].labels}
    return {**kinds, **listed, **schemes()["unit"].labels}
