"""Texts of a document as a submission may hold them: one line, NFC, no character nobody can see."""

from __future__ import annotations

import unicodedata

from kpi_lod.submissions.text import forbidden_character


def printable(text: str) -> str:
    r"""The text on one line without controls; spaces stay as they are.

    >>> printable("都市OSを\n活用した\u202e件数")
    '都市OSを 活用した件数'
    """
    line = " ".join(part.strip() for part in text.splitlines() if part.strip())
    if forbidden_character(line):
        line = "".join(one for one in line if one == "\t" or not forbidden_character(one))
    if forbidden_character(line):  # a pile of marks
        line = "".join(one for one in line if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", line).strip()
