"""What a release is made of on the side of the data: a folder of submissions for each municipality.

In: a data folder. Out: :class:`Unit`, with the name under which its part is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kpi_lod.release.fingerprint import (
    files_fingerprint,
    fingerprint,
    program_fingerprint,
    settings_fingerprint,
)
from kpi_lod.settings import Publication
from kpi_lod.submissions.files import submission_files

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Unit:
    """The submissions in one folder below ``submissions``; ``part``: the name of its part.

    What a municipality has in another folder is a violation (``folder-code``), so that a folder is
    all of a municipality.
    """

    files: tuple[Path, ...]
    part: str

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.files[0].parent


def units(data: Path, publication: Publication) -> list[Unit]:
    """The units of a data folder in the order of their names; raises as submission_files does."""
    return [
        _unit(folder, tuple(files), publication)
        for folder, files in groupby(submission_files(data), key=lambda file: file.parent)
    ]


def _unit(folder: Path, files: Sequence[Path], publication: Publication) -> Unit:
    made_from = (program_fingerprint(), settings_fingerprint(publication))
    hashed = fingerprint(*made_from, folder.name, files_fingerprint(files))
    return Unit(tuple(files), f"{folder.name[:6]}-{hashed}")


def is_unchanged(unit: Unit, publication: Publication) -> bool:
    """Whether the unit's files are still those that its name was made from."""
    return _unit(unit.folder, unit.files, publication) == unit


def shared_part(publication: Publication) -> str:
    """The name of the part of what depends on the program and the settings alone."""
    hashed = fingerprint(program_fingerprint(), settings_fingerprint(publication))
    return f"{SHARED}-{hashed}"
