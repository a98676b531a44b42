"""Every command in README.md and in --help runs, in a copy of the checkout."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path

import pytest
from bench.servers import oxigraph
from tests.portals.ckan.fake_ckan import ADMIN, fake_ckan

from kpi_lod.cli import main

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
FIRST_SETUP = re.compile(r"^(make (test|parts|bench)|git clone|cd )")
"""What the test does not run itself: this very run is ``make test``; the rest is outside of it."""


def blocks(text: str, language: str) -> list[str]:
    return [body for name, body in FENCE.findall(text) if name == language]


def commands(text: str) -> list[str]:
    """The lines of the sh blocks without comments; a here-document belongs to its line."""
    found: list[str] = []
    for body in blocks(text, "sh"):
        lines = iter(body.splitlines())
        for line in lines:
            command = line.partition("  #")[0].strip()
            if "<<" in command:
                rest = []
                for more in lines:
                    rest.append(more)
                    if more.strip() == "EOF":
                        break
                command = "\n".join([command, *rest])
            if command:
                found.append(command)
    return found


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of what git holds, with the environment of this run as its .venv."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in ("data", "ontology", "shapes", "src", "requirements", "docs"):
        shutil.copytree(root / name, copy / name)
    for name in ("Makefile", "pyproject.toml", "README.md"):
        shutil.copy(root / name, copy)
    (copy / ".venv").symlink_to(sys.prefix)
    return copy


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    made = command.replace("make site", "make site -o .venv/.site")
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", made],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def targets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Puts the addresses of a portal and of a store that are here for those in the README."""
    monkeypatch.setenv("KPI_LOD_TOKEN", ADMIN)
    program = str(Path(sys.executable).with_name("oxigraph"))
    with fake_ckan() as portal, oxigraph(program, location=tmp_path / "store") as store:
        here = {"https://portal.example.jp": portal.url, "http://localhost:7878": store.url}
        yield lambda text: reduce(lambda told, one: told.replace(*one), here.items(), text)


def test_every_command_of_the_readme_runs(
    root: Path, checkout: Path, targets: Callable[[str], str]
) -> None:
    found = commands(targets((root / "README.md").read_text("utf-8")))
    assert {"push ckan", "push store"} <= {" ".join(one.split()[1:3]) for one in found}
    ran = [command for command in found if not FIRST_SETUP.match(command)]
    assert "make site" in ran
    assert len(ran) > 8
    for command in ran:
        outcome = run(command, checkout)
        assert outcome.returncode == 0, f"{command}\n{outcome.stdout}\n{outcome.stderr}"


def test_every_command_and_example_of_the_engines_page_runs(root: Path, checkout: Path) -> None:
    page = root / "docs/validation.md"
    found = ["make site", *commands(page.read_text("utf-8"))]
    found.append(f"python -m doctest {page}")
    assert len(found) > 4
    for command in found:
        outcome = run(command, checkout)
        assert outcome.returncode == 0, f"{command}\n{outcome.stdout}\n{outcome.stderr}"


def test_every_command_of_the_page_about_endpoints_runs(root: Path, checkout: Path) -> None:
    """On a port that is free; what the page starts in another terminal runs beside the rest."""
    found = commands((root / "docs/endpoints.md").read_text("utf-8"))
    (serve,) = [command for command in found if command.startswith("oxigraph serve")]
    asked = [command for command in found if "--endpoint" in command]
    assert len(asked) == 3
    script = "\n".join(
        [
            *found[: found.index(serve)],
            f"{serve} &",
            "trap 'kill %1; wait' EXIT",
            "until python -c 'import socket; socket.create_connection((\"localhost\", 7878))'",
            "do sleep 0.2; done 2>/dev/null",
            *asked,
        ]
    )
    outcome = run(script.replace("7878", str(free_port())), checkout)
    assert outcome.returncode == 0, f"{outcome.stdout}\n{outcome.stderr}"
    assert "盛岡市" in outcome.stdout


def test_every_command_and_example_of_the_page_about_drafts_runs(
    root: Path, checkout: Path
) -> None:
    page = (root / "docs/draft.md").read_text("utf-8")
    found = commands(page)
    assert len(found) == 3
    for command in found:
        outcome = run(command, checkout)
        assert outcome.returncode == 0, f"{command}\n{outcome.stdout}\n{outcome.stderr}"
        assert outcome.stdout
    (example,) = blocks(page, "python")
    (checkout / "example.py").write_text(example, "utf-8")
    outcome = run("python example.py", checkout)
    assert outcome.returncode == 0, outcome.stderr


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_table_shown_in_the_readme_is_the_answer(root: Path, checkout: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    (shown,) = [body for body in blocks(text, "text") if "attained" in body]
    run("make site", checkout)
    answer = run("kpi-lod query met-targets", checkout).stdout
    assert shown.strip() == answer.strip()


def test_a_command_that_fails_is_seen_to_fail(checkout: Path) -> None:
    assert run("kpi-lod query no-such-question", checkout).returncode == 2


def test_the_two_commands_exist_as_make_targets(root: Path) -> None:
    for target in ("site", "test", "lint", "parts", "bench"):
        ran = subprocess.run(
            ["make", "-n", target], cwd=root, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("verb", ["draft", "template", "convert", "check", "build", "query"])
def test_the_example_in_the_help_of_each_verb_runs(
    verb: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    (example,) = re.findall(r"Example:\s*\n\s*(kpi-lod .*)", capsys.readouterr().out)
    run("make site", checkout)
    outcome = run(example, checkout)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout
