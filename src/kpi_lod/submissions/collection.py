"""All submissions of a folder together: what only shows between two of them.

In: records of several files. Out: findings where two claim the same id or the same cells, or where
an indicator changed its unit, basis or area without a new id (design §5.1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kpi_lod.errors import Finding, finding
from kpi_lod.records import Indicator, Submission
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.years import year_findings


def by_municipality(submissions: Iterable[Submission]) -> dict[str, list[Submission]]:
    """Municipality code → its submissions, oldest edition first; codes in order."""
    grouped: dict[str, list[Submission]] = defaultdict(list)
    for submission in submissions:
        grouped[submission.municipality].append(submission)
    return {
        code: sorted(grouped[code], key=lambda s: (s.edition, s.id)) for code in sorted(grouped)
    }


def group_findings(group: Sequence[Submission]) -> list[Finding]:
    """Everything wrong between the submissions of one municipality, oldest edition first."""
    rules = (_same_ids, _same_cells, _changed_indicators)
    return [found for rule in rules for found in rule(group)]


def between_findings(
    editions: Sequence[Submission], others: Sequence[Submission] = ()
) -> tuple[list[Finding], list[Finding]]:
    """What is wrong, and what is odd, in ``editions`` of one municipality, oldest first.

    ``others`` are only compared with: no finding is about them.
    """
    files = {edition.places["id"].file for edition in editions}
    # Of two that claim the same, the second is told: among equal editions the one that was given.
    group = sorted([*others, *editions], key=lambda one: one.edition)
    wrong = [found for found in group_findings(group) if found.place.file in files]
    return wrong, [found for one in editions for found in year_findings(one, group)]


def _same_ids(group: Sequence[Submission]) -> Iterator[Finding]:
    seen: dict[str, Submission] = {}
    for submission in group:
        first = seen.setdefault(submission.id, submission)
        if first is not submission:
            other = str(first.places["id"])
            place = submission.places["id"]
            yield finding("duplicate-submission", place, found=submission.id, other=other)


def _same_cells(group: Sequence[Submission]) -> Iterator[Finding]:
    seen: dict[tuple[tuple[int, int], str], str] = {}
    for submission in group:
        if submission.withdrawn is not None:
            continue
        for project in submission.projects:
            place = project.places["id"]
            first = seen.setdefault((submission.edition, project.id), str(place))
            if first != str(place):
                yield finding("duplicate-project", place, found=project.id, other=first)


def _changed_indicators(group: Sequence[Submission]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[Submission, Indicator]] = {}
    for submission in group:
        if submission.withdrawn is not None:
            continue
        for project in submission.projects:
            for indicator in project.indicators:
                key = (project.id, indicator.id)
                if key in seen:
                    yield from _changes(*seen[key], indicator)
                seen[key] = (submission, indicator)


def _changes(before: Submission, old: Indicator, new: Indicator) -> Iterator[Finding]:
    """What was one thing and is another now; a basis that is stated at last is no change."""
    compared = (
        ("unit", "単位", old.unit, new.unit),
        ("basis", "値の捉え方", old.basis, new.basis),
        ("area", "区域", old.area, new.area),
    )
    for field, ja, was, now in compared:
        if was and now and was != now:
            place = new.places.get(field, new.places["id"])
            other = before.places["id"].file
            yield finding(
                "indicator-changed",
                place,
                found=new.id,
                other=other,
                what_ja=ja,
                what_en=field,
                before=_shown(field, was),
                after=_shown(field, now),
            )


def _shown(scheme: str, code: str) -> str:
    return f"{code}（{schemes()[scheme].labels[code]}）" if scheme in schemes() else code
