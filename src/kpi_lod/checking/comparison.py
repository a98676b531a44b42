"""Which earlier submissions a submission was compared with, and how that is said.

In: the submissions that were checked and the others of their municipality. Out: names of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.errors import visible
from kpi_lod.records import Submission
from kpi_lod.submissions.reader import ReadSubmission
from kpi_lod.submissions.years import earlier

_LISTED = 5
"""Submissions that are told one by one; of more only the count is."""

_NAMED = 3
"""Earlier files that are named."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A file that was checked, and the earlier submissions beside which it was; maybe none."""

    file: str
    others: tuple[str, ...] = ()


def compared(read: Sequence[ReadSubmission], others: Sequence[Submission]) -> tuple[Compared, ...]:
    """What each submission that could be read was compared with, the newest first.

    A submission that was taken back is compared with nothing, and not told.
    """
    files = {id(one.submission): one.file for one in read}
    given = [one.submission for one in read if one.submission is not None]
    found = []
    for one in given:
        same_city = [o for o in (*given, *others) if o.municipality == one.municipality]
        if one.withdrawn is None:
            names = [files.get(id(o), o.places[""].file) for o in earlier(one, same_city)]
            found.append(Compared(files[id(one)], tuple(reversed(names))))
    return tuple(found)


def compared_words(found: Sequence[Compared]) -> Iterator[tuple[str, str]]:
    """A line for each submission, in both languages; one for all where there are many."""
    if len(found) > _LISTED:
        some, count = sum(bool(one.others) for one in found), len(found)
        yield (
            f"{count}件のうち{some}件を、前の提出物と比べました。",
            f"{some} of {count} were compared with earlier submissions.",
        )
        return
    for one in found:
        file, names = visible(one.file), list(map(visible, one.others[:_NAMED]))
        left = len(one.others) - len(names)
        if names:
            ja, en = (f"、ほか{left}件", f" and {left} more") if left else ("", "")
            yield (
                f"{file}: 前の提出物 {'、'.join(names)}{ja} と比べました。",
                f"compared with the earlier {', '.join(names)}{en}.",
            )
        else:
            yield (
                f"{file}: 前の提出物は見つからず、何とも比べていません（探す場所は --with で）。",
                "no earlier submission was found to compare with (look elsewhere: --with).",
            )
