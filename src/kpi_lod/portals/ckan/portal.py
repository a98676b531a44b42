"""CKAN's Action API over one connection (https://docs.ckan.org/en/2.11/api/).

In: the name of an action and what it takes. Out: its result, or a KpiLodError that says what the
portal said. Not ckanapi: it sends by requests, a second HTTP library, tries nothing again and knows
no Retry-After, waits for ever unless an environment variable says otherwise, holds a whole upload
in memory, and tells every answer that is not CKAN's by the repr() of all of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from kpi_lod.connection import Connection, PushError, said
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.difference import Shown
from kpi_lod.portals.ckan.multipart import Form

_ENTRANCE = re.compile(r"/+(api(/[0-9]*)?(/action)?/?)?$")


def address(url: str) -> str:
    """The portal's own address, as people write it or as its API's.

    >>> address("https://portal.example.jp/data/"), address("https://portal.example.jp/api/3/action/")
    ('https://portal.example.jp/data', 'https://portal.example.jp')
    """
    return _ENTRANCE.sub("", url)


class RefusedError(KpiLodError):
    """The portal understood and will not; ``fields``: what it says of each, for a validation."""

    fields: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Portal:
    """A CKAN portal."""

    connection: Connection

    @property
    def url(self) -> str:
        """Its address, without a stroke at its end."""
        return self.connection.base

    @property
    def is_known(self) -> bool:
        """Whether a token goes with what is asked, which then shows more."""
        return "Authorization" in self.connection.headers

    def page(self, kind: str, name: str) -> str:
        """The address of a page of it: of a ``dataset`` or an ``organization``."""
        return f"{self.url}/{kind}/{name}"

    def ask(self, action: str, **parameters: str) -> Any:
        """The result of an action that changes nothing; raises PushError, RefusedError."""
        return self._result(self.connection.send("GET", _path(action), params=parameters))

    def found(self, action: str, name: str) -> Shown | None:
        """What ``package_show`` or ``organization_show`` tells, None where there is none.

        Raises RefusedError ``ckan-hidden`` where it may not be seen.
        """
        url = _path(action)
        try:
            answer = self.connection.send("GET", url, params={"id": name, "include_datasets": "0"})
        except PushError as error:
            if error.status == httpx.codes.FORBIDDEN:
                raise RefusedError("ckan-hidden", found=name) from None
            raise
        is_absent = answer.status_code == httpx.codes.NOT_FOUND and "error" in self._told(answer)
        return None if is_absent else self._result(answer)

    def do(self, action: str, told: Mapping[str, Any]) -> Any:
        """The result of an action; raises PushError, RefusedError."""
        headers = {"Content-Type": "application/json"}
        return self._sent(action, json.dumps(told).encode(), headers)

    def upload(self, action: str, form: Form) -> Any:
        """The result of an action that takes a file; raises PushError, RefusedError."""
        return self._sent(action, form.body, form.headers)

    def _sent(self, action: str, body: Any, headers: dict[str, str]) -> Any:
        try:
            return self._result(self.connection.send("POST", _path(action), body, headers=headers))
        except PushError as error:
            if error.answer is None or error.status != httpx.codes.FORBIDDEN:
                raise
            reason = _message(_json(error.answer)) or said(error.answer)
            raise RefusedError("ckan-forbidden", found=action, said=reason) from None

    def _result(self, answer: httpx.Response) -> Any:
        told = self._told(answer)
        if told.get("success") is True and "result" in told:
            return told["result"]
        error = told.get("error")
        refused = RefusedError("ckan-refused", found=self.url, said=_message(told) or said(answer))
        if isinstance(error, dict):
            refused.fields = error
        raise refused

    def _told(self, answer: httpx.Response) -> dict[str, Any]:
        """Raises KpiLodError ``ckan-not`` where the answer is none of CKAN's."""
        told = _json(answer)
        if told and "success" in told:
            return told
        if answer.is_redirect:
            target = address(answer.headers.get("Location", "").partition("/api/")[0])
            raise KpiLodError("ckan-not/moved", found=self.url, target=target)
        status = answer.status_code
        raise KpiLodError("ckan-not", found=self.url, status=status, said=said(answer))


def _path(action: str) -> str:
    return f"/api/3/action/{action}"


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = json.loads(answer.content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _message(told: Mapping[str, Any]) -> str:
    """What CKAN says is wrong, field by field where it is a validation."""
    error = told.get("error")
    if not isinstance(error, dict):
        return str(error or "")
    fields = {key: value for key, value in error.items() if not key.startswith("__")}
    message = fields.pop("message", "")
    return "; ".join(filter(None, (str(message), *(f"{k}: {_flat(v)}" for k, v in fields.items()))))


def _flat(value: object) -> str:
    """Texts in lists in mappings as one text."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(filter(None, (_flat(one) for one in value)))
    return str(value)
