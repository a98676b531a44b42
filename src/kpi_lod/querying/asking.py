"""How an endpoint is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SECONDS = 60.0
"""For an answer, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How endpoints are asked: ``seconds`` for each answer, whose keys, as it stands or not.

    ``as_is``: no look at the default graph, no further pages. ``waiting``: factor of waits, 0 in
    tests.
    """

    seconds: float = SECONDS
    keyring: Path | None = None
    as_is: bool = False
    waiting: float = 1.0
