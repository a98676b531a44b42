"""What many tests need: the two cities mapped once, one built release, and the judges beside us."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pyoxigraph import Quad

from kpi_lod import credentials
from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.records import Submission
from kpi_lod.register.graph import register_quads
from kpi_lod.release.build import Release, build
from kpi_lod.settings import Publication, publication
from kpi_lod.submissions.collection import by_municipality
from kpi_lod.submissions.files import read_files, submission_files

ROOT = Path(__file__).resolve().parents[1]

# Other machines are slower, and CI shall fail for the change and not for a lucky find.
hypothesis_settings.register_profile(
    "kpi-lod",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("kpi-lod")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have credentials of real portals, or a proxy."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("KPI_LOD_TOKEN", "KPI_LOD_USER", "KPI_LOD_PASSWORD"):
            patch.delenv(name, raising=False)
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        patch.setattr(credentials, "KEYRING", tmp_path_factory.getbasetemp() / "no/keyring.toml")
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with sources, expected figures and judges; many tests can do without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: its sources and judges cannot be read")
    return folder


@pytest.fixture(scope="session")
def part() -> Callable[[str], str]:
    """The path of a program that ``make parts`` installs, or that came beside this Python.

    Absent: a loud skip, in CI a failure.
    """
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"

    def program(name: str) -> str:
        found = shutil.which(name, path=places)
        if found is None:
            message = f"{name} is not installed: run 'make parts' as root"
            if os.environ.get("KPI_LOD_PARTS") == "required":
                pytest.fail(message)
            pytest.skip(message)
        return found

    return program


@pytest.fixture(scope="session")
def settings() -> Publication:
    return publication(ROOT / "data/publication.yaml")


@pytest.fixture(scope="session")
def submissions() -> Sequence[Submission]:
    """The submissions of the two cities."""
    read = read_files(submission_files(ROOT / "data"))
    return [one.submission for one in read if one.submission is not None]


@pytest.fixture(scope="session")
def cities(submissions: Sequence[Submission], settings: Publication) -> dict[str, MunicipalityData]:
    """Code → mapped data of the two cities."""
    return {
        code: municipality_data(editions, settings.iris, settings.licence)
        for code, editions in by_municipality(submissions).items()
    }


@pytest.fixture(scope="session")
def city_quads(cities: dict[str, MunicipalityData]) -> Sequence[Quad]:
    """All quads of the two cities."""
    return [quad for city in cities.values() for quad in city.quads]


@pytest.fixture(scope="session")
def all_quads(city_quads: Sequence[Quad]) -> Sequence[Quad]:
    """The cities and everything shared."""
    return [*city_quads, *register_quads()]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of data/, built once."""
    return build(ROOT / "data", tmp_path_factory.mktemp("public"))
