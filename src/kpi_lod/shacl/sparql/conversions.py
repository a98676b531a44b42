"""Values of one kind read as another: what a stored term is as a number, a text, a struct.

In: values and the scope they stand in. Out: values whose SQL is NULL where the term is none of
that kind, which is SPARQL's type error. Which terms are numbers or strings: SPARQL 1.1, section
17.1 (https://www.w3.org/TR/sparql11-query/#operandDataTypes).
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from kpi_lod.columns.terms import Term
from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.sql import text_sql
from kpi_lod.shacl.sparql.values import (
    Constant,
    Iri,
    Number,
    Spelled,
    Stored,
    Text,
    Truth,
    Value,
)
from kpi_lod.vocabulary import RDF, XSD

WHITE_SPACE = " \t\n\r"
STRINGS = (XSD.string, RDF.langString)


def stored(value: Stored | Constant, scope: Scope) -> Stored:
    """A term by its id."""
    if isinstance(value, Stored):
        return value
    return Stored(str(scope.context.id(value.term)), resource=not isinstance(value.term, Literal))


def number(value: Value, scope: Scope) -> Number | None:
    """The value as a number; None where it cannot be one."""
    match value:
        case Number():
            return value
        case Constant(term):
            return constant_number(term)
        case Stored():
            return None if value.resource else _stored_number(value, scope)
        case Spelled(sql):
            return _spelled_number(sql)
    return None


def constant_number(term: Term) -> Number | None:
    """A term of the query as a number; None where it is none."""
    if not isinstance(term, Literal):
        return None
    return arithmetic.constant(term.value, arithmetic.KINDS.get(term.datatype.value))


def _stored_number(value: Stored, scope: Scope) -> Number:
    row = scope.lookup(scope.context.shared(_numbers_relation(scope)), value.id)
    columns = (f"{row}.{column}" for column in ("kind", "unscaled", "scale", "number"))
    return Number(*columns)


def _numbers_relation(scope: Scope) -> str:
    """SQL: the stored literals that are numbers."""
    cases = " ".join(
        f"WHEN t.datatype IN ({scope.context.ids(datatypes)}) THEN {kind}"
        for kind, datatypes in arithmetic.DATATYPES.items()
    )
    parsed = arithmetic.parsed("lexical", "kind")
    return (
        f"SELECT id, {parsed.kind} AS kind, {parsed.unscaled} AS unscaled,"
        f" {parsed.scale} AS scale, {parsed.double} AS number FROM ("
        f"SELECT t.id, t.lexical, CASE {cases} END AS kind"
        " FROM term t JOIN literal l ON l.id = t.id WHERE l.family = 'numeric')"
    )


def _spelled_number(sql: str) -> Number:
    cases = " ".join(
        f"WHEN ({sql}).datatype IN ({', '.join(text_sql(one.value) for one in datatypes)})"
        f" AND regexp_full_match(({sql}).lexical, {text_sql(arithmetic.form(kind))}) THEN {kind}"
        for kind, datatypes in arithmetic.DATATYPES.items()
    )
    return arithmetic.parsed(f"({sql}).lexical", f"(CASE {cases} END)")


def text(value: Value, scope: Scope) -> Text | None:
    """The value as a string or language-tagged string; None where it cannot be one."""
    match value:
        case Text():
            return value
        case Constant(Literal() as term) if term.datatype in STRINGS:
            tag = text_sql(term.language) if term.language else "NULL"
            return Text(text_sql(term.value), tag)
        case Stored(resource=False):
            row = scope.term(value)
            strings = scope.context.ids(STRINGS)
            lexical = f"(CASE WHEN {row}.datatype IN ({strings}) THEN {row}.lexical END)"
            return Text(lexical, f"{row}.language")
        case Spelled(sql):
            strings = ", ".join(text_sql(one.value) for one in STRINGS)
            lexical = f"(CASE WHEN ({sql}).datatype IN ({strings}) THEN ({sql}).lexical END)"
            return Text(lexical, f"({sql}).language")
    return None


def truth(value: Value, scope: Scope) -> Truth | None:
    """The value as an xsd:boolean, which is not yet its effective boolean value."""
    match value:
        case Truth():
            return value
        case Constant(Literal() as term) if term.datatype == XSD.boolean:
            known = {"true": "TRUE", "1": "TRUE", "false": "FALSE", "0": "FALSE"}
            return Truth(known.get(term.value, "CAST(NULL AS BOOLEAN)"))
        case Stored() if not value.resource:
            row = scope.literal(value)
            return Truth(f"(CASE WHEN {row}.family = 'boolean' THEN {row}.key = '1' END)")
        case Spelled(sql):
            return Truth(
                f"(CASE WHEN ({sql}).datatype = {text_sql(XSD.boolean.value)} THEN"
                f" CASE WHEN ({sql}).lexical IN ('true', '1') THEN TRUE"
                f" WHEN ({sql}).lexical IN ('false', '0') THEN FALSE END END)"
            )
    return None


def is_string(value: Value, scope: Scope) -> str:
    """SQL BOOLEAN: whether it is an xsd:string."""
    given = text(value, scope)
    if given is None:
        return "FALSE"
    return f"({given.lexical} IS NOT NULL AND {given.language} IS NULL)"


def lexical(value: Value, scope: Scope) -> str:
    """SQL: what STR() gives; NULL for blank nodes."""
    match value:
        case Constant(term):
            return "CAST(NULL AS VARCHAR)" if isinstance(term, BlankNode) else text_sql(term.value)
        case Stored():
            row = scope.term(value)
            return f"(CASE WHEN {row}.kind <> 1 THEN {row}.lexical END)"
        case Number():
            return arithmetic.spelled(value)
        case Truth(sql):
            return f"(CASE {sql} WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END)"
        case Text(sql) | Iri(sql):
            return sql
        case Spelled(sql):
            return f"(CASE WHEN ({sql}).kind <> 1 THEN ({sql}).lexical END)"


def collapsed(value: Value, scope: Scope) -> str:
    """SQL: what STR() gives without the white space of XML around it (facet whiteSpace)."""
    return f"trim({lexical(value, scope)}, {text_sql(WHITE_SPACE)})"


def spelled(value: Value, scope: Scope) -> Spelled:  # noqa: PLR0911 - one for each kind
    """The value as a struct that can hold any term."""
    match value:
        case Spelled():
            return value
        case Constant(term):
            return _constant_spelled(term)
        case Stored():
            row = scope.term(value)
            datatype = scope.lookup("term", f"{row}.datatype")
            return _struct(
                f"{row}.kind", f"{row}.lexical", f"{datatype}.lexical", f"{row}.language"
            )
        case Number(kind):
            datatype = arithmetic.datatype(kind)
            return _struct(
                f"(CASE WHEN {kind} IS NOT NULL THEN 2 END)", arithmetic.spelled(value), datatype
            )
        case Truth(sql):
            kind = f"(CASE WHEN {sql} IS NOT NULL THEN 2 END)"
            return _struct(kind, lexical(value, scope), text_sql(XSD.boolean.value))
        case Text(sql, language):
            kind = f"(CASE WHEN {sql} IS NOT NULL THEN 2 END)"
            plain, tagged = (text_sql(one.value) for one in STRINGS)
            datatype = f"(CASE WHEN {language} IS NULL THEN {plain} ELSE {tagged} END)"
            return _struct(kind, sql, datatype, language)
        case Iri(sql):
            return _struct(f"(CASE WHEN {sql} IS NOT NULL THEN 0 END)", sql)


def literal_struct(lexical: str, datatype: str) -> Spelled:
    """A literal of a datatype (both SQL), unbound where either is NULL."""
    return _struct(
        f"(CASE WHEN {lexical} IS NOT NULL AND {datatype} IS NOT NULL THEN 2 END)",
        lexical,
        datatype,
    )


def _constant_spelled(term: Term) -> Spelled:
    if isinstance(term, Literal):
        tag = text_sql(term.language) if term.language else "NULL"
        return _struct("2", text_sql(term.value), text_sql(term.datatype.value), tag)
    return _struct("0" if isinstance(term, NamedNode) else "1", text_sql(term.value))


def _struct(kind: str, lexical: str, datatype: str = "NULL", language: str = "NULL") -> Spelled:
    return Spelled(
        f"(CASE WHEN {kind} IS NOT NULL THEN {{'kind': CAST({kind} AS UTINYINT),"
        f" 'lexical': CAST({lexical} AS VARCHAR), 'datatype': CAST({datatype} AS VARCHAR),"
        f" 'language': CAST({language} AS VARCHAR)}} END)"
    )


def ntriples(value: Value, scope: Scope) -> str:
    """SQL: the term as canonical N-Triples; NULL where unbound."""
    if isinstance(value, Stored):
        return f"{scope.term(value)}.text"
    sql = spelled(value, scope).sql
    escaped = (
        f"replace(replace(replace(replace(({sql}).lexical, '\\', '\\\\'), '\"', '\\\"'),"
        " chr(10), '\\n'), chr(13), '\\r')"
    )
    return (
        f"(CASE ({sql}).kind WHEN 0 THEN '<' || ({sql}).lexical || '>'"
        f" WHEN 1 THEN '_:' || ({sql}).lexical WHEN 2 THEN '\"' || {escaped} || '\"' ||"
        f" CASE WHEN ({sql}).language IS NOT NULL THEN '@' || ({sql}).language"
        f" WHEN ({sql}).datatype = {text_sql(XSD.string.value)} THEN ''"
        f" ELSE '^^<' || ({sql}).datatype || '>' END END)"
    )


def by_text(value: Value, scope: Scope) -> Stored:
    """The stored term that equals a computed value; NULL also where the data has no such term."""
    if isinstance(value, Stored | Constant):
        return stored(value, scope)
    return Stored(
        f"{scope.lookup('term', ntriples(value, scope), column='text')}.id", nullable=True
    )


def effective(value: Value, scope: Scope) -> str:
    """SQL: the effective boolean value (section 17.2.2)."""
    if isinstance(value, Truth):
        return value.sql
    cases = []
    if isinstance(value, Constant) and isinstance(value.term, NamedNode | BlankNode):
        return "CAST(NULL AS BOOLEAN)"
    if as_truth := truth(value, scope):
        cases.append(f"WHEN {as_truth.sql} IS NOT NULL THEN {as_truth.sql}")
    if as_text := text(value, scope):
        cases.append(f"WHEN {as_text.lexical} IS NOT NULL THEN {as_text.lexical} <> ''")
    if as_number := number(value, scope):
        cases.append(f"WHEN {as_number.kind} IS NOT NULL THEN {arithmetic.not_zero(as_number)}")
    cases.append(f"WHEN {_ill_typed(value, scope)} THEN FALSE")
    return f"(CASE {' '.join(cases)} END)"


def _ill_typed(value: Value, scope: Scope) -> str:
    """SQL: whether it is a boolean or number by its datatype, but not by its form."""
    numeric = [one for datatypes in arithmetic.DATATYPES.values() for one in datatypes]
    known = [XSD.boolean, *numeric]
    match value:
        case Stored() if not value.resource:
            return f"{scope.term(value)}.datatype IN ({scope.context.ids(known)})"
        case Constant(Literal() as term):
            return "TRUE" if term.datatype in known else "FALSE"
        case Spelled(sql):
            return f"({sql}).datatype IN ({', '.join(text_sql(one.value) for one in known)})"
    return "FALSE"
