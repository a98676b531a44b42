"""RDF files of any syntax that is accepted, rewritten as N-Quads, one statement a line.

In: Turtle, TriG, N-Triples, N-Quads, JSON-LD, by suffix, also gzipped. Out: N-Quads
(https://www.w3.org/TR/n-quads/) as pyoxigraph writes them, with blank-node labels that are the same
in every run and in no two files; or a :class:`KpiLodError` that says where the syntax is broken.
"""

from __future__ import annotations

import gzip
import io
import re
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import RdfFormat, parse, serialize

from kpi_lod.errors import KpiLodError, Place, file_error

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SYNTAXES = {
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
"""Suffix → syntax; .gz may follow."""

_REMOTE_CONTEXT = "LoadDocumentCallback"


@dataclass(frozen=True, slots=True)
class RdfFile:
    """A file, which syntax it is in, and which of the files it is, from 1.

    ``content``: where its bytes are, elsewhere than in ``file`` if that is compressed.
    """

    file: Path
    content: Path
    syntax: RdfFormat
    number: int

    @property
    def one_statement_a_line(self) -> bool:
        """Whether its syntax is that of lines."""
        return self.syntax in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)

    @property
    def prefix(self) -> str:
        """What its blank-node labels get in front, so that no other file has the same."""
        return "" if self.number == 1 else f"f{self.number}."


def rdf_file(file: Path, number: int, folder: Path) -> RdfFile:
    """What kind of file it is; a compressed one is decompressed into ``folder``.

    Raises KpiLodError: rdf-not-accepted, file-missing, file-unreadable, rdf-compression.
    """
    packed = file.suffix.lower() == ".gz"
    suffix = Path(file.stem).suffix if packed else file.suffix
    syntax = SYNTAXES.get(suffix.lower())
    if syntax is None:
        raise KpiLodError("rdf-not-accepted", found=file, allowed=" ".join(SYNTAXES) + " (.gz)")
    content = folder / f"content{number}" if packed else file
    try:
        if packed:
            with gzip.open(file) as source, content.open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        else:
            file.open("rb").close()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise KpiLodError("rdf-compression", found=file, reason=error) from error
    except OSError as error:
        raise file_error(file, error) from error
    return RdfFile(file, content, syntax, number)


def write_nquads(source: RdfFile, output: BinaryIO) -> None:
    """Write the statements of the file as N-Quads.

    Raises KpiLodError: rdf-syntax, at the place of the fault.
    """
    relabelled = _Relabelled(output, source)
    try:
        quads = parse(path=source.content, format=source.syntax)
        serialize(quads, cast("IO[bytes]", relabelled), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise _syntax_error(source.file, error) from error
    except OSError as error:
        raise file_error(source.file, error) from error


def _syntax_error(file: Path, error: SyntaxError) -> KpiLodError:
    place = Place(str(file), error.lineno or 0, error.offset or 0)
    if _REMOTE_CONTEXT in error.msg:
        return KpiLodError("rdf-syntax/remote-context", place=place)
    return KpiLodError("rdf-syntax", place=place, reason=error.msg)


# A blank node at the beginning of a line, or as its object or graph name: what stands behind it
# holds no quote, so it is not within a literal.
_BLANK = re.compile(rb'(\n_:| _:(?=[^ "]+ (?:[^ "]+ )?\.\n))([^ ]+)')
_GENERATED = re.compile(rb"[a-f][0-9a-f]{23,31}")
_TAKEN = re.compile(rb"f[0-9]+\.")
_CHANGING = re.compile(rb"_:(?:anon|%s|%s )" % (_TAKEN.pattern, _GENERATED.pattern))


class _Relabelled(io.RawIOBase):
    """A file of N-Quads whose blank nodes are renamed as they are written.

    Labels that the parser made up are random: they become anon1, anon2 … by first appearance. The
    file's own labels stay, unless they could be mistaken for one of these or for another file's.
    """

    def __init__(self, output: BinaryIO, source: RdfFile) -> None:
        self._output = output
        self._prefix = source.prefix.encode()
        self._generates = not source.one_statement_a_line
        self._names: dict[bytes, bytes] = {}
        self._rest = b""

    def write(self, piece: ReadableBuffer, /) -> int:
        """Take the next bytes; whole lines are passed on."""
        piece = bytes(piece)
        end = piece.rfind(b"\n") + 1
        if end:
            self._output.write(self._renamed(self._rest + piece[:end]))
        self._rest = piece[end:] if end else self._rest + piece
        return len(piece)

    def _renamed(self, lines: bytes) -> bytes:
        if b"_:" not in lines or not (self._prefix or _CHANGING.search(lines)):
            return lines
        return _BLANK.sub(self._blank, b"\n" + lines)[1:]

    def _blank(self, found: re.Match[bytes]) -> bytes:
        head, label = found.groups()
        name = self._names.get(label)
        if name is None:
            name = self._prefix + self._name(label)
        result: bytes = head + name
        return result

    def _name(self, label: bytes) -> bytes:
        if self._generates and _GENERATED.fullmatch(label):
            name = b"anon%d" % (len(self._names) + 1)
            self._names[label] = self._prefix + name
            return name
        if self._generates and label.startswith(b"anon"):
            return b"anon." + label
        return b"f1." + label if not self._prefix and _TAKEN.match(label) else label
