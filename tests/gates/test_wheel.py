"""The built wheel, installed alone, runs every verb: nothing is found in the checkout by luck."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content; its dependencies come from the running environment."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(root)],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


PARTS = {
    "ontology/**/*.ttl": 16,
    "shapes/*.ttl": 11,
    "querying/questions/*.rq": 12,
    "data/municipalities.csv": 1,
    "data/NOTICE.md": 1,
    "messages.toml": 1,
    "shacl/terms.toml": 1,
    "shacl/translations.json": 1,
    "py.typed": 1,
}
"""Pattern → how many files of it the package must hold at least."""


def missing_parts(package: Path) -> list[str]:
    return [part for part, least in PARTS.items() if len(list(package.glob(part))) < least]


def test_ontology_shapes_and_questions_ship_inside(installed: Path) -> None:
    assert missing_parts(installed / "kpi_lod") == []


def test_a_wheel_without_them_is_seen_to_fail(tmp_path: Path) -> None:
    assert missing_parts(tmp_path) == list(PARTS)


def _filled(argument: str, places: dict[str, str]) -> str:
    for mark, place in places.items():
        argument = argument.replace(mark, place)
    return argument


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{data}/submissions/202142/2023-promotion.yaml"],
        ["build", "{data}", "--to", "public"],
        ["query", "met-targets"],
        ["validate", "--shapes", "{shapes}/period.ttl", "public/current/dumps/kpi-lod.nq.gz"],
        ["query"],
        ["--version"],
    ],
)
def test_the_wheel_alone_runs_every_verb(
    installed: Path, root: Path, tmp_path_factory: pytest.TempPathFactory, arguments: list[str]
) -> None:
    elsewhere = tmp_path_factory.getbasetemp() / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    places = {"{data}": str(root / "data"), "{shapes}": str(root / "shapes")}
    filled = [_filled(argument, places) for argument in arguments]
    code = "import kpi_lod, sys; print(kpi_lod.__file__, file=sys.stderr);"
    code += "from kpi_lod.cli import main; sys.exit(main(sys.argv[1:]))"
    ran = subprocess.run(
        [sys.executable, "-c", code, *filled],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert str(installed) in ran.stderr
    assert ran.stdout
