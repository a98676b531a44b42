"""Terms of the shapes that SHACL does not have, or that are not run (SHACL 1.0).

A misspelt term is no error of RDF: the rule is silently never run. In: a shapes graph. Out: remarks
in Japanese and English.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.vocabulary import OWL, RDF, RDFS, SH


@cache
def terms(kind: str) -> frozenset[str]:
    """The names of the terms that are ``run``, or ``not-run``."""
    listed = tomllib.loads((files("kpi_lod.shacl") / "terms.toml").read_text("ascii"))
    return frozenset(listed[kind].split())


def remarks_on(graph: ShapesGraph) -> Iterator[str]:
    """One remark for each term that is unknown or not run, and for owl:imports."""
    for term in sorted(_terms(graph)):
        name = term.removeprefix(SH.iri)
        if name in terms("not-run"):
            yield (
                f"sh:{name} はSHACLの拡張（Advanced Features）の用語で、ここでは実行されません。 / "
                f"sh:{name} belongs to SHACL's Advanced Features and is not run here."
            )
        elif name not in terms("run"):
            near = difflib.get_close_matches(name, terms("run"), n=1)
            ja = f"「sh:{near[0]}」の誤りではありませんか。" if near else ""
            en = f" Did you mean sh:{near[0]}?" if near else ""
            yield (
                f"sh:{name} はSHACLの用語にないため、無視されました。{ja} / "
                f"sh:{name} is no term of SHACL and was ignored.{en}"
            )
    if graph.pairs(OWL.imports):
        yield (
            "owl:imports はたどりません。必要なファイルは --shapes に並べてください。 / "
            "owl:imports is not followed: name every file that is needed under --shapes."
        )


def _terms(graph: ShapesGraph) -> set[str]:
    found = {predicate.value for predicate in graph.by_predicate}
    found |= {value.value for _, value in graph.pairs(RDF.type) if isinstance(value, NamedNode)}
    declared = {node.value for node, _ in graph.pairs(RDF.type) if isinstance(node, NamedNode)}
    declared |= {n.value for n, _ in graph.pairs(RDFS.isDefinedBy) if isinstance(n, NamedNode)}
    return {term for term in found if term.startswith(SH.iri)} - declared
