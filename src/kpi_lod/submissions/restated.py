"""Numbers from one year to the next: what was told before and is told otherwise now.

In: one submission and what was told before. Out: an Info for each number that is another one now
(the newest holds, and nothing is lost), and a warning where a cumulative series falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.japanese.numbers import canonical
from kpi_lod.records import Period, Reading, Submission
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.history import CellKey, History, Told, cells, period_words, since

_CUMULATIVE = ("cumulative", "cumulative-increment")
_FORECAST = "forecast"
"""Changes every year; nobody has to be told."""

_MANY = 3
"""Targets that changed."""

_Series = Mapping[Period, Told]


def restated(edition: Submission, before: History) -> Iterator[Finding]:
    """Numbers that are not those of an earlier report."""
    printed = {key for key, _, _ in cells(edition)}
    swapped = _swapped(edition, before)
    for key, cell, place in cells(edition):
        told = before.numbers.get(key)
        if told is None or told.reading.value == cell.reading.value:
            continue
        code = _code(key, cell.reading, printed)
        if not code or key in swapped[1:]:
            continue
        severity, shown = Severity.INFO, _shown(key, told.reading, cell.reading)
        if key in swapped:
            code, severity = "target-changed/swapped", Severity.WARNING
            shown["count"] = str(len(swapped))
        by = since(edition, told.edition)
        yield finding(code, place, severity=severity, other=told.place, **shown, **by)


def _swapped(edition: Submission, before: History) -> Sequence[CellKey]:
    """The targets that are now where the actuals were due, in order; a few are mere chance."""
    now = {key: cell.reading.value for key, cell, _ in cells(edition)}
    changed = {
        key: told.reading.value
        for key in now
        if key[2] == "target" and (told := before.numbers.get(key))
        if told.reading.value != now[key]
    }
    found = [key for key, was in changed.items() if now.get((*key[:2], "actual")) == was]
    return found if len(found) >= _MANY and 2 * len(found) > len(changed) else ()


def _code(key: CellKey, now: Reading, printed: Set[CellKey]) -> str:
    """What to tell of a number that is another one now; "" for nothing."""
    owner, period, kind = key
    if kind == _FORECAST:
        return ""
    if now.value is None:
        return "value-restated/no-number"
    if kind != "target":
        return "value-restated"
    return "" if (owner, period, "revised-target") in printed else "target-changed"


def falls(edition: Submission, before: History) -> Iterator[Finding]:
    """Cumulative series that fall from one submission to another.

    A fall within one submission is told by the shape kpish:cumulative-falls.
    """
    basis = {(p.id, kpi.id): kpi.basis for p in edition.projects for kpi in p.indicators}
    for key, own in History((edition,)).actuals.items():
        if basis[key] in _CUMULATIVE:
            former = {p: t for p, t in before.actuals.get(key, {}).items() if p not in own}
            for period, told in own.items():
                if not _fallen(period, told, own):
                    yield from (_fall(t, told, p, period) for p, t in _fallen(period, told, former))


def _fallen(period: Period, told: Told, series: _Series) -> list[tuple[Period, Told]]:
    """The first of the series that does not go with this number: a later year with a lower one."""
    return [(p, t) for p, t in sorted(series.items(), key=_order) if _falls(p, t, period, told)][:1]


def _falls(one: Period, told: Told, other: Period, too: Told) -> bool:
    first, second = told.reading.value, too.reading.value
    if first is None or second is None or one.order == other.order:
        return False
    return first > second if one.order < other.order else first < second


def _fall(former: Told, told: Told, then: Period, period: Period) -> Finding:
    first, last = sorted([(then, former), (period, told)], key=_order)
    (first_ja, first_en), (last_ja, last_en) = period_words(first[0]), period_words(last[0])
    return finding(
        "cumulative-fell",
        told.place,
        severity=Severity.WARNING,
        first_ja=first_ja,
        first_en=first_en,
        last_ja=last_ja,
        last_en=last_en,
        before=first[1].reading.as_written,
        after=last[1].reading.as_written,
        other=former.place,
        **since(told.edition, former.edition),
    )


def _order(item: tuple[Period, Told]) -> tuple[int, bool]:
    return item[0].order


def _shown(key: CellKey, one: Reading, other: Reading) -> dict[str, str]:
    """What the texts say of a cell and its two readings."""
    (_, kpi), period, kind = key
    ja, en = period_words(period)
    label = schemes()["kind" if kpi else "amount-kind"].labels[kind]
    before, after = _side_by_side(one, other)
    return {
        "what_ja": f"{ja}の{label}",
        "what_en": f"The {kind} of {en}",
        "before": before,
        "after": after,
    }


def _side_by_side(one: Reading, other: Reading) -> tuple[str, str]:
    """Two readings as printed; as numbers where the prints are the same (14.7 千人, 14.7 人)."""
    prints = one.as_written, other.as_written
    if prints[0] != prints[1] or one.value is None or other.value is None:
        return prints
    return f"{canonical(one.value):f}", f"{canonical(other.value):f}"
