"""What an endpoint is told beside the question: credentials, and which graphs are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions
from tests.querying.scripted import (
    COUNT,
    Asked,
    Reply,
    Scripted,
    asked,
    cells,
    refused,
    rows,
    truth,
)

from kpi_lod.querying.asking import Asking

# --- credentials --------------------------------------------------------------------------------


def guarded(challenge: str) -> object:
    def reply(sent: Asked) -> Reply:
        if "Authorization" in sent.headers:
            return rows(sent.headers["Authorization"].split()[0])
        return Reply(b"", "", 401, {"WWW-Authenticate": challenge})

    return reply


BASIC = 'Basic realm="x"'
DIGEST = 'Digest realm="SPARQL", nonce="a7", qop="auth", algorithm="MD5"'


@pytest.mark.parametrize(
    ("challenge", "scheme"),
    [('Basic realm="x"', "Basic"), (DIGEST, "Digest"), ("Bearer", "Bearer")],
)
def test_credentials_are_given_in_the_way_that_is_asked_for(
    script: Scripted, monkeypatch: pytest.MonkeyPatch, challenge: str, scheme: str
) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.setenv(f"KPI_LOD_{name}", "geheim")
    script.reply = guarded(challenge)  # type: ignore[assignment]
    assert cells(COUNT, script) == [scheme]


def test_who_is_not_asked_for_credentials_gives_none(
    script: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_LOD_TOKEN", "geheim")
    cells(COUNT, script)
    assert script.asked
    assert all("Authorization" not in one.headers for one in script.asked)


def test_credentials_that_are_refused_are_not_told(
    script: Scripted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keyring = tmp_path / "keyring.toml"
    keyring.write_text(f'["{script.url}"]\nuser = "me"\npassword = "geheim"\n', "utf-8")
    keyring.chmod(0o600)
    monkeypatch.delenv("KPI_LOD_TOKEN", raising=False)
    script.reply = lambda _: Reply(b"", "", 401, {"WWW-Authenticate": 'Basic realm="x"'})
    error = refused(script, asking=Asking(seconds=5, keyring=keyring, waiting=0))
    assert error.kind == "unauthorised"
    assert "geheim" not in str(error) + repr(error.findings)
    assert "Authorization" in script.asked[-1].headers


# --- the default graph --------------------------------------------------------------------------

FUSEKI = "urn:x-arq:UnionGraph"


def probes(way: dict[str, str]) -> object:
    """A store whose default graph is the union of all where the request says it in this way."""

    def probe(sent: Asked) -> Reply:
        is_union = way.items() <= sent.form.items()
        if "NOT EXISTS" in sent.query:
            return truth(not is_union and "default-graph-uri" not in sent.form)
        if "any triple in" in sent.query:
            return truth(is_union)
        return rows(name="node")

    return probe


@pytest.mark.parametrize(
    ("way", "sent"),
    [
        ({}, {}),
        ({"union-default-graph": "true"}, {"union-default-graph": "true"}),
        ({"default-graph-uri": FUSEKI}, {"default-graph-uri": FUSEKI}),
    ],
)
def test_the_union_of_all_graphs_is_asked_for_where_it_must_be(
    script: Scripted, way: dict[str, str], sent: dict[str, str]
) -> None:
    script.probe = probes(way)  # type: ignore[assignment]
    cells(COUNT, script)
    (question,) = script.questions
    assert question.form == {"query": COUNT, **sent}


def test_a_store_that_leaves_graphs_out_is_not_asked(script: Scripted) -> None:
    script.probe = probes({"no": "way"})  # type: ignore[assignment]
    error = refused(script)
    assert error.kind == "graphs"
    assert "--union-default-graph" in error.finding.fix_en
    assert script.questions == []
    assert cells(COUNT, script, Asking(as_is=True, waiting=0)) == ["七"]


def test_a_query_of_graphs_keeps_its_graphs(script: Scripted) -> None:
    """With default-graph-uri the request alone says which graphs there are."""
    script.probe = probes({"default-graph-uri": FUSEKI})  # type: ignore[assignment]
    assert refused(script, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }").kind == "graphs"
    assert cells("SELECT ?n FROM <urn:g> { ?s ?p ?n }", script) == ["七"]


def test_triples_that_count_twice_are_told(script: Scripted) -> None:
    script.probe = lambda sent: (
        rows("http://a.example/1", name="node") if "?node" in sent.query else truth(False)
    )
    error = refused(script)
    assert error.kind == "twice"
    assert "http://a.example/1" in error.finding.ja
    assert script.questions == []


def test_a_store_that_cannot_tell_is_asked_all_the_same(script: Scripted) -> None:
    script.probe = lambda _: Reply(b"no such thing", "text/plain", 400)
    assert cells(COUNT, script) == ["七"]
    script.probe = lambda _: Reply(b"nonsense")
    assert cells(COUNT, script) == ["七"]


def test_a_failure_that_would_meet_the_question_too_is_told_at_once(script: Scripted) -> None:
    script.probe = lambda _: Reply(b"", "", 404)
    assert refused(script).kind == "nowhere"
    assert script.questions == []


def test_results_are_of_pyoxigraph(script: Scripted) -> None:
    assert isinstance(asked(COUNT, script), QuerySolutions)
