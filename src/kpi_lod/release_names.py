"""The names in a release that its readers look for; who reads a release imports little else."""

from __future__ import annotations

MANIFEST = "manifest.json"
CURRENT = "current"
"""Beside ``releases``: the link to the release that holds now."""

DUMP_NQUADS = "dumps/kpi-lod.nq.gz"
DUMP_TURTLE = "dumps/kpi-lod.ttl.gz"
"""The dumps of everything."""

RELEASES = "releases"
WORK = ".work"
"""Beside ``current``: all releases; caches, which may be deleted at any time."""

STORES = "stores"
"""Below ``.work``: query stores on disk, one for each large release that was asked."""
