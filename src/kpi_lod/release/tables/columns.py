"""The tables of a release and their columns: columns.toml → frozen records.

In: nothing. Out: :class:`Table` by name, in the order in which readers need them. CSV, CSVW,
Parquet, workbooks and docs/tables.md are all made of these, so that they cannot disagree.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kpi_lod.vocabulary import PREFIXES, SHARED

SEPARATOR = ";"
"""Between several values in one cell; within a value it is written full-width (；)."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of cells: as CSVW names it, as Parquet stores it, and its words for people.

    ``form``: a regular expression for the whole cell. ``number``: sorts and adds up as one.
    ``beyond``: Parquet's type cannot hold every value, so the text stands beside it.
    """

    csvw: str
    parquet: str
    ja: str
    en: str
    form: str | None = None
    number: bool = False
    beyond: bool = False


_ID = "[a-z0-9-]+"
TYPES = {
    "string": Type("string", "VARCHAR", "文字列", "text"),
    "iri": Type("anyURI", "VARCHAR", "IRI", "IRI"),
    "id": Type("string", "VARCHAR", "id", "id", _ID),
    "code": Type("string", "VARCHAR", "コード", "code", _ID),
    "period": Type("string", "VARCHAR", "期間", "period", "before|(calendar-)?[0-9]{4}"),
    "integer": Type("integer", "BIGINT", "整数", "whole number", number=True),
    "whole": Type("integer", "DECIMAL(38,0)", "整数", "whole number", number=True, beyond=True),
    "decimal": Type("decimal", "DECIMAL(38,12)", "数", "number", number=True, beyond=True),
    "degrees": Type("decimal", "DECIMAL(11,8)", "数", "number", number=True),
    "boolean": Type("boolean", "BOOLEAN", "true／false", "true or false"),
}
"""No single DECIMAL holds every value: 30 digits may stand on either side of the point."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table. What each field means: the head of columns.toml.

    ``exact``: an empty cell is the empty text and not a missing value.
    """

    name: str
    type: Type
    ja: str
    en: str
    about_ja: str
    about_en: str
    form: str | None = None
    several: bool = False
    required: bool = False
    exact: bool = False
    silent: bool = False
    says: str | None = None
    scheme: str | None = None
    value: str | None = None
    language: str | None = None
    width: int = 12
    shown: str | tuple[str, str] | None = None

    @property
    def value_template(self) -> str | None:
        """The IRI its cells stand for, as ``shared:unit/{unit}``; None where they are values."""
        return self.value or (f"shared:{self.scheme}/{{{self.name}}}" if self.scheme else None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``about``: the IRI of a row's thing, ``references``: the tables it leads to.

    ``sheet``: its columns in a workbook, of which ``frozen`` stay in view.
    """

    name: str
    ja: str
    en: str
    about_ja: str
    about_en: str
    cls: str
    key: str
    about: str
    columns: tuple[Column, ...]
    references: tuple[str, ...]
    sheet: tuple[Column, ...]
    frozen: int

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


JOIN_KEYS: Mapping[str, Mapping[str, str]] = {
    "municipalities": {"municipality": "code"},
    "projects": {"municipality": "municipality", "project": "project"},
    "indicators": {
        "municipality": "municipality",
        "project": "project",
        "indicator": "indicator",
    },
}
"""Table that is led to → columns of the table that leads there → its own columns."""


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name."""
    declared = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
    return {
        name: _table(name, entry, declared["column"]) for name, entry in declared["table"].items()
    }


def full_iri(template: str, base: str) -> str:
    """A template or prefixed name written out; ``base``: the publisher's.

    >>> full_iri("shared:unit/{unit}", "https://example.org/")
    'https://w3id.org/kpi-lod/unit/{unit}'
    """
    prefix, mark, rest = template.partition(":")
    return {**PREFIXES, "our": base, "shared": SHARED}[prefix] + rest if mark else template


def _table(name: str, entry: Mapping[str, Any], declared: Mapping[str, Any]) -> Table:
    columns = {one: _column(name, one, declared) for one in entry["columns"]}
    return Table(
        name=name,
        ja=entry["ja"],
        en=entry["en"],
        about_ja=entry["about_ja"],
        about_en=entry["about_en"],
        cls=entry["class"],
        key=entry.get("key", "iri"),
        about=entry.get("about", "{+iri}"),
        columns=tuple(columns.values()),
        references=tuple(entry["references"]),
        sheet=tuple(columns[one] for one in entry["sheet"]),
        frozen=entry["frozen"],
    )


def _column(table: str, name: str, declared: Mapping[str, Any]) -> Column:
    entry = {**declared[name], **declared.get(f"{table}/{name}", {})}
    kind = TYPES[entry.pop("type")]
    shown = entry.pop("shown", None)
    return Column(
        name=name,
        type=kind,
        form=entry.pop("form", kind.form),
        shown=tuple(shown) if isinstance(shown, list) else shown,
        **entry,
    )
