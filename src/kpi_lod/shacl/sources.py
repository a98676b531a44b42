"""What a validation is asked about: files or triples, for data and for shapes.

In: paths or triples. Out: a filled table, the triples of the shapes. Blank nodes of one file are
never taken for those of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Triple, parse

from kpi_lod.columns.files import rdf_file, write_nquads
from kpi_lod.columns.table import TripleTable

_SHAPES = 1001
"""The number of the first file of shapes; no blank node of theirs is one of the data."""

Source = str | Path | Sequence[str | Path] | Iterable[Triple]
"""RDF files (Turtle, N-Triples, N-Quads, TriG, JSON-LD; also .gz), or triples."""


def fill(table: TripleTable, data: Source) -> None:
    """Add the data to the table. Raises KpiLodError as :meth:`TripleTable.add_file` does."""
    files, triples = _parts(data)
    for file in files:
        table.add_file(file)
    table.add_triples(triples)


def shape_triples(shapes: Source) -> Iterator[Triple]:
    """The triples of the shapes."""
    files, triples = _parts(shapes)
    with TemporaryDirectory(prefix="kpi-lod-") as folder:
        for number, file in enumerate(files, _SHAPES):
            written = BytesIO()
            write_nquads(rdf_file(file, number, Path(folder)), written)
            yield from (q.triple for q in parse(written.getvalue(), format=RdfFormat.N_QUADS))
    yield from triples


def _parts(source: Source) -> tuple[list[Path], list[Triple]]:
    if isinstance(source, str | Path):
        return [Path(source)], []
    files: list[Path] = []
    triples: list[Triple] = []
    for one in source:
        if isinstance(one, Triple):
            triples.append(one)
        else:
            files.append(Path(one))
    return files, triples
