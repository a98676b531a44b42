"""Settings → configurations for nginx and Apache, and the redirects of w3id.org (pure).

They negotiate formats and languages (https://www.rfc-editor.org/rfc/rfc9110#section-12) over files
that every static server can serve. Values come from the settings' base IRI, which is checked text:
its host and path hold no quotation marks, spaces or braces.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from kpi_lod.settings import Publication
from kpi_lod.vocabulary import SHARED

FOLDER = "hosting"
NOT_ACCEPTABLE = f"{FOLDER}/406.html"
_FILES = ("nginx.conf", "apache.conf", "w3id.htaccess", "404.html", "406.html")


def hosting_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Path and content of each configuration."""
    parts = urlsplit(publication.base)
    values = {
        "host": parts.hostname,
        "path": parts.path,
        "base": publication.base,
        "shared": SHARED,
        "not_acceptable": NOT_ACCEPTABLE,
    }
    for name in _FILES:
        text = _environment().get_template(name).render(values)
        yield f"{FOLDER}/{name}", text.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kpi_lod.release.hosting"),
        # Only the page is HTML; the others are read by servers.
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
