"""The text of a query, taken apart as far as needed to send it elsewhere: nothing is parsed.

In: a query. Out: what form it has, which graphs it names, and the same with prefixes declared,
counted, or as one page of its rows (SPARQL 1.1 §4.1, §15, §19.8). A query that is put in another
one is the asker's own, so that nothing can get in that could not be asked anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"""
    (?P<nothing>\s+|\#[^\n\r]*)
    |(?P<quoted><[^<>"{}|^`\\\x00-\x20]*>
      |\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'
      |@[A-Za-z]+(?:-[A-Za-z0-9]+)*|[?$]\w+)
    |(?P<name>[\w.-]*:)(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
    |(?P<word>\w+)
    |(?P<open>[{(\[])
    |(?P<close>[})\]])
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_BEHIND = ("LIMIT", "OFFSET", "VALUES")
"""What may follow ORDER BY."""

_COUNT = "SELECT (COUNT(*) AS ?kpi_lod_rows)"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word in upper case, or a sign; ``depth``: how many brackets it stands in."""

    kind: str
    text: str
    start: int
    depth: int


def _tokens(query: str) -> Iterator[_Token]:
    depth = 0
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        depth -= kind == "close"
        if kind not in {"nothing", "quoted"}:
            text = found[kind].upper() if kind == "word" else found[kind]
            yield _Token(kind, text, found.start(), depth)
        depth += kind == "open"


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" for what is no query.

    >>> query_form("# SELECT\\nPREFIX ask: <urn:ask> construct where { ?s ask:x ?o }")
    'CONSTRUCT'
    """
    return next((t.text for t in _tokens(query) if t.kind == "word" and t.text in _FORMS), "")


def names_dataset(query: str) -> bool:
    """Whether it says itself which graphs make its default graph (FROM)."""
    return _has_word(query, "FROM")


def names_graphs(query: str) -> bool:
    """Whether it asks for GRAPH."""
    return _has_word(query, "GRAPH")


def _has_word(query: str, word: str) -> bool:
    return any(t.kind == "word" and t.text == word for t in _tokens(query))


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with those of ``prefixes`` declared that it uses and does not declare.

    >>> with_prefixes("ASK { kpi:a ?p 'mun:b' }", {"kpi": "urn:k#", "mun": "urn:m#"})
    "PREFIX kpi: <urn:k#>\\nASK { kpi:a ?p 'mun:b' }"
    """
    tokens = list(_tokens(query))
    used = {t.text[:-1] for t in tokens if t.kind == "name"}
    pairs = pairwise(tokens)
    declared = {b.text[:-1] for a, b in pairs if (a.kind, a.text) == ("word", "PREFIX")}
    wanted = sorted((used - declared) & prefixes.keys())
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in wanted) + query


@dataclass(frozen=True, slots=True)
class Selection:
    """A SELECT query in its parts: what stands before SELECT, up to its order, and behind that."""

    prologue: str
    body: str
    behind: str
    is_ordered: bool

    @property
    def counted(self) -> str:
        """The query for the number of its rows, as ``?kpi_lod_rows``."""
        return "\n".join([self.prologue + _COUNT, "{", self.body, self.behind, "}"])

    def page(self, names: Sequence[str], limit: int, offset: int) -> str:
        """The query for ``limit`` rows from ``offset`` on; ``names``: its variables.

        Rows that its own order leaves equal are ordered by all of their values, or two pages could
        hold the same one. The order stands inside: Virtuoso sorts no more than 10,000 rows where
        LIMIT stands beside ORDER BY.
        """
        variables = " ".join(f"?{name}" for name in names)
        order = variables if self.is_ordered else f"ORDER BY {variables}"
        inner = ["{", self.body, order, self.behind, "}"]
        bounds = f"LIMIT {limit} OFFSET {offset}"
        return "\n".join([f"{self.prologue}SELECT {variables}", *inner, bounds])


def selection(query: str) -> Selection | None:
    """The parts of a SELECT; None where it cannot be put in another query, or is none."""
    top = [t for t in _tokens(query) if not t.depth]
    words = {t.text for t in top if t.kind == "word"}
    select = next((t for t in top if t.kind == "word" and t.text in _FORMS), None)
    group = next((t for t in top if t.text == "{"), None)
    if select is None or select.text != "SELECT" or group is None or "FROM" in words:
        return None
    modifiers = [t for t in top if t.kind == "word" and t.start > group.start]
    end = min((t.start for t in modifiers if t.text in _BEHIND), default=len(query))
    return Selection(
        query[: select.start],
        query[select.start : end],
        query[end:],
        any(t.text == "ORDER" for t in modifiers),
    )
