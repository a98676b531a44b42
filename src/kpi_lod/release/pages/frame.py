"""The frame of every page: a page's content → its HTML in Japanese and in English.

``index.html`` is Japanese, ``index.en.html`` beside it English. Links are relative and name the
file, so that a release works under any path, on any server, and opened from a disk. Everything is
escaped (Jinja2 with autoescape); nothing comes from elsewhere. https://html.spec.whatwg.org/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from kpi_lod.release.pages.wording import Wording
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import LICENCES

LANGUAGES = ("ja", "en")

MENU = (
    ("", Text("ホーム", "Home")),
    ("concept", Text("共通指標", "Concepts")),
    ("programme", Text("制度", "Programmes")),
    ("dataset", Text("データ", "Data")),
    ("questions", Text("問い", "Questions")),
    ("vocabulary", Text("語彙", "Vocabulary")),
    ("rules", Text("規則", "Rules")),
)
"""Folder and name of each entry of the menu; ``Page.section`` is one of the folders."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the release: ``path`` of the target's folder or file, "" the home page."""

    text: Text
    path: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another format (``<link rel=alternate>``): path in the release, media type."""

    path: str
    media_type: str
    name: str


def _nothing() -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``folder`` it is the index of ("" for the home page), template and its values.

    ``about``: the IRI of what the page is about, if it has one. ``linked_data``: JSON-LD to embed
    (schema.org). ``crumbs``: the way from home to its parent. ``section``: which entry of the
    menu it belongs to, None for none.
    """

    folder: str
    template: str
    title: Text
    description: Text
    values: Mapping[str, object]
    section: str | None = None
    crumbs: Sequence[Link] = ()
    alternates: Sequence[Alternate] = ()
    about: str | None = None
    linked_data: Mapping[str, object] = field(default_factory=_nothing)


def pages_html(publication: Publication, page: Page) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the page in each language."""
    for language in LANGUAGES:
        yield page_path(page.folder, language), _html(publication, page, language)


def page_path(folder: str, language: str = "ja") -> str:
    """The file of a page.

    >>> page_path("municipality/032018", "en")
    'municipality/032018/index.en.html'
    """
    name = "index.html" if language == "ja" else f"index.{language}.html"
    return f"{folder}/{name}" if folder else name


def relative(origin: str, path: str, language: str) -> str:
    """The relative link from the page of folder ``origin`` to ``path``, a folder or a file.

    >>> relative("municipality/032018", "prefecture/03", "ja")
    '../../prefecture/03/index.html'
    >>> relative("", "dumps/kpi-lod.ttl.gz", "en")
    'dumps/kpi-lod.ttl.gz'
    """
    target, _, fragment = path.partition("#")
    if "." not in target.rpartition("/")[2]:
        target = page_path(target.strip("/"), language)
    up = "../" * (origin.count("/") + 1) if origin else ""
    return f"{up}{target}" + (f"#{fragment}" if fragment else "")


def static_files() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the style sheet and the icon."""
    folder = files("kpi_lod.release.pages") / "static"
    for name in ("icon.svg", "site.css"):
        yield f"static/{name}", (folder / name).read_bytes()


def _html(publication: Publication, page: Page, language: str) -> bytes:
    href = partial(_href, page.folder, language)
    text = (
        _environment(language)
        .get_template(page.template)
        .render(
            page=page,
            publication=publication,
            menu=MENU,
            licence=LICENCES[publication.licence],
            word=Wording(language),
            href=href,
            twin=relative(page.folder, page_path(page.folder, _other(language)), language),
            **page.values,
        )
    )
    return text.encode()


def _href(origin: str, language: str, path: str) -> str:
    return relative(origin, path, language)


def _other(language: str) -> str:
    return "en" if language == "ja" else "ja"


class _OneLanguage(Extension):
    """``word("…", "…")`` with two literals becomes the literal of the language at compile time.

    Half of a page's work would otherwise be calls that choose between constants.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template's source in one language."""
        return _LITERALS.sub(rf"\{LANGUAGES.index(self.environment.globals['lang']) + 1}", source)


_LITERALS = re.compile(r'\bword\(("[^"\\]*"), ("[^"\\]*")\)')


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("kpi_lod.release.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["lang"] = language
    environment.add_extension(_OneLanguage)
    return environment
