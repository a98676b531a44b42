"""The documents of the corpus as PDF, and as the text that comes out of such a PDF.

LibreOffice prints the Word rendering, ``pdftotext -layout`` takes the words out again: names are
wrapped into narrow columns, spaces stand between scripts, cells are torn over lines.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.drafting.renderings import render

_SECONDS = 120


def printed(document: Path, folder: Path) -> Path | None:
    """The PDF of a document with tables, its answer beside it."""
    word = render(document, "docx", folder)
    if word is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run((*command, str(word)), check=True, capture_output=True, timeout=_SECONDS)
    word.unlink()
    return word.with_suffix(".pdf")


def extracted(document: Path, folder: Path) -> Path | None:
    """The text of that PDF."""
    file = printed(document, folder)
    if file is None:
        return None
    text = file.with_suffix(".txt")
    command = ("pdftotext", "-layout", str(file), str(text))
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    file.unlink()
    return text


PRINTED: Mapping[str, Callable[[Path, Path], Path | None]] = {"pdf": printed, "pdftext": extracted}
