"""Random well-formed shapes over random data: all of SHACL core, no recursion.

In: a random generator and the number of the pair. Out: a :class:`Pair`.
"""

from __future__ import annotations

from random import Random

from tests.shacl.judges.pairs import Pair
from tests.shacl.judges.random_constraints import random_parts
from tests.shacl.judges.random_shapes import Making
from tests.shacl.judges.random_terms import Pool


def random_pair(rng: Random, number: int) -> Pair:
    """Shapes with targets over some thirty triples."""
    making = Making(rng, Pool(number), random_parts)
    shapes = tuple(making.target_shape() for _ in range(rng.randint(2, 4)))
    return Pair(number, shapes, tuple(dict.fromkeys(making.data())))
