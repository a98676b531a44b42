"""The catalogue of a municipality, as a release holds it → records of its datasets.

In: ``catalogue/<code>/index.ttl``, DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).
Out: :class:`City`. Only what the catalogue says is sent to a portal; nothing is made up on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.pushed import Pushed
from kpi_lod.release.tables.columns import tables
from kpi_lod.settings import Text
from kpi_lod.vocabulary import (
    ADMS,
    DCAT,
    DCATAP,
    DCT,
    FOAF,
    PROV,
    SKOS,
    SPDX,
    VCARD,
)

WITHDRAWN, DEPRECATED = "WITHDRAWN", "DEPRECATED"
"""Codes of the EU's list of dataset statuses: taken back; replaced by a later version."""

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who publishes, who made the figures, whom to ask; ``number``: 法人番号, "" if none."""

    iri: str
    name: Text
    url: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file; ``path``: in the release, ``url``: where its publisher offers it, ``size`` in bytes.

    ``form``: code of the EU's list of file types; ``packed``, ``standard``: "" if none.
    """

    iri: str
    path: str
    url: str
    title: Text
    about: Text
    form: str
    media_type: str
    packed: str
    standard: str
    licence: str
    availability: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset; ``id``: of the submission, "" for all years together.

    ``first``, ``last``: the days it is about (ISO 8601), "" if none. ``sources``: IRIs of datasets
    whose figures it holds; ``replaced_by``: of later versions. The rest are IRIs and codes.
    """

    iri: str
    id: str
    title: Text
    about: Text
    keywords: tuple[str, ...]
    first: str
    last: str
    page: str
    status: str
    version: str
    frequency: str
    access: str
    standard: str
    languages: tuple[str, ...]
    themes: tuple[str, ...]
    document: str
    sources: tuple[str, ...]
    replaced_by: tuple[str, ...]
    files: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A municipality with its datasets; ``licence``: SPDX identifier, ``area``: of e-Stat."""

    code: str
    maker: Agent
    publisher: Agent
    contact: Agent
    area: str
    area_name: Text
    licence: str
    licence_iri: str
    datasets: tuple[Dataset, ...]


def city(release: Pushed, code: str) -> City:
    """The catalogue of a municipality; raises KpiLodError ``push-damaged`` where it is none."""
    path = f"catalogue/{code}/index.ttl"
    try:
        return _City(release, code, parse(release.read(path), format=RdfFormat.TURTLE)).city
    except (SyntaxError, LookupError, ValueError):
        raise KpiLodError("push-damaged", found=release.file(path)) from None


_Node = NamedNode | BlankNode | Literal | Triple


class _City:
    def __init__(self, release: Pushed, code: str, triples: Iterable[Quad]) -> None:
        self.base, self.code = release.base, code
        self.told: dict[str, dict[str, list[_Node]]] = defaultdict(lambda: defaultdict(list))
        for one in triples:
            assert isinstance(one.subject, NamedNode)  # nothing of ours is blank
            self.told[one.subject.value][one.predicate.value].append(one.object)

    @property
    def catalogue(self) -> str:
        return f"{self.base}catalogue/{self.code}"

    @cached_property
    def city(self) -> City:
        whole = self.told[f"{self.catalogue}#all"]
        licence, area = _one(whole, DCT.license), _one(whole, DCT.spatial)
        iris = sorted(_all(self.told[self.catalogue], DCAT.dataset))
        return City(
            code=self.code,
            maker=self._agent(_one(whole, DCT.creator)),
            publisher=self._agent(_one(whole, DCT.publisher)),
            contact=self._contact(_one(whole, DCAT.contactPoint)),
            area=area,
            area_name=_text(self.told[area], SKOS.prefLabel),
            licence=_one(self.told[licence], DCT.identifier),
            licence_iri=licence,
            datasets=tuple(self._dataset(iri) for iri in iris),
        )

    def _agent(self, iri: str) -> Agent:
        told = self.told[iri]
        found = _first(told, FOAF.homepage), _first(told, DCT.identifier)
        return Agent(iri, _text(told, FOAF.name), *found)

    def _contact(self, iri: str) -> Agent:
        told = self.told[iri]
        return Agent(iri, _text(told, VCARD.fn), _first(told, VCARD.hasURL))

    def _dataset(self, iri: str) -> Dataset:
        told = self.told[iri]
        period = self.told[_first(told, DCT.temporal)]
        files = (self._file(one) for one in sorted(_all(told, DCAT.distribution)))
        return Dataset(
            iri=iri,
            id=iri.rpartition("#")[2].partition(".")[2],
            title=_text(told, DCT.title),
            about=_text(told, DCT.description),
            keywords=tuple(sorted(_all(told, DCAT.keyword))),
            first=_first(period, DCAT.startDate),
            last=_first(period, DCAT.endDate),
            page=_one(told, DCAT.landingPage),
            status=_first(told, ADMS.status).rpartition("/")[2],
            version=_first(told, DCAT.version),
            frequency=_first(told, DCT.accrualPeriodicity),
            access=_first(told, DCT.accessRights),
            standard=_first(told, DCT.conformsTo),
            languages=tuple(sorted(_all(told, DCT.language))),
            themes=tuple(sorted(_all(told, DCAT.theme))),
            document=_first(told, PROV.wasDerivedFrom),
            sources=tuple(sorted(_all(told, DCT.source))),
            replaced_by=tuple(sorted(_all(told, DCT.isReplacedBy))),
            files=tuple(sorted(files, key=_rank)),
        )

    def _file(self, iri: str) -> Distribution:
        told = self.told[iri]
        url = _one(told, DCAT.downloadURL)
        if not url.startswith(self.base):
            raise ValueError(url)
        return Distribution(
            iri=iri,
            path=url.removeprefix(self.base),
            url=url,
            title=_text(told, DCT.title),
            about=_text(told, DCT.description),
            form=_one(told, DCT.format).rpartition("/")[2],
            media_type=_one(told, DCAT.mediaType).removeprefix(_MEDIA_TYPES),
            packed=_first(told, DCAT.compressFormat).removeprefix(_MEDIA_TYPES),
            standard=_first(told, DCT.conformsTo),
            licence=_one(told, DCT.license),
            availability=_first(told, DCATAP.availability),
            size=int(_one(told, DCAT.byteSize)),
            sha256=_one(self.told[_one(told, SPDX.checksum)], SPDX.checksumValue),
        )


_ORDER = {"XLSX": 0, "CSV": 1, "JSON": 2, "RDF_TURTLE": 3, "RDF_N_QUADS": 4, "JSON_LD": 5}
"""What most people can open stands first on the portal's page."""


def _rank(file: Distribution) -> tuple[int, int]:
    """By format, tables in the order in which they are declared: those to begin with first."""
    order = [*tables()]
    name = file.path.rpartition("/")[2].partition(".")[0]
    place = order.index(name) if name in order else len(order)
    return _ORDER.get(file.form, len(_ORDER)), place


_Told = Mapping[str, list[_Node]]


def _all(told: _Told, predicate: NamedNode) -> list[str]:
    found = told.get(predicate.value, [])
    return [one.value for one in found if not isinstance(one, Triple)]


def _first(told: _Told, predicate: NamedNode) -> str:
    return next(iter(sorted(_all(told, predicate))), "")


def _one(told: _Told, predicate: NamedNode) -> str:
    """Raises ValueError where there is not exactly one."""
    (found,) = _all(told, predicate)
    return found


def _text(told: _Told, predicate: NamedNode) -> Text:
    found = {
        one.language: one.value for one in told.get(predicate.value, []) if isinstance(one, Literal)
    }
    return Text(found["ja"], found.get("en"))
