"""The names in a release: those its readers look for, and those only its makers use."""

from kpi_lod.release_names import CURRENT, DUMP_NQUADS, DUMP_TURTLE, MANIFEST

__all__ = ["CURRENT", "DUMP_NQUADS", "DUMP_TURTLE", "MANIFEST", "TURTLE_PIECE"]

TURTLE_PIECE = "turtle.gz"
"""A municipality's triples, packed, as they are joined into the dump of everything."""
