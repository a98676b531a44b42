"""The log of a release folder: one line of JSON for each publishing and each rollback.

It stands beside the releases and holds the only times there are; a lost log costs the history, not
a release. What a process could not write down any more stands in the feed of the release that is
current, and is added from there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kpi_lod.release import disk

LOG = "releases.jsonl"
PUBLISH = "publish"
ROLLBACK = "rollback"

Change = Mapping[str, object]
"""What a diff tells, as it stands in JSON."""


def _nothing() -> Change:
    return {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A release became current ``at`` (UTC, RFC 3339); ``former``: the one that was, if any.

    ``changes``: what a reader finds changed (``diff.Diff.json``).
    """

    at: str
    action: str
    release: str
    former: str | None
    municipalities: int
    triples: int
    changes: Change = field(default_factory=_nothing)

    def line(self) -> bytes:
        """As a line of the log."""
        return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"


def now() -> str:
    """The time, as entries hold it; the only clock there is."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entries(folder: Path) -> list[Entry]:
    """The log of a release folder, oldest first; a line that is none is passed over."""
    try:
        lines = (folder / LOG).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [one for line in lines if (one := _entry(line))]


def _entry(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        return read_entry(told)
    except ValueError:
        return None


def read_entry(told: object) -> Entry | None:
    """The entry that was written as JSON, None where it is none."""
    try:
        found = Entry(**told) if isinstance(told, dict) else None
    except TypeError:
        return None
    texts = (found.at, found.action, found.release) if found else ("",)
    return found if all(isinstance(text, str) and text for text in texts) else None


def add(folder: Path, entry: Entry) -> None:
    """Write an entry down, durable; half a line of a killed process is ended first."""
    file = folder / LOG
    before = file.read_bytes()[-1:] if file.exists() else b""
    disk.append(file, (b"" if before in {b"", b"\n"} else b"\n") + entry.line())


def is_logged(log: Sequence[Entry], release: str) -> bool:
    """Whether the last entry tells that this release became current."""
    return bool(log) and log[-1].release == release
