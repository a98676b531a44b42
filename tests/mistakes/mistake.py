"""One deliberate mistake in a copy of a real submission, and what the officer must be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import Severity

ROOT = Path(__file__).resolve().parents[2]
CHINO = "data/submissions/202142/2023-promotion.yaml"
MORIOKA = "data/submissions/032018/2023-all.yaml"


@dataclass(frozen=True)
class Mistake:
    """``old`` → ``new``, once, in a file; ``at`` is the text that the reported place must be at.

    The place is looked for from the edit on; ``at`` "" means the file as a whole. ``ja`` and ``en``
    must stand in what is told, problem and remedy together.
    """

    name: str
    old: str
    new: str
    code: str
    at: str
    ja: str
    en: str
    file: str = CHINO
    severity: Severity = Severity.VIOLATION


def edited(old: str, new: str, file: str = CHINO) -> str:
    """The file with the first ``old`` replaced."""
    text = original(file)
    assert old in text, f"{old!r} is not in {file}"
    return text.replace(old, new, 1)


def original(file: str = CHINO) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def block(start: str, end: str = "", file: str = CHINO) -> str:
    """The text from ``start`` to before the next ``end``, or to the end of the file."""
    text = original(file)
    first = text.index(start)
    return text[first : text.index(end, first) if end else len(text)]


def due_place(mistake: Mistake) -> tuple[int, int]:
    """Line and column, from 1, where the finding must point; (0, 0) for the whole file."""
    if not mistake.at:
        return 0, 0
    text = edited(mistake.old, mistake.new, mistake.file)
    offset = text.index(mistake.at, original(mistake.file).index(mistake.old))
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
