"""What kind of document a file is: by its content first, by its name where content cannot tell.

In: bytes and a name. Out: a kind that has a reader, or the reason why there is none.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from kpi_lod.foreign import kinds
from kpi_lod.foreign.limits import RefusedError

SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".md", ".tsv"), ("text", "html")),
    **dict.fromkeys((".html", ".htm", ".xhtml"), ("html",)),
    ".csv": ("csv",),
    ".pdf": ("pdf",),
    ".docx": ("docx",),
    ".xlsx": ("xlsx",),
    ".xlsm": ("xlsx",),
    ".xls": ("xls",),
    ".ods": ("ods",),
}
"""How names end → the kinds that such a file may be; the first is what its name claims."""

_SHOWN = ".txt, .md, .html, .pdf, .docx, .xlsx, .xls, .ods, .csv"
_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "xl/workbook.bin": "xlsb",
}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_STREAMS = (
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MARKUP = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body|meta)[\s>]",
    re.S | re.I,
)
_OTHER_MARKS = ((b"MIME-Version:", "mhtml"), (b"From: <Saved by", "mhtml"))
_NAMES = {
    **kinds.NAMES,
    "text": ("文字だけのファイル", "plain text"),
    "html": ("ウェブページ（HTML）", "a web page (HTML)"),
    "pdf": ("PDF", "a PDF"),
    "docx": ("Wordの文書（.docx）", "a Word document (.docx)"),
    "xlsx": ("Excelブック（.xlsx）", "a workbook (.xlsx)"),
    "xls": ("古い形式のExcelブック（.xls）", "a workbook of the old kind (.xls)"),
    "ods": ("OpenDocumentの表計算（.ods）", "an OpenDocument spreadsheet (.ods)"),
    "zip": ("zipファイル", "a zip file"),
    "ole": ("古い形式の文書", "a document of an old kind"),
    "doc": ("古い形式のWordの文書（.doc）", "a Word document of the old kind (.doc)"),
    "ppt": ("古い形式のPowerPointの資料（.ppt）", "slides of the old kind (.ppt)"),
    "pptx": ("PowerPointの資料（.pptx）", "slides (.pptx)"),
    "xlsb": ("Excelバイナリブック（.xlsb）", "a binary workbook (.xlsb)"),
    "odt": ("OpenDocumentの文書（.odt）", "an OpenDocument text (.odt)"),
    "mhtml": ("保存したウェブページ（.mht）", "a saved web page (.mht)"),
}
_HEAD = 1024
_WHOLE = ("", 0, 0)
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE, _LONGEST_COMMENT = 22, 0xFFFF
_CLAIM = re.compile(r"\.[a-z][a-z0-9]{0,4}")


def kind(content: bytes, file: str) -> str:
    """``text``, ``html``, ``csv``, ``pdf``, ``xls`` or ``zip`` (see :func:`archive_kind`).

    Raises RefusedError ``file-type/…``, ``empty/…``, ``encrypted/document``.
    """
    found = _sniffed(content)
    if not content:
        raise RefusedError("empty/bytes")
    if found == "empty":
        raise RefusedError("empty/document")
    if found == "ole-encrypted":
        raise RefusedError("encrypted/document")
    claimed = _claimed(file)
    if found == "text" and claimed in {".csv", ".html", ".htm", ".xhtml"}:
        return SUFFIXES[claimed][0]
    if found != "zip":
        check(found, file)
    return found


def check(found: str, file: str) -> None:
    """Raise RefusedError where no reader is for the kind, or the name claims another."""
    claimed = _claimed(file)
    readable = {one for allowed in SUFFIXES.values() for one in allowed}
    ja, en = _NAMES[found]
    told: dict[str, object] = {"found_ja": ja, "found_en": en}
    told["claimed"] = claimed or PurePath(file).name
    if found not in readable:
        raise RefusedError("file-type/unreadable", at=_WHOLE, allowed=_SHOWN, **told)
    if claimed and found not in SUFFIXES[claimed]:
        suffix = next(one for one, allowed in SUFFIXES.items() if allowed[0] == found)
        raise RefusedError("file-type/claimed", at=_WHOLE, allowed=suffix, **told)


def archive_kind(content: bytes) -> str:
    """The kind of a zip file by its parts; ``zip`` where they are none of a document.

    Raises RefusedError ``file-broken/document``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.lower() for name in archive.namelist()}
            stored = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    stored = member.read(_HEAD).strip()
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, EOFError):
        raise RefusedError("file-broken/document") from None
    if stored in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[stored]
    return next((found for part, found in _PARTS.items() if part in names), "zip")


def _sniffed(content: bytes) -> str:
    found = kinds.kind(content)
    head = content[:_HEAD]
    if (found == "PDF" and _ends_as_zip(content)) or (found == "zip" and b"%PDF-" in head):
        raise RefusedError("file-type/two")
    if found == "ole":
        return _of_streams(content)
    if found in {"text", "HTML", "XML"}:
        return _of_text(content, found)
    return found.lower() if found == "PDF" else found


def _of_text(content: bytes, found: str) -> str:
    """Text, a web page, or a PDF with something before its first line, which is allowed."""
    head = content[:_HEAD]
    if b"%PDF-" in head and b"startxref" in content:
        return "pdf"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    other = next((name for mark, name in _OTHER_MARKS if head.startswith(mark)), "")
    if other:
        return other
    return (
        "html" if found == "HTML" or _MARKUP.match(head) else ("XML" if found == "XML" else "text")
    )


def _of_streams(content: bytes) -> str:
    """An Office file of the old kind by the streams that its directory names."""
    return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in content), "ole")


def _ends_as_zip(content: bytes) -> bool:
    """Whether the end of a zip file's directory is the end of the file, whatever it begins with."""
    start = content.rfind(_ZIP_END, -_ZIP_END_SIZE - _LONGEST_COMMENT)
    if start < 0 or start + _ZIP_END_SIZE > len(content):
        return False
    comment = int.from_bytes(content[start + 20 : start + 22], "little")
    return start + _ZIP_END_SIZE + comment == len(content)


def _claimed(file: str) -> str:
    """The suffix, lower case; "" where the name has none that claims anything.

    Raises RefusedError ``file-type`` for one that is not read, such as ``.exe``.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    if _CLAIM.fullmatch(suffix):
        raise RefusedError("file-type", found=PurePath(file).name, allowed=_SHOWN)
    return ""
