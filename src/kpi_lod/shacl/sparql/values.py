"""What an expression or a variable is in SQL: a stored term, a constant, or a computed value.

In: nothing. Out: records of SQL expressions. SQL NULL is both "unbound" and "error": SPARQL 1.1
never tells them apart but in BOUND, which takes a variable
(https://www.w3.org/TR/sparql11-query/#evaluation).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from kpi_lod.columns.terms import Term


@dataclass(frozen=True, slots=True)
class Stored:
    """A term of the table ``term``; ``id`` is SQL. ``resource``: it is no literal."""

    id: str
    nullable: bool = False
    resource: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A term that the query or a parameter states."""

    term: Term


@dataclass(frozen=True, slots=True)
class Number:
    """A number; ``kind`` is SQL: 0 integer, 1 decimal, 3 float, 7 double (or-ing them promotes).

    An exact one (kind ≤ 1) is ``unscaled`` (HUGEINT) ÷ 10^``scale``: an overflow is an error of
    SQL, never a rounded number. The others are ``double``, which exact ones have too.
    """

    kind: str
    unscaled: str
    scale: str
    double: str


@dataclass(frozen=True, slots=True)
class Truth:
    """An xsd:boolean; SQL BOOLEAN."""

    sql: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string, or a language-tagged one where the SQL ``language`` is not NULL."""

    lexical: str
    language: str = "NULL"


@dataclass(frozen=True, slots=True)
class Iri:
    """A computed IRI; SQL VARCHAR."""

    sql: str


@dataclass(frozen=True, slots=True)
class Spelled:
    """Any term, as SQL STRUCT(kind, lexical, datatype, language); datatype is an IRI's text."""

    sql: str


Value = Stored | Constant | Number | Truth | Text | Iri | Spelled

UNBOUND = Stored("CAST(NULL AS INTEGER)", nullable=True, resource=True)


def bound(value: Value) -> str:
    """SQL: whether there is a value."""
    match value:
        case Constant():
            return "TRUE"
        case Stored(id, nullable):
            return f"({id} IS NOT NULL)" if nullable else "TRUE"
        case Number(kind):
            return f"({kind} IS NOT NULL)"
        case Text(lexical):
            return f"({lexical} IS NOT NULL)"
        case Truth(sql) | Iri(sql) | Spelled(sql):
            return f"({sql} IS NOT NULL)"


def sql_parts(value: Value) -> dict[str, str]:
    """The SQL of a value by its fields; none of a constant."""
    if isinstance(value, Constant):
        return {}
    return {
        one.name: getattr(value, one.name)
        for one in fields(value)
        if isinstance(getattr(value, one.name), str)
    }
