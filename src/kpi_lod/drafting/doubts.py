"""Doubts in the words of the catalogue: as findings, as comments of YAML, as lines for stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kpi_lod.errors import Finding, Place, Severity, worded_finding
from kpi_lod.layouts.found import Doubt

SHOWN = 20
"""So many are told on a terminal; all stand in the draft and on the page for review."""

_OF_A_KIND = 5
"""So many of one kind."""

_SEVERITIES = {
    "draft-nothing": Severity.VIOLATION,
    "draft-year-judged": Severity.INFO,
    "draft-far-apart": Severity.INFO,
    "draft-programme/wider": Severity.INFO,
}
"""An Info is most likely right."""


def told(doubt: Doubt, file: str) -> Finding:
    """The finding; the place in the document stands where in YAML the way by keys would."""
    severity = _SEVERITIES.get(doubt.key, Severity.WARNING)
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


def lines(doubts: Sequence[Finding]) -> Iterator[str]:
    """The doubts for a terminal: each kind with its number, the first of it and what to do."""
    told_now = 0
    for (_, code), group in groupby(doubts, key=lambda one: (one.severity, one.code)):
        ones = list(group)
        first = ones[: min(_OF_A_KIND, SHOWN - told_now)]
        told_now += len(first)
        if not first:
            break
        yield f"要確認 {code}（{len(ones)}） / to be looked at ({len(ones)})"
        for one in first:
            yield f"  {_at(one)}{one.ja}"
            yield f"    {one.en}"
        yield f"  → {first[0].fix_ja}"
        yield f"    {first[0].fix_en}"
    if rest := len(doubts) - told_now:
        yield f"ほか{rest}件は下書きの初めの注と --review の画面にあります。"
        yield f"{rest} more stand at the top of the draft and on the page of --review."


def _at(one: Finding) -> str:
    return f"{one.place.pointer}: " if one.place.pointer else ""
