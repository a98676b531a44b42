"""The layout families by letter, as docs/draft.md names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.drafting.generated.families import a, b, c, d, e, f, g, h, i
from tests.drafting.generated.printing import Printing

FAMILIES: Mapping[str, Callable[[Printing], None]] = {
    "a": a.lay_out,
    "b": b.lay_out,
    "c": c.lay_out,
    "d": d.lay_out,
    "e": e.lay_out,
    "f": f.lay_out,
    "g": g.lay_out,
    "h": h.lay_out,
    "i": i.lay_out,
}
HELD = frozenset("eh")
"""Families that the reader is never tuned to: nobody reads their misses."""
