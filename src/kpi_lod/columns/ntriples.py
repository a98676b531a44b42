r"""Canonical N-Triples and N-Quads, split into terms by DuckDB.

In: a file of one statement a line (https://www.w3.org/TR/n-quads/#sec-grammar). Out: the temporary
tables ``line`` (s, p, o, g: VARCHAR) and ``fresh`` (text: the new terms in it, checked); or
:class:`NotCanonicalError`.

Why a split at spaces is a true parse. A line is taken apart as ``s p o .`` or ``s p o g .``, all
its characters accounted for, and each part is then checked to be, whole, a term that may stand at
its place. A line that passes *is* the grammar's production, which can be read in one way only. The
rule for telling a graph name from the end of an object decides only how many lines pass, and it is
right for all: no space follows the closing quote within a literal, so the last part of one holds a
``"``, and a graph name never does.

The check is made on distinct terms, of which there are far fewer than lines. The strict pattern
accepts less than the grammar; what it does not know is read by pyoxigraph, one term at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kpi_lod.columns.terms import Term, term_text
from kpi_lod.vocabulary import XSD


class NotCanonicalError(Exception):
    """The file, or a term in it, is not written as canonical N-Quads."""


DELIMITER = "\x01"
"""What read_csv takes for the end of a column: never there in what pyoxigraph writes."""

USUAL_LINE = 1_000_000
"""The length in bytes of the longest line expected."""

_ASCII = r"A-Za-z0-9\-._~!$&'()*+,;=@"
_BEYOND = r"\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}"
_CHARACTER = rf"(?:[{_ASCII}{_BEYOND}]|%[0-9A-Fa-f]{{2}})"
_PATH = rf"(?:{_CHARACTER}|[:/])*"
_IRI = (
    rf"<[A-Za-z][A-Za-z0-9+.\-]*:(?://{_CHARACTER}*(?::[0-9]*)?(?:/{_PATH})?"
    rf"|/?(?:(?:{_CHARACTER}|:){_PATH})?)"
    rf"(?:\?(?:{_CHARACTER}|[:/?])*)?(?:#(?:{_CHARACTER}|[:/?])*)?>"
)
_LABEL = "_:[A-Za-z0-9_]+"
_LITERAL = (
    r'"(?:[^"\\\n\r]|\\["\\nr])*"'
    rf"(?:@[a-z]{{2,3}}(?:-[a-z]{{4}})?(?:-[a-z]{{2}})?|\^\^{_IRI})?"
)
STRICT = f"{_IRI}|{_LABEL}|{_LITERAL}"
"""RE2: terms that are certainly right and canonical; but for the datatypes of :data:`IMPLIED`."""

# One term, whatever is in it: what follows cannot be a second term or a comment.
_SHAPE = re.compile(
    r'<[^<>"\x00-\x20]+>|_:[^<>"#\x00-\x20]+'
    r'|"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\x00-\x20]+>)?'
)

IMPLIED = (
    str(XSD.string),
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>",
)
"""Datatypes that a canonical literal never spells out."""

# What is to be looked at again in a text that pyoxigraph has written: the escapes of RDF 1.2.
_WRITTEN_ODD = r"""regexp_matches(text, '\\[^"\\nr]|^$|^<<|"@[a-z0-9-]*--(?:ltr|rtl)$')"""


def _quoted(pattern: str) -> str:
    return "'" + pattern.replace("'", "''") + "'"


_READ_ODD = f"""(NOT regexp_full_match(text, {_quoted(STRICT)})
    OR {" OR ".join(f"ends_with(text, '^^{datatype}')" for datatype in IMPLIED)})"""


def split_lines(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    *,
    quads: bool = True,
    prefix: str | None = None,
    longest: int = USUAL_LINE,
) -> None:
    """Make the table ``line`` of the file's statements.

    ``prefix``: what blank-node labels get in front; "" for a file that keeps them, None if that has
    been seen to. A line that does not fit has an empty ``s``. Raises NotCanonicalError.
    """
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE line AS
            SELECT {_relabelled("s", prefix)} AS s, p, {_relabelled("o", prefix)} AS o,
                {_relabelled("g", prefix)} AS g
            FROM (SELECT
                CASE WHEN n >= 4 AND part[n] = '.' AND NOT starts_with(part[1], '"')
                     AND starts_with(part[2], '<') THEN part[1] ELSE '' END AS s,
                coalesce(part[2], '') AS p,
                CASE WHEN n - named = 4 THEN part[3]
                     ELSE coalesce(array_to_string(part[3:n - 1 - named], ' '), '') END AS o,
                CASE WHEN named = 1 THEN part[n - 1] END AS g
            FROM (SELECT part, n,
                ({str(quads).lower()} AND n > 4 AND NOT contains(part[n - 1], '"'))::INT AS named
            FROM (SELECT part, len(part)::INT AS n
            FROM (SELECT string_split(coalesce(line, ''), ' ') AS part
            FROM read_csv($1, columns = {{'line': 'VARCHAR'}}, delim = '{DELIMITER}', quote = '',
                escape = '', comment = '', header = false, auto_detect = false, new_line = '\\n',
                max_line_size = {longest}, buffer_size = {max(8_000_000, 2 * longest)})))))""",
            [str(file)],
        )
    # NotImplemented is what a line longer than the buffer gives.
    except (duckdb.InvalidInputException, duckdb.NotImplementedException) as error:
        raise NotCanonicalError(str(error)) from error


# A first file's own labels that look like those of a later file make way for them.
_TAKEN = r"^_:f[0-9]+\."


def _relabelled(column: str, prefix: str | None) -> str:
    if prefix is None:
        return column
    taken = f"starts_with({column}, '_:')"
    if not prefix:
        prefix = "f1."
        taken = f"(starts_with({column}, '_:f') AND regexp_matches({column}, '{_TAKEN}'))"
    return f"CASE WHEN {taken} THEN '_:{prefix}' || substr({column}, 3) ELSE {column} END"


FRESH = """CREATE OR REPLACE TEMP TABLE fresh AS SELECT text FROM (
    SELECT s AS text FROM line UNION SELECT p FROM line UNION SELECT o FROM line
    UNION SELECT g FROM line WHERE g IS NOT NULL) ANTI JOIN term USING (text)"""


def find_fresh_terms(connection: duckdb.DuckDBPyConnection, *, written: bool) -> None:
    """Make the table ``fresh`` (text) of the terms in ``line`` that ``term`` lacks.

    ``written``: pyoxigraph has written the lines, so that only its escapes need an eye. Terms
    spelt otherwise than canonically are respelt in ``line``. Raises NotCanonicalError where a text
    is no term.
    """
    connection.execute(FRESH)
    where = _WRITTEN_ODD if written else _READ_ODD
    odd = f"SELECT text FROM fresh WHERE {where}"
    cursor = connection.execute(odd)
    batch = cursor.fetchmany(50_000)
    if not batch:
        return
    other: list[tuple[str, str]] = []
    while batch:
        other += _respelt([text for (text,) in batch])
        batch = cursor.fetchmany(50_000)
    if other:
        _respell(connection, other)


def _respelt(texts: list[str]) -> Iterator[tuple[str, str]]:
    """The texts that are not canonical, with how they should be spelt."""
    for text, term in zip(texts, _parsed(texts), strict=True):
        canonical = term_text(term)
        if canonical != text:
            yield text, canonical


def _parsed(texts: list[str]) -> Iterator[Term]:
    strange = next((text for text in texts if not _SHAPE.fullmatch(text)), None)
    if strange is not None:
        raise NotCanonicalError(strange)
    document = "".join(f"<a:> <a:> {text} .\n" for text in texts)
    try:
        for quad in parse(document, format=RdfFormat.N_TRIPLES):
            if not isinstance(quad.object, NamedNode | BlankNode | Literal) or (
                isinstance(quad.object, Literal) and quad.object.direction
            ):
                raise NotCanonicalError(str(quad.object))
            yield quad.object
    except SyntaxError as error:
        raise NotCanonicalError(str(error)) from error


def _respell(connection: duckdb.DuckDBPyConnection, other: list[tuple[str, str]]) -> None:
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE spelling AS
           SELECT unnest($1::VARCHAR[]) AS found, unnest($2::VARCHAR[]) AS text""",
        [list(column) for column in zip(*other, strict=True)],
    )
    for column in ("s", "p", "o", "g"):
        connection.execute(
            f"UPDATE line SET {column} = spelling.text FROM spelling WHERE {column} = found"
        )
    connection.execute("DROP TABLE spelling")
    connection.execute(FRESH)
