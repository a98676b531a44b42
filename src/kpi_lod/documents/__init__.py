"""What a city printed → a Document: tables and paragraphs, each cell with its place.

Readers know how files are made, and nothing of KPIs (that is :mod:`kpi_lod.layouts`).
"""
