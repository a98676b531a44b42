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

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kpi_lod.columns.files import rdf_file, write_nquads
from kpi_lod.columns.table import TripleTable
from kpi_lod.errors import KpiLodError, clipped
from kpi_lod.vocabulary import RDF, SH

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


_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

_MARKS = (*_TARGETS, RDF.type, SH.NodeShape, SH.PropertyShape)

_STRAY = """
SELECT text FROM term
SEMI JOIN (SELECT s AS id FROM triple
           WHERE list_contains($targets, p) OR (p = $type AND list_contains($classes, o)))
  USING (id)
ANTI JOIN (SELECT unnest($known::VARCHAR[]) AS text) USING (text)
WHERE kind = 0 ORDER BY text"""


def stray_shapes(table: TripleTable, shapes: Iterable[Triple]) -> Iterator[str]:
    """A remark, Japanese and English, where the data describe shapes that are not to be run.

    None where the shapes are about shapes. A shape without a name is not looked for: whether it is
    one of the shapes cannot be told.
    """
    triples = list(shapes)
    about = {one.object for one in triples if one.predicate in _TARGETS}
    if any(isinstance(one, NamedNode) and one.value.startswith(SH.iri) for one in about):
        return
    found = _unknown_shapes(table, {str(one.subject) for one in triples})
    if found:
        first = clipped(found[0])
        yield (
            f"データのファイルに形状が{len(found)}個あり（{first} など）、実行されませんでした。"
            "形状のファイルは、--shapes を一つずつ前に付けてください。 / "
            f"The data hold shapes ({len(found)}, such as {first}), which were not run: "
            "put --shapes before each file of shapes."
        )


def _unknown_shapes(table: TripleTable, known: Iterable[str]) -> list[str]:
    run = table.connection.execute
    asked = "SELECT text, id FROM term SEMI JOIN (SELECT unnest($1) AS text) USING (text)"
    ids = dict(run(asked, [[str(mark) for mark in _MARKS]]).fetchall())
    targets, classes = (
        [ids[str(mark)] for mark in marks if str(mark) in ids] for marks in (_TARGETS, _MARKS[-2:])
    )
    if not targets and not classes:
        return []
    of = {"targets": targets, "classes": classes, "type": ids.get(str(RDF.type))}
    return [text for (text,) in run(_STRAY, {**of, "known": list(known)}).fetchall()]


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
