"""The texts of what a store is asked and told (SPARQL 1.1 Query and Update; pure).

In: IRIs and N-Triples lines. Out: requests made from the files in ``updates/``, which hold
placeholders, because a graph, unlike a term, cannot be bound by VALUES in an update
(https://www.w3.org/TR/sparql11-update/#graphUpdate). What is put in is an IRI or an N-Triples line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template

from kpi_lod.errors import KpiLodError

Contents = Mapping[str, Iterable[str]]
"""Graph → N-Triples lines without line breaks."""

_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_BACKSLASHES = re.compile(r"\\\\([uU])?|\\.")
_LETTERS = {"u": r"\\\u0075", "U": r"\\\u0055"}


@cache
def _template(name: str) -> Template:
    text = (files(__package__) / "updates" / name).read_text("utf-8")
    return Template("\n".join(line for line in text.splitlines() if line[:1] != "#"))


def quoted(iri: str) -> str:
    """The IRI between its brackets; raises KpiLodError ``push-iri`` where it cannot be one."""
    if _NO_IRI.search(iri):
        raise KpiLodError("push-iri", found=iri)
    return f"<{iri}>"


def stamps(marker: str) -> str:
    """Which releases were and are being sent."""
    return _template("stamps.rq").substitute(marker=marker)


def marked(marker: str, after: str, limit: int) -> str:
    """The marked graphs that come after one."""
    quoted(after)
    return _template("marked.rq").substitute(marker=marker, after=after, limit=limit)


def counted(graphs: Iterable[str]) -> str:
    """How many triples these graphs hold."""
    return _template("counted.rq").substitute(graphs=" ".join(map(quoted, graphs)))


def content(graphs: Iterable[str]) -> str:
    """All triples of these graphs."""
    return _template("content.rq").substitute(graphs=" ".join(map(quoted, graphs)))


def sixteenth(graph: str, digit: str) -> str:
    """The triples of a graph about the subjects whose MD5 begins with that digit."""
    quoted(graph)
    return _template("sixteenth.rq").substitute(graph=graph, digit=digit)


def marking(marker: str, told: Contents) -> str:
    """Of each node of the marker, just these statements from now on; none: it is forgotten."""
    nodes = " ".join(map(quoted, told))
    removal = _template("unmark.ru").substitute(marker=marker, nodes=nodes)
    lines = [line for statements in told.values() for line in statements]
    return following([removal, inserted({marker: lines})] if lines else [removal])


def dropped(graphs: Iterable[str]) -> str:
    """These graphs are no more; nothing happens where they were not."""
    return following(f"DROP SILENT GRAPH {quoted(graph)}" for graph in graphs)


def copied(source: str, target: str) -> str:
    """The target holds what the source holds, and nothing else.

    Not MOVE: a MOVE that is sent again, because its answer was lost, moves an absent graph.
    """
    return f"COPY GRAPH {quoted(source)} TO GRAPH {quoted(target)}"


def inserted(contents: Contents) -> str:
    """These triples are in these graphs, too."""
    graphs = "\n".join(
        f"GRAPH {quoted(graph)} {{\n{_for_sparql(lines)}\n}}" for graph, lines in contents.items()
    )
    return _template("insert.ru").substitute(graphs=graphs)


def following(updates: Iterable[str]) -> str:
    """One request of several updates, done in this order."""
    return " ;\n".join(updates)


def _for_sparql(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return _BACKSLASHES.sub(_unmistakable, text) if "\\" in text else text


def _unmistakable(found: re.Match[str]) -> str:
    r"""A backslash before a "u" so that no reader takes it for an escape.

    SPARQL resolves ``\uXXXX`` anywhere before it parses (§19.2), N-Triples only after ``\\``.
    """
    return _LETTERS.get(found[1], found[0]) if found[1] else found[0]
