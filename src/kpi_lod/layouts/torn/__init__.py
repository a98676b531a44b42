"""Paragraphs that extraction tore out of a table → that table again, where all fits."""
