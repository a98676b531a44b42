"""The bytes of a PDF → :class:`Document`, page by page within limits.

ISO 32000-1. Scripts, forms, attachments and notes in it are not read; text that is only a picture
is told and not guessed.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from kpi_lod.documents.document import Block, Document, Paragraph, Section
from kpi_lod.documents.pdf.drawing import Device, Interpreter
from kpi_lod.documents.pdf.drawn import Drawn
from kpi_lod.documents.pdf.limits import (
    MAX_PAGES,
    MAX_STREAM,
    Clock,
    OutOfTimeError,
    limited_streams,
)
from kpi_lod.documents.pdf.page import Line, Page, page
from kpi_lod.documents.pdf.running import without_running
from kpi_lod.documents.pdf.tables import Placed, goes_on, table
from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.foreign.limits import MIB, RefusedError

_END = 4096
"""The mark of the end stands in so many last bytes; a file without it is cut off."""

_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.[A-Za-z]{3,4}$")
_FEW = 10
_PICTURED = 0.4
"""A page with fewer characters, so much of which is pictures, is one picture."""

BROKEN = (
    *(PSException, ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(ArithmeticError, struct.error, zlib.error, OSError, EOFError, NotImplementedError),
    StopIteration,
)
"""What the parser raises, besides its own errors, for files that are not what they should be."""


def read_pdf(content: bytes, file: str) -> Document:
    """The document in a PDF file called ``file``.

    Raises RefusedError ``pdf-broken``, ``pdf-encrypted``, ``pdf-no-text…``, ``pdf-limit/…``.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if b"%%EOF" not in content.rstrip(b"\0 \r\n\t")[-_END:]:
        raise RefusedError("pdf-broken")
    reading = _Reading(content, Place(file))
    with limited_streams():
        pages = reading.pages()
    blocks = tuple(_blocks(without_running(pages), reading))
    sections = (Section(blocks),) if blocks else ()
    remarks = tuple(reading.remarks())
    return Document(file, "pdf", sha256, sections, title=reading.title, remarks=remarks)


class _Reading:
    """The work on one file."""

    def __init__(self, content: bytes, place: Place) -> None:
        self.title = ""
        self.judged: list[str] = []
        self._content = content
        self._place = place
        self._clock = Clock()
        self._number = 1
        self._count = 0
        self._pictures: list[int] = []
        self._recognised: list[int] = []
        self._damaged: list[int] = []
        self._unknown: list[tuple[int, int]] = []

    def pages(self) -> list[Page]:
        """All pages that have text. Raises RefusedError."""
        try:
            return list(self._pages())
        except OutOfTimeError:
            raise RefusedError("pdf-limit/time", found=self._number) from None
        except MemoryError:
            raise RefusedError("pdf-limit/size", allowed=MAX_STREAM // MIB) from None
        except RecursionError:
            raise RefusedError("pdf-limit/depth") from None
        except PDFEncryptionError:
            raise RefusedError("pdf-encrypted") from None
        except BROKEN:
            raise RefusedError("pdf-broken") from None

    def remarks(self) -> Iterator[Finding]:
        """What a person has to look at."""
        told = (
            ("pdf-no-text/pages", self._pictures),
            ("pdf-no-text/recognised", self._recognised),
            ("pdf-broken/page", self._damaged),
            ("pdf-no-lines", self.judged),
        )
        for key, places in told:
            if places:
                found = ", ".join(map(str, places))
                yield finding(key, self._place, severity=Severity.WARNING, found=found)
        if self._unknown:
            found = ", ".join(str(number) for number, _ in self._unknown)
            count = sum(signs for _, signs in self._unknown)
            key = "pdf-no-text/signs"
            yield finding(key, self._place, severity=Severity.WARNING, found=found, count=count)

    def _pages(self) -> Iterator[Page]:
        with self._clock.page():
            document = PDFDocument(PDFParser(io.BytesIO(self._content)), password="")
            self.title = _title(document)
            found = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
        if len(found) > MAX_PAGES:
            raise RefusedError("pdf-limit/pages", allowed=MAX_PAGES)
        if not found:
            raise RefusedError("pdf-broken")
        resources = PDFResourceManager()
        made = [self._page(one, resources, n) for n, one in enumerate(found, 1)]
        self._check(len(found))
        return (one for one in made if one is not None)

    def _page(self, one: PDFPage, resources: PDFResourceManager, number: int) -> Page | None:
        self._number = number
        with self._clock.page():
            try:
                drawn = _drawn(one, resources, self._clock, number)
                self._note(drawn)
                return page(drawn)
            except BROKEN:
                self._damaged.append(number)
                return None

    def _note(self, drawn: Drawn) -> None:
        letters = sum(not char.text.isspace() for char in drawn.chars)
        self._count += letters
        if letters < _FEW and drawn.pictured > _PICTURED:
            self._pictures.append(drawn.number)
        elif drawn.hidden * 2 > len(drawn.chars):
            self._recognised.append(drawn.number)
        if drawn.unknown:
            self._unknown.append((drawn.number, drawn.unknown))

    def _check(self, pages: int) -> None:
        """Refuse what has nothing to read."""
        if len(self._damaged) == pages:
            raise RefusedError("pdf-broken")
        if len(self._pictures) == pages or (self._pictures and not self._count):
            raise RefusedError("pdf-no-text", found=pages)
        if not self._count:
            raise RefusedError("pdf-no-text/nothing", found=pages)


def _drawn(one: PDFPage, resources: PDFResourceManager, clock: Clock, number: int) -> Drawn:
    device = Device(resources, clock)
    Interpreter(resources, device).process_page(one)
    device.drawn.number = number
    return device.drawn


def _title(document: PDFDocument) -> str:
    """What the document calls itself; the name of the file that it was made of is no title."""
    for told in document.info:
        title = told.get("Title")
        if isinstance(title, bytes):
            text = " ".join(decode_text(title).replace("\0", "").split())
            return "" if _FILE_NAME.search(text) else text
    return ""


def _blocks(pages: Sequence[Page], reading: _Reading) -> Iterator[Block]:
    """Tables and paragraphs; a table is complete once something else comes."""
    chain: list[Placed] = []
    for one in pages:
        tables = lines = 0
        for part in one.parts:
            if isinstance(part, Line):
                if chain:
                    yield table(chain)
                    chain = []
                lines += 1
                yield Paragraph(part.text, f"p.{one.number} line {lines}")
                continue
            tables += 1
            placed = Placed(part, one.number, tables, one.height)
            if not part.exact:
                reading.judged.append(f"p.{one.number} table {tables}")
            if chain and not (tables == 1 and goes_on(chain, placed)):
                yield table(chain)
                chain = []
            chain.append(placed)
    if chain:
        yield table(chain)
