"""A small CKAN in a thread: the actions that a push uses, its state in memory, and faults.

It answers as CKAN 2.12 does where that matters: JSON with ``success``, 403, 404 and 409 with
``error``, a list of formats of its own, drafts that an editor cannot make, private datasets that
others do not see, and uploads of which it keeps the bytes. What a whole CKAN does beside it is
tried in test_real_ckan.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.faulty import Handler, faulty

ADMIN, EDITOR = "token-of-the-admin", "token-of-the-editor"
_NAME = re.compile(r"[a-z0-9_-]{2,100}")
_TAG = re.compile(r"[\w \-.]{2,100}")
_FORMATS = {"Turtle": "TTL", "csv": "CSV"}
LICENCES = [
    {"id": "cc-by", "title": "表示", "url": "http://www.opendefinition.org/licenses/cc-by"},
    {"id": "other-at", "title": "その他 (表示)", "url": "", "status": "active"},
]

Told = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """Another answer than the right one; ``is_done``: after the action was done all the same."""

    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"busy"
    is_cut: bool = False
    is_done: bool = False


class Refused(Exception):
    def __init__(self, status: int, kind: str, **fields: object) -> None:
        super().__init__(kind)
        self.status, self.error = status, {"__type": kind, **fields}


@dataclass
class FakeCkan:
    """The portal; ``editable``: organisations of the editor, who may make none."""

    url: str = ""
    licences: list[Told] = field(default_factory=lambda: list(LICENCES))
    editable: set[str] = field(default_factory=set)
    organizations: dict[str, Told] = field(default_factory=dict)
    packages: dict[str, Told] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    fault: Callable[[int, str], Fault | None] = lambda number, action: None
    number: int = 0
    lock: Lock = field(default_factory=Lock)

    @property
    def writes(self) -> list[str]:
        return [action for method, action in self.requests if method == "POST"]

    def state(self) -> Told:
        """All that readers see, without ids and times."""
        return {
            name: _without(one, "id", "metadata_modified", "owner_org", "package_id")
            | {"contents": [self.contents.get(r["id"]) for r in one["resources"]]}
            for name, one in sorted(self.packages.items())
        } | {"organizations": sorted(self.organizations)}

    def fresh(self) -> str:
        self.number += 1
        return f"{self.number:08d}-0000-4000-8000-000000000000"

    def touch(self, package: Told) -> None:
        package["metadata_modified"] = self.fresh()


def _without(value: Any, *keys: str) -> Any:
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if key not in keys}
        if str(kept.get("url", "")).endswith("/download"):
            kept["url"] = "(download)"
        return {key: _without(one, *keys) for key, one in kept.items()}
    return [_without(one, *keys) for one in value] if isinstance(value, list) else value


@dataclass
class Call:
    """One request: the portal, who asks, with what."""

    ckan: FakeCkan
    token: str
    told: Told
    upload: bytes | None = None

    def may(self, organization: str) -> bool:
        return self.token == ADMIN or (self.token == EDITOR and organization in self.ckan.editable)

    def found(self, key: str = "id") -> Told:
        name = self.told.get(key)
        for one in self.ckan.packages.values():
            if name in (one["name"], one["id"]):
                if one["private"] and not self.may(one["organization"]["name"]):
                    raise Refused(403, "Authorization Error", message="閲覧権限がありません")
                return one
        raise Refused(404, "Not Found Error", message="見つかりません")

    def writable(self, package: Told) -> Told:
        if not self.may(package["organization"]["name"]):
            raise Refused(403, "Authorization Error", message="編集権限がありません")
        return package


def _organization_show(call: Call) -> Told:
    try:
        return call.ckan.organizations[call.told["id"]]
    except KeyError:
        raise Refused(404, "Not Found Error", message="見つかりません") from None


def _organization_create(call: Call) -> Told:
    if call.token != ADMIN:
        raise Refused(403, "Authorization Error", message="Access denied: 作成権限がありません")
    name = call.told["name"]
    if name in call.ckan.organizations:
        raise Refused(409, "Validation Error", name=["既に同名のグループが登録されています"])
    call.ckan.organizations[name] = {"id": call.ckan.fresh(), **call.told}
    return call.ckan.organizations[name]


def _writable(call: Call) -> list[Told]:
    return [one for one in call.ckan.organizations.values() if call.may(one["name"])]


def _package_list(call: Call) -> list[str]:
    shown = call.ckan.packages.values()
    return sorted(p["name"] for p in shown if p["state"] == "active" and not p["private"])


def _package_create(call: Call) -> Told:
    told = call.told
    if not _NAME.fullmatch(told["name"]):
        raise Refused(409, "Validation Error", name=["小文字のアルファベットのみです。"])
    if told["name"] in call.ckan.packages:
        raise Refused(409, "Validation Error", name=["その URL はすでに使用されています。"])
    blank = {"id": call.ckan.fresh(), "state": "active", "resources": [], "extras": [], "tags": []}
    package = {**blank, "private": False}
    call.ckan.packages[told["name"]] = package
    try:
        _put(call, package, {**told, "state": "active"})
        call.writable(package)
    except Refused:
        del call.ckan.packages[told["name"]]
        raise
    return package


def _package_patch(call: Call) -> Told:
    package = call.writable(call.found())
    _put(call, package, {key: one for key, one in call.told.items() if key != "id"})
    return package


def _put(call: Call, package: Told, told: Told) -> None:
    for tag in told.get("tags", ()):
        if not _TAG.fullmatch(tag["name"]):
            raise Refused(409, "Validation Error", tags=[f'Tag "{tag["name"]}"'])
    keys = [extra["key"] for extra in told.get("extras", ())]
    if len(keys) != len(set(keys)):
        raise Refused(409, "Validation Error", extras=["重複する追加のキー"])
    package |= {key: one for key, one in told.items() if key not in {"owner_org", "resources"}}
    if "owner_org" in told:
        package["organization"] = call.ckan.organizations[told["owner_org"]]
    if "resources" in told:
        package["resources"] = [_resource(call, package, one) for one in told["resources"]]
    call.ckan.touch(package)


def _resource(call: Call, package: Told, told: Told) -> Told:
    one = {key: value for key, value in told.items() if key != "clear_upload"}
    one["format"] = _FORMATS.get(one.get("format", ""), one.get("format", ""))
    one.setdefault("id", call.ckan.fresh())
    one["package_id"] = package["id"]
    if "size" in one:
        one["size"] = int(one["size"])
    return one


def _resource_create(call: Call) -> Told:
    package = call.writable(call.found("package_id"))
    one = _resource(call, package, _stored(call, call.told))
    package["resources"] = [*package["resources"], one]
    _keep(call, package, one)
    return one


def _resource_patch(call: Call) -> Told:
    for package in call.ckan.packages.values():
        for place, old in enumerate(package["resources"]):
            if old["id"] == call.told["id"]:
                call.writable(package)
                one = _resource(call, package, {**old, **_stored(call, call.told)})
                package["resources"][place] = one
                _keep(call, package, one)
                return one
    raise Refused(404, "Not Found Error", message="見つかりません")


def _stored(call: Call, told: Told) -> Told:
    if call.upload is None:
        return told
    return {**told, "url_type": "upload", "size": len(call.upload), "url": "x/download"}


def _keep(call: Call, package: Told, one: Told) -> None:
    if call.upload is not None:
        call.ckan.contents[one["id"]] = call.upload
    call.ckan.touch(package)


ACTIONS: dict[str, Callable[[Call], Any]] = {
    "status_show": lambda call: {"ckan_version": "2.12.0"},
    "license_list": lambda call: call.ckan.licences,
    "organization_list_for_user": _writable,
    "organization_show": _organization_show,
    "organization_create": _organization_create,
    "package_list": _package_list,
    "package_show": Call.found,
    "package_create": _package_create,
    "package_patch": _package_patch,
    "resource_create": _resource_create,
    "resource_patch": _resource_patch,
}


def _answered(ckan: FakeCkan, handler: Handler) -> None:
    address = urlsplit(handler.path)
    entrance, _, action = address.path.rpartition("/")
    told, upload = _told(handler, address.query)
    with ckan.lock:
        ckan.requests.append((handler.command, action))
        fault = ckan.fault(len(ckan.requests), action)
        call = Call(ckan, handler.headers.get("Authorization", ""), told, upload)
        if not fault or fault.is_done:
            status, answer = _done(entrance, action, call)
        if fault:
            return _strike(handler, fault)
    return handler.reply(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})


def _told(handler: Handler, query: str) -> tuple[Told, bytes | None]:
    if handler.command == "GET":
        return dict(parse_qsl(query)), None
    if handler.headers["Content-Type"] == "application/json":
        return json.loads(handler.came.body), None
    return _form(handler.headers["Content-Type"], handler.came.body)


def _done(entrance: str, action: str, call: Call) -> tuple[int, Told]:
    if not entrance.endswith("/api/3/action") or action not in ACTIONS:
        return 404, {"success": False, "error": {"message": "no such action"}}
    try:
        return 200, {"success": True, "result": ACTIONS[action](call)}
    except Refused as refused:
        return refused.status, {"success": False, "error": refused.error}


def _strike(handler: Handler, fault: Fault) -> None:
    cut = len(fault.body) // 2 if fault.is_cut else len(fault.body)
    missing = len(fault.body) - cut
    handler.reply(fault.status, fault.body[:cut], fault.headers, missing)


def _form(kind: str, body: bytes) -> tuple[Told, bytes | None]:
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    whole = BytesParser(policy=HTTP).parsebytes(head + body)
    told: Told = {}
    upload = None
    for part in whole.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        if name == "upload":
            upload = content
        else:
            told[name] = content.decode()
    return told, upload


@contextmanager
def fake_ckan(entrance: str = "") -> Iterator[FakeCkan]:
    """A portal on a free port, below the path ``entrance``."""
    ckan = FakeCkan()
    with faulty(partial(_answered, ckan)) as there:
        ckan.url = there.url + entrance
        yield ckan
