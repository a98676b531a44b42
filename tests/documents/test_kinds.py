"""What a file is, is told by its content; what is no document has no kind but a way out."""

from __future__ import annotations

import pytest

from kpi_lod.documents.kinds import archive_kind, kind
from kpi_lod.foreign.limits import RefusedError
from tests.documents.archives import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = "utf-16-le"


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"KPI", "a.txt", "text"),
        (b"KPI", "a", "text"),
        (b"KPI", "r6.1版", "text"),
        (b"a,b", "a.CSV", "csv"),
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (b"\n\n%PDF-1.4 startxref", "a.pdf", "pdf"),
        (b"<!DOCTYPE html><p>", "a.html", "html"),
        (b"<!-- made by x -->\n<html lang=ja>", "a", "html"),
        (b'<?xml version="1.0"?><html>', "a.htm", "html"),
        ("\ufeff<html>".encode("utf-16"), "a.html", "html"),
        (b"<p>no head", "a.html", "html"),
        (b"<p>no head", "a.txt", "text"),
        (b"<html><table>", "a.txt", "html"),
        (zipped("word/document.xml"), "a.docx", "zip"),
        (OLE + "Workbook".encode(UTF16), "a.xls", "xls"),
    ],
)
def test_the_kind_is_told_by_content(content: bytes, name: str, expected: str) -> None:
    assert kind(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"KPI", "a.pdf", "file-type/claimed"),
        (b"KPI", "evil.ttl.exe", "file-type"),
        (b"MZ\x90\x00", "evil.ttl.exe", "file-type"),
        (b"%PDF-1.7", "a.xlsx", "file-type/claimed"),
        (b"<html>", "a.xls", "file-type/claimed"),
        (b"{\\rtf1 x}", "a.txt", "file-type/unreadable"),
        (b"\x89PNG\r\n\x1a\n", "scan", "file-type/unreadable"),
        (b"MIME-Version: 1.0", "a.html", "file-type/unreadable"),
        (b"MIME-Version: 1.0", "a.txt", "file-type/unreadable"),
        (OLE + "WordDocument".encode(UTF16), "a.xls", "file-type/unreadable"),
        (OLE + "EncryptedPackage".encode(UTF16), "a.xlsx", "encrypted/document"),
        (OLE, "a.txt", "file-type/unreadable"),
        (b"%PDF-1.7\n" + zipped("xl/workbook.xml"), "a.pdf", "file-type/two"),
        (zipped("%PDF-1.7"), "a.xlsx", "file-type/two"),
        (b"", "a.txt", "empty/bytes"),
        (b" \n ", "a.txt", "empty/document"),
    ],
)
def test_what_is_no_document_is_told(content: bytes, name: str, key: str) -> None:
    with pytest.raises(RefusedError) as caught:
        kind(content, name)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("xl/workbook.xml", "word/x.xml"), "xlsx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped("ppt/presentation.xml"), "pptx"),
        (zipped("a.txt"), "zip"),
    ],
)
def test_a_zip_file_is_told_by_its_parts(content: bytes, expected: str) -> None:
    assert archive_kind(content) == expected
