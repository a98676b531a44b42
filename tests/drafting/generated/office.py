"""Documents printed by LibreOffice: many files in one process; and the words taken out again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 600


def has_office() -> bool:
    """Whether there is a LibreOffice; without its Writer a .docx is not printed."""
    return shutil.which("soffice") is not None


def printed(files: Sequence[Path]) -> list[Path]:
    """The PDF of each workbook or Word document, beside it; the originals are deleted."""
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run((*command, *map(str, files)), check=True, capture_output=True, timeout=_SECONDS)
    shutil.rmtree(folder / "office")
    for file in files:
        file.unlink()
    return [file.with_suffix(".pdf") for file in files]


def extracted(files: Sequence[Path]) -> list[Path]:
    """The text of each PDF as ``pdftotext -layout`` takes it out; the PDFs are deleted."""
    for file in files:
        command = ("pdftotext", "-layout", str(file), str(file.with_suffix(".txt")))
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        file.unlink()
    return [file.with_suffix(".txt") for file in files]
