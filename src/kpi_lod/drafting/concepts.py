"""The harmonised concept that the name of a KPI suggests: a place to build, nothing is proposed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept, how well it matches (never above ``close``), and the words that led to it."""

    concept: str
    match: str
    words: tuple[str, ...] = ()


def proposed(name: str, unit: str) -> Proposal | None:
    """The concept to propose for a KPI of that name and printed unit; None rather than a guess."""
    return None
