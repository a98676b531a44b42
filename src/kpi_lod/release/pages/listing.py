"""Long lists: which entries stand on which page, by prefecture (pure).

In: entries with the code of a municipality, in the order of the codes. Out: slices of at most
``ON_A_PAGE`` entries, so that no page grows past what a phone loads at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kpi_lod.register.municipalities import municipalities, with_check_digit
from kpi_lod.settings import Text

TOGETHER = 50
"""Up to so many entries stand on one page and not on one for each prefecture."""

ON_A_PAGE = 60


class Placed(Protocol):
    """An entry of a list that belongs to a municipality."""

    @property
    def code(self) -> str:
        """The code of its municipality."""


Entry = TypeVar("Entry", bound=Placed)


@dataclass(frozen=True, slots=True)
class Slice(Generic[Entry]):
    """What one page of a prefecture shows: the ``number``-th of ``pages``, from 1.

    ``folder``: the last step of the page's folder, ``03`` or, past the first page, ``03-2``.
    """

    prefecture: str
    number: int
    pages: int
    entries: Sequence[Entry]

    @property
    def folder(self) -> str:
        """The last step of its folder."""
        return slice_folder(self.prefecture, self.number)


def slice_folder(prefecture: str, number: int) -> str:
    """The folder of a prefecture's page.

    >>> slice_folder("03", 1), slice_folder("03", 2)
    ('03', '03-2')
    """
    return prefecture if number == 1 else f"{prefecture}-{number}"


def long(codes: Iterable[str]) -> frozenset[str]:
    """The codes of the lists whose entries do not fit on one page, from the code of each entry."""
    return frozenset(code for code, entries in Counter(codes).items() if entries > TOGETHER)


def by_prefecture(entries: Sequence[Entry]) -> Mapping[str, Sequence[Entry]]:
    """First two digits of the code → its entries; none where they all fit on one page."""
    if len(entries) <= TOGETHER:
        return {}
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        found[one.code[:2]].append(one)
    return dict(sorted(found.items()))


def slices(prefecture: str, entries: Sequence[Entry]) -> list[Slice[Entry]]:
    """The pages of one prefecture."""
    starts = range(0, len(entries), ON_A_PAGE)
    return [
        Slice(prefecture, number, len(starts), entries[start : start + ON_A_PAGE])
        for number, start in enumerate(starts, start=1)
    ]


def city(code: str) -> Text:
    """The name of a municipality."""
    row = municipalities()[code]
    return Text(row.name_ja, row.name_en)


def prefecture(digits: str) -> Text:
    """The name of the prefecture with these first two digits."""
    row = municipalities()[with_check_digit(f"{digits}000")]
    return Text(row.prefecture_ja, row.prefecture_en)
