"""No page is wider than a small phone: in a real browser, at 360 px, nothing scrolls sideways."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from kpi_lod.dataset import MunicipalityData
from kpi_lod.release.pages.frame import Page, pages_html
from kpi_lod.release.part import municipality_part
from kpi_lod.release.whole import shared_files, whole
from kpi_lod.settings import Publication, Text

WIDTH = 360
_MEASURE = """<body><pre id="found">none</pre><script>
const paths = %s, wide = [];
let number = 0;
function next() {
  if (number === paths.length) {
    document.getElementById("found").textContent = "measured " + JSON.stringify(wide);
    return;
  }
  const frame = document.createElement("iframe");
  frame.width = %d;
  frame.height = 700;
  frame.src = paths[number];
  frame.onload = () => {
    if (frame.contentDocument.documentElement.scrollWidth > %d) wide.push(paths[number]);
    number += 1;
    frame.remove();
    next();
  };
  document.body.append(frame);
}
next();
</script>"""


def wider(chromium: str, folder: Path, paths: Sequence[str]) -> list[str]:
    """The pages of the folder that are wider than WIDTH."""
    (folder / "measure.html").write_text(_MEASURE % (json.dumps(paths), WIDTH, WIDTH), "utf-8")
    ran = subprocess.run(
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu"),
            *("--allow-file-access-from-files", "--virtual-time-budget=60000", "--dump-dom"),
            f"--user-data-dir={folder / 'profile'}",
            (folder / "measure.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = re.search(r"measured (\[.*?\])</pre>", ran.stdout)
    assert found, ran.stdout[-500:]
    listed: list[str] = json.loads(found[1])
    return listed


@pytest.fixture(scope="module")
def site(
    settings: Publication,
    cities: Mapping[str, MunicipalityData],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("site")
    parts = [municipality_part(settings, one) for one in cities.values()]
    files = {path: content for part in parts for path, content in part.files.items()}
    files.update(shared_files(settings))
    files.update(whole(settings, [part.summary for part in parts]).files)
    for path, content in files.items():
        if path.endswith((".html", ".css", ".svg")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return folder


def test_no_page_scrolls_sideways_on_a_small_phone(site: Path, part: Callable[[str], str]) -> None:
    paths = [file.relative_to(site).as_posix() for file in sorted(site.rglob("index*.html"))]
    assert len(paths) > 100
    assert wider(part("chromium"), site, paths) == []


def test_a_wide_page_is_seen_to_fail(
    site: Path, part: Callable[[str], str], settings: Publication
) -> None:
    long = Text("事業", "x")
    page = Page("wide", "base.html", long, long, {})
    ((path, html), _) = pages_html(settings, page)
    (site / "wide").mkdir()
    spoilt = html.replace(b"<h1>", b'<svg width="900" height="9"></svg><h1>')
    (site / path).write_bytes(spoilt)
    assert wider(part("chromium"), site, [path, "index.html"]) == [path]
