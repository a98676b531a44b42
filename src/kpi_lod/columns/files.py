"""RDF files of any syntax that is accepted, rewritten as N-Quads, one statement a line.

In: Turtle, TriG, N-Triples, N-Quads, JSON-LD, by suffix, in UTF-8, also gzipped. Out: N-Quads
(https://www.w3.org/TR/n-quads/) as pyoxigraph writes them, with blank-node labels that are the same
in every run and in no two files; or a :class:`KpiLodError` that says where the syntax is broken.
Relative IRIs are resolved against the file's own (RFC 3986, section 5.1.3).
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import RdfFormat, parse, serialize

from kpi_lod.errors import KpiLodError, Place, file_error, refuse_folder_or_url

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
_GZIP = b"\x1f\x8b"
"""How every gzipped file begins (RFC 1952, section 2.3.1), and no RDF."""

_UNSUSPECTED = 200_000_000
_MOST_PACKED = 200
"""A file that decompresses to more bytes, and to so many times its size, is no RDF but a bomb."""

_LOOKED_AT = 1_000_000
"""Bytes of a broken file in which its encoding is guessed."""


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
    def base(self) -> str | None:
        """The IRI against which its relative IRIs are resolved; a syntax of lines has none."""
        return None if self.one_statement_a_line else self.file.resolve().as_uri()

    @property
    def prefix(self) -> str:
        """What its blank-node labels get in front, so that no other file has the same."""
        return "" if self.number == 1 else f"f{self.number}."


def rdf_file(file: Path, number: int, folder: Path) -> RdfFile:
    """What kind of file it is; a compressed one is decompressed into ``folder``.

    Its first bytes say whether it is compressed; its name need not. Raises KpiLodError:
    rdf-not-accepted, file-missing, file-unreadable, file-folder, rdf-compression.
    """
    refuse_folder_or_url(file, "*.ttl")
    named_packed = file.suffix.lower() == ".gz"
    suffix = Path(file.stem).suffix if named_packed else file.suffix
    syntax = SYNTAXES.get(suffix.lower())
    if syntax is None:
        raise KpiLodError("rdf-not-accepted", found=file, allowed=" ".join(SYNTAXES) + " (.gz)")
    try:
        packed = _beginning(file, len(_GZIP)) == _GZIP
        content = _unpacked(file, folder / f"content{number}") if packed else file
    except OSError as error:
        raise file_error(file, error) from error
    if named_packed and not packed:
        raise KpiLodError("rdf-compression/plain", found=file, name=file.stem)
    return RdfFile(file, content, syntax, number)


def _beginning(file: Path, length: int) -> bytes:
    with file.open("rb") as content:
        return content.read(length)


def _unpacked(file: Path, target: Path) -> Path:
    try:
        most = max(_UNSUSPECTED, _MOST_PACKED * file.stat().st_size)
        with gzip.open(file) as source, target.open("wb") as unpacked:
            while piece := source.read(1 << 20):
                unpacked.write(piece)
                if unpacked.tell() > most:
                    raise KpiLodError("rdf-compression/bomb", found=file, allowed=_MOST_PACKED)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise KpiLodError("rdf-compression", found=file, reason=error) from error
    return target


def write_nquads(source: RdfFile, output: BinaryIO) -> None:
    """Write the statements of the file as N-Quads; a byte order mark of UTF-8 is passed over.

    Raises KpiLodError: rdf-syntax, at the place of the fault; encoding, where it is no UTF-8.
    """
    relabelled = _Relabelled(output, source)
    try:
        with source.content.open("rb") as content:
            if content.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
                content.seek(0)
            quads = parse(content, format=source.syntax, base_iri=source.base)
            # pyoxigraph writes in small pieces.
            buffered = io.BufferedWriter(relabelled, 1 << 20)
            serialize(quads, cast("IO[bytes]", buffered), format=RdfFormat.N_QUADS)
            buffered.flush()
    except SyntaxError as error:
        raise _syntax_error(source, error) from error
    except OSError as error:
        raise file_error(source.file, error) from error


def _syntax_error(source: RdfFile, error: SyntaxError) -> KpiLodError:
    place = Place(str(source.file), error.lineno or 0, error.offset or 0)
    if _REMOTE_CONTEXT in error.msg:
        return KpiLodError("rdf-syntax/remote-context", place=place)
    encoding = _other_encoding(_beginning(source.content, _LOOKED_AT))
    if encoding is not None:
        return KpiLodError("encoding/rdf", place=place, found=encoding)
    return KpiLodError("rdf-syntax", place=place, reason=error.msg)


def _other_encoding(content: bytes) -> str | None:
    """What the file seems to be in, if that is not UTF-8."""
    from kpi_lod.submissions.text import likely_encoding  # noqa: PLC0415  (start-up counts)

    whole = len(content) < _LOOKED_AT
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, whole)
    except UnicodeDecodeError as error:
        return likely_encoding(content, error.start, whole=whole)
    return None


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

    def writable(self) -> bool:
        """It is."""
        return True

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
