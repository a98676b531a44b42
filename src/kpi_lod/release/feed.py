"""The feed of changes: entries of the log → Atom (RFC 4287) and JSON Feed 1.1.

One entry for each publishing that changed something, newest first, in Japanese and in English. Both
stand in the release that is current, outside its manifest. https://www.rfc-editor.org/rfc/rfc4287
https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

from kpi_lod.release.channel import OWN, Channel, read_channel
from kpi_lod.release.diff_words import changes_lines, headline
from kpi_lod.release.history import Entry, read_entry
from kpi_lod.release.names import FEED, FEED_JSON

ENTRIES = 50
"""So many are in a feed; the log has all."""

LINES = 40
"""So many lines of changes has an entry; the release and the verb ``diff`` tell all."""

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_files(channel: Channel, log: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Path in the release and content; ``log`` oldest first, with at least one entry."""
    newest = [*reversed(log)][:ENTRIES]
    yield FEED, _atom(channel, newest)
    yield FEED_JSON, _json(channel, newest)


def read_feed(release: Path) -> tuple[Channel, list[Entry]] | None:
    """What a release's feed was made of, its entries oldest first; None where there is none."""
    channel = read_channel(release)
    try:
        told = json.loads((release / FEED_JSON).read_bytes())
        items = [read_entry(item[OWN]) for item in reversed(told["items"])]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (channel, [one for one in items if one is not None]) if channel else None


def _id(channel: Channel, entry: Entry) -> str:
    return f"{channel.base}{FEED}#{entry.release}-{entry.at}"


def _atom(channel: Channel, newest: Sequence[Entry]) -> bytes:
    feed = ET.Element(f"{{{_ATOM}}}feed", {_XML_LANG: "ja"})
    _text(feed, "id", channel.base + FEED)
    _text(feed, "title", f"{channel.title}の更新")
    _text(feed, "subtitle", f"Changes of {channel.title_en}").set(_XML_LANG, "en")
    _text(feed, "updated", newest[0].at)
    _text(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", channel.author)
    _link(feed, "self", channel.base + FEED, "application/atom+xml")
    _link(feed, "alternate", channel.base, "text/html")
    for entry in newest:
        feed.append(_atom_entry(channel, entry))
    return _written(feed)


def _atom_entry(channel: Channel, entry: Entry) -> ET.Element:
    element = ET.Element(f"{{{_ATOM}}}entry")
    _text(element, "id", _id(channel, entry))
    _text(element, "title", headline(entry, "ja"))
    _text(element, "updated", entry.at)
    _link(element, "alternate", channel.base, "text/html")
    content = ET.SubElement(element, f"{{{_ATOM}}}content", {"type": "xhtml"})
    whole = ET.SubElement(content, f"{{{_XHTML}}}div")
    for language in ("ja", "en"):
        part = ET.SubElement(whole, f"{{{_XHTML}}}div", {_XML_LANG: language})
        ET.SubElement(part, f"{{{_XHTML}}}p").text = headline(entry, language)
        lines = changes_lines(entry.changes, language, LINES)
        listed = ET.SubElement(part, f"{{{_XHTML}}}ul") if lines else part
        for line in lines:
            ET.SubElement(listed, f"{{{_XHTML}}}li").text = line
    return element


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = text
    return element


def _link(parent: ET.Element, rel: str, href: str, media_type: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": href, "type": media_type})


def _written(feed: ET.Element) -> bytes:
    ET.register_namespace("", _ATOM)
    ET.register_namespace("xhtml", _XHTML)
    ET.indent(feed, " ")
    written: bytes = ET.tostring(feed, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _json(channel: Channel, newest: Sequence[Entry]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{channel.title}の更新",
        "home_page_url": channel.base,
        "feed_url": channel.base + FEED_JSON,
        "language": "ja",
        "authors": [{"name": channel.author}],
        "items": [_item(channel, entry) for entry in newest],
        OWN: asdict(channel),
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(channel: Channel, entry: Entry) -> dict[str, object]:
    lines = [headline(entry, "ja"), *changes_lines(entry.changes, "ja", LINES)]
    return {
        "id": _id(channel, entry),
        "url": channel.base,
        "title": headline(entry, "ja"),
        "content_text": "\n".join(lines),
        "date_published": entry.at,
        OWN: asdict(entry),
    }
