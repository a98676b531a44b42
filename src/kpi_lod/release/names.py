"""The names in a release: those its readers look for, and those only its makers use."""

from kpi_lod.release_names import (
    CURRENT,
    DUMP_NQUADS,
    DUMP_TURTLE,
    MANIFEST,
    RELEASES,
    STORES,
    WORK,
)

__all__ = [
    "BESIDE_MANIFEST",
    "CATALOGUE_JSONLD",
    "CATALOGUE_TURTLE",
    "CURRENT",
    "DUMP_NQUADS",
    "DUMP_TURTLE",
    "FEED",
    "FEED_JSON",
    "MANIFEST",
    "PARTS",
    "RELEASES",
    "STORES",
    "TURTLE_PIECE",
    "WORK",
]

TURTLE_PIECE = "turtle.gz"
"""A municipality's triples, packed, as they are joined into the dump of everything."""

CATALOGUE_TURTLE = "catalogue.ttl"
CATALOGUE_JSONLD = "catalogue.jsonld"
"""A municipality's nodes of the catalogue, as they are joined into the catalogue of everything."""

PARTS = "parts"
"""Below ``.work``: parts as they were made, by what they were made from."""

FEED = "changes.atom"
FEED_JSON = "changes.json"
"""What changed from release to release; in a release, but not of its identity: they hold times."""

BESIDE_MANIFEST = frozenset({MANIFEST, FEED, FEED_JSON})
"""Files of a release that its manifest does not list."""
