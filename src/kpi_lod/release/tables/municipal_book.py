"""The rows of one municipality → its workbook (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from kpi_lod.release.tables.cover import About, cover
from kpi_lod.release.tables.filled_book import Content, write_book
from kpi_lod.release.tables.rows import Row
from kpi_lod.settings import Publication, Text


def municipal_book(
    publication: Publication, title: Text, rows: Mapping[str, Sequence[Row]]
) -> bytes:
    """The workbook with a sheet for each table, in the order of ``rows``."""
    about = About(
        title=title,
        publisher=publication.publisher,
        issued=publication.issued,
        licence=publication.licence,
        base=publication.base,
    )
    counts = {name: len(found) for name, found in rows.items()}
    stream = BytesIO()
    write_book(Content(cover(about, counts), rows), stream, single=True)
    return stream.getvalue()
