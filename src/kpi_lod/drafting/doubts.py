"""Doubts in the words of the catalogue: as findings, as comments of YAML, as lines for stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kpi_lod.errors import Finding, Place, Severity, worded_finding
from kpi_lod.layouts.found import Doubt

SHOWN = 20
"""So many are told on a terminal; all stand in the draft and on the page for review."""

_INFOS = frozenset({"draft-year-judged", "draft-far-apart", "draft-programme/wider"})
"""What is most likely right."""


def told(doubt: Doubt, file: str) -> Finding:
    """The finding; the place in the document stands where in YAML the way by keys would."""
    severity = Severity.INFO if doubt.key in _INFOS else Severity.WARNING
    fields = {"at": doubt.at, **dict(doubt.fields)}
    return worded_finding(doubt.key, Place(file, pointer=doubt.at), severity, fields)


def ordered(doubts: Sequence[Finding]) -> list[Finding]:
    """The doubts without repetitions: warnings first, one kind after the other, as they came."""
    kinds = {one.code: number for number, one in reversed(list(enumerate(doubts)))}
    return sorted(dict.fromkeys(doubts), key=lambda one: (one.severity.rank, kinds[one.code]))


def comments(doubts: Sequence[Finding]) -> str:
    """Lines of YAML that nobody reads as data, "" where there is no doubt."""
    if not doubts:
        return ""
    lines = [
        f"# 要確認 {len(doubts)}件。確かめて直し、この注を消してください。",
        f"# To be looked at: {len(doubts)}. Check, mend and remove these lines.",
        *(f"# 要確認 {_at(one)}{one.ja}" for one in doubts),
    ]
    return "".join(f"{line}\n" for line in lines)


def lines(doubts: Sequence[Finding], *, shown: int = SHOWN) -> Iterator[str]:
    """The doubts for a terminal, each kind with its number and what to do; the first of all."""
    for kind, group in groupby(doubts[:shown], key=lambda one: (one.severity, one.code)):
        ones = list(group)
        count = sum(one.code == kind[1] for one in doubts)
        yield f"要確認 {kind[1]}（{count}） / to be looked at ({count})"
        for one in ones:
            yield f"  {_at(one)}{one.ja}"
            yield f"    {one.en}"
        yield f"  → {ones[0].fix_ja}"
        yield f"    {ones[0].fix_en}"
    if len(doubts) > shown:
        rest = len(doubts) - shown
        yield f"ほか{rest}件は下書きの初めの注と --review の画面にあります。"
        yield f"{rest} more stand at the top of the draft and on the page of --review."


def _at(one: Finding) -> str:
    return f"{one.place.pointer}: " if one.place.pointer else ""
