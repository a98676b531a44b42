"""Whether a portal takes the release's licence, asked before anything is sent.

In: the portal's ``license_list``, the licence of the release. Out: the portal's id of it. CKAN
itself refuses no ``license_id`` and shows an unknown one as a bare text without a link, so we do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.difference import Shown

_STOCK = {"CC-BY-4.0": "cc-by", "CC0-1.0": "cc-zero", "CC-BY-SA-4.0": "cc-by-sa"}
"""SPDX identifier → id in the list that CKAN is delivered with; its pages name these versions."""


def licence_id(listed: Sequence[Shown], licence: str, iri: str, chosen: str = "") -> str:
    """The portal's id of a licence: by its SPDX identifier, by its address, then CKAN's stock id.

    ``chosen``: the id that is meant. Raises KpiLodError ``ckan-licence`` where the portal has none.
    """
    active = [one for one in listed if one.get("status", "active") == "active"]
    for fits in _rules(licence, iri, chosen):
        for one in active:
            if fits(one):
                return str(one["id"])
    error = KpiLodError("ckan-licence", found=chosen or licence)
    shown = "、".join(f"{one['id']}（{one.get('title', '')}）" for one in active)
    error.add(f" 使えるのは {shown}。", f" It has: {shown}.")
    raise error


def _rules(licence: str, iri: str, chosen: str) -> Iterator[Callable[[Shown], bool]]:
    if chosen:
        yield lambda one: bool(one["id"] == chosen)
        return
    yield lambda one: licence.casefold() in _ids(one)
    yield lambda one: _bare(one.get("url") or "") == _bare(iri)
    yield lambda one: bool(one["id"] == _STOCK.get(licence))


def _ids(one: Shown) -> set[str]:
    return {str(name).casefold() for name in (one["id"], *(one.get("legacy_ids") or ()))}


def _bare(url: str) -> str:
    return re.sub(r"^https?://|(/deed\.[a-z]+|/legalcode)?/*$", "", url.casefold())
