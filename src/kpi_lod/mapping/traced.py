"""A graph under construction that remembers where each statement comes from.

Out: statements, and (node, property) → place in the submission, so that a SHACL result leads back
to the line that has to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpi_lod.errors import Place
from kpi_lod.graph import GraphBuilder
from kpi_lod.terms import TermText, iri_value

Origins = Mapping[tuple[str, str], Place]
"""(node IRI, property IRI or "" for the node itself) → place."""


class TracedGraph(GraphBuilder):
    """A :class:`GraphBuilder` with the origins of its nodes."""

    def __init__(self, graph: TermText) -> None:
        super().__init__(graph)
        self._traced: list[tuple[TermText, Mapping[str, Place], Mapping[str, TermText]]] = []

    def trace(
        self,
        node: TermText,
        places: Mapping[str, Place],
        properties: Mapping[str, TermText],
    ) -> None:
        """Note the places of a record's fields; ``properties``: field → property it becomes."""
        self._traced.append((node, places, properties))

    @property
    def origins(self) -> Origins:
        """The place of each node and property that has one; made when asked for."""
        return {
            (iri_value(node), iri_value(properties[field]) if field else ""): place
            for node, places, properties in self._traced
            for field, place in places.items()
            if not field or field in properties
        }
