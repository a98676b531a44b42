"""What changed between two releases, for the people who use the data: restated numbers first.

Only municipalities whose dump is another are looked at, one after the other, so that neither time
nor memory grows with the rest. Of each kind of change LISTED are listed, the rest is counted. What
no kind has words for is counted too: a reader shall never hear that nothing changed when it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release.change import Change, differences, name_of
from kpi_lod.release.channel import Channel, read_channel
from kpi_lod.release.diff_beside import names_changed, settings_changed
from kpi_lod.release.diff_printed import printed_changed
from kpi_lod.release.manifest import Sums, read_manifest
from kpi_lod.release.snapshot import Cell, Described, Snapshot, Value, content, snapshot
from kpi_lod.release.untold import changed_lines, licence, rebased, relicensed, untold
from kpi_lod.vocabulary import LICENCES

LISTED = 1_000

RESTATED = "restated"
TEXTS = "texts"
STATEMENTS = "statements"
KINDS = (
    RESTATED,
    "withdrawn",
    *(
        "values-gone",
        TEXTS,
        "settings",
        "municipality-names",
        "submissions-new",
        "submissions-changed",
        "submissions-gone",
    ),
    *("projects-new", "projects-gone", "kpis-new", "kpis-gone", "values-new", "descriptions"),
    STATEMENTS,
)
"""In the order in which they are told."""

_DUMPS, _SUFFIX, _SHARED = "dumps/", ".nq.gz", "shared/"
_CODE_LENGTH = 6


@dataclass(slots=True)
class Diff:
    """All changes from release ``before`` to ``after`` by kind.

    ``numbers``: how many changes of each kind there are, listed or not. ``counts``: how many
    submissions, projects, KPIs and numbers the municipalities in ``changed`` had and have.
    ``files``: how many files differ in all, and of them dumps and shared ones.
    """

    before: str | None
    after: str
    changed: list[str] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    listed: dict[str, list[Change]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

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
            "files": dict(self.files),
            **{k: [*map(_filled, self.listed[k][:listed])] for k in KINDS if self.listed.get(k)},
        }


def _filled(change: Change) -> dict[str, str]:
    return {name: text for name, text in asdict(change).items() if text}


@dataclass(frozen=True, slots=True)
class Listing:
    """A release folder, and what its manifest lists."""

    folder: Path
    sums: Sums


def diff(before: Path, after: Path) -> Diff:
    """What changed from one release folder to another.

    Raises KpiLodError ``release-broken`` where one cannot be read, ``source-broken`` where a dump
    cannot.
    """
    return listings_diff(Listing(before, sums(before)), Listing(after, sums(after)))


def listings_diff(before: Listing, after: Listing, channel: Channel | None = None) -> Diff:
    """The same, where the manifests are read already.

    ``channel``: that of ``after``, where its feed is not written yet.
    """
    old, new = before.sums, after.sums
    found = Diff(before.folder.name, after.folder.name)
    channels = read_channel(before.folder), channel or read_channel(after.folder)
    found.add("settings", settings_changed(*channels))
    found.add("municipality-names", names_changed((before.folder, old), (after.folder, new)))
    found.files = _files(old, new)
    dumps = _Dumps(before.folder, _dumps(old), after.folder, _dumps(new))
    for code in sorted(dumps.old.keys() | dumps.new.keys()):
        if dumps.old.get(code) != dumps.new.get(code):
            _compare(found, code, dumps)
    return found


def sums(release: Path) -> Sums:
    """The manifest of a release. Raises KpiLodError ``release-broken``."""
    try:
        return read_manifest(release)
    except (OSError, ValueError) as error:
        raise KpiLodError("release-broken", found=release, reason=error) from None


def _files(old: Sums, new: Sums) -> dict[str, int]:
    changed = [path for path in old.keys() | new.keys() if old.get(path) != new.get(path)]
    places = {"all": "", "dumps": _DUMPS, "shared": _SHARED}
    return {name: sum(p.startswith(start) for p in changed) for name, start in places.items()}


def _dumps(sums: Sums) -> dict[str, str]:
    """Code → checksum of the municipality's dump."""
    found = {}
    for path, (digest, _) in sums.items():
        code = path.removeprefix(_DUMPS).removesuffix(_SUFFIX)
        if path == f"{_DUMPS}{code}{_SUFFIX}" and code.isdigit() and len(code) == _CODE_LENGTH:
            found[code] = digest
    return found


@dataclass(frozen=True, slots=True)
class _Dumps:
    """Two releases with code → checksum of the municipality's dump."""

    before: Path
    old: Mapping[str, str]
    after: Path
    new: Mapping[str, str]

    def older(self, code: str) -> tuple[bytes, Path]:
        """The municipality's N-Quads, empty where there are none, and where they stand."""
        return self._read(self.before, self.old, code)

    def newer(self, code: str) -> tuple[bytes, Path]:
        return self._read(self.after, self.new, code)

    @staticmethod
    def _read(release: Path, dumps: Mapping[str, str], code: str) -> tuple[bytes, Path]:
        if code not in dumps:
            return b"", Path()
        file = release / f"{_DUMPS}{code}{_SUFFIX}"
        return content(file), file


def _compare(found: Diff, code: str, dumps: _Dumps) -> None:
    (was, old_file), (now, new_file) = dumps.older(code), dumps.newer(code)
    _add_licence(found, licence(was), licence(now))
    was = relicensed(rebased(was, now), now)
    if was == now:
        return
    found.changed.append(code)
    old, new = snapshot(was, old_file), snapshot(now, new_file)
    before = found.numbers.total()
    _add_changes(found, code, old, new)
    lines = changed_lines(was, now)
    # What follows from something told is not told; where nothing is told, all of it is.
    count = untold(lines, old, new) or (len(lines) if found.numbers.total() == before else 0)
    found.add(STATEMENTS, [Change(code, after=str(count))] if count else [])
    for side, one in enumerate((old, new)):
        for name, number in one.counts.items():
            found.counts.setdefault(name, [0, 0])[side] += number


def _add_licence(found: Diff, was: str, now: str) -> None:
    """A licence that changed, unless another municipality told of it."""
    names = {iri: name for name, iri in LICENCES.items()}
    sides = {"before": names.get(was, was), "after": names.get(now, now)}
    change = Change("", property="licence", **sides)
    if was and now and was != now and change not in found.listed.get("settings", ()):
        found.add("settings", [change])


def _add_changes(found: Diff, code: str, old: Snapshot, new: Snapshot) -> None:
    for kind, changes in (
        (RESTATED, _restated(code, old, new)),
        ("values-gone", _values_only_in(code, old, new)),
        ("values-new", _values_only_in(code, new, old)),
        (TEXTS, printed_changed(code, old, new)),
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
        name=name_of(described),
        period=period,
        kind=kind,
        unit=now.unit if now else was.unit,
        before=was.number,
        before_submission=was.submission,
        after=now.number if now else "",
        after_submission=now.submission if now else "",
    )


def _projects(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    for project in sorted(one.projects.keys() - other.projects.keys()):
        yield Change(code, project, name=name_of(one.projects[project]))


def _kpis(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    """Of projects that both have."""
    for project, kpi in sorted(one.kpis.keys() - other.kpis.keys()):
        if project in other.projects:
            yield Change(code, project, kpi, name=name_of(one.kpis[project, kpi]))


def _submissions(code: str, one: Snapshot, other: Snapshot) -> Iterator[Change]:
    for name in sorted(one.submissions.keys() - other.submissions.keys()):
        yield _submission(code, name, one.submissions[name])


def _submission(code: str, name: str, told: Described) -> Change:
    return Change(
        municipality=code,
        submission=name,
        name=name_of(told),
        period=told.get("year", ""),
        after=told.get("revision", ""),
    )


def _changed_submissions(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name in sorted(old.submissions.keys() & new.submissions.keys()):
        was, now = old.submissions[name], new.submissions[name]
        for change in differences(Change(code, submission=name, name=name_of(now)), was, now):
            if change.property != "withdrawn" or not change.after:
                yield change


def _withdrawn(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name, told in sorted(new.submissions.items()):
        reason = told.get("withdrawn")
        if reason and reason != old.submissions.get(name, {}).get("withdrawn"):
            yield Change(code, submission=name, name=name_of(told), after=reason)


def _descriptions(code: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for project in sorted(old.projects.keys() & new.projects.keys()):
        sides = old.projects[project], new.projects[project]
        yield from differences(Change(code, project, name=name_of(sides[1])), *sides)
    for project, kpi in sorted(old.kpis.keys() & new.kpis.keys()):
        sides = old.kpis[project, kpi], new.kpis[project, kpi]
        yield from differences(Change(code, project, kpi, name=name_of(sides[1])), *sides)
