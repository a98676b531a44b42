"""publication.yaml → :class:`Publication`: who publishes, under which base IRI and licence.

Read as strictly as a submission; an unknown key is an error. Frozen, and handed on as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from kpi_lod.errors import DataError, Finding, UnreadableError, file_error
from kpi_lod.iris import PublisherIris
from kpi_lod.register.municipalities import corporate_number, municipalities
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.nodes import MappingNode, Node
from kpi_lod.submissions.reader import check_format, web_address
from kpi_lod.submissions.yaml_tree import tree
from kpi_lod.vocabulary import LICENCES

KEYS = (
    *("kpi-lod", "base", "demo", "title", "description", "publisher", "contact"),
    *("licence", "theme", "issued", "languages"),
)
LANGUAGES = ("ja", "en")
_ISSUED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EXAMPLE_HOSTS = (".example.org", ".example.com", ".example.net")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Japanese and, where given, in English."""

    ja: str
    en: str | None


@dataclass(frozen=True, slots=True)
class Publication:
    """The settings of one publisher. ``issued`` is an ISO date, ``themes`` are IRIs.

    ``publisher_number`` is its 法人番号, computed where it is a municipality.
    """

    base: str
    title: Text
    description: Text
    publisher: Text
    publisher_number: str | None
    contact: Text
    contact_url: str
    licence: str
    themes: tuple[str, ...]
    issued: str
    languages: tuple[str, ...]

    @property
    def iris(self) -> PublisherIris:
        """The IRIs below the base."""
        return PublisherIris(self.base)

    @property
    def is_demonstration(self) -> bool:
        """Whether the base is an example's, so that nobody takes the pages for official ones."""
        return _is_example(self.base)


def publication(file: Path) -> Publication:
    """The settings in the file.

    Raises DataError with everything that is wrong with them, exit status 2.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise file_error(file, error) from None
    parsed = tree(content, str(file))
    findings = list(parsed.findings)
    made = None if parsed.root is None else _publication(parsed.root, findings)
    if findings or made is None:
        raise _SettingsError(findings)
    return made


class _SettingsError(DataError):
    exit_status = 2


def _publication(root: Node, findings: list[Finding]) -> Publication:
    fields = Fields(root, KEYS, findings, place=root.place)
    check_format(fields)
    contact = _nested(fields, "contact", ("name", "url"))
    publisher = _nested(fields, "publisher", ("name", "municipality", "corporate-number"))
    demo = fields.truth("demo", default=False)
    return Publication(
        base=fields.read("base", lambda text: _base(text, demo=demo), required=True) or "",
        title=_bilingual(fields, "title"),
        description=_bilingual(fields, "description"),
        publisher=_bilingual(publisher, "name"),
        publisher_number=_corporate_number(publisher),
        contact=_bilingual(contact, "name"),
        contact_url=contact.read("url", web_address, required=True) or "",
        licence=fields.choice("licence", tuple(LICENCES)) or "CC-BY-4.0",
        themes=tuple(_themes(fields)),
        issued=fields.read("issued", _date, required=True) or "",
        languages=fields.choices("languages", LANGUAGES) or LANGUAGES,
    )


def _nested(owner: Fields, key: str, keys: tuple[str, ...]) -> Fields:
    node = owner.node(key, required=True)
    if node is None:  # told once; what would be missing in it is not told too
        return Fields(MappingNode({}, owner.place), keys, [], place=owner.place)
    return Fields(node, keys, owner.findings, place=node.place)


def _themes(fields: Fields) -> Iterator[str]:
    for item in fields.items("theme"):
        text = fields.text_of(item)
        theme = text and fields.tried(web_address, text, item.place)
        if theme:
            yield theme


def _bilingual(owner: Fields, key: str) -> Text:
    node = owner.node(key, required=True)
    if node is None:
        return Text("", None)
    fields = Fields(node, LANGUAGES, owner.findings, place=node.place)
    return Text(fields.text("ja", required=True) or "", fields.text("en"))


def _corporate_number(fields: Fields) -> str | None:
    code = fields.read("municipality", municipalities().checked_code)
    given = fields.read("corporate-number", _thirteen_digits)
    return corporate_number(code) if code else given


def _thirteen_digits(text: str) -> str:
    if not re.fullmatch(r"[0-9]{13}", text, re.ASCII):
        ja, en = "法人番号（半角数字13桁）", "a corporate number of 13 digits"
        raise UnreadableError("value-type", found=text, allowed_ja=ja, allowed_en=en)
    return text


def _base(text: str, *, demo: bool) -> str:
    web_address(text)
    parts = urlsplit(text)
    if parts.scheme != "https" or not text.endswith("/") or parts.query or parts.fragment:
        raise UnreadableError("settings-base", found=text)
    if not demo and _is_example(text):
        raise UnreadableError("settings-demo", found=text)
    return text


def _is_example(base: str) -> bool:
    return f".{urlsplit(base).hostname}".endswith(_EXAMPLE_HOSTS)


def _date(text: str) -> str:
    try:
        if not _ISSUED.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError:
        raise UnreadableError("date-invalid", found=text) from None
    return text
