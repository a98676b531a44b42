"""A graph under construction that remembers where each statement comes from.

Out: quads, and (node, property) → place in the submission, so that a SHACL result leads back to
the line that has to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kpi_lod.errors import Place
from kpi_lod.graph import GraphBuilder

Origins = Mapping[tuple[str, str], Place]
"""(node IRI, property IRI or "" for the node itself) → place."""


class TracedGraph(GraphBuilder):
    """A :class:`GraphBuilder` with the origins of its nodes."""

    def __init__(self, graph: NamedNode) -> None:
        super().__init__(graph)
        self.origins: dict[tuple[str, str], Place] = {}

    def trace(
        self,
        node: NamedNode,
        places: Mapping[str, Place],
        properties: Mapping[str, NamedNode] | None = None,
    ) -> None:
        """Note the places of a record's fields; ``properties``: field → property it becomes."""
        for field, place in places.items():
            if not field:
                self.origins[node.value, ""] = place
            elif properties and field in properties:
                self.origins[node.value, properties[field].value] = place
