"""Pushing: a release → datasets of a CKAN portal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi_lod.portals.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; see ``push_arguments``."""

    dry_run: bool = False
    accept_terms: bool = False
    force: bool = False
    keyring: Path | None = None


def push(folder: Path, url: str, wanted: Wanted) -> Outcome:
    """Send the current release below ``folder`` to ``url``."""
    raise NotImplementedError
