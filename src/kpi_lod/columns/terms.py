"""RDF terms as text: one text per term, and the columns of the table ``term``.

In: pyoxigraph terms, or a DuckDB table of term texts. Out: canonical N-Triples
(https://www.w3.org/TR/n-triples/#canonical-ntriples), which escapes only ``"``, ``\\``, LF and CR
and leaves xsd:string unsaid; the columns that say what a term is.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kpi_lod.vocabulary import RDF, XSD

Term = NamedNode | BlankNode | Literal

LITERAL = 2
"""``kind`` of a literal; that of an IRI is 0, of a blank node 1."""

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})


def term_text(term: Term) -> str:
    """The term as canonical N-Triples; equal text means the same term.

    >>> term_text(Literal("tab\\there"))
    '"tab\\there"'
    """
    text = str(term)
    # pyoxigraph writes the canonical form of RDF 1.2, which escapes more control characters.
    if "\\" not in text or not isinstance(term, Literal):
        return text
    lexical = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{lexical}@{term.language}"
    return lexical if term.datatype == XSD.string else f"{lexical}^^{term.datatype}"


# What follows the closing quote. An IRI holds no quote and neither does a tag, so this is the end.
_SUFFIX = r"""CASE WHEN text[-1] = '"' THEN ''
    ELSE regexp_extract(text, '"(@[a-z0-9-]+|\^\^<[^<>"]*>)$', 1) END"""

# In canonical text every backslash begins a pair. Once the pairs \\ have become \s (replace goes
# from left to right, so it meets each pair at its beginning), no backslash is second in a pair.
_UNESCAPED = r"""CASE WHEN contains(body, '\') THEN
    replace(replace(replace(replace(replace(body,
        '\\', '\s'), '\n', chr(10)), '\r', chr(13)), '\"', '"'), '\s', '\')
    ELSE body END"""


def described_terms(texts: str) -> str:
    """SQL: the rows of ``texts`` (id, text) with kind, lexical, datatype (the IRI) and language."""
    return rf"""
    SELECT id, text, kind,
        CASE kind WHEN 2 THEN {_UNESCAPED} ELSE body END AS lexical,
        CASE WHEN kind < 2 THEN NULL
             WHEN suffix = '' THEN '{XSD.string.value}'
             WHEN suffix[1] = '@' THEN '{RDF.langString.value}'
             ELSE substr(suffix, 4, length(suffix) - 4) END AS datatype,
        CASE WHEN kind = 2 AND suffix[1] = '@' THEN substr(suffix, 2) END AS language
    FROM (SELECT *,
            CASE kind WHEN 0 THEN substr(text, 2, length(text) - 2)
                      WHEN 1 THEN substr(text, 3)
                      ELSE substr(text, 2, length(text) - 2 - length(suffix)) END AS body
          FROM (SELECT *, CASE kind WHEN 2 THEN {_SUFFIX} ELSE '' END AS suffix
                FROM (SELECT id, text,
                        CASE text[1] WHEN '<' THEN 0 WHEN '_' THEN 1 ELSE 2 END::UTINYINT AS kind
                      FROM {texts})))"""


def term_of(kind: int, lexical: str, datatype: str | None, language: str | None) -> Term:
    """The term that has these columns; ``datatype`` is an IRI."""
    if kind < LITERAL:
        return BlankNode(lexical) if kind else NamedNode(lexical)
    if language:
        return Literal(lexical, language=language)
    return Literal(lexical, datatype=NamedNode(datatype or XSD.string.value))


def read_term(text: str) -> Term:
    """The term that N-Triples writes so.

    >>> read_term('"1"@ja')
    <Literal value=1 language=ja>
    """
    (quad,) = parse(f"<x:> <x:> {text} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | BlankNode | Literal)
    return quad.object
