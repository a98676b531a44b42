"""What is noted while words are made of what was found: doubts, and where each word was printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi_lod.layouts.found import Doubt


@dataclass(slots=True)
class Notes:
    """``places``: the way to a word by keys (``projects[0].kpis[1].unit``) → its place in the
    document. ``evidence``: the way to a KPI → the words that led to its concept.
    """

    doubts: list[Doubt] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def doubt(self, key: str, at: str, **fields: object) -> None:
        """Note something that a person must look at."""
        told = tuple((name, str(value)) for name, value in fields.items())
        self.doubts.append(Doubt(key, at, (("at", at), *told)))

    def place(self, pointer: str) -> str:
        """Where the word was printed, or what it is part of; "" if that is noted nowhere.

        >>> Notes(places={"projects[0]": "line 3"}).place("projects[0].kpis[1].unit")
        'line 3'
        """
        while pointer and pointer not in self.places:
            pointer = pointer[: max(pointer.rfind("."), pointer.rfind("["), 0)]
        return self.places.get(pointer, "")
