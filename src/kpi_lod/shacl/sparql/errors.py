"""What a query may fail with before it runs (SHACL 1.0, section 5 and appendix A).

In: nothing. Out: the exception for queries that a caller has to leave to another engine.
"""

from __future__ import annotations


class NotTranslatableError(Exception):
    """The query cannot be run as a set, or not exactly; says why in Japanese and English."""

    def __init__(self, reason_ja: str, reason_en: str) -> None:
        super().__init__(f"{reason_ja} / {reason_en}")
        self.ja = reason_ja
        self.en = reason_en


def unsupported(what: str) -> NotTranslatableError:
    """The exception for a part of SPARQL that is not translated."""
    return NotTranslatableError(
        f"{what} は一括では調べられません。", f"{what} is not evaluated for all nodes at once."
    )
