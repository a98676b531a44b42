"""Patterns that some texts take a backtracking engine forever.

In: the branches of :mod:`.pattern_syntax`. Out: whether to refuse them. On the safe side: what is
refused may be harmless. RE2 does not backtrack and needs none of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kpi_lod.shacl import characters
from kpi_lod.shacl.characters import Ranges
from kpi_lod.shacl.pattern_syntax import Atom, Branch, Characters, Group, Repeat
from kpi_lod.shacl.pattern_text import character_set

_MANY = 16
"""A repetition of more than so many counts as without end."""
_MAX_IN_A_ROW = 2
"""The search for a place to begin at is one more."""


def may_explode(branches: tuple[Branch, ...]) -> bool:
    """Whether the ways to match a text may be many more than its characters.

    So they may where a repeated group can divide what it matches in several ways, and where more
    than two repetitions without end stand in a row.
    """
    return any(_ambiguous(repeat.atom) for repeat in _repeats(branches) if _endless(repeat)) or any(
        _in_a_row(branch) > _MAX_IN_A_ROW for branch in _all_branches(branches)
    )


def _endless(repeat: Repeat) -> bool:
    return repeat.most is None or repeat.most > _MANY


def _ambiguous(atom: Atom) -> bool:
    """Whether it contains a quantifier that varies, or alternatives that begin alike."""
    if not isinstance(atom, Group):
        return False
    inner = list(_repeats(atom.branches))
    optional = sum(repeat.most == 1 and repeat.least == 0 for repeat in inner)
    varying = any(repeat.most not in {repeat.least, 1} for repeat in inner)
    return (
        varying
        or optional > 1
        or any(_begin_alike(alternatives) for alternatives in _alternatives(atom))
    )


def _all_branches(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        for piece in branch:
            atom = piece.atom if isinstance(piece, Repeat) else piece
            if isinstance(atom, Group):
                yield from _all_branches(atom.branches)


def _repeats(branches: tuple[Branch, ...]) -> Iterator[Repeat]:
    for branch in _all_branches(branches):
        yield from (piece for piece in branch if isinstance(piece, Repeat))


def _in_a_row(branch: Branch) -> int:
    return sum(isinstance(piece, Repeat) and _endless(piece) for piece in branch)


def _alternatives(atom: Group) -> Iterator[tuple[Branch, ...]]:
    yield atom.branches
    for branch in _all_branches(atom.branches):
        for piece in branch:
            inner = piece.atom if isinstance(piece, Repeat) else piece
            if isinstance(inner, Group):
                yield inner.branches


def _begin_alike(branches: tuple[Branch, ...]) -> bool:
    begins = sorted(pair for branch in branches for pair in _first_characters(branch))
    return any(after[0] <= before[1] for before, after in pairwise(begins))


def _first_characters(branch: Branch) -> Ranges:
    """What a text it matches may begin with; everything where that takes more than a look."""
    if branch and isinstance(branch[0], Characters):
        return character_set(branch[0], "i")
    return characters.ALL
