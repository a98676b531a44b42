"""Pieces of SQL text that carry what a query or a user wrote.

In: texts, numbers. Out: SQL in which they cannot be anything but values.
"""

from __future__ import annotations

import re

from kpi_lod.shacl.sparql.errors import NotTranslatableError

OPEN, CLOSE = "\ue000", "\ue001"
"""Around what is put into SQL only when it runs."""

_MARKS = re.compile(f"([{OPEN}{CLOSE}])")
_ALIAS = re.compile(r"'(?:[^']|'')*'|\b([a-z]\d+)\.")


def text_sql(text: str) -> str:
    """A text as SQL that is constant; the only way a text of a query enters SQL.

    The characters that stand around marks in SQL are never in it. Raises NotTranslatableError for
    U+0000, which SQL has no constant for.

    >>> text_sql("it's")
    "'it''s'"
    """
    if "\0" in text:
        raise NotTranslatableError("U+0000 は扱えません。", "U+0000 cannot be handled.")
    parts = _MARKS.split(text)
    quoted = [
        f"chr({ord(one)})" if place % 2 else "'" + one.replace("'", "''") + "'"
        for place, one in enumerate(parts)
    ]
    return quoted[0] if len(quoted) == 1 else f"({' || '.join(quoted)})"


def refused(reason: str, *columns: str) -> str:
    """SQL that ends the run with an error where it is reached; of any type.

    It names columns so that it is not worked out before there is a row.
    """
    shown = "".join(f" || left(CAST({column} AS VARCHAR), 0)" for column in columns)
    return f"error({text_sql('kpi-lod: ' + reason)}{shown})"


def aliases(sql: str) -> set[str]:
    """The aliases of tables that an expression names.

    >>> aliases("t1.o <> 'www.w3.org'")
    {'t1'}
    """
    return {found for found in _ALIAS.findall(sql) if found}
