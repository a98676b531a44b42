"""What a validation is asked about: files or triples, for data and for shapes.

In: paths or triples. Out: a filled table, the triples of the shapes. Blank nodes of one file are
never taken for those of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kpi_lod.columns.files import rdf_file, write_nquads
from kpi_lod.columns.table import TripleTable
from kpi_lod.errors import KpiLodError

_SHAPES = 1001
"""The number of the first file of shapes; no blank node of theirs is one of the data."""

Source = str | Path | Iterable[str | Path | Triple | Quad]
"""RDF files (Turtle, N-Triples, N-Quads, TriG, JSON-LD; also .gz), or triples and quads of
pyoxigraph, as its ``parse`` gives them; the graphs of quads are not told apart."""


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
    """Files and triples apart. Raises KpiLodError ``source-not-accepted``."""
    if isinstance(source, str | Path):
        return [Path(source)], []
    if not isinstance(source, Iterable):
        raise KpiLodError("source-not-accepted", found=_kind(source))
    files: list[Path] = []
    triples: list[Triple] = []
    for one in source:
        if isinstance(one, Triple):
            triples.append(one)
        elif isinstance(one, Quad):
            triples.append(one.triple)
        elif isinstance(one, str | PathLike):
            files.append(Path(one))
        else:
            raise KpiLodError("source-not-accepted", found=f"{_kind(source)}: {_kind(one)}")
    return files, triples


def _kind(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"
