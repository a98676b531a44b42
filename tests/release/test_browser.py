"""Every kind of page in a real browser: accessible, narrow enough, with nothing from elsewhere."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

from kpi_lod.release.build import Release

KINDS = {
    "home": "index.html",
    "prefecture": "prefecture/20/index.html",
    "municipality": "municipality/202142/index.html",
    "project": "project/202142/tachikawa/index.html",
    "submission": "submission/202142/2023-promotion/index.html",
    "concepts": "concept/index.html",
    "concept": "concept/new-businesses/index.html",
    "programmes": "programme/index.html",
    "programme": "programme/digital-garden-city-promotion/index.html",
    "dataset": "dataset/index.html",
    "vocabulary": "vocabulary/index.html",
    "shared": "shared/status/measured/index.html",
    "rules": "rules/index.html",
    "questions": "questions/index.html",
    "not found": "hosting/404.html",
}
WITH_TWIN = {name: path for name, path in KINDS.items() if name not in {"shared", "not found"}}
ENGLISH = {f"{name}, English": path[:-4] + "en.html" for name, path in WITH_TWIN.items()}
PAGES = {**KINDS, **ENGLISH}
PHONE, DESKTOP = (360, 740), (1280, 900)
MAX_BYTES = 150_000
OF_EACH = 6
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


class Quiet(SimpleHTTPRequestHandler):
    """The plainest static server, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass
class Visit:
    """What a page did while it was looked at."""

    page: Page
    origin: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watched(self) -> None:
        self.page.on("request", self._request)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.elsewhere.append(request.url)


@pytest.fixture(scope="module")
def origin(built: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("site")
    (top / "kpi").symlink_to(built.folder)
    handler = partial(Quiet, directory=str(top))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/kpi/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser(part: Callable[[str], str]) -> Iterator[Browser]:
    program = part("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Callable[..., Visit]]:
    """Opens a page: with or without scripts, at a width."""
    contexts = []

    def opened(path: str, size: tuple[int, int] = DESKTOP, *, tools: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=tools,
            bypass_csp=tools,
            locale="ja-JP",
        )
        contexts.append(context)
        found = Visit(context.new_page(), origin)
        found.watched()
        answer = found.page.goto(origin + path)
        assert answer is not None
        assert answer.status == 200, path
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(visit: Callable[..., Visit], path: str) -> None:
    """WCAG 2.1 AA, which JIS X 8341-3 follows, and axe's own good practice."""
    page = visit(path, tools=True).page
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10


def test_axe_sees_a_fault(visit: Callable[..., Visit]) -> None:
    page = visit(KINDS["home"], tools=True).page
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"data:,\">'")
    assert Axe().run(page).violations_count > 0


def some_of_each(folder: Path) -> list[str]:
    """At most OF_EACH pages of each top folder and depth, evenly spread."""
    kinds: dict[tuple[str, int], list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("*.html")):
        parts = file.relative_to(folder).parts
        kinds[parts[0], len(parts)].append("/".join(parts))
    return [path for paths in kinds.values() for path in paths[:: -(-len(paths) // OF_EACH)]]


def test_a_phone_needs_no_sideways_scroll(visit: Callable[..., Visit], built: Release) -> None:
    paths = some_of_each(built.folder)
    assert len(paths) > 50
    seen = visit(paths[0], PHONE, tools=True)
    wide = [path for path in paths if is_wide(seen, path)]
    assert wide == []


def is_wide(seen: Visit, path: str) -> bool:
    seen.page.goto(seen.origin + path)
    widths = seen.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return bool(widths[0] > widths[1])


def test_a_wide_page_is_noticed(visit: Callable[..., Visit]) -> None:
    page = visit(KINDS["home"], PHONE, tools=True).page
    page.evaluate("document.querySelector('h1').style.width = '400px'")
    assert page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_works_without_scripts_and_brings_nothing_from_elsewhere(
    visit: Callable[..., Visit], path: str
) -> None:
    found = visit(path)
    assert found.elsewhere == []
    assert found.complaints == []
    assert found.page.locator("h1").inner_text()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_no_page_is_heavy(built: Release, path: str) -> None:
    assert (built.folder / path).stat().st_size <= MAX_BYTES


def test_the_twin_is_one_click_away(visit: Callable[..., Visit]) -> None:
    page = visit(KINDS["project"]).page
    assert page.locator("html").get_attribute("lang") == "ja"
    page.get_by_role("link", name="English", exact=True).first.click()
    assert page.url.endswith("index.en.html")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="日本語", exact=True).first.click()
    assert page.url.endswith("index.html")


def test_no_script_of_ours_runs(visit: Callable[..., Visit]) -> None:
    for path in PAGES.values():
        scripts = visit(path).page.locator("script:not([type='application/ld+json'])")
        assert scripts.count() == 0
