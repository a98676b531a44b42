"""The plan of a push: a release, what a portal shows → a step for each thing, none of them sent.

In: the catalogue of each municipality, the terms of its sources, the datasets of the portal. Out:
:class:`Step`. Only GETs are sent. :func:`verdict` decides and is pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.catalogue import WITHDRAWN, City, Dataset, city
from kpi_lod.portals.ckan.difference import (
    Shown,
    changes,
    extras_of,
    farewell,
    is_newer,
    is_ours,
    is_unfinished,
    standing,
    uploads,
)
from kpi_lod.portals.ckan.package import AT, PREFIX, RELEASE, Making, Package, Resource, name_of
from kpi_lod.portals.ckan.portal import Portal, RefusedError
from kpi_lod.portals.outcome import Did, Item
from kpi_lod.portals.pushed import Pushed
from kpi_lod.portals.terms import source_terms
from kpi_lod.vocabulary import NOT_STATED


@dataclass(frozen=True, slots=True)
class Step:
    """One thing at the portal; ``code``: of its municipality, "" for one the release has not.

    ``id``: of the submission, "" for all years, None for the organisation.
    """

    item: Item
    name: str
    code: str = ""
    id: str | None = ""

    @property
    def is_to_send(self) -> bool:
        """Whether the portal has to change."""
        return self.item.did in {Did.ADDED, Did.UPDATED, Did.REMOVED}


def verdict(wanted: Package, shown: Shown | None, base: str) -> Item:
    """What is to be done with a dataset (pure): added, updated, unchanged, or failed.

    Failed: a dataset of somebody else has its name.
    """
    if shown is None:
        return Item(Did.ADDED, wanted.name, "", *_words(wanted.resources, ()))
    if not is_ours(shown, base):
        return Item(Did.FAILED, wanted.name).as_failed(KpiLodError("ckan-taken", found=wanted.name))
    files = [one for one, _ in uploads(wanted, shown)]
    changed = changes(wanted, shown, base)
    if not (changed or files):
        return Item(Did.UNCHANGED, wanted.name)
    is_new = is_unfinished(shown) or shown.get("state") != "active"
    did = Did.ADDED if is_new else Did.UPDATED
    return Item(did, wanted.name, "", *_words(files, sorted(changed.keys() - _UNTOLD)))


_UNTOLD = {"extras", "private", "state"}


def _words(files: Sequence[Resource], fields: Sequence[str]) -> tuple[str, str]:
    """How much is sent, in Japanese and English."""
    size = sum(one.size for one in files)
    ja = [f"ファイル{len(files)}個（{size:,}バイト）"] if files else []
    en = [f"{len(files)} files ({size:,} bytes)"] if files else []
    if fields:
        ja, en = [*ja, f"項目 {' '.join(fields)}"], [*en, f"fields {' '.join(fields)}"]
    return "、".join(ja), ", ".join(en)


def is_held_back(one: Dataset, told: City, terms: Mapping[str, str]) -> bool:
    """Whether figures of a source without stated terms are in it (pure).

    All years hold those of every submission that stands; a withdrawn one holds none.
    """
    if one.status == WITHDRAWN:
        return False
    standing = [other.id for other in told.datasets if other.id and other.status != WITHDRAWN]
    return any(terms.get(id, NOT_STATED) == NOT_STATED for id in ([one.id] if one.id else standing))


@dataclass(frozen=True)
class Plan:
    """The release, the portal as it is, and what its datasets shall be.

    ``all_terms``: sources without stated terms are sent, too.
    """

    release: Pushed
    portal: Portal
    making: Making
    all_terms: bool
    _names: set[str] = field(default_factory=set)

    def steps(self, *, force: bool) -> list[Step]:
        """A step for each thing, by municipality; last what the release no longer has.

        Raises KpiLodError ``push-newer`` unless ``force``, ``ckan-organization``, ``push-damaged``,
        and the portal's.
        """
        self._check_organization()
        made = [step for code in self.release.codes for step in self._city(code, force=force)]
        return [*made, *self._ended(force=force)]

    def _check_organization(self) -> None:
        name = self.making.organization
        if name and self.portal.found("organization_show", name) is None:
            raise KpiLodError("ckan-organization", found=name)

    def _city(self, code: str, *, force: bool) -> Iterator[Step]:
        told, terms = city(self.release, code), source_terms(self.release, code)
        made = [self._dataset(told, one, terms, force=force) for one in told.datasets]
        found = [step for step in made if step]
        if any(step.is_to_send for step in found):
            found = self._with_organization(told, found)
        yield from found

    def _with_organization(self, told: City, steps: list[Step]) -> list[Step]:
        """The organisation first, if it has to be made; without a right to it, nothing is sent."""
        name = self.making.organization or name_of(told.code)
        if name in self._writable:
            return steps
        where = self.portal.page("organization", name)
        if self.portal.found("organization_show", name) is None:
            title = told.maker.name
            item = Item(
                Did.ADDED,
                f"organization/{name}",
                where,
                f"組織 {title.ja}",
                f"organisation {title.en}",
            )
            return [Step(item, name, told.code, None), *steps]
        if not self.portal.is_known:
            return steps
        key = "ckan-no-editor" if self._writable else "ckan-no-editor/nowhere"
        error = KpiLodError(key, found=name)
        return [
            replace(step, item=step.item.as_failed(error)) if step.is_to_send else step
            for step in steps
        ]

    @cached_property
    def _writable(self) -> frozenset[str]:
        """The organisations that the token may put datasets into."""
        found = self.portal.ask("organization_list_for_user", permission="create_dataset")
        return frozenset(one["name"] for one in found)

    def _dataset(
        self, told: City, one: Dataset, terms: Mapping[str, str], *, force: bool
    ) -> Step | None:
        wanted = self.making.package(told, one)
        self._names.add(wanted.name)
        where = self.portal.page("dataset", wanted.name)
        try:
            shown = standing(self.portal.found("package_show", wanted.name), self.release.base)
        except RefusedError as error:
            return Step(Item(Did.FAILED, wanted.name, where).as_failed(error), wanted.name)
        if shown is None and one.status == WITHDRAWN:
            return None
        if not self.all_terms and is_held_back(one, told, terms):
            return Step(replace(_held_back(wanted.name, shown), where=where), wanted.name)
        item = replace(verdict(wanted, shown, self.release.base), where=where)
        step = Step(item, wanted.name, told.code, one.id)
        if shown and step.is_to_send and not force:
            refuse_newer(shown, self.making)
        return step

    def _ended(self, *, force: bool) -> Iterator[Step]:
        """Datasets of ours that the release no longer has."""
        names = [name for name in self.portal.ask("package_list") if name.startswith(PREFIX)]
        for name in sorted(set(names) - self._names):
            shown = self.portal.found("package_show", name)
            if shown is None or not is_ours(shown, self.release.base):
                continue
            if not farewell(shown, self.making.stamp, self.release.base):
                continue
            if not force:
                refuse_newer(shown, self.making)
            yield Step(Item(Did.REMOVED, name, self.portal.page("dataset", name), *_ENDED), name)


_ENDED = (
    "リリースにないので、公開終了と記し、こちらのファイルを外します。",
    "The release no longer has it: marked as ended, our files are taken off.",
)
_HELD = (
    "資料の利用条件が示されていないため送りません（送るなら --accept-terms）。",
    "Not sent: its source states no terms of use (--accept-terms sends it).",
)
_THERE = (
    " 前に送ったものはそのまま残っています。",
    " What was sent before stays as it is.",
)


def _held_back(name: str, shown: Shown | None) -> Item:
    ja, en = (told + (more if shown else "") for told, more in zip(_HELD, _THERE, strict=True))
    return Item(Did.HELD_BACK, name, "", ja, en)


def refuse_newer(shown: Shown, making: Making) -> None:
    """Raise KpiLodError ``push-newer`` where a later release has changed the dataset."""
    if is_newer(shown, making.stamp):
        told = extras_of(shown)
        raise KpiLodError(
            "push-newer",
            found=shown["name"],
            there=f"{told[RELEASE]} ({told[AT]})",
            ours=f"{making.stamp.release} ({making.stamp.at})",
        )
