"""kpi-lod: linked open data of public projects and their KPIs.

The flow, each stage importing only from those before it: submissions → mapping → checking →
current → release → questions. docs/architecture.md is the map.
"""

__version__ = "0.1.0"
