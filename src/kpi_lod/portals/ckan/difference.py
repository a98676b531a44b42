"""What a portal shows, what it shall hold → what has to be sent (pure).

In: :class:`Package` and the answer of ``package_show``. Out: the files to upload, the fields to
change; nothing where all is as it shall be, so that ``metadata_modified`` stays. What is not ours
is kept: other extras, tags that the portal's people added, resources without our ``uri``, groups,
whether it is private, and the way in which the portal writes a format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kpi_lod.portals.ckan.package import (
    AT,
    BASE,
    DIGEST,
    ENDED,
    JOINT,
    MARKS,
    PREFIX,
    RELEASE,
    STAMPS,
    STATUS,
    TAGS,
    Package,
    Resource,
    Stamp,
)

Shown = Mapping[str, Any]
"""What an action of CKAN answered: JSON."""

_NOT_COMPARED = frozenset({"format"})
"""CKAN rewrites it after the portal's own list of formats."""

_OURS = frozenset(
    {
        *("uri", "identifier", "temporal_start", "temporal_end", "spatial_uri", "spatial_text"),
        *(f"publisher_{name}" for name in ("uri", "name", "url", "identifier")),
        *(f"creator_{name}" for name in ("uri", "name", "url", "identifier")),
        *("contact_uri", "contact_name", "contact_url", "frequency", "access_rights"),
        *("language", "theme", "conforms_to", "source"),
        *(BASE, RELEASE, AT, DIGEST, TAGS, STATUS),
    }
)
"""The extras that a push may change or take away."""


def extras_of(shown: Shown) -> dict[str, str]:
    """The extras of a dataset by their keys."""
    return {one["key"]: one["value"] for one in shown.get("extras", ())}


def is_ours(shown: Shown, base: str) -> bool:
    """Whether a push of the publisher at ``base`` made it."""
    return extras_of(shown).get(BASE) == base and shown["name"].startswith(PREFIX)


def standing(shown: Shown | None, base: str) -> Shown | None:
    """The dataset, but None for a deleted one of others: its name is free."""
    if shown is not None and shown.get("state") == "deleted" and not is_ours(shown, base):
        return None
    return shown


def is_unfinished(shown: Shown) -> bool:
    """Whether a push that was ended left it half made, and private."""
    return DIGEST not in extras_of(shown)


def is_newer(shown: Shown, stamp: Stamp) -> bool:
    """Whether a release that became current later than ``stamp``'s has changed it."""
    told = extras_of(shown)
    return told.get(RELEASE) != stamp.release and told.get(AT, "") > stamp.at


def uploads(wanted: Package, shown: Shown) -> list[tuple[Resource, str]]:
    """The files to send, each with the id of the resource that it replaces, "" for a new one."""
    there = _by_uri(shown)
    pairs = [(one, there.get(one.uri, {})) for one in wanted.resources if not one.linked]
    return [(one, found.get("id", "")) for one, found in pairs if not _is_stored(one, found)]


def _by_uri(shown: Shown) -> dict[str, Shown]:
    """Of several with one IRI, which a lost answer may leave, the first."""
    found: dict[str, Shown] = {}
    for one in shown.get("resources", ()):
        found.setdefault(one.get("uri") or "", one)
    return found


def _is_stored(one: Resource, found: Shown) -> bool:
    is_same = (found.get("hash"), str(found.get("size"))) == (one.sha256, str(one.size))
    return is_same and found.get("url_type") == "upload"


def changes(wanted: Package, shown: Shown, base: str) -> dict[str, Any]:
    """What ``package_patch`` has to be given, once all files are there; empty where all is equal.

    ``base``: begins the IRIs of the publisher's resources.
    """
    found: dict[str, Any] = {
        key: value for key, value in wanted.fields.items() if (shown.get(key) or "") != value
    }
    if is_unfinished(shown):
        found["private"] = False
    if shown.get("state") != "active":
        found["state"] = "active"
    if _owner(shown) != wanted.organization:
        found["owner_org"] = wanted.organization
    if _tag_names(shown) != (tags := _tags(wanted.tags, shown)):
        found["tags"] = [{"name": name} for name in tags]
    if (resources := _resources(wanted.resources, shown, base)) is not None:
        found["resources"] = resources
    if found or _without_stamps(wanted.extras) != _without_stamps(_ours(extras_of(shown))):
        found["extras"] = merged_extras(wanted.extras, shown)
    return found


def _owner(shown: Shown) -> str:
    return str((shown.get("organization") or {}).get("name", ""))


def _ours(extras: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in extras.items() if key in _OURS}


def _without_stamps(extras: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in extras.items() if key not in STAMPS}


def merged_extras(ours: Mapping[str, str], shown: Shown) -> list[dict[str, str]]:
    """Ours, and those of others as they are, in the order of the keys."""
    others = {key: value for key, value in extras_of(shown).items() if key not in _OURS}
    return [{"key": key, "value": value} for key, value in sorted((others | dict(ours)).items())]


def _tag_names(shown: Shown) -> list[str]:
    return sorted(tag["name"] for tag in shown.get("tags", ()))


def _tags(ours: Sequence[str], shown: Shown) -> list[str]:
    """Ours, and those that neither this push nor the last one knows."""
    former = set(extras_of(shown).get(TAGS, "").split(JOINT))
    return sorted({*ours, *(name for name in _tag_names(shown) if name not in former)})


def _resources(wanted: Sequence[Resource], shown: Shown, base: str) -> list[dict[str, Any]] | None:
    """All of the dataset, ours first; None where the portal has just these."""
    there = _by_uri(shown)
    ours = [_resource(one, there.get(one.uri, {})) for one in wanted]
    listed = shown.get("resources", ())
    others = [dict(one) for one in listed if not (one.get("uri") or "").startswith(base)]
    made = [*ours, *others]
    return None if made == [dict(one) for one in listed] else made


def _resource(one: Resource, found: Shown) -> dict[str, Any]:
    """What is shown of it, with our fields where they are others."""
    told = {
        key: value
        for key, value in one.fields.items()
        if str(found.get(key) or "") != value and not (found and key in _NOT_COMPARED)
    }
    if one.linked and found.get("url_type") == "upload":
        told |= {"url_type": "", "clear_upload": "true"}
    return {**found, **told}


def farewell(shown: Shown, stamp: Stamp, base: str) -> dict[str, Any]:
    """What to change of a dataset that the release no longer has: it stays, without our files.

    Empty where that was done already.
    """
    told = extras_of(shown)
    if told.get(STATUS) == ENDED:
        return {}
    title = shown.get("title") or shown["name"]
    for mark in MARKS.values():
        title = title.removeprefix(mark)
    marks = {RELEASE: stamp.release, AT: stamp.at, STATUS: ENDED, DIGEST: ENDED}
    extras = _ours(told) | marks
    listed = shown.get("resources", ())
    return {
        "title": ENDED + title,
        "notes": f"{_FAREWELL}\n\n{shown.get('notes') or ''}".strip(),
        "resources": [dict(one) for one in listed if not (one.get("uri") or "").startswith(base)],
        "extras": merged_extras(extras, shown),
    }


_FAREWELL = "このデータの公開は終わりました。 / This data is no longer published."
