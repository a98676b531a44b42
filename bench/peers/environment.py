"""The peers' own environments below build/bench/: made once, with the versions written here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measured import BUILD


class AbsentError(Exception):
    """A peer cannot be run on this machine; the text says why."""


def python_environment(name: str, *requirements: str) -> str:
    """The interpreter of a virtual environment with the requirements, made if need be.

    Raises AbsentError where they cannot be installed.
    """
    folder = BUILD / "environments" / name
    interpreter = str(folder / "bin/python")
    if _is_made(folder, requirements):
        return interpreter
    _called(name, [sys.executable, "-m", "venv", "--clear", str(folder)])
    _called(name, [interpreter, "-m", "pip", "install", "-q", *requirements])
    _note(folder, requirements)
    return interpreter


def node_environment(name: str, *packages: str) -> Path:
    """A folder with node_modules that holds the packages, made if need be.

    Raises AbsentError where there is no Node.js or they cannot be installed.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        raise AbsentError("node and npm are needed")
    folder = BUILD / "environments" / name
    if not _is_made(folder, packages):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text('{"private": true, "type": "module"}\n', "utf-8")
        _called(name, ["npm", "install", "--silent", "--no-audit", *packages], folder)
        _note(folder, packages)
    return folder


def _is_made(folder: Path, wanted: Sequence[str]) -> bool:
    note = folder / "made-of.json"
    return note.exists() and json.loads(note.read_text("utf-8")) == list(wanted)


def _note(folder: Path, wanted: Sequence[str]) -> None:
    (folder / "made-of.json").write_text(json.dumps(list(wanted)), "utf-8")


def _called(name: str, command: list[str], folder: Path | None = None) -> None:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        reason = (ran.stderr.strip().splitlines() or ["unknown"])[-1]
        raise AbsentError(f"{name} could not be installed: {reason}")
