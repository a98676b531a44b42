"""src/kpi_lod/shacl/translations.json: the queries of the packaged shapes, translated beforehand.

``python -m tests.gates.translations`` writes the file; a gate holds it to the shapes.
"""

from __future__ import annotations

from pathlib import Path

from kpi_lod.checking.shapes import core_shapes
from kpi_lod.shacl.reading import read_shapes
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.translations import written_translations

FILE = Path(__file__).resolve().parents[2] / "src/kpi_lod/shacl/translations.json"


def packaged_queries() -> list[str]:
    """The queries of our own shapes, as the engine runs them."""
    shapes = read_shapes(ShapesGraph(core_shapes())).values()
    queries = [constraint.query for shape in shapes for constraint in shape.constraints]
    return [query.text for query in queries if query is not None]


def text() -> str:
    """The file as it should be."""
    return written_translations(packaged_queries())


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
