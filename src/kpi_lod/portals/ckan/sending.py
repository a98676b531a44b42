"""One step of the plan → requests that change the portal.

In: a :class:`Step`, the release's files. Out: nothing; the portal holds it then. The portal is
asked again first, since others work there too: what is sent follows from what it shows now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from kpi_lod.connection import PushError
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.catalogue import City, city
from kpi_lod.portals.ckan.difference import Shown, changes, farewell, is_ours, standing, uploads
from kpi_lod.portals.ckan.multipart import Form
from kpi_lod.portals.ckan.package import DIGEST, Making, Package, Resource, name_of
from kpi_lod.portals.ckan.plan import Step, refuse_newer
from kpi_lod.portals.ckan.portal import Portal, RefusedError
from kpi_lod.portals.pushed import Pushed

_OCTETS = "application/octet-stream"


@dataclass(frozen=True)
class Sending:
    """A release on its way to a portal; ``force``: also over a newer one."""

    release: Pushed
    portal: Portal
    making: Making
    force: bool = False
    _refused: dict[str, KpiLodError] = field(default_factory=dict)

    def send(self, step: Step) -> None:
        """Do one step; raises KpiLodError. Doing it again does no harm."""
        if step.id is None:
            self._make_organization(city(self.release, step.code))
        elif step.code:
            self._send_dataset(city(self.release, step.code), step.id)
        else:
            self._end(step.name)

    def _make_organization(self, told: City) -> None:
        name, english = name_of(told.code), told.maker.name.en
        extras = {"uri": told.maker.iri, "title_en": english or ""}
        fields: dict[str, object] = {
            "name": name,
            "title": told.maker.name.ja,
            "description": "\n\n".join(filter(None, (told.area_name.ja, told.area_name.en))),
            "extras": [{"key": key, "value": one} for key, one in extras.items() if one],
        }
        try:
            self._created("organization", fields)
        except RefusedError as error:
            if error.finding.code == "ckan-forbidden":
                error = RefusedError("ckan-no-organization", found=name)
            self._refused[name] = error
            raise error from None

    def _created(self, kind: str, fields: Mapping[str, Any]) -> Shown:
        """What is made; if its name is taken, a lost answer told of it: what is there."""
        try:
            made: Shown = self.portal.do(f"{kind}_create", fields)
        except RefusedError as error:
            found = self.portal.found(f"{kind}_show", fields["name"]) if error.fields else None
            if found is None:
                raise
            return found
        return made

    def _send_dataset(self, told: City, id: str) -> None:
        dataset = next(one for one in told.datasets if one.id == id)
        wanted = self.making.package(told, dataset)
        if wanted.organization in self._refused:
            raise self._refused[wanted.organization]
        shown = self._current(wanted.name) or self._begun(wanted)
        for one, replaced in (sent := uploads(wanted, shown)):
            self._upload(one, shown["id"], replaced)
        if sent:
            shown = self.portal.ask("package_show", id=shown["id"])
        self._patch(shown, changes(wanted, shown, self.release.base))

    def _current(self, name: str) -> Shown | None:
        shown = standing(self.portal.found("package_show", name), self.release.base)
        if shown is not None and not is_ours(shown, self.release.base):
            raise RefusedError("ckan-taken", found=name)
        if shown is not None and not self.force:
            refuse_newer(shown, self.making)
        return shown

    def _begun(self, wanted: Package) -> Shown:
        """Private, and without the digest that says it is whole; an editor can make no draft."""
        extras = {key: one for key, one in wanted.extras.items() if key != DIGEST}
        fields = {
            **wanted.fields,
            "name": wanted.name,
            "owner_org": wanted.organization,
            "private": True,
            "tags": [{"name": name} for name in wanted.tags],
            "extras": [{"key": key, "value": one} for key, one in sorted(extras.items())],
        }
        shown = self._created("package", fields)
        if not is_ours(shown, self.release.base):
            raise RefusedError("ckan-taken", found=wanted.name)
        return shown

    def _upload(self, one: Resource, package: str, replaced: str) -> None:
        fields = {**one.fields, **({"id": replaced} if replaced else {"package_id": package})}
        name = one.path.rpartition("/")[2]
        form = Form(fields, name, _OCTETS, one.size, partial(self.release.portions, one.path))
        try:
            self.portal.upload("resource_patch" if replaced else "resource_create", form)
        except PushError as error:
            if error.status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
                error.add(
                    f"（{one.path}、{one.size:,}バイト）", f" ({one.path}, {one.size:,} bytes)"
                )
            raise

    def _patch(self, shown: Shown, changed: Mapping[str, Any]) -> None:
        if changed:
            self.portal.do("package_patch", {"id": shown["id"], **changed})

    def _end(self, name: str) -> None:
        shown = self._current(name)
        if shown is not None:
            self._patch(shown, farewell(shown, self.making.stamp, self.release.base))
