"""The process: Ctrl-C at any moment ends it with one line, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGINT is sent to others there")

STARTED = "import sys; print('up', flush=True); from kpi_lod.__main__ import run; sys.exit(run())"

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://x.org/> .
:S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ;
  sh:sparql [ sh:message "x" ; sh:select '''SELECT $this WHERE {
    $this <http://x.org/p> ?a . ?b <http://x.org/p> ?c . ?d <http://x.org/p> ?e .
    FILTER(STR(?a) != STR(?c) && STR(?d) = "x") }''' ] ."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, list[str]]:
    """Verb → arguments that keep it busy for more than a second."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "shapes.ttl").write_text(SHAPES)
    with (folder / "data.ttl").open("w") as data:
        for i in range(60_000):
            values = f"{i}, '{i} {'x' * 40}'"
            data.write(f"<http://x.org/{i}> a <http://x.org/C> ; <http://x.org/p> {values} .\n")
    submission = str(root / "data/submissions/202142/2023-promotion.yaml")
    query = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x != ?y) }"
    return {
        "validate": ["--shapes", str(folder / "shapes.ttl"), str(folder / "data.ttl")],
        "check": ["--engine", "pyshacl", submission],
        "build": [str(root / "data"), "--to", str(folder / "public")],
        "query": [query, "--from", str(folder / "data.ttl"), "--format", "csv"],
    }


def interrupted(arguments: list[str], after: float, temporary: Path) -> tuple[int, str]:
    """The exit status and what was said on stderr."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, *arguments],
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    try:
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
    return process.returncode, err


@pytest.mark.parametrize("verb", ["validate", "check", "build", "query"])
@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
def test_an_interrupt_ends_with_one_line(
    verb: str, after: float, work: dict[str, list[str]], tmp_path: Path
) -> None:
    status, err = interrupted([verb, *work[verb]], after, tmp_path)
    assert err == "中断しました / interrupted\n"
    assert status == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", ["ImportError", "RuntimeError", "SystemError"])
def test_an_error_that_an_interrupt_became_is_no_other_error(error: str) -> None:
    code = (
        "import os, signal, sys\nimport kpi_lod.cli as cli\n"
        "def main():\n try:\n  os.kill(os.getpid(), signal.SIGINT); signal.pause()\n"
        f" except KeyboardInterrupt as e:\n  raise {error}('x') from e\n"
        "cli.main = main\nfrom kpi_lod.__main__ import run\nsys.exit(run())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "中断しました / interrupted\n")


def test_threads_in_the_middle_of_a_long_join_end_at_once(
    work: dict[str, list[str]], tmp_path: Path
) -> None:
    status, err = interrupted(["validate", *work["validate"]], 3, tmp_path)
    assert (status, err) == (130, "中断しました / interrupted\n")


def test_the_collector_of_cycles_is_called_less_often() -> None:
    code = "import gc; from kpi_lod.__main__ import run; print(run(), gc.get_threshold()[0])"
    ran = subprocess.run(
        [sys.executable, "-c", code, "query"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "0 200000"


def test_the_installed_command_is_this_process(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"kpi-lod": "kpi_lod.__main__:run"}
