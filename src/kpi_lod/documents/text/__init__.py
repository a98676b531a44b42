"""A text → its Document: tables by what parts their cells, paragraphs by line; pure."""

from kpi_lod.documents.text.reading import read_text

__all__ = ["read_text"]
