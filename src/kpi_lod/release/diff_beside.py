"""What changed beside the municipalities' statements: settings, and names in the register.

In: the feeds' channels of two releases, their folders and manifests. Out: changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from kpi_lod.release.change import Change, differences
from kpi_lod.release.channel import Channel
from kpi_lod.release.manifest import Sums
from kpi_lod.release.snapshot import Described
from kpi_lod.vocabulary import SKOS

_NAMED = re.compile(r"shared/municipality/([0-9]{6})/index\.ttl", re.ASCII)


def settings_changed(old: Channel | None, new: Channel | None) -> Iterator[Change]:
    """Base, titles and publisher; of a release without a feed nothing can be told."""
    if old and new:
        yield from differences(Change(""), asdict(old), asdict(new))


def names_changed(old: tuple[Path, Sums], new: tuple[Path, Sums]) -> Iterator[Change]:
    """Municipalities that are called otherwise; folder and manifest of each release."""
    for path in sorted(old[1].keys() & new[1].keys()):
        named = _NAMED.fullmatch(path)
        if named and old[1][path] != new[1][path]:
            sides = (_names(release / path) for release, _ in (old, new))
            yield from differences(Change(named[1]), *sides)


def _names(file: Path) -> Described:
    """Language → name; none where the file cannot be read, which verifying tells."""
    try:
        triples = list(parse(file.read_bytes(), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError):
        return {}
    return {
        f"name-{triple.object.language}": triple.object.value
        for triple in triples
        if triple.predicate == SKOS.prefLabel and isinstance(triple.object, Literal)
    }
