"""The triple table: RDF as columns of integers in DuckDB.

In: RDF files, pyoxigraph triples, rows of term texts. Out: the tables ``term``, ``triple``,
``quad`` (and ``literal``, by :mod:`kpi_lod.columns.literals`) of one DuckDB connection, which
spills to a folder of its own and reaches no file outside it once the table is built.

Large files of one statement a line are read where they are; all else is first written to one file
of N-Quads, the spool.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import duckdb
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kpi_lod.columns.files import RdfFile, rdf_file, write_nquads
from kpi_lod.columns.literals import create_literal_table
from kpi_lod.columns.ntriples import (
    DELIMITER,
    USUAL_LINE,
    NotCanonicalError,
    find_fresh_terms,
    split_lines,
)
from kpi_lod.columns.terms import Term, described_terms, term_of, term_text
from kpi_lod.errors import KpiLodError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LARGE_FILE = 4_000_000
"""Bytes from which a file is worth being read where it is."""

_TABLES = """
CREATE TABLE term (id INTEGER, text VARCHAR, kind UTINYINT, lexical VARCHAR, datatype INTEGER,
                   language VARCHAR);
CREATE TABLE given (s INTEGER, p INTEGER, o INTEGER, g INTEGER);
"""

# Each join keeps its side of `term` in memory, so each gets no more of it than it can need.
_ENCODE = """
INSERT INTO given SELECT ts.id, tp.id, tt.id, tg.id FROM line
JOIN (SELECT id, text FROM term WHERE kind < 2) ts ON ts.text = s
JOIN (SELECT id, text FROM term SEMI JOIN (SELECT DISTINCT p AS text FROM line) USING (text)) tp
  ON tp.text = p
JOIN term tt ON tt.text = o
LEFT JOIN (SELECT id, text FROM term
           SEMI JOIN (SELECT DISTINCT g AS text FROM line) USING (text)) tg ON tg.text = g
"""

_DESCRIBED = described_terms(
    """(SELECT (row_number() OVER () + (SELECT count(*) FROM term))::INTEGER AS id, text
        FROM fresh)"""
)

# Datatypes that no triple mentions are terms too.
_DATATYPES = """
INSERT INTO described
SELECT row_number() OVER () + (SELECT count(*) FROM term) + (SELECT count(*) FROM described),
       '<' || datatype || '>', 0, datatype, NULL, NULL
FROM (SELECT DISTINCT datatype FROM described WHERE datatype IS NOT NULL)
ANTI JOIN (SELECT lexical AS datatype FROM described WHERE kind = 0
           UNION ALL SELECT lexical FROM term WHERE kind = 0) USING (datatype)
"""

_NAMED = """
INSERT INTO term SELECT d.id, d.text, d.kind, d.lexical, i.id, d.language FROM described d
LEFT JOIN (SELECT id, lexical AS datatype
           FROM (SELECT id, lexical FROM described WHERE kind = 0
                 UNION ALL SELECT id, lexical FROM term WHERE kind = 0)
           SEMI JOIN (SELECT DISTINCT datatype FROM described) ON lexical = datatype) i
  USING (datatype)
"""

SPILL = "20GB"
"""How much may be spilled to disk: a hostile query must not fill it."""


_OPEN: weakref.WeakSet[TripleTable] = weakref.WeakSet()


def interrupt_tables() -> None:
    """End the statements that run on any table; for the handler of a signal.

    DuckDB ends them on Ctrl-C too, but only after waiting for what its threads are at: minutes.
    """
    for table in tuple(_OPEN):
        table.connection.interrupt()


class TripleTable:
    """RDF data as tables of a DuckDB connection; a context manager.

    ``memory`` bounds what DuckDB takes, as in "700MB"; beyond it, it writes to a temporary folder.
    First everything is added, then :meth:`build` is called, once. A table is of no more use after
    an error.
    """

    connection: duckdb.DuckDBPyConnection

    def __init__(self, *, memory: str = "1GB", threads: int | None = None) -> None:
        self._memory = memory
        self._folder = Path(tempfile.mkdtemp(prefix="kpi-lod-"))
        # Also for a table that nobody closed, at the latest when the program ends.
        self._remove_folder = weakref.finalize(self, shutil.rmtree, self._folder, True)
        try:
            self.connection = duckdb.connect(
                config={
                    "memory_limit": memory,
                    "threads": threads or min(os.cpu_count() or 2, 8),
                    "temp_directory": str(self._folder / "spill"),
                    "max_temp_directory_size": SPILL,
                    "preserve_insertion_order": False,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                }
            )
        except duckdb.Error as error:
            self._remove_folder()
            raise KpiLodError("memory-setting", found=memory) from error
        _OPEN.add(self)
        self._written = _TimedFile(self._folder / "spool.nq", "wb")
        self._spool = io.BufferedWriter(self._written, 1 << 16)
        self._files = 0
        self._from_program = False
        self._has_literal_values = False
        self.connection.execute(_TABLES)

    def __enter__(self) -> TripleTable:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and remove its folder."""
        _OPEN.discard(self)
        self.connection.close()
        self._spool.close()
        self._remove_folder()

    def add_file(self, file: Path) -> None:
        """Add an RDF file; which syntax it is in, its suffix says.

        The first file keeps its blank-node labels unless triples were added before it; those of
        others get a prefix. Raises KpiLodError: rdf-not-accepted, rdf-syntax and others.
        """
        self._files = max(self._files, int(self._from_program)) + 1
        source = rdf_file(file, self._files, self._folder)
        if not (_read_in_place(source) and self._added_in_place(source)):
            write_nquads(source, self._spool)
        if source.content != file:
            source.content.unlink()

    def add_triples(self, triples: Iterable[Triple | Quad]) -> None:
        """Add triples or quads; a blank node is the same in all of them, and in the first file."""
        self._from_program = True
        quads = (Quad(*each) if isinstance(each, Triple) else each for each in triples)
        serialize(quads, self._spool, format=RdfFormat.N_QUADS)

    def add_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add triples as canonical N-Triples texts, which are not checked."""
        self._from_program = True
        escaped = f"\\u{ord(DELIMITER):04X}"
        self._spool.writelines(
            f"{s} {p} {o} .\n".replace(DELIMITER, escaped).encode() for s, p, o in rows
        )

    def build(self) -> None:
        """Make the tables ``triple`` and ``quad``, and shut the connection off from all files.

        Raises KpiLodError: out-of-memory, and rdf-syntax for terms of RDF 1.2.
        """
        self._add_spool()
        with self.memory_bounded():
            run = self.connection.execute
            run("CREATE TABLE triple AS SELECT DISTINCT s, p, o FROM given")
            if run("SELECT 1 FROM given WHERE g IS NOT NULL LIMIT 1").fetchone():
                run("ALTER TABLE given RENAME TO quad")
            else:
                run("DROP TABLE given")
                run("CREATE VIEW quad AS SELECT s, p, o, NULL::INTEGER AS g FROM triple")
            # Whatever SQL is made of the shapes, it can read and write nothing but these tables.
            run("SET enable_external_access = false; SET lock_configuration = true")

    def intern(self, terms: Iterable[Term]) -> dict[Term, int]:
        """The ids of the terms; those that are not in ``term`` are added to it.

        Only after :meth:`build` and before :meth:`literal_values`.
        """
        texts = {term: term_text(term) for term in terms}
        run = self.connection.execute
        with self.memory_bounded():
            run(
                "CREATE TEMP TABLE asked AS SELECT DISTINCT unnest($1::VARCHAR[]) AS text",
                [list(texts.values())],
            )
            run("CREATE TEMP TABLE fresh AS SELECT text FROM asked ANTI JOIN term USING (text)")
            self._add_fresh_terms()
            ids = dict(run("SELECT text, id FROM asked JOIN term USING (text)").fetchall())
            run("DROP TABLE asked")
        return {term: ids[text] for term, text in texts.items()}

    def literal_values(self) -> None:
        """Make the table ``literal`` of all literal terms, once."""
        if self._has_literal_values:
            return
        with self.memory_bounded():
            create_literal_table(self.connection)
        self._has_literal_values = True

    def terms(self, ids: Iterable[int]) -> dict[int, Term]:
        """The terms that have these ids."""
        rows = self.connection.execute(
            """SELECT t.id, t.kind, t.lexical, d.lexical, t.language
               FROM term t LEFT JOIN term d ON d.id = t.datatype
               WHERE t.id IN (SELECT unnest($1::INTEGER[]))""",
            [list(ids)],
        ).fetchall()
        return {number: term_of(*columns) for number, *columns in rows}

    def time_bounded(self, seconds: float) -> AbstractContextManager[None]:
        """Within it, KpiLodError time-limit is raised where what is done here takes too long.

        Raises KpiLodError time-setting where ``seconds`` are not above 0 and at most a week.
        """
        from kpi_lod.columns.limits import TimeLimit  # noqa: PLC0415  (start-up counts)

        limit = TimeLimit(self.connection)
        self._written.check = limit.check
        return limit.bounded(seconds)

    @contextmanager
    def memory_bounded(self) -> Iterator[None]:
        """Within it, KpiLodError out-of-memory is raised where DuckDB's memory does not suffice."""
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            reason = str(error).partition("\n")[0]
            raise KpiLodError("out-of-memory", found=self._memory, reason=reason) from error

    def _added_in_place(self, source: RdfFile) -> bool:
        """Whether the file could be read where it is; nothing of it was added if not."""
        quads = source.syntax == RdfFormat.N_QUADS
        with self.memory_bounded():
            try:
                split_lines(self.connection, source.content, quads=quads, prefix=source.prefix)
                find_fresh_terms(self.connection, written=False)
            except NotCanonicalError:
                return False
            self._encode()
        return True

    def _add_spool(self) -> None:
        self._spool.close()
        spool = self._folder / "spool.nq"
        if not spool.stat().st_size:
            return
        with self.memory_bounded():
            try:
                try:
                    split_lines(self.connection, spool)
                except NotCanonicalError:
                    split_lines(self.connection, spool, longest=_longest_line(spool))
                find_fresh_terms(self.connection, written=True)
            except NotCanonicalError as error:
                raise KpiLodError("rdf-syntax/rdf-1.2", found=error) from error
            self._encode()
        spool.unlink()

    def _encode(self) -> None:
        self._add_fresh_terms()
        self.connection.execute(_ENCODE)
        self.connection.execute("DROP TABLE line")

    def _add_fresh_terms(self) -> None:
        run = self.connection.execute
        run(f"CREATE TEMP TABLE described AS {_DESCRIBED}")
        run("DROP TABLE fresh")
        run(_DATATYPES)
        run(_NAMED)
        run("DROP TABLE described")


class _TimedFile(io.FileIO):
    """A file that is written as long as ``check`` does not raise."""

    check: Callable[[], None] | None = None

    def write(self, piece: ReadableBuffer, /) -> int:
        if self.check is not None:
            self.check()
        return super().write(piece)


def _read_in_place(source: RdfFile) -> bool:
    """Whether it is large, of lines, without byte order mark, its name no pattern to DuckDB."""
    if not source.one_statement_a_line or source.content.stat().st_size < LARGE_FILE:
        return False
    if any(sign in str(source.content) for sign in "*?[]{}"):
        return False
    with source.content.open("rb") as content:
        return content.read(3) != b"\xef\xbb\xbf"


def _longest_line(file: Path) -> int:
    with file.open("rb") as lines:
        return max(map(len, lines), default=0) + USUAL_LINE
