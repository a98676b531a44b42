"""A dataset of the catalogue → what CKAN shall hold of it (pure).

In: :mod:`catalogue`'s records. Out: :class:`Package`: fields, extras, tags and resources under the
names of CKAN's API (https://docs.ckan.org/en/2.11/api/) and, in the extras, under those of
ckanext-dcat, so that the RDF the portal itself offers tells the same. Japanese comes first; the
English text is the second paragraph of a description, since CKAN shows one text alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from kpi_lod.portals.ckan.catalogue import DEPRECATED, WITHDRAWN, City, Dataset, Distribution
from kpi_lod.settings import Text

PREFIX = "kpi-"
"""All names of ours at a portal begin so."""

BASE, RELEASE, AT = "kpi_lod_base", "kpi_lod_release", "kpi_lod_at"
"""Extras: whose dataset it is; the release that changed it last, and since when that is current."""

DIGEST, TAGS = "kpi_lod_digest", "kpi_lod_tags"
"""Extras: what all of it was made from, missing where the first push of it was ended; the tags of
ours, so that the portal's own stay."""

STATUS = "kpi_lod_status"
"""Extra: the code of its status in the EU's list, or ENDED."""

STAMPS = frozenset({RELEASE, AT})
"""Extras that follow a change and are none themselves."""

JOINT = "、"
"""Between tags in an extra: no tag of CKAN may hold it."""

MARKS = {WITHDRAWN: "【取り下げ】", DEPRECATED: "【旧版】"}
ENDED = "【公開終了】"
"""Begin the titles of what readers should not take for the last word."""

SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_FORMATS = {
    "CSV": "CSV",
    "JSON": "JSON",
    "JSON_LD": "JSON-LD",
    "PARQUET": "Parquet",
    "RDF_N_QUADS": "N-Quads",
    "RDF_TURTLE": "Turtle",
    "XLSX": "XLSX",
}
"""Code of the EU's list of file types → the word in CKAN's facet of formats."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a dataset; ``fields`` under CKAN's names. ``linked``: CKAN only points to it."""

    uri: str
    path: str
    size: int
    sha256: str
    fields: Mapping[str, str]
    linked: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A dataset as CKAN shall hold it; ``organization``: the name of its owner."""

    name: str
    organization: str
    fields: Mapping[str, str]
    extras: Mapping[str, str]
    tags: tuple[str, ...]
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose and which release it is; see BASE, RELEASE and AT."""

    base: str
    release: str
    at: str


def name_of(code: str, submission: str = "") -> str:
    """The name of a municipality's organisation and of its datasets, the same in all releases.

    >>> name_of("032018"), name_of("032018", "2023-all")
    ('kpi-032018', 'kpi-032018-2023-all')
    """
    return PREFIX + "-".join(filter(None, (code, submission)))


@dataclass(frozen=True, slots=True)
class Making:
    """How packages are made: the portal's id of the licence, whether files are only linked.

    ``organization``: one for all, "" for one of each municipality.
    """

    stamp: Stamp
    licence_id: str
    linked: bool = False
    organization: str = ""

    def package(self, city: City, one: Dataset) -> Package:
        """What the portal shall hold of a dataset."""
        resources = tuple(self._resource(file) for file in one.files)
        tags = _tags(one.keywords)
        extras = {**_extras(city, one), **self._marks(tags)}
        fields = {
            "title": MARKS.get(one.status, "") + one.title.ja,
            "notes": _notes(one),
            "url": one.page,
            "version": one.version,
            "license_id": self.licence_id,
            "author": city.maker.name.ja,
            "maintainer": city.contact.name.ja,
        }
        made = Package(
            name=name_of(city.code, one.id),
            organization=self.organization or name_of(city.code),
            fields=fields,
            extras={key: value for key, value in extras.items() if value},
            tags=tags,
            resources=resources,
        )
        return _with_digest(made)

    def _marks(self, tags: Iterable[str]) -> dict[str, str]:
        stamp = self.stamp
        told = {BASE: stamp.base, RELEASE: stamp.release, AT: stamp.at}
        return told | {TAGS: JOINT.join(tags)}

    def _resource(self, file: Distribution) -> Resource:
        fields = {
            "uri": file.iri,
            "name": file.title.ja,
            "description": _both(file.about),
            "format": _FORMATS.get(file.form, file.form),
            "mimetype": file.media_type,
            "size": str(file.size),
            "hash": file.sha256,
            "hash_algorithm": SHA256,
            "license": file.licence,
            "availability": file.availability,
            "compress_format": file.packed,
            "conforms_to": _listed([file.standard]),
        }
        if self.linked:
            fields |= dict.fromkeys(("url", "download_url", "access_url"), file.url)
        fields = {key: value for key, value in fields.items() if value}
        return Resource(file.iri, file.path, file.size, file.sha256, fields, self.linked)


def _with_digest(made: Package) -> Package:
    """With a digest of all but the stamps: it changes with anything that is sent."""
    told = asdict(made)
    told["extras"] = {key: one for key, one in made.extras.items() if key not in STAMPS}
    text = json.dumps(told, sort_keys=True)
    extras = {**made.extras, DIGEST: hashlib.sha256(text.encode()).hexdigest()}
    return Package(made.name, made.organization, made.fields, extras, made.tags, made.resources)


def _notes(one: Dataset) -> str:
    """Markdown; of a replaced version first where the later one is."""
    english = f"{one.title.en}. {one.about.en or ''}".strip() if one.title.en else ""
    later = [f"後の版があります / superseded by: <{iri}>" for iri in one.replaced_by]
    return "\n\n".join(filter(None, (*later, one.about.ja, english)))


def _both(text: Text) -> str:
    return "\n\n".join(filter(None, (text.ja, text.en)))


def _tags(keywords: Iterable[str]) -> tuple[str, ...]:
    """Those that CKAN takes: of 2 to 100 characters."""
    return tuple(sorted({word for word in keywords if 2 <= len(word) <= 100}))  # noqa: PLR2004


def _listed(values: Iterable[str]) -> str:
    """As ckanext-dcat keeps lists in one text: JSON; "" for none."""
    found = [one for one in values if one]
    return json.dumps(found, ensure_ascii=False) if found else ""


def _extras(city: City, one: Dataset) -> dict[str, str]:
    """Under ckanext-dcat's names (profiles/euro_dcat_ap_base.py of its 2.4)."""
    return {
        "uri": one.iri,
        "identifier": one.iri,
        "temporal_start": one.first,
        "temporal_end": one.last,
        "spatial_uri": city.area,
        "spatial_text": city.area_name.ja,
        "publisher_uri": city.publisher.iri,
        "publisher_name": city.publisher.name.ja,
        "publisher_url": city.publisher.url,
        "publisher_identifier": city.publisher.number,
        "creator_uri": city.maker.iri,
        "creator_name": city.maker.name.ja,
        "creator_url": city.maker.url,
        "creator_identifier": city.maker.number,
        "contact_uri": city.contact.iri,
        "contact_name": city.contact.name.ja,
        "contact_url": city.contact.url,
        "frequency": one.frequency,
        "access_rights": one.access,
        "language": _listed(one.languages),
        "theme": _listed(one.themes),
        "conforms_to": _listed([one.standard]),
        "source": _listed([one.document, *one.sources]),
        STATUS: one.status,
    }
