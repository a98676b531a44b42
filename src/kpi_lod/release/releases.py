"""What people do with releases that are there: list, verify, roll back, prune, compare.

In: a release folder (``public``). Out: texts for people, Japanese first; all but listing, verifying
and comparing hold the lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release import history, store
from kpi_lod.release.channel import read_channel
from kpi_lod.release.diff import Diff, diff
from kpi_lod.release.diff_words import diff_text
from kpi_lod.release.feed import feed_files
from kpi_lod.release.history import ROLLBACK, Entry
from kpi_lod.release.lock import sole_writer
from kpi_lod.release.manifest import faults
from kpi_lod.release.names import CURRENT
from kpi_lod.release.parts_in_use import prune, releases

SHOWN = 1_000
"""Bad files that are named."""

_KINDS = {
    "changed": ("内容が違う", "changed"),
    "missing": ("ない", "missing"),
    "extra": ("余分", "extra"),
    "manifest": ("読めないか、idが合わない", "cannot be read, or is not of this id"),
}


def listed(folder: Path) -> str:
    """A line for each release: id, when it was published, how much it holds, which is current."""
    live = store.current(folder)
    there = releases(folder)
    if not there:
        raise KpiLodError("release-unknown/none", found=folder)
    log = history.entries(folder)
    return "\n".join(
        _line(path, [one for one in log if one.release == path.name], is_live=path == live)
        for path in there
    )


def _line(release: Path, told: Sequence[Entry], *, is_live: bool) -> str:
    """With the time it was published last; that it was gone back to later is an event beside."""
    mark = "*" if is_live else " "
    published = [one for one in told if one.action != ROLLBACK] or told
    entry = published[-1] if published else None
    if entry is None:
        return f"{mark} {release.name}  （記録なし / not in the log）"
    ja = f"自治体 {entry.municipalities:,}、トリプル {entry.triples:,}"
    en = f"{entry.municipalities:,} municipalities, {entry.triples:,} triples"
    back = told[-1].at if told[-1] is not entry else ""
    event = f"  （{back} に戻した / rolled back to at {back}）" if back else ""
    return f"{mark} {release.name}  {entry.at}  {ja} / {en}{event}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying has found, in words."""

    text: str
    is_whole: bool


def verified(folder: Path, name: str = CURRENT) -> Verified:
    """Every file of a release against its manifest; the bad, missing and extra ones by name."""
    release = named(folder, name)
    found = faults(release)
    if not found:
        told = f"{release.name}: 記録どおりです / as its manifest lists it"
        return Verified(told, is_whole=True)
    lines = [f"  {one.path}: {' / '.join(_KINDS[one.kind])}" for one in islice(found, SHOWN)]
    if len(found) > SHOWN:
        lines.append(f"  ほかに{len(found) - SHOWN}件 / and {len(found) - SHOWN} more")
    head = f"{release.name}: 記録と違います / not as its manifest lists it"
    return Verified("\n".join([head, *lines]), is_whole=False)


def named(folder: Path, name: str) -> Path:
    """The release of that id, or the current one. Raises KpiLodError ``release-unknown``."""
    there = {path.name: path for path in releases(folder)}
    live = store.current(folder)
    if name == CURRENT and live is not None:
        return live
    if name not in there:
        key = "release-unknown" if there else "release-unknown/none"
        raise KpiLodError(key, found=name if there else folder, allowed=", ".join(there))
    return there[name]


def rolled_back(folder: Path, name: str | None = None) -> str:
    """Make a former release current: the one before, unless one is named. Tells what was done.

    Raises KpiLodError ``release-broken`` where that one is damaged, ``release-unknown`` where there
    is none.
    """
    target = named(folder, name) if name else former(folder)
    with sole_writer(folder):
        store.remove_leftovers(folder)
        store.catch_up(folder)
        live = store.current(folder)
        if target == live:
            return f"{target.name} は公開中です / is current already"
        wrong = faults(target)
        if wrong:
            raise KpiLodError("release-broken", found=target, reason=wrong[0].path)
        entry = _entry(folder, target, live)
        channel = read_channel(target) or (live and read_channel(live))
        if channel:
            feed = feed_files(channel, [*history.entries(folder), entry])
            store.write_feed(folder, target, feed)
        store.point(folder, target)
        store.note(folder, entry)
    return f"{target.name} に戻しました / is current now"


def _entry(folder: Path, target: Path, live: Path | None) -> Entry:
    """The log's last entry about the release, told anew, with the values that go back."""
    told = [one for one in history.entries(folder) if one.release == target.name]
    return Entry(
        at=history.now(),
        action=ROLLBACK,
        release=target.name,
        former=live.name if live else None,
        municipalities=told[-1].municipalities if told else 0,
        triples=told[-1].triples if told else 0,
        changes=store.changes_since(live, target).json(store.LOGGED),
    )


def former(folder: Path) -> Path:
    """The release that was published before the current one, and is still there.

    Raises KpiLodError ``release-unknown`` where there is none.
    """
    release = store.current(folder)
    there = {path.name: path for path in releases(folder)}
    before = [one for one in history.entries(folder) if release and one.release == release.name]
    for entry in reversed(before):
        if entry.former in there and entry.action != ROLLBACK:
            return there[entry.former]
    raise KpiLodError("release-unknown/former", found=folder)


def published_before(folder: Path, release: Path) -> Path:
    """The release that was current just before that one became it, as the log tells.

    Raises KpiLodError ``release-unknown`` where there was none, or it is no longer there.
    """
    there = {path.name: path for path in releases(folder)}
    told = [one.former for one in history.entries(folder) if one.release == release.name]
    if told and told[-1] in there:
        return there[told[-1]]
    raise KpiLodError("release-unknown/compared", found=folder)


def pruned(folder: Path, keep: int) -> str:
    """Remove all but ``keep`` releases, never the current one. Tells which."""
    with sole_writer(folder):
        store.remove_leftovers(folder)
        gone = prune(folder, keep)
    return removed_text(gone) or "消すものはありません / nothing to remove"


def removed_text(gone: Iterable[str]) -> str:
    """A line for each release that was removed."""
    return "\n".join(f"{name} を消しました / removed" for name in gone)


def compared(folder: Path, before: str | None, after: str = CURRENT) -> Diff:
    """What changed between two releases; ``before`` None: the one that was current just before."""
    newer = named(folder, after)
    older = named(folder, before) if before else published_before(folder, newer)
    return diff(older, newer)


def diff_report(found: Diff, form: str) -> str:
    """As text in both languages, or as JSON."""
    told = found.json()
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=1)
    return "\n\n".join(diff_text(told, language) for language in ("ja", "en"))
