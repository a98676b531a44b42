"""A release of data/, corrected and withdrawn ones after it, and a portal to push them to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from tests.portals.ckan.fake_ckan import ADMIN, FakeCkan, fake_ckan

from kpi_lod.portals.ckan.push import Wanted, push
from kpi_lod.portals.outcome import Outcome
from kpi_lod.release.build import Release, build

CHINO = "submissions/202142/2023-promotion.yaml"
ALL = Wanted(accept_terms=True)

Edit = Callable[[Path], None]


def stated(data: Path) -> None:
    """The source of 茅野市 says that it may be reused."""
    replace(data / CHINO, "terms: not-stated", "terms: CC-BY-4.0")


def corrected(data: Path) -> None:
    """Revision 2 beside the first: another actual."""
    text = (data / CHINO).read_text("utf-8")
    for old, new in (
        ("id: 2023-promotion", "id: 2023-promotion-2"),
        ("revision: 1", "revision: 2"),
        ('"1,010"', '"1,001"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (data / CHINO).with_name("2023-promotion-2.yaml").write_text(text, "utf-8")


def retitled(data: Path) -> None:
    """One text of one project of 茅野市 is another."""
    replace(data / CHINO, "立川市を起点とし", "立川を起点とし")


def withdrawn(data: Path) -> None:
    replace(data / CHINO, "reporting-year: R5", "reporting-year: R5\nwithdrawn: 集計の誤り")


def gone(data: Path) -> None:
    (data / CHINO).unlink()


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


class Releases:
    """Folders with releases, each made once; ``made("corrected")`` is built upon ``built``."""

    EDITS: ClassVar[dict[str, Edit]] = {
        "stated": stated,
        "corrected": corrected,
        "retitled": retitled,
        "withdrawn": withdrawn,
        "gone": gone,
    }

    def __init__(self, data: Path, built: Path, folder: Path) -> None:
        self.data, self.built, self.folder = data, built, folder

    def made(self, name: str = "first") -> Path:
        public = self.folder / name
        if public.exists():
            return public
        shutil.copytree(self.built, public, symlinks=True)
        if name != "first":
            data = self.folder / f"data-{name}"
            shutil.copytree(self.data, data)
            self.EDITS[name](data)
            build(data, public, jobs=1)
        _date(public / "releases.jsonl", "2001" if name == "first" else "2002")
        return public


def _date(log: Path, year: str) -> None:
    """The last release became current in that year: those of one second are none newer."""
    *former, last = log.read_text("utf-8").splitlines()
    told = json.loads(last) | {"at": f"{year}-04-01T00:00:00Z"}
    log.write_text("\n".join([*former, json.dumps(told)]) + "\n", "utf-8")


@pytest.fixture(scope="module")
def releases(root: Path, built: Release, tmp_path_factory: pytest.TempPathFactory) -> Releases:
    return Releases(root / "data", built.folder.parent.parent, tmp_path_factory.mktemp("releases"))


@pytest.fixture
def public(releases: Releases) -> Path:
    return releases.made()


@pytest.fixture
def ckan(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCkan]:
    monkeypatch.setenv("KPI_LOD_TOKEN", ADMIN)
    with fake_ckan() as portal:
        yield portal


def sent(public: Path, ckan: FakeCkan, wanted: Wanted = ALL) -> Outcome:
    """What a push did, without waits."""
    return push(public, ckan.url, wanted, waiting=0)
