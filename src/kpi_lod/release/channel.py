"""What the feed of a release is about: the publisher's base, titles and name.

It stands in the feed, beside the manifest, and tells of a release what its settings were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.release.names import FEED_JSON
from kpi_lod.settings import Publication

OWN = "_kpi_lod"
"""The member of a JSON Feed that holds what is ours."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is about: base IRI, titles, publisher."""

    base: str
    title: str
    title_en: str
    author: str

    @classmethod
    def of(cls, publication: Publication) -> Channel:
        """The feed of that publisher."""
        title, publisher = publication.title, publication.publisher
        return cls(publication.base, title.ja, title.en or title.ja, publisher.ja)


def read_channel(release: Path) -> Channel | None:
    """What a release's feed is about, None where there is none."""
    try:
        return Channel(**json.loads((release / FEED_JSON).read_bytes())[OWN])
    except (OSError, ValueError, KeyError, TypeError):
        return None
