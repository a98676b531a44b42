"""Whether everything in a release leads somewhere: links, anchors, twins, and its own IRIs."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kpi_lod.release.documents import Layout
from kpi_lod.release.hosting.files import FOLDER
from kpi_lod.release_names import DUMP_NQUADS

_IRI = re.compile(r"<([^<>\s]+)>")
_OUTSIDE = frozenset({"http", "https", "mailto"})


@dataclass
class LinkedPage(HTMLParser):
    """What of a page the checks look at; ``links``: href and src as they are written."""

    links: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    twins: set[str] = field(default_factory=set)
    language: str = ""
    title: str = ""
    description: str = ""
    repeated: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.links.update(found[name] for name in ("href", "src") if name in found)
        if "id" in found:
            self.repeated += [found["id"]] if found["id"] in self.ids else []
            self.ids.add(found["id"])
        if tag == "html":
            self.language = found.get("lang", "")
        elif tag == "title" and not self.title:
            self._in_title = True
        elif tag == "meta" and found.get("name") == "description":
            self.description = found.get("content", "")
        elif tag == "link" and "hreflang" in found:
            self.twins.add(found["href"])

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False if tag == "title" else self._in_title


def linked_pages(release: Path) -> Mapping[str, LinkedPage]:
    """Path in the release → page, of all its HTML but a server's answers to errors.

    Those stand under any address, so their links begin with the path of the base.
    """
    found = {}
    files = (file for file in release.rglob("*.html") if file.parent.name != FOLDER)
    for file in sorted(files):
        page = LinkedPage()
        page.feed(file.read_text("utf-8"))
        page.close()
        found[file.relative_to(release).as_posix()] = page
    return found


def targets(path: str, page: LinkedPage) -> Iterator[tuple[str, str]]:
    """Path in the release and fragment of each link that stays within."""
    for link in page.links:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            folder = posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            yield (target if parts.path else path), unquote(parts.fragment)


def broken_links(release: Path, pages: Mapping[str, LinkedPage]) -> Iterator[str]:
    """Links to files and anchors that are not there, and out of it with an odd scheme."""
    there: dict[str, bool] = {}
    for path, page in pages.items():
        for target, fragment in targets(path, page):
            if target not in there:
                there[target] = (release / target).is_file()
            if not there[target]:
                yield f"{path}: no file {target}"
            elif fragment and fragment not in pages[target].ids:
                yield f"{path}: no anchor {target}#{fragment}"
        for link in page.links:
            scheme = urlsplit(link).scheme
            if scheme and scheme not in _OUTSIDE:
                yield f"{path}: {link}"


def unlinked_pages(pages: Mapping[str, LinkedPage]) -> Iterator[str]:
    """Pages that no other page leads to."""
    led_to = {
        target
        for path, page in pages.items()
        for target, _ in targets(path, page)
        if target != path
    }
    return (path for path in pages if path not in led_to)


def bare_pages(pages: Mapping[str, LinkedPage]) -> Iterator[str]:
    """Pages without title, description, language or twin; shared ones are their own twin."""
    for path, page in pages.items():
        language = "en" if path.endswith("index.en.html") else "ja"
        if not page.title.strip() or not page.description.strip() or page.language != language:
            yield f"{path}: {page.title!r}, {page.description!r}, {page.language!r}"
        if page.repeated:
            yield f"{path}: ids twice: {page.repeated}"
        if not path.startswith("shared/") and not any(_is_twin(path, t, pages) for t in page.twins):
            yield f"{path}: no twin"


def _is_twin(path: str, link: str, pages: Mapping[str, LinkedPage]) -> bool:
    twin = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return twin != path and twin in pages and posixpath.dirname(twin) == posixpath.dirname(path)


def own_iris(release: Path, layout: Layout) -> set[str]:
    """The IRIs in the dump that are the publisher's or shared."""
    lines = gzip.decompress((release / DUMP_NQUADS).read_bytes()).decode().split("\n")
    # Literals may hold "<…>": only what stands before or behind them are terms.
    found = {iri for line in lines for iri in _IRI.findall(re.sub(r'"(?:[^"\\]|\\.)*"', "", line))}
    return {iri for iri in found if layout.folder(iri) is not None}


def unresolved_iris(
    release: Path, layout: Layout, iris: Iterable[str], pages: Mapping[str, LinkedPage]
) -> Iterator[str]:
    """IRIs whose folder has no page or no Turtle, and fragments without an anchor."""
    for iri in sorted(iris):
        document, _, fragment = iri.partition("#")
        folder = layout.folder(document)
        page = pages.get(f"{folder}/index.html")
        if page is None or not (release / f"{folder}/index.ttl").is_file():
            yield f"{iri}: no page or no Turtle in {folder}"
        elif fragment and fragment not in page.ids:
            yield f"{iri}: no anchor"
