"""A real CKAN: pushed twice, corrected, killed, by an editor, seen in a browser, harvested.

No Debian package brings it. ``../shared/tools/ckan/run.sh up`` starts one and prints CKAN_URL and
CKAN_TOKEN; the tests find that one by itself, another on this machine by KPI_LOD_CKAN_URL and
KPI_LOD_CKAN_TOKEN (a sysadmin's). What they make there is purged again.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import sync_playwright
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from tests.portals.ckan.conftest import ALL, Releases

from kpi_lod.connection import Connection
from kpi_lod.portals.ckan.push import Wanted, push
from kpi_lod.portals.outcome import Did, Outcome
from kpi_lod.vocabulary import DCAT, RDF, SPDX

BASE = "https://example.org/kpi/"
CODES = ("032018", "202142")
NAMES = ["kpi-032018", "kpi-032018-2023-all", "kpi-202142", "kpi-202142-2023-promotion"]
Harvest = Callable[[Path], dict[str, Any]]
LOCAL = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Real:
    """A CKAN on this machine, asked as a sysadmin."""

    url: str
    token: str = field(repr=False)

    def ask(self, action: str, **told: Any) -> Any:
        url, headers = f"{self.url}/api/3/action/{action}", {"Authorization": self.token}
        answer = httpx.post(url, json=told, headers=headers, timeout=60).json()
        assert answer["success"], answer
        return answer["result"]

    def packages(self) -> dict[str, dict[str, Any]]:
        names = [name for name in self.ask("package_list") if name in NAMES or "-2023-" in name]
        return {name: self.ask("package_show", id=name) for name in sorted(names)}

    def purge(self) -> None:
        found = self.ask("package_search", include_private=True, include_drafts=True, rows=1000)
        names = {one["name"] for one in found["results"]} | set(self.ask("package_list"))
        for name in sorted(names):
            if name.startswith(("kpi-032018", "kpi-202142")):
                self.ask("dataset_purge", id=name)
        for name in self.ask("organization_list"):
            if name in {f"kpi-{code}" for code in CODES}:
                self.ask("organization_purge", id=name)


def _found() -> Real | None:
    folder = os.environ.get("KPI_CKAN_DIR") or f"{tempfile.gettempdir()}/kpi-ckan"
    file = Path(folder, "run/token")
    url = os.environ.get(
        "KPI_LOD_CKAN_URL", f"http://127.0.0.1:{os.environ.get('CKAN_PORT', '5050')}"
    )
    token = os.environ.get("KPI_LOD_CKAN_TOKEN") or (file.exists() and file.read_text("ascii"))
    if not token or httpx.URL(url).host not in LOCAL:
        return None
    try:
        httpx.get(f"{url}/api/3/action/status_show", timeout=10).raise_for_status()
    except httpx.HTTPError:
        return None
    return Real(url, token)


@pytest.fixture(scope="module")
def running() -> Real:
    real = _found()
    if real is None:
        pytest.skip("no CKAN is running on this machine: start ../shared/tools/ckan/run.sh up")
    return real


@pytest.fixture
def real(running: Real, monkeypatch: pytest.MonkeyPatch) -> Iterator[Real]:
    monkeypatch.setenv("KPI_LOD_TOKEN", running.token)
    running.purge()
    yield running
    running.purge()


def sent(public: Path, real: Real, wanted: Wanted = ALL) -> Outcome:
    return push(public, real.url, wanted, waiting=0)


def downloaded(url: str) -> str:
    """The SHA-256 of what comes over the line: CKAN says of .gz that its packing is one of HTTP."""
    with httpx.stream("GET", url, timeout=30) as answer:
        assert answer.status_code == httpx.codes.OK
        return hashlib.sha256(b"".join(answer.iter_raw())).hexdigest()


def told(value: Any) -> Any:
    """What readers see of a dataset, without ids and times."""
    if isinstance(value, dict):
        kept = {key: told(one) for key, one in value.items() if key not in UNSTABLE}
        if "/download/" in str(kept.get("url")):
            kept["url"] = kept["url"].rpartition("/")[2]
        return kept
    if isinstance(value, list):
        return sorted((told(one) for one in value), key=str)
    return value


UNSTABLE = {
    *("id", "package_id", "owner_org", "metadata_created", "metadata_modified", "created"),
    *("last_modified", "organization", "creator_user_id", "revision_id"),
}


def test_pushing_twice_changes_nothing_and_all_is_downloadable(real: Real, public: Path) -> None:
    made = sent(public, real)
    assert [item.did for item in made.items] == [Did.ADDED] * 6
    first = real.packages()
    assert list(first) == NAMES
    again = sent(public, real)
    assert {item.did for item in again.items} == {Did.UNCHANGED}
    assert real.packages() == first
    for package in first.values():
        assert package["state"] == "active"
        for one in package["resources"]:
            assert downloaded(one["url"]) == one["hash"]


def test_it_is_found_by_its_tags_and_by_its_title(real: Real, public: Path) -> None:
    sent(public, real)
    for query in ({"fq": 'tags:"盛岡市"'}, {"fq": 'tags:"デジタル田園都市国家構想交付金"'}):
        found = real.ask("package_search", **query, rows=100)["results"]
        assert {"kpi-032018", "kpi-032018-2023-all"} <= {one["name"] for one in found}
    found = real.ask("package_search", q="茅野市", rows=100)["results"]
    assert set(NAMES[2:]) <= {one["name"] for one in found}


def test_the_portals_own_rdf_is_right(real: Real, public: Path) -> None:
    sent(public, real)
    answer = httpx.get(f"{real.url}/dataset/kpi-032018.ttl", timeout=30)
    if answer.status_code == httpx.codes.NOT_FOUND:
        pytest.skip("this CKAN has no ckanext-dcat")
    triples = {
        (one.subject, one.predicate, one.object)
        for one in parse(answer.content, format=RdfFormat.TURTLE)
    }
    whole = NamedNode(f"{BASE}catalogue/032018#all")
    assert (whole, RDF.type, DCAT.Dataset) in triples
    files = [value for subject, predicate, value in triples
             if (subject, predicate) == (whole, DCAT.distribution)]  # fmt: skip
    assert NamedNode(f"{BASE}catalogue/032018#all.results.csv") in files
    assert len(files) == 10
    sums = {value.value for _, predicate, value in triples
            if predicate == SPDX.checksumValue and isinstance(value, Literal)}  # fmt: skip
    resources = real.ask("package_show", id="kpi-032018")["resources"]
    assert sums == {one["hash"] for one in resources}


def test_the_page_stands_in_japanese_and_its_files_are_downloaded(
    real: Real, public: Path, part: Callable[[str], str]
) -> None:
    sent(public, real)
    resource = real.ask("package_show", id="kpi-032018")["resources"][1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=part("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(locale="ja-JP")
        page.goto(f"{real.url}/dataset/kpi-032018")
        text = page.inner_text("body")
        assert "盛岡市の地方創生事業とKPI（全年度）" in text
        assert "岩手県盛岡市が公表した全ての報告から" in text
        for word in ("結果（CSV）", "全ての表（Excel）", "地方創生", "盛岡市"):
            assert word in text
        page.goto(f"{real.url}/dataset/kpi-032018/resource/{resource['id']}")
        with page.expect_download() as download:
            page.locator("a.resource-url-analytics").first.click()
        content = Path(download.value.path()).read_bytes()
        page.goto(f"{real.url}/dataset/?tags=盛岡市")
        assert "盛岡市の地方創生事業とKPI（全年度）" in page.inner_text("body")
        browser.close()
    assert hashlib.sha256(content).hexdigest() == resource["hash"]


def test_corrections_withdrawals_and_ends_arrive(real: Real, releases: Releases) -> None:
    sent(releases.made(), real)
    before = real.packages()
    sent(releases.made("corrected"), real)
    page = real.ask("package_show", id="kpi-202142-2023-promotion")
    assert page["title"].startswith("【旧版】")
    assert "kpi-202142-2023-promotion-2" in real.packages()
    assert real.packages()["kpi-032018"] == before["kpi-032018"]
    forced = replace(ALL, force=True)
    sent(releases.made("withdrawn"), real, forced)
    page = real.ask("package_show", id="kpi-202142-2023-promotion")
    assert (page["title"][:6], page["resources"]) == ("【取り下げ】", [])
    ended = real.ask("package_show", id="kpi-202142-2023-promotion-2")
    assert (ended["title"][:6], ended["resources"]) == ("【公開終了】", [])
    sent(releases.made(), real, forced)
    assert told([real.packages()[name] for name in NAMES]) == told(list(before.values()))


def test_an_editor_pushes_into_organisations_that_are_there(
    real: Real, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = {one["name"] for one in real.ask("user_list")}
    if "kpi-editor" not in users:
        words = {"email": "editor@example.jp", "password": "editor-secret-123"}
        real.ask("user_create", name="kpi-editor", **words)
    for code in CODES:
        real.ask("organization_create", name=f"kpi-{code}", title=code)
    member = {"username": "kpi-editor", "role": "editor"}
    real.ask("organization_member_create", id="kpi-032018", **member)
    token = real.ask("api_token_create", user="kpi-editor", name="test")["token"]
    monkeypatch.setenv("KPI_LOD_TOKEN", token)
    made = sent(public, real)
    assert [item.did for item in made.items] == [Did.ADDED] * 2 + [Did.FAILED] * 2
    assert "ckan" not in made.text()
    assert token not in made.text()
    assert list(real.packages()) == NAMES[:2]
    assert real.ask("organization_show", id="kpi-032018")["title"] == "032018"
    assert {item.did for item in sent(public, real).items[:2]} == {Did.UNCHANGED}


def test_linked_and_uploaded_files_take_each_others_place(real: Real, public: Path) -> None:
    linked = Wanted(accept_terms=True, linked=True)
    sent(public, real, linked)
    one = real.ask("package_show", id="kpi-032018")["resources"][0]
    assert (one["url"], one["url_type"]) == (f"{BASE}tables/032018/032018.xlsx", None)
    assert {item.did for item in sent(public, real, linked).items} == {Did.UNCHANGED}
    sent(public, real)
    one = real.ask("package_show", id="kpi-032018")["resources"][0]
    assert downloaded(one["url"]) == one["hash"]
    sent(public, real, linked)
    one = real.ask("package_show", id="kpi-032018")["resources"][0]
    assert one["url"] == f"{BASE}tables/032018/032018.xlsx"
    assert {item.did for item in sent(public, real, linked).items} == {Did.UNCHANGED}


def test_a_push_ended_at_any_write_ends_in_the_same(
    real: Real, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(public, real)
    undisturbed = told(real.packages())
    send = Connection.send

    class Killed(BaseException):
        pass

    left = [0]

    def ended(self: Any, method: str, *rest: Any, **more: Any) -> Any:
        left[0] -= method == "POST"
        answer = send(self, method, *rest, **more)
        if left[0] == 0 and method == "POST":
            raise Killed
        return answer

    monkeypatch.setattr(Connection, "send", ended)
    for number in (1, 2, 7, 13, 20, 33):
        real.purge()
        left[0] = number
        with pytest.raises(Killed):
            sent(public, real)
        left[0] = -1
        assert sent(public, real).exit_status == 0
        assert told(real.packages()) == undisturbed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_killed_process_ends_in_the_same(real: Real, root: Path, public: Path) -> None:
    sent(public, real)
    undisturbed = told(real.packages())
    real.purge()
    paths = os.pathsep.join([str(root), str(root / "src")])
    asked = [*("-m", "kpi_lod", "push", "ckan", real.url), "--from", str(public), "--accept-terms"]
    with subprocess.Popen(
        [sys.executable, *asked],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and not real.packages():  # the first of four
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert sent(public, real).exit_status == 0
    assert told(real.packages()) == undisturbed


@pytest.fixture
def harvested(real: Real, tmp_path: Path, shared: Path) -> Iterator[Harvest]:
    """Serves a release and harvests its catalogue: what the job counted."""
    run = shared / "tools/ckan/harvest.sh"
    if "harvest" not in real.ask("status_show")["extensions"] or not run.exists():
        pytest.skip("this CKAN has no ckanext-harvest")
    serving = [tmp_path]
    seen: set[str] = set()

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(serving[0]))

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    def harvest(public: Path) -> dict[str, Any]:
        serving[0] = public / "current"
        ran = subprocess.run(
            ["bash", str(run), "kpi-lod-test"], capture_output=True, text=True, check=False
        )
        assert "Finished" in ran.stdout, ran.stdout + ran.stderr
        jobs = real.ask("harvest_job_list", source_id=source["id"])
        stats: dict[str, Any] = real.ask("harvest_job_show", id=jobs[0]["id"])["stats"]
        query = 'organization:"kpi-lod-test" dataset_type:dataset'
        found = real.ask("package_search", fq=query, rows=100)["results"]
        seen.update(one["id"] for one in found)
        return stats

    headers = {"Authorization": real.token}  # of a run that was ended; there may be none
    leftover = f"{real.url}/api/3/action/dataset_purge"
    httpx.post(leftover, json={"id": "kpi-lod-test"}, headers=headers, timeout=60)
    if "kpi-lod-test" not in real.ask("organization_list"):
        real.ask("organization_create", name="kpi-lod-test", title="収集")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True).start()
        source = real.ask(
            "harvest_source_create",
            name="kpi-lod-test",
            title="カタログ",
            url=f"http://127.0.0.1:{server.server_port}/catalogue/index.ttl",
            source_type="dcat_rdf",
            frequency="MANUAL",
            owner_org="kpi-lod-test",
            config='{"rdf_format": "text/turtle"}',
        )
        yield harvest
        server.shutdown()
        for id in seen:  # clearing leaves deleted ones, at which the next harvest would stumble
            real.ask("dataset_purge", id=id)
        real.ask("dataset_purge", id=source["id"])


def test_a_portal_that_harvests_the_catalogue_follows_it(
    real: Real, releases: Releases, harvested: Harvest
) -> None:
    def titles() -> list[str]:
        found = real.ask(
            "package_search", fq='organization:"kpi-lod-test" dataset_type:dataset', rows=100
        )
        return sorted(one["title"] for one in found["results"])

    first = harvested(releases.made())
    assert (first["added"], first["errored"]) == (5, 0)
    before = titles()
    assert len(before) == 5
    corrected = harvested(releases.made("corrected"))
    assert (corrected["added"], corrected["errored"]) == (1, 0)
    assert corrected["updated"] >= 3
    assert len(titles()) == 6
    gone = harvested(releases.made("gone"))
    assert (gone["deleted"], gone["errored"]) == (3, 0)
    assert not [title for title in titles() if "茅野市" in title]
