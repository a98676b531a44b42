"""Texts and statuses that changed: cells beside their numbers, activities, evaluations (pure).

In: two snapshots of a municipality. Out: changes. What comes and goes with a whole submission is
told with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kpi_lod.release.change import Change, differences, name_of
from kpi_lod.release.snapshot import ACTIVITY, REMARKS, Cell, Described, Print, Snapshot

_AS_WRITTEN, _STATUS = "as-written", "status"
_NUMBER = ("value", "unit", _AS_WRITTEN, _STATUS)
"""Told with the number, as one."""

_NOTHING: Described = {}


def printed_changed(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Cells first, then activities and evaluations, by project."""
    yield from _cells(code, old, new)
    yield from _remarks(code, old, new)


def _cells(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for cell in sorted(old.cells.keys() | new.cells.keys()):
        was, now = old.cells.get(cell), new.cells.get(cell)
        about = _about(code, cell, old, new)
        if was and now:
            yield from _cell(about, was, now)
        elif _is_told_alone(cell, was or now, old, new):
            yield from _written(about, was, now)


def _cell(about: Change, was: Print, now: Print) -> Iterator[Change]:
    """``at`` and the way of writing are another edition's own, status and note are news."""
    is_same = was.submission == now.submission
    pairs = [[one.told.get(name) for one in (was, now)] for name in (_STATUS, _AS_WRITTEN)]
    has_status, has_text = (before != after for before, after in pairs)
    if not _is_restated(was, now) and (has_status or (is_same and has_text)):
        yield from _written(about, was, now)
    sides = (_beside(one, is_same=is_same) for one in (was, now))
    yield from differences(replace(about, submission=now.submission), *sides)


def _is_restated(was: Print, now: Print) -> bool:
    """Told as a number: two of them that differ."""
    numbers = [(one.told.get("value"), one.told.get("unit")) for one in (was, now)]
    return all(value for value, _ in numbers) and numbers[0] != numbers[1]


def _beside(one: Print, *, is_same: bool) -> Described:
    if is_same:
        return {name: text for name, text in one.told.items() if name not in _NUMBER}
    return {name: text for name, text in one.told.items() if name == "note"}


def _written(about: Change, was: Print | None, now: Print | None) -> Iterator[Change]:
    before, after = (one.told if one else _NOTHING for one in (was, now))
    yield replace(
        about,
        property=_AS_WRITTEN,
        before=before.get(_AS_WRITTEN, ""),
        after=after.get(_AS_WRITTEN, ""),
        before_status=before.get(_STATUS, ""),
        after_status=after.get(_STATUS, ""),
        before_submission=was.submission if was else "",
        after_submission=now.submission if now else "",
    )


def _is_told_alone(cell: Cell, one: Print | None, old: Snapshot, new: Snapshot) -> bool:
    """A reason that came or went, while its KPI and its submission stay; a number is told."""
    project, word, _, _ = cell
    stays = all(
        one and one.submission in side.submissions and project in side.projects
        for side in (old, new)
    )
    is_new_kpi = ((project, word) in old.kpis) != ((project, word) in new.kpis)
    return stays and not is_new_kpi and bool(one and not one.told.get("value"))


def _remarks(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for cell in sorted(old.remarks.keys() | new.remarks.keys()):
        was, now = old.remarks.get(cell), new.remarks.get(cell)
        one = now or was
        assert one is not None
        stays = all(one.submission in side.submissions for side in (old, new))
        if (was and now) or (stays and all(cell[0] in side.projects for side in (old, new))):
            about = replace(_about(code, cell, old, new), submission=one.submission)
            sides = (_of_remark(cell, side) for side in (was, now))
            yield from differences(about, *sides)


def _of_remark(cell: Cell, one: Print | None) -> Described:
    """An activity's figure is told as it is written."""
    told = one.told if one else _NOTHING
    if cell[1] != ACTIVITY or _AS_WRITTEN not in told:
        return told
    return {name: text for name, text in told.items() if name != "value"}


def _about(code: str, cell: Cell, old: Snapshot, new: Snapshot) -> Change:
    project, word, period, kind = cell
    names = (side.kpis.get((project, word)) or side.projects.get(project) for side in (new, old))
    about = Change(code, project, name=name_of(next(filter(None, names), _NOTHING)), period=period)
    return replace(about, kind=word) if word in REMARKS else replace(about, kpi=word, kind=kind)
