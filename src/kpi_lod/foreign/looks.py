"""Text that is struck out: in the runs of one text (ECMA-376 part 1, 18.4.4 and 18.8.10)."""

from __future__ import annotations

from collections.abc import Mapping

Struck = tuple[str, str]
"""What is struck out by a look of its own, and what looks as its cell does."""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a property such as ``<strike/>`` holds."""
    return attributes.get("val", "1") in ("1", "true")


class Looks:
    """The parts of one text, as its runs come; a run without ``<rPr>`` looks as its cell does."""

    def __init__(self) -> None:
        self._runs = self._own = self._struck = False
        self._parts: tuple[list[str], list[str]] = ([], [])

    def start(self, known: str, attributes: Mapping[str, str]) -> None:
        """An element begins, named without its namespace."""
        if known == "r":
            self._runs, self._own, self._struck = True, False, False
        elif known == "rPr":
            self._own = True
        elif known == "strike":
            self._struck = is_on(attributes)

    def text(self, text: str) -> None:
        """Characters of the text."""
        if self._runs and (self._struck or not self._own):
            self._parts[0 if self._struck else 1].append(text)

    def struck(self) -> Struck | None:
        """What came of the runs; None for a text without any."""
        return ("".join(self._parts[0]), "".join(self._parts[1])) if self._runs else None
