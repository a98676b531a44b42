"""What a file is, by its first bytes and never by its name; but for the marks of open files."""

from __future__ import annotations

from pathlib import PurePath

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
NAMES = {
    "text": ("文字だけのファイル", "plain text"),
    "HTML": ("ウェブページ（HTML）", "a web page (HTML)"),
    "XML": ("XMLのファイル", "an XML file"),
    "PDF": ("PDF", "a PDF"),
    "PNG": ("画像（PNG）", "a picture (PNG)"),
    "JPEG": ("画像（JPEG）", "a picture (JPEG)"),
    "RTF": ("リッチテキスト（RTF）", "rich text (RTF)"),
    "EXE": ("プログラム（EXE）", "a program (EXE)"),
    "ELF": ("プログラム（ELF）", "a program (ELF)"),
    "gzip": ("圧縮ファイル（gzip）", "a compressed file (gzip)"),
    "7z": ("圧縮ファイル（7z）", "a compressed file (7z)"),
    "RAR": ("圧縮ファイル（RAR）", "a compressed file (RAR)"),
    "zip": ("Excelブック（.xlsx）か、ほかのzipファイル", "a workbook (.xlsx) or another zip file"),
    "ole": ("古い形式のOfficeファイル（.xlsなど）", "an Office file of the old kind (.xls)"),
    "ole-encrypted": ("パスワードの付いたブック", "a workbook with a password"),
}
"""Kind → what people call it, in Japanese and English."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


_LOCKS = (("~$", ""), (".~lock.", "#"))
"""How names begin and end by which Excel and LibreOffice say that a file is open."""


def locked(file: str) -> str:
    """The name of the file that is open, if this name is that of a mark which says so; else "".

    >>> locked("a/~$r6.xlsx"), locked(".~lock.r6.xlsx#"), locked("r6.xlsx")
    ('r6.xlsx', 'r6.xlsx', '')
    """
    name = PurePath(file).name
    for start, end in _LOCKS:
        if name.startswith(start) and name.endswith(end):
            return name.removeprefix(start).removesuffix(end)
    return ""


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
