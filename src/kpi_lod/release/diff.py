"""What changed between two releases, for the people who use the data: restated numbers first.

Only municipalities whose dump is another are looked at, one after the other, so that neither time
nor memory grows with the rest. Of each kind of change LISTED are listed, the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release.manifest import Sums, read_manifest
from kpi_lod.release.snapshot import Cell, Described, Snapshot, Value, snapshot

LISTED = 1_000

RESTATED = "restated"
KINDS = (
    RESTATED,
    "withdrawn",
    *("values-gone", "submissions-new", "submissions-changed", "submissions-gone"),
    *("projects-new", "projects-gone", "kpis-new", "kpis-gone", "values-new", "descriptions"),
)
"""In the order in which they are told."""

_DUMPS, _SUFFIX = "dumps/", ".nq.gz"
_CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One change; what does not belong to its kind is empty.

    ``before`` and ``after`` are numbers or texts, with the ids of the submissions they are of.
    ``kind`` and ``period`` are those of a number, ``property`` is what was described differently.
    """

    municipality: str
    project: str = ""
    kpi: str = ""
    name: str = ""
    period: str = ""
    kind: str = ""
    unit: str = ""
    property: str = ""
    submission: str = ""
    before: str = ""
    after: str = ""
    before_submission: str = ""
    after_submission: str = ""


@dataclass(slots=True)
class Diff:
    """All changes from release ``before`` to ``after`` by kind.

    ``numbers``: how many changes of each kind there are, listed or not. ``counts``: how many
    submissions, projects, KPIs and numbers the municipalities in ``changed`` had and have.
    """

    before: str | None
    after: str
    changed: list[str] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    listed: dict[str, list[Change]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, kind: str, changes: Iterable[Change]) -> None:
        """Take in changes of a kind."""
        kept = self.listed.setdefault(kind, [])
        for change in changes:
            self.numbers[kind] += 1
            if len(kept) < LISTED:
                kept.append(change)

    def json(self, listed: int = LISTED) -> dict[str, object]:
        """As JSON, without what is empty; at most ``listed`` changes of each kind."""
        return {
            "before": self.before,
            "after": self.after,
            "municipalities": self.changed[:listed],
            "numbers": {k: self.numbers[k] for k in KINDS if self.numbers[k]},
            "counts": {name: list(pair) for name, pair in self.counts.items()},
            **{k: [*map(_filled, self.listed[k][:listed])] for k in KINDS if self.listed.get(k)},
        }


def _filled(change: Change) -> dict[str, str]:
    return {name: text for name, text in asdict(change).items() if text}


def diff(before: Path | None, after: Path) -> Diff:
    """What changed from one release folder to another; ``before`` None: everything is new.

    Raises KpiLodError ``release-broken`` where one cannot be read.
    """
    old, new = (_dumps(release) for release in (before, after))
    found = Diff(before.name if before else None, after.name)
    for code in sorted(old.keys() | new.keys()):
        if old.get(code) != new.get(code):
            found.changed.append(code)
            _compare(found, code, _snapshot(before, old, code), _snapshot(after, new, code))
    return found


def _dumps(release: Path | None) -> dict[str, str]:
    """Code → checksum of the municipality's dump."""
    return {} if release is None else dict(_listed_dumps(sums(release)))


def sums(release: Path) -> Sums:
    """The manifest of a release. Raises KpiLodError ``release-broken``."""
    try:
        return read_manifest(release)
    except (OSError, ValueError) as error:
        raise KpiLodError("release-broken", found=release, reason=error) from None


def _listed_dumps(sums: Sums) -> Iterator[tuple[str, str]]:
    for path, (digest, _) in sums.items():
        code = path.removeprefix(_DUMPS).removesuffix(_SUFFIX)
        if path == f"{_DUMPS}{code}{_SUFFIX}" and code.isdigit() and len(code) == _CODE_LENGTH:
            yield code, digest


def _snapshot(release: Path | None, dumps: Mapping[str, str], code: str) -> Snapshot:
    if release is None or code not in dumps:
        return Snapshot()
    return snapshot(release / f"{_DUMPS}{code}{_SUFFIX}")


def _compare(found: Diff, code: str, old: Snapshot, new: Snapshot) -> None:
    for kind, changes in (
        (RESTATED, _restated(code, old, new)),
        ("values-gone", _values_only_in(code, old, new)),
        ("values-new", _values_only_in(code, new, old)),
        ("projects-new", _projects(code, new, old)),
        ("projects-gone", _projects(code, old, new)),
        ("kpis-new", _kpis(code, new, old)),
        ("kpis-gone", _kpis(code, old, new)),
        ("submissions-new", _submissions(code, new, old)),
        ("submissions-gone", _submissions(code, old, new)),
        ("submissions-changed", _changed_submissions(code, old, new)),
        ("withdrawn", _withdrawn(code, old, new)),
        ("descriptions", _descriptions(code, old, new)),
    ):
        found.add(kind, changes)
    for side, one in enumerate((old, new)):
        for name, count in one.counts.items():
            found.counts.setdefault(name, [0, 0])[side] += count


def _restated(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for cell in sorted(old.values.keys() & new.values.keys()):
        was, now = old.values[cell], new.values[cell]
        if (was.number, was.unit) != (now.number, now.unit):
            yield _value_change(code, cell, new, was=was, now=now)


def _values_only_in(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    """Of KPIs that both have; those of new or vanished ones are told with them."""
    for cell in sorted(one.values.keys() - other.values.keys()):
        project, kpi, _, _ = cell
        if (project, kpi) in other.kpis or (cell[1] == "budget" and project in other.projects):
            yield _value_change(code, cell, one, was=one.values[cell])


def _value_change(
    code: str, cell: Cell, names: Snapshot, *, was: Value, now: Value | None = None
) -> Change:
    project, kpi, period, kind = cell
    described = names.kpis.get((project, kpi)) or names.projects.get(project, {})
    return Change(
        municipality=code,
        project=project,
        kpi=kpi,
        name=_name(described),
        period=period,
        kind=kind,
        unit=now.unit if now else was.unit,
        before=was.number,
        before_submission=was.submission,
        after=now.number if now else "",
        after_submission=now.submission if now else "",
    )


def _name(described: Described) -> str:
    return described.get("title") or described.get("prefLabel") or ""


def _projects(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    for project in sorted(one.projects.keys() - other.projects.keys()):
        yield Change(code, project, name=_name(one.projects[project]))


def _kpis(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    """Of projects that both have."""
    for project, kpi in sorted(one.kpis.keys() - other.kpis.keys()):
        if project in other.projects:
            yield Change(code, project, kpi, name=_name(one.kpis[project, kpi]))


def _submissions(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    for name in sorted(one.submissions.keys() - other.submissions.keys()):
        yield _submission(code, name, one.submissions[name])


def _submission(code: str, name: str, told: Described) -> Change:
    return Change(
        municipality=code,
        submission=name,
        name=_name(told),
        period=told.get("year", ""),
        after=told.get("revision", ""),
    )


def _changed_submissions(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name in sorted(old.submissions.keys() & new.submissions.keys()):
        was, now = old.submissions[name], new.submissions[name]
        for told in sorted(was.keys() | now.keys()):
            if told != "withdrawn" and was.get(told) != now.get(told):
                yield Change(
                    municipality=code,
                    submission=name,
                    property=told,
                    before=was.get(told, ""),
                    after=now.get(told, ""),
                )


def _withdrawn(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name, told in sorted(new.submissions.items()):
        reason = told.get("withdrawn")
        if reason and reason != old.submissions.get(name, {}).get("withdrawn"):
            yield Change(code, submission=name, name=_name(told), after=reason)


def _descriptions(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for project in sorted(old.projects.keys() & new.projects.keys()):
        sides = old.projects[project], new.projects[project]
        yield from _differences(Change(code, project, name=_name(sides[1])), *sides)
    for project, kpi in sorted(old.kpis.keys() & new.kpis.keys()):
        sides = old.kpis[project, kpi], new.kpis[project, kpi]
        yield from _differences(Change(code, project, kpi, name=_name(sides[1])), *sides)


def _differences(about: Change, was: Described, now: Described) -> Iterator[Change]:
    for told in sorted(was.keys() | now.keys()):
        if was.get(told) != now.get(told):
            sides = {"before": was.get(told, ""), "after": now.get(told, "")}
            yield Change(**{**asdict(about), "property": told, **sides})
