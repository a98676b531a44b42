"""Endpoints: all of an answer, alike whichever store gave it, or a clear word why not."""

from __future__ import annotations

import re
import socket

import pytest
from pyoxigraph import QueryBoolean, QueryTriples
from tests.faulty import nobody
from tests.querying.scripted import (
    COUNT,
    JSON,
    PATIENT,
    Asked,
    Reply,
    Scripted,
    asked,
    cells,
    refused,
    rows,
    table,
    truth,
)

from kpi_lod.errors import KpiLodError
from kpi_lod.querying import endpoint as module
from kpi_lod.querying import exchange
from kpi_lod.querying.answers import answer
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.refusals import EndpointError
from kpi_lod.querying.sources import results

ALL = "PREFIX ex: <urn:ex:>\nSELECT ?n { ?s ex:number ?n } ORDER BY ?n # all"
ONE = "<http://a.example/1> <http://a.example/p> <http://a.example/2> .\n"


# --- answers ------------------------------------------------------------------------------------


def test_a_question_is_sent_by_a_form_with_its_prefixes_and_asks_for_json(script: Scripted) -> None:
    assert cells("SELECT ?n { ?x kpi:unit ?n }", script) == ["七"]
    (sent,) = script.questions
    assert sent.headers["Accept"] == JSON
    assert sent.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert sent.form == {
        "query": "PREFIX kpi: <https://w3id.org/kpi-lod/ns#>\nSELECT ?n { ?x kpi:unit ?n }"
    }


def test_yes_and_no(script: Scripted) -> None:
    for is_true in (True, False):
        script.reply = lambda _, told=is_true: truth(told)  # type: ignore[misc]
        found = asked("ASK {}", script)
        assert isinstance(found, QueryBoolean)
        assert bool(found) is is_true


@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
@pytest.mark.parametrize("kind", ["application/n-triples", "text/turtle; charset=utf-8"])
def test_triples_are_asked_for_as_triples_only(script: Scripted, form: str, kind: str) -> None:
    """To a choice of both, Virtuoso answers with a table of s, p and o."""
    script.reply = lambda _: Reply(ONE.encode(), kind)
    found = asked(f"{form} WHERE {{ ?s ?p ?o }}", script)
    assert isinstance(found, QueryTriples)
    assert [str(triple) for triple in found] == [ONE.removesuffix(" .\n")]
    assert JSON not in script.questions[0].headers["Accept"]


def test_an_answer_in_gzip_is_unpacked(script: Scripted) -> None:
    script.reply = lambda _: rows("七").packed
    assert cells(COUNT, script) == ["七"]


def test_answers_of_all_stores_are_written_alike(script: Scripted) -> None:
    """As Virtuoso writes them, and as Oxigraph does."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    virtuoso = {
        "t": {"type": "typed-literal", "datatype": xsd + "boolean", "value": "1"},
        "d": {"type": "typed-literal", "datatype": xsd + "decimal", "value": "12.50"},
        "l": {"type": "literal", "xml:lang": "ja-Hrkt", "value": "ア"},
        "s": {"type": "literal", "datatype": xsd + "string", "value": "a"},
    }
    oxigraph = {
        "t": {"type": "literal", "datatype": xsd + "boolean", "value": "true"},
        "d": {"type": "literal", "datatype": xsd + "decimal", "value": "12.5"},
        "l": {"type": "literal", "xml:lang": "ja-hrkt", "value": "ア"},
        "s": {"type": "literal", "value": "a"},
    }
    for form in ("json", "csv", "table"):
        texts = set()
        for told in (virtuoso, oxigraph):
            script.reply = lambda _, row=told: table([*"tdls"], [row])  # type: ignore[misc]
            texts.add(answer(asked("SELECT * { ?s ?t ?d }", script), form))
        assert len(texts) == 1, texts


# --- cut answers --------------------------------------------------------------------------------


def numbers(total: int, most: int, headers: dict[str, str] | None = None) -> object:
    """An endpoint with so many numbers, that gives no more than ``most`` of them at once."""

    def reply(sent: Asked) -> Reply:
        if "COUNT" in sent.query:
            return rows(total, name="kpi_lod_rows")
        first = int(found[1]) if (found := re.search(r"OFFSET (\d+)", sent.query)) else 0
        told = headers if headers and first + most < total else {}
        return rows(*range(first, min(first + most, total)), headers=told)

    return reply


@pytest.mark.parametrize("headers", [{}, {"X-SPARQL-MaxRows": "300"}])
def test_a_cut_answer_is_completed_page_by_page(script: Scripted, headers: dict[str, str]) -> None:
    script.reply = numbers(1000, 300, headers)  # type: ignore[assignment]
    assert cells(ALL, script) == [str(number) for number in range(1000)]
    pages = [one.query for one in script.questions if "OFFSET" in one.query]
    assert [page.rpartition("\n")[2] for page in pages] == [
        f"LIMIT 300 OFFSET {first}" for first in (0, 300, 600, 900)
    ]
    assert all("ORDER BY ?n" in page and "PREFIX ex:" in page for page in pages)


def test_an_answer_of_a_round_number_is_counted_and_was_whole(script: Scripted) -> None:
    script.reply = numbers(300, 300)  # type: ignore[assignment]
    assert len(cells(ALL, script)) == 300
    assert len(script.questions) == 2


def test_an_answer_of_an_odd_number_is_not_counted(script: Scripted) -> None:
    script.reply = numbers(299, 300)  # type: ignore[assignment]
    assert len(cells(ALL, script)) == 299
    assert len(script.questions) == 1


def test_a_cut_answer_that_cannot_be_completed_is_no_answer(script: Scripted) -> None:
    """Without pages: the store gives the first rows whatever it is asked for."""

    def reply(sent: Asked) -> Reply:
        counting = "COUNT" in sent.query
        if counting:
            return rows(1000, name="kpi_lod_rows")
        return rows() if "OFFSET 3" in sent.query else rows(*range(300))

    script.reply = reply
    error = refused(script, ALL)
    assert error.kind == "cut"
    assert "300 行" in error.finding.ja


@pytest.mark.parametrize(
    ("query", "asking"),
    [(ALL.replace("{", "FROM <urn:g> {", 1), PATIENT), (ALL, Asking(as_is=True, waiting=0))],
)
def test_what_cannot_be_paged_is_refused_where_the_server_says_it_is_cut(
    script: Scripted, query: str, asking: Asking
) -> None:
    script.reply = numbers(1000, 300, {"X-SPARQL-MaxRows": "300"})  # type: ignore[assignment]
    assert refused(script, query, asking).kind == "cut"
    script.reply = numbers(1000, 300)  # type: ignore[assignment]
    assert len(cells(query, script, asking)) == 300


def test_triples_that_are_cut_are_refused(script: Scripted) -> None:
    cut = {"X-SPARQL-MaxRows": "1"}
    script.reply = lambda _: Reply(ONE.encode(), "application/n-triples", headers=cut)
    assert refused(script, "CONSTRUCT WHERE { ?s ?p ?o }").kind == "cut"


def test_pages_are_bounded_together(script: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 50_000)
    script.reply = numbers(10_000, 300)  # type: ignore[assignment]
    assert refused(script, ALL).kind == "too-large"


def test_a_count_that_is_none_is_refused(script: Scripted) -> None:
    script.reply = lambda _: rows(*["x"] * 100)
    assert refused(script, ALL).kind == "broken"


# --- what is no answer --------------------------------------------------------------------------

COSTLY = b"Virtuoso 42000 Error The estimated execution time 4213 (sec) exceeds the limit of 400"
SYNTAX = b"Virtuoso 37000 Error SP030: syntax error at '}'\n\nSPARQL query:\nSELECT"
BOMB = Reply(b" " * 9_000_000).packed
NO_ANSWERS = {
    "syntax": (Reply(SYNTAX, "text/plain", 400), "refused", "syntax error at '}')."),
    "401": (Reply(b"", "text/plain", 401), "unauthorised", "KPI_LOD_USER"),
    "403": (Reply(b"no", "text/plain", 403), "unauthorised", "KPI_LOD_USER"),
    "404": (Reply(b"<h1>Not Found</h1>", "text/html", 404), "nowhere", "/query"),
    "405": (Reply(b"", "", 405), "nowhere", "Method Not Allowed"),
    "406": (Reply(b"", "", 406), "format", "JSON"),
    "costly": (Reply(COSTLY, "text/plain", 500), "costly", "4213"),
    "500": (Reply(b"NullPointer", "text/plain", 500), "status", "NullPointer"),
    "504": (Reply(b"", "", 504), "slow", "--timeout"),
    "timeout": (Reply(b"Query timed out", "text/plain", 503), "costly", "--set"),
    "503": (Reply(b"", "", 503, {"Retry-After": "0"}), "busy", "503"),
    "429": (Reply(b"slow down", "text/plain", 429), "busy", "slow down"),
    "part": (Reply(b"{}", headers={"X-SQL-State": "S1TAT"}), "partial", "MaxQueryExecutionTime"),
    "206": (Reply(b"{}", status=206), "partial", "part of the answer"),
    "page": (Reply(b"<html>", "text/html"), "page", "HTML"),
    "kind": (Reply(b"<sparql/>", "application/sparql-results+xml"), "format", "results+xml"),
    "no kind": (Reply(b"{}", ""), "format", "–"),
    "not json": (Reply(b'{"head":'), "broken", "damaged"),
    "other json": (Reply(b"{}"), "broken", "head"),
    "wrong json": (Reply(b'{"head":{"vars":[1]},"results":{"bindings":[]}}'), "broken", "no text"),
    "deep json": (Reply(b"[" * 100_000), "broken", "damaged"),
    "utf-16": (Reply('{"head":'.encode("utf-16-be") + b"\xff"), "broken", "damaged"),
    "bomb": (BOMB, "too-large", "4,000,000 bytes"),
    "no gzip": (Reply(b"{}", headers={"Content-Encoding": "gzip"}), "broken", "damaged"),
    "half": (Reply(b'{"head":{}', missing=100), "broken", "broke off"),
}


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_what_is_no_answer_is_told_with_what_to_do(
    script: Scripted, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LONGEST", 4_000_000)
    reply, kind, told = NO_ANSWERS[name]
    script.reply = lambda _: reply
    error = refused(script)
    assert error.kind == kind
    found = error.finding
    assert script.url in found.ja
    assert script.url in found.en
    assert told in f"{found.ja} {found.en} {found.fix_ja}"
    assert "SPARQL query:" not in found.en


def test_triples_that_are_none_are_an_error(script: Scripted) -> None:
    script.reply = lambda _: Reply(b"no triple", "application/n-triples")
    assert refused(script, "CONSTRUCT WHERE { ?s ?p ?o }").kind == "broken"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_not_followed(script: Scripted, status: int) -> None:
    to = "https://b.example/sparql"
    script.reply = script.probe = lambda _: Reply(b"", "", status, {"Location": to})
    error = refused(script)
    assert (error.kind, to in error.finding.ja) == ("moved", True)
    assert len(script.asked) == 1


def test_https_to_a_port_of_http_is_told_as_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # never answers the handshake
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(EndpointError) as caught:
            results(COUNT, url, Asking(seconds=0.2, waiting=0))
    assert (caught.value.kind, "https://" in caught.value.finding.fix_ja) == ("unconnected", True)


def test_a_server_that_hangs_is_given_up_and_asked_once(script: Scripted) -> None:
    script.reply = lambda _: Reply(hangs=True)
    error = refused(script, asking=Asking(seconds=0.2, waiting=0))
    assert (error.kind, "0.2 s" in error.finding.en) == ("slow", True)
    assert len(script.questions) == 1


def test_a_busy_server_is_asked_again(script: Scripted) -> None:
    waits = iter([Reply(b"", "", 503, {"Retry-After": "7"}), Reply(b"", "", 429)])
    script.reply = lambda _: next(waits, rows("七"))
    assert cells(COUNT, script) == ["七"]
    assert len(script.questions) == 3


def test_who_is_told_to_wait_for_an_hour_does_not(script: Scripted) -> None:
    script.reply = lambda _: Reply(b"", "", 503, {"Retry-After": "3600"})
    assert refused(script, asking=Asking(seconds=5)).kind == "busy"
    assert len(script.questions) == 1


def test_nobody_there_is_an_error() -> None:
    with nobody() as url, pytest.raises(EndpointError) as caught:
        results(COUNT, url, PATIENT)
    assert caught.value.kind == ""
    assert url in caught.value.finding.ja
    assert "接続を拒まれました" in caught.value.finding.ja


@pytest.mark.parametrize("url", ["http://127.0.0.1:x/", "http://\x01/", "https://", "http://"])
def test_an_address_that_cannot_be_one_is_an_error(url: str) -> None:
    with pytest.raises(EndpointError) as caught:
        results(COUNT, url)
    assert caught.value.kind == "url"


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(EndpointError) as caught:
        results(COUNT, "http://dba:geheim@127.0.0.1/sparql")
    assert caught.value.kind == "password"
    assert "geheim" not in str(caught.value) + repr(caught.value.findings)


@pytest.mark.parametrize("text", ["", "INSERT DATA { <x:a> <x:b> 1 }", "# SELECT"])
def test_what_is_no_query_is_not_sent(script: Scripted, text: str) -> None:
    with pytest.raises(KpiLodError, match="query-syntax"):
        asked(text, script)
    assert script.asked == []
