"""A SPARQL endpoint that answers as a test tells it to: rightly, wrongly, late, or by half."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
from tests.faulty import Handler, faulty, hangs

from kpi_lod.querying.answers import answer
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.refusals import EndpointError
from kpi_lod.querying.sources import Results, results

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PATIENT = Asking(seconds=5, waiting=0)
JSON = "application/sparql-results+json"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Reply:
    """An answer; ``hangs``: for ever, ``missing``: bytes that are announced and never sent."""

    body: bytes = b""
    kind: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    missing: int = 0

    @property
    def packed(self) -> Reply:
        """The same in gzip."""
        return Reply(gzip.compress(self.body), self.kind, 200, {"Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Asked:
    """What came in."""

    query: str
    form: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def is_probe(self) -> bool:
        """Whether it is no question of a test but one about the default graph."""
        return any(mark in self.query for mark in ("NOT EXISTS", "?node ?type", "any triple in"))


def truth(is_true: bool) -> Reply:
    return Reply(json.dumps({"head": {}, "boolean": is_true}).encode())


def rows(*values: object, name: str = "n", headers: Mapping[str, str] = NOTHING) -> Reply:
    """A table of one column of whole numbers or texts."""
    return table([name], [{name: cell(value)} for value in values], headers)


def table(names: Sequence[str], bindings: object, headers: Mapping[str, str] = NOTHING) -> Reply:
    told = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return Reply(json.dumps(told).encode(), headers=headers)


def cell(value: object) -> dict[str, str]:
    if isinstance(value, int):
        integer = "http://www.w3.org/2001/XMLSchema#integer"
        return {"type": "literal", "value": str(value), "datatype": integer}
    return {"type": "literal", "value": str(value)}


@dataclass
class Scripted:
    """A running endpoint; ``reply`` answers questions, ``probe`` those about the default graph."""

    url: str = ""
    reply: Callable[[Asked], Reply] = lambda _: rows("七")
    probe: Callable[[Asked], Reply] = lambda _: truth(False)
    asked: list[Asked] = field(default_factory=list)
    shut: threading.Event = field(default_factory=threading.Event)

    @property
    def questions(self) -> list[Asked]:
        """What was asked but for probes."""
        return [one for one in self.asked if not one.is_probe]


@contextmanager
def scripted() -> Iterator[Scripted]:
    script = Scripted()

    def answers(handler: Handler) -> None:
        form = dict(
            parse_qsl(handler.came.body.decode(), keep_blank_values=True, strict_parsing=True)
        )
        sent = Asked(form["query"], form, handler.came.headers)
        script.asked.append(sent)
        _send(handler, (script.probe if sent.is_probe else script.reply)(sent), script.shut)

    with faulty(answers) as there:
        script.url = f"{there.url}/sparql"
        try:
            yield script
        finally:
            script.shut.set()


def _send(handler: Handler, reply: Reply, shut: threading.Event) -> None:
    if reply.hangs:
        hangs(shut)(handler)
        return
    kind = {"Content-Type": reply.kind} if reply.kind else {}
    handler.reply(reply.status, reply.body, {**kind, **reply.headers}, reply.missing)


def asked(query: str, script: Scripted, asking: Asking = PATIENT) -> Results:
    return results(query, script.url, asking)


def cells(query: str, script: Scripted, asking: Asking = PATIENT) -> list[str]:
    return answer(asked(query, script, asking), "csv").split("\n")[1:]


def refused(script: Scripted, query: str = COUNT, asking: Asking = PATIENT) -> EndpointError:
    with pytest.raises(EndpointError) as caught:
        asked(query, script, asking)
    assert caught.value.exit_status == 2
    return caught.value
