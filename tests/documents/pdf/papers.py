"""PDF files written by hand: what stands on a page is said operator by operator.

ISO 32000-1, sections 7.5 (file structure), 8.5 (paths) and 9.4 (text).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

FONTS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /{encoding} "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Mincho "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 "
    "/W [1 [500] 231 632 500] "
    "/FontDescriptor << /Type /FontDescriptor /FontName /Mincho /Flags 4 /Ascent 880 "
    "/Descent -120 /FontBBox [0 -120 1000 880] >> >>] >>"
)


@dataclass
class Sheet:
    """One page: 595 by 842 points, counted from its top left corner as its reader does."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, *, down: bool = False) -> None:
        """Text that begins at x, its line at y; ``down``: written from top to bottom."""
        shown = text.encode("utf-16-be").hex()
        font = "V" if down else "H"
        self.drawn.append(f"BT /{font} {size} Tf {x} {self.height - y} Td <{shown}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A straight line."""
        self.drawn.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> None:
        """A rectangle, drawn (S) or filled (f)."""
        self.drawn.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re {paint}")

    def table(
        self, x: float, y: float, rows: Sequence[Sequence[str]], wide: float = 80, high: float = 20
    ) -> None:
        """A table with all its lines; what has several lines is printed in several."""
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                left, top = x + column * wide, y + row * high
                self.box(left, top, left + wide, top + high)
                for number, part in enumerate(text.split("\n")):
                    self.text(left + 2, top + 12 + 10 * number, part)

    def operators(self) -> bytes:
        """The content stream."""
        return "\n".join(self.drawn).encode("ascii")


def document(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A file of these objects; the first is the catalogue."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % table


def stream(content: bytes, told: str = "") -> bytes:
    """A stream object."""
    return (
        b"<< /Length %d %s >>\nstream\n" % (len(content), told.encode())
        + content
        + (b"\nendstream")
    )


def packed(content: bytes, told: str = "") -> bytes:
    """The same, compressed."""
    return stream(zlib.compress(content), f"/Filter /FlateDecode {told}")


def paper(*sheets: Sheet, contents: Sequence[bytes] = (), more: Sequence[bytes] = ()) -> bytes:
    """A PDF of these pages; ``contents``: other streams for them, ``more``: the objects after.

    Objects: 1 catalogue, 2 page tree, 3 and 4 fonts, 5 the first of ``more``; then each page and
    its content.
    """
    first = 5 + len(more)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    codes = ("UniJIS-UCS2-H", "UniJIS-UCS2-V", "Identity-H")
    horizontal, vertical, numbered = (FONTS.format(encoding=code) for code in codes)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>".encode(),
        horizontal.encode(),
        vertical.encode(),
        *more,
    ]
    for number, sheet in enumerate(sheets):
        place = first + 2 * number
        extra = "/XObject << /X 5 0 R >>" if more else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
            f"/Rotate {sheet.rotate} /Contents {place + 1} 0 R "
            f"/Resources << /Font << /H 3 0 R /V 4 0 R /I {numbered} >> {extra} >> >>".encode()
        )
        objects.append(contents[number] if contents else packed(sheet.operators()))
    return document(objects)
