"""The names in a release that others look for, alone: who reads a release imports little."""

MANIFEST = "manifest.json"
CURRENT = "current"
"""Beside ``releases``: the link to the release that holds now."""

DUMP_NQUADS = "dumps/kpi-lod.nq.gz"
DUMP_TURTLE = "dumps/kpi-lod.ttl.gz"
"""The dumps of everything."""

TURTLE_PIECE = "turtle.gz"
"""A municipality's triples, packed, as they are joined into the dump of everything."""

CATALOGUE_TURTLE = "catalogue.ttl"
CATALOGUE_JSONLD = "catalogue.jsonld"
"""A municipality's nodes of the catalogue, as they are joined into the catalogue of everything."""
