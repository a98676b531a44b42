"""The names in a release that others look for, alone: who reads a release imports little."""

MANIFEST = "manifest.json"
CURRENT = "current"
"""Beside ``releases``: the link to the release that holds now."""

WHOLE = "dumps/kpi-lod"
"""The dump of everything, without its suffix."""
