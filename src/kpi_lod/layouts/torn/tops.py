"""One to four lines of headings above a torn table → its columns.

``指標 単位`` / ``基準値 R4 R5`` / ``(R3) 目標 実績 目標 実績``: what heads names and units stands
before all others, in whatever line; the others stand in one line, or in two of which the lower one
falls into as many groups as the upper has headings for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.tables.bands import joined
from kpi_lod.layouts.torn.heads import Above, Head, head
from kpi_lod.records import BEFORE

_SLOTS = {"number": "number", "kpi": "name", "unit": "unit", "corner": "name"}
_MOST_LEVELS = 2
_OPEN = tuple("(（[［〔<〈")
_SPANNING = ("value", "total")


def stacked_head(lines: Sequence[Sequence[str]]) -> Head | None:
    """The columns that these lines of headings make together, None where they make none."""
    if len(lines) == 1:
        return head(lines[0])
    named = any(_field(word) == "kpi" for words in lines for word in words)
    front: dict[str, str] = {}
    levels = [rest for words in lines if (rest := _without_front(words, front, named=named))]
    if front.get("?") or not levels or len(levels) > _MOST_LEVELS:
        return None
    if len(levels) == 1:
        return _headed(front, [(None, word) for word in levels[0]], levels[0])
    placed = _placed(*levels)
    return _headed(front, placed, levels[0]) if placed else None


def is_heading(word: str) -> bool:
    """Whether it may stand in a line of headings: also a remark in brackets, (現時点)."""
    said = label(word)
    if said is None:
        return word.startswith(_OPEN) and not any(character.isdecimal() for character in word)
    return not said.weak


def _field(word: str) -> str:
    said = label(word)
    return said.field if said and not said.weak else ""


def _without_front(words: Sequence[str], front: dict[str, str], *, named: bool) -> list[str]:
    """The words behind those that head number, name, unit and kind, which go to ``front``."""
    for place, word in enumerate(words):
        field = _field(word)
        slot = _SLOTS.get(field, "")
        if field == "corner" and (named or "name" in front):
            slot = "kind"
        if not slot:
            return list(words[place:])
        if slot in front:
            front["?"] = word
        front[slot] = word
    return []


Place = tuple[int | None, str]
"""The heading above, by its number in the upper line, and that below it, "" where none is."""


def _headed(front: Mapping[str, str], placed: Sequence[Place], upper: Sequence[str]) -> Head | None:
    labels = [_joined(upper[above] if above is not None else "", word) for above, word in placed]
    if any(one is None or one.weak for one in labels):
        return None
    if {one.field for one in labels if one} & {"kpi", "project", "number"}:
        return None
    if not any(one.heads_values for one in labels if one):
        return None
    above = []
    for number, word in enumerate(upper):
        columns = [column for column, (one, _) in enumerate(placed) if one == number]
        if columns:
            above.append(Above(word, columns[0], len(columns)))
    others = tuple(one for one in labels if one is not None)
    return Head(others, tuple(word for _, word in placed), above=tuple(above), **front)


def _joined(upper: str, lower: str) -> Label | None:
    far, near = label(upper) if upper else None, label(lower) if lower else None
    return joined(near, far) if near and far else near or far


def _placed(upper: Sequence[str], lower: Sequence[str]) -> Sequence[Place]:
    """The columns that two lines of headings make; () where that can be read in two ways."""
    above, below = ([label(word) or Label() for word in words] for words in (upper, lower))
    counts = _counts(above, below, lower)
    if sum(counts) != len(lower):
        return ()
    words = iter(lower)
    return [
        (number, next(words) if count else "")
        for number, count in enumerate(counts)
        for _ in range(max(count, 1))
    ]


def _counts(above: Sequence[Label], below: Sequence[Label], lower: Sequence[str]) -> Sequence[int]:
    """How many of the lower headings stand below each of the upper; () if that cannot be told."""
    if len(above) == len(below) and _one_each(above, below):
        return [1] * len(above)
    if certain := _run_of_years(above, below):
        return certain
    groups = list(_groups(below, lower))
    for carrying in _carriers(above, below):
        if sum(carrying) == len(groups):
            sizes = iter(groups)
            counts = [next(sizes) if carries else 0 for carries in carrying]
            return () if any(map(_many_baselines, above, counts)) else counts
    return ()


def _many_baselines(above: Label, count: int) -> bool:
    """A baseline is of one year; where more fall below it, the groups are read wrongly."""
    return count > 1 and "baseline" in above.kinds


def _one_each(above: Sequence[Label], below: Sequence[Label]) -> bool:
    """Whether one may stand below each; a rate has no year, or that of the actual beside it."""
    if any(map(_clash, above, below)):
        return False
    rates = [at for at, one in enumerate(above) if one.field not in _SPANNING and at]
    return all(below[at].period in (None, below[at - 1].period) for at in rates)


def _clash(above: Label, below: Label) -> bool:
    """Whether both say one thing differently."""
    kinds = bool(above.kinds and below.kinds)
    years = None not in (above.period, below.period) and above.period != BEFORE
    return kinds or (years and above.period != below.period)


def _groups(below: Sequence[Label], lower: Sequence[str]) -> Iterator[int]:
    """The sizes of the groups: a bracket stands alone, and what comes again begins another."""
    start, all_same = 0, len({text.startswith(_OPEN) for text in lower}) == 1
    for place in range(1, len(below)):
        bracketed = not all_same and any(
            text.startswith(_OPEN) for text in lower[place - 1 : place + 1]
        )
        if bracketed or _comes_again(below[start:place], below[place]):
            yield place - start
            start = place
    yield len(below) - start


def _comes_again(group: Sequence[Label], said: Label) -> bool:
    if said.period is not None and not said.kinds:
        last = group[-1].period
        return last is None or (last.year or 0) >= (said.period.year or 0)
    return any((said.kinds, said.field) == (one.kinds, one.field) for one in group)


def _carriers(above: Sequence[Label], below: Sequence[Label]) -> Iterator[Sequence[bool]]:
    """Which of the upper headings have others below them, the likeliest first."""
    if any(one.kinds for one in below):
        yield [one.field in _SPANNING and not one.kinds and one.period != BEFORE for one in above]
        yield [one.field in _SPANNING and not one.kinds for one in above]
    yield [one.field in _SPANNING for one in above]
    yield [True] * len(above)


def _run_of_years(above: Sequence[Label], below: Sequence[Label]) -> Sequence[int]:
    """基準値 実績値 目標値 over years: the actuals have all that the baseline and target leave.

    Only where the years bear it out: the baseline's before, the target's at or behind the actuals.
    """
    rated = next((at for at, one in enumerate(above) if one.field not in _SPANNING), len(above))
    if rated < len(above):
        return _beside_rates(above, below, rated)
    kinds = [one.kinds for one in above]
    known = set(kinds) <= {("baseline",), ("actual",), ("target",)} and len(set(kinds)) == len(
        kinds
    )
    many = len(below) - len(above) + 1
    if not known or ("actual",) not in kinds or many < 1 or any(one.kinds for one in below):
        return ()
    counts = [many if kind == ("actual",) else 1 for kind in kinds]
    years = iter([(one.period.year or 0) if one.period else 0 for one in below])
    held = {
        kind[0]: [next(years) for _ in range(count)]
        for kind, count in zip(kinds, counts, strict=True)
    }
    actual = held["actual"]
    before = held.get("baseline", [0])[0] < actual[0]
    behind = held.get("target", actual)[-1] >= actual[-1]
    return counts if before and behind and actual == sorted(set(actual)) else ()


def _beside_rates(above: Sequence[Label], below: Sequence[Label], first: int) -> Sequence[int]:
    """達成率 and 評価 at the end have no year below them, or that of the last actual once more."""
    if first == 0 or any(one.field in _SPANNING for one in above[first:]):
        return ()
    again = 0
    while again < len(above) - first and _is_again(below[: len(below) - again]):
        again += 1
    counts = _counts_of_kinds(above[:first], below[: len(below) - again])
    return (*counts, *(int(at < again) for at in range(len(above) - first))) if counts else ()


def _is_again(below: Sequence[Label]) -> bool:
    return len(below) > 1 and below[-1].period == below[-2].period


def _counts_of_kinds(above: Sequence[Label], below: Sequence[Label]) -> Sequence[int]:
    return [1] * len(above) if len(above) == len(below) else _run_of_years(above, below)
