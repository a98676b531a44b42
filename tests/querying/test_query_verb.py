"""``kpi-lod query --endpoint``: the address, the time, and that a folder is no address."""

from __future__ import annotations

import pytest
from tests.querying.scripted import Reply, rows, scripted

from kpi_lod.cli import main


def test_an_endpoint_is_asked_by_either_name(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted() as script:
        for name in ("--endpoint", "--from"):
            query = "SELECT ?n { ?s ?p ?n }"
            assert main(["query", query, name, script.url, "--format", "csv"]) == 0
            assert capsys.readouterr().out == "n\n七\n"


def test_as_is_sends_the_question_alone() -> None:
    with scripted() as script:
        assert main(["query", "ASK {}", "--endpoint", script.url, "--as-is"]) == 0
        assert len(script.asked) == 1


def test_the_time_to_wait_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted() as script:
        script.probe = lambda _: Reply(hangs=True)
        assert main(["query", "money", "--endpoint", script.url, "--timeout", "1"]) == 2
    assert "1 s" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--endpoint", "public"],
        ["--endpoint", "file:///etc"],
        ["--endpoint", "http://a/", "--from", "public"],
        ["--timeout", "0"],
        ["--timeout", "x"],
    ],
)
def test_a_wrong_usage_is_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["query", "money", *wrong])
    assert caught.value.code == 2
    assert "エラー" in capsys.readouterr().err


def test_the_settings_go_into_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    with scripted() as script:
        script.reply = lambda _: rows("七")
        main(["query", "time-series", "--set", "kpi=urn:x", "--endpoint", script.url])
        main(["query", "time-series", "--set", "kpi=mun:1", "--endpoint", script.url])
    assert "VALUES (?kpi)" in script.questions[-1].query
    assert "七" in capsys.readouterr().out
