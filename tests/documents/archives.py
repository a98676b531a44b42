"""Zip files for tests."""

from __future__ import annotations

import io
import zipfile


def zipped(*names: str, **contents: str) -> bytes:
    """A zip file with members of these names, or with these contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in contents.items():
            archive.writestr(name, text)
    return stream.getvalue()
