"""What is drawn on a page: characters and lines, counted in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Char(NamedTuple):
    """A character; ``way``: 1 where its text runs downwards, -1 where it runs upwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    way: int = 0

    @property
    def x(self) -> float:
        """The centre, from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The centre, from the top."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line: ``at`` is its x if it is vertical, its y if it is horizontal."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """A page. ``turned``: how many more characters run upwards than downwards; ``pictured``: the
    share of the page that pictures cover; ``unknown``: characters of which the file does not say
    what they are; ``hidden``: characters that lie unseen on a picture of them.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    turned: int = 0
    pictured: float = 0.0
    unknown: int = 0
    hidden: int = 0
