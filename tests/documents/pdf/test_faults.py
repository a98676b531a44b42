"""What is wrong with a PDF is told, and no file takes longer than its limits allow."""

from __future__ import annotations

import hashlib
import time
import zlib
from pathlib import Path

import pytest
from pdfminer.arcfour import Arcfour
from tests.documents.pdf.papers import Sheet, document, packed, paper, stream

from kpi_lod.documents.document import Paragraph
from kpi_lod.documents.pdf import limits, read_pdf
from kpi_lod.documents.reading import read_document
from kpi_lod.errors import DataError
from kpi_lod.foreign.limits import RefusedError

PICTURE = packed(
    bytes(100), "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8"
)
SECONDS = 60
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def said(content: bytes) -> str:
    """The key of the refusal."""
    began = time.process_time()  # other work on this computer is no fault of ours
    with pytest.raises(RefusedError) as caught:
        read_pdf(content, "a.pdf")
    assert time.process_time() - began < SECONDS
    return caught.value.key


def written(text: str) -> Sheet:
    sheet = Sheet()
    sheet.text(50, 50, text)
    return sheet


def pictured(text: str = "") -> Sheet:
    sheet = written(text) if text else Sheet()
    sheet.drawn.append("q 595 0 0 842 0 0 cm /X Do Q")
    return sheet


def locked(user: bytes, content: bytes) -> bytes:
    """A file with a password to open it, and one for its owner (ISO 32000-1, 7.6.3, revision 2)."""
    padded = (user + _PADDING)[:32]
    owner = Arcfour(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5]).process(padded)
    rights, name = (-64).to_bytes(4, "little", signed=True), b"0123456789abcdef"
    key = hashlib.md5(padded + owner + rights + name).digest()[:5]
    check = Arcfour(key).process(_PADDING)
    of_stream = hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        stream(Arcfour(of_stream).process(content)),
        f"<< /Filter /Standard /V 1 /R 2 /P -64 /O <{owner.hex()}> /U <{check.hex()}> >>".encode(),
    ]
    return document(objects, f"/Encrypt 5 0 R /ID [<{name.hex()}> <{name.hex()}>]")


def test_a_password_to_open_is_told_and_the_owners_is_not_needed() -> None:
    content = b"BT /F 12 Tf 50 700 Td (KPI 10) Tj ET"
    assert said(locked(b"secret", content)) == "pdf-encrypted"
    (line,) = read_pdf(locked(b"", content), "a.pdf").blocks()
    assert isinstance(line, Paragraph)
    assert line.text == "KPI 10"


def test_pictures_are_no_text() -> None:
    assert said(paper(pictured(), pictured("1"), more=[PICTURE])) == "pdf-no-text"
    made = read_pdf(paper(written("KPIの実績は次のとおり"), pictured(), more=[PICTURE]), "a.pdf")
    (told,) = made.remarks
    assert (told.code, told.severity.value, "2ページ" in told.ja) == (
        "pdf-no-text",
        "Warning",
        True,
    )


def test_a_page_with_text_on_a_picture_is_read() -> None:
    made = read_pdf(paper(pictured("KPIの実績は次のとおり"), more=[PICTURE]), "a.pdf")
    assert made.remarks == ()


def test_text_recognised_in_a_picture_is_read_and_told() -> None:
    sheet = pictured()
    sheet.drawn.append("3 Tr")
    sheet.text(50, 50, "KPIの実績は次のとおり")
    (told,) = read_pdf(paper(sheet, more=[PICTURE]), "a.pdf").remarks
    assert (told.code, "OCR" in told.ja) == ("pdf-no-text", True)


def test_blank_pages_are_told() -> None:
    assert said(paper(Sheet())) == "pdf-no-text/nothing"


def test_signs_without_meaning_are_shown_and_told() -> None:
    sheet = written("KPIの実績は次のとおり")
    sheet.drawn.append("BT /I 10 Tf 50 700 Td <f000> Tj ET")
    made = read_pdf(paper(sheet), "a.pdf")
    assert [(one.code, "1字" in one.ja) for one in made.remarks] == [("pdf-no-text", True)]
    assert [b.text for b in made.blocks() if isinstance(b, Paragraph)][-1] == "〓"


@pytest.mark.parametrize(
    "content",
    [
        paper(written("x"))[:-200],
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\ntrailer << /Root 9 0 R >>\nstartxref\n9\n%%EOF",
        document([b"<< /Type /Catalog >>"]),
        document([b"<< /Type /Catalog /Pages 2 0 R >>", b"[1 2 3]"]),
    ],
    ids=["cut", "empty", "no root", "no pages", "odd pages"],
)
def test_a_damaged_file_is_told(content: bytes) -> None:
    assert said(content) == "pdf-broken"


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    broken = stream(b"x", "/Filter /NoSuchFilter")
    content = paper(Sheet(), written("x"), contents=[broken, packed(written("KPI").operators())])
    made = read_pdf(content, "a.pdf")
    assert [(one.code, "1ページ" in one.ja) for one in made.remarks] == [("pdf-broken", True)]
    assert [b.at for b in made.blocks() if isinstance(b, Paragraph)] == ["p.2 line 1"]


def test_pages_in_a_circle_end() -> None:
    circle = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>",
        b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] >>",
    ]
    assert said(document(circle)) == "pdf-broken"


def test_forms_that_draw_each_other_end() -> None:
    form = packed(
        b"/X Do /X Do",
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
    )
    sheet = written("KPIの実績は次のとおり")
    sheet.drawn.append("/X Do")
    assert read_pdf(paper(sheet, more=[form]), "a.pdf").remarks == ()


def test_too_many_pages_are_told() -> None:
    assert said(paper(*[Sheet()] * 301)) == "pdf-limit/pages"


def test_a_stream_that_expands_without_end_is_told() -> None:
    twice = zlib.compress(zlib.compress(bytes(400 * 1024 * 1024), 1))
    told = stream(twice, "/Filter [/FlateDecode /FlateDecode]")
    assert said(paper(Sheet(), contents=[told])) == "pdf-limit/size"


def test_too_many_operators_are_told() -> None:
    found = said(paper(Sheet(), contents=[packed(b"1 w " * 3_000_000)]))
    assert found in {"pdf-limit/operators", "pdf-limit/time"}


def test_operators_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_OPERATORS", 100)
    assert said(paper(Sheet(), contents=[packed(b"0 0 m " * 101)])) == "pdf-limit/operators"


def test_a_page_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.1)
    slow = packed(b"0 0 m 9 9 l S " * 200_000)
    assert said(paper(written("x"), Sheet(), contents=[packed(b""), slow])) == "pdf-limit/time"


def test_many_slow_pages_are_slow_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SPARE_SECONDS", 0.2)
    monkeypatch.setattr(limits, "EARNED_SECONDS", 0.0)
    slow = packed(b"0 0 m 9 9 l S " * 5_000)
    assert said(paper(*[Sheet()] * 20, contents=[slow] * 20)) == "pdf-limit/time"


def test_arrays_without_end_are_told() -> None:
    deep = [b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 200_000]
    assert said(document(deep)) in {"pdf-broken", "pdf-limit/depth", "pdf-limit/time"}
    sheet = packed(b"[" * 200_000 + b"]" * 200_000 + b" TJ")
    assert said(paper(Sheet(), contents=[sheet])) in {"pdf-no-text/nothing", "pdf-limit/depth"}


def test_pdfminer_is_as_before_afterwards() -> None:
    read_pdf(paper(written("x")), "a.pdf")
    from pdfminer import pdftypes  # noqa: PLC0415

    assert getattr(pdftypes, "zlib") is zlib  # noqa: B009


def test_a_pdf_is_read_in_the_child(tmp_path: Path) -> None:
    file = tmp_path / "実績.pdf"
    file.write_bytes(paper(written("KPIの実績")))
    made = read_document(file)
    assert (made.file, made.kind) == ("実績.pdf", "pdf")
    assert [b.text for b in made.blocks() if isinstance(b, Paragraph)] == ["KPIの実績"]
    file.write_bytes(paper(Sheet()))
    with pytest.raises(DataError, match="pdf-no-text"):
        read_document(file)
