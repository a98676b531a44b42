"""The pairs that a judge is asked about: random ones on which it is not known to be wrong.

In: a judge's name and how many. Out: pairs, always the same ones; each has IRIs of its own, so that
our engine can be given many at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, islice
from random import Random

from pyoxigraph import Triple
from tests.shacl.judges.known_faults import faults
from tests.shacl.judges.pairs import Pair
from tests.shacl.judges.random_pairs import random_pair
from tests.shacl.judges.rows import Row, Rows


def pairs(first: int = 0) -> Iterator[Pair]:
    """Random pairs without end."""
    return (random_pair(Random(number), number) for number in count(first))


def pairs_for(judge: str, many: int, first: int = 0) -> Iterator[Pair]:
    """As many pairs as wanted that show none of the judge's known faults."""
    return islice((pair for pair in pairs(first) if not faults(judge, pair)), many)


def together(pairs: Iterable[Pair]) -> tuple[list[Triple], list[Triple]]:
    """The data and the shapes of all pairs: their IRIs keep them apart."""
    data: list[Triple] = []
    shapes: list[Triple] = []
    for pair in pairs:
        data += pair.data
        shapes += pair.shape_triples()
    return data, shapes


def apart(rows: Rows) -> dict[int, Rows]:
    """The number of each pair → its rows; told by the shape, which no two pairs share."""
    found: dict[int, Rows] = {}
    for row, times in rows.items():
        found.setdefault(number_of(row), Counter())[row] += times
    return found


def number_of(row: Row) -> int:
    """The number of the pair to which the row's shape belongs."""
    shape = row.shape
    if shape.startswith("_:"):
        return int(shape.removeprefix("_:shape").partition("x")[0])
    return int(shape.removeprefix("<http://p.example/").partition("/")[0])
