"""One change between two releases, and how two descriptions differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kpi_lod.release.snapshot import Described


@dataclass(frozen=True, slots=True)
class Change:
    """One change; what does not belong to its kind is empty.

    ``before`` and ``after`` are numbers or texts, with the ids of the submissions they are of.
    ``kind`` and ``period`` are those of a number, ``property`` is what was described differently.
    The statuses are those of printed cells.
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
    before_status: str = ""
    after_status: str = ""


def differences(about: Change, was: Described, now: Described) -> Iterator[Change]:
    """A change for each property that differs, by name; ``about`` says of what."""
    for told in sorted(was.keys() | now.keys()):
        if was.get(told) != now.get(told):
            before, after = was.get(told, ""), now.get(told, "")
            yield replace(about, property=told, before=before, after=after)


def name_of(described: Described) -> str:
    """What it is called."""
    return described.get("title") or described.get("prefLabel") or ""
