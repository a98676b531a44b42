"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"MZ\x90\x00", "EXE"),
    (b"\x7fELF", "ELF"),
)
_MARKUP = (
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind(content: bytes) -> str:
    """``zip``, ``ole-encrypted``, ``ole``, ``empty``, ``text`` or the name of another format.

    ``ole`` is the container of .xls; ``ole-encrypted`` holds an .xlsx with a password
    ([MS-OFFCRYPTO], section 1.3.2).

    >>> kind(b"%PDF-1.7"), kind(b""), kind(b"kpi-lod: 1")
    ('PDF', 'empty', 'text')
    """
    if not content.strip():
        return "empty"
    found = next((name for magic, name in _SIGNATURES if content.startswith(magic)), "")
    if found == "ole" and _ENCRYPTED in content:
        return "ole-encrypted"
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return found or next((name for magic, name in _MARKUP if start.startswith(magic)), "text")
