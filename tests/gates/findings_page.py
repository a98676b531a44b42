"""docs/findings.md: every code, when it occurs, how to fix it, an example; from the sources.

``python -m tests.gates.findings_page`` writes the page; a gate holds it to the sources. The
examples are the tests' own cases (:mod:`tests.gates.examples`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from tests.gates.examples import Example, message_examples, shape_examples
from tests.gates.unshown import UNSHOWN

from kpi_lod.checking.rulebook import (
    ERRORS,
    RULES,
    SHAPE_FILES,
    sections,
    severities,
    shape_codes,
    shape_texts,
    shown_template,
)
from kpi_lod.errors import Severity
from kpi_lod.messages import Message, messages

PAGE = Path(__file__).resolve().parents[2] / "docs/findings.md"
_HEAD = Path(__file__).with_name("findings_head.md")
_NAMES = {
    Severity.VIOLATION: "違反 / Violation",
    Severity.WARNING: "警告 / Warning",
    Severity.INFO: "参考 / Info",
}
_ERROR = "エラー / Error"
_MADE = (
    "公開するRDF（Turtle）で書いた例です。 / The example is in RDF (Turtle), as it is published."
)


def _shown(text: str) -> str:
    """A template with its fields as ‹name›, fit for Markdown."""
    return shown_template(text).replace("|", "\\|")


def _section(title: tuple[str, str], keys: list[str]) -> Iterator[str]:
    yield from ("", f"## {title[0]} / {title[1]}")
    for code, variants in groupby(keys, key=lambda key: key.partition("/")[0]):
        yield from ("", f"### {code}")
        for key in variants:
            yield from ("", *_entry(key, messages()[key], message_examples().get(key)))


def _entry(key: str, message: Message, example: Example | None) -> Iterator[str]:
    """One wording: when and how to fix in both languages, then the example."""
    severity = example.severity if example else UNSHOWN.get(key, (None, ""))[0]
    label = _NAMES[severity] if severity else _ERROR
    yield f"**{label}** — {_shown(message.ja)}"
    yield f"<br>{_shown(message.en)}"
    yield ""
    yield f"- 直し方: {_shown(message.fix_ja)}"
    yield f"- How to fix: {_shown(message.fix_en)}"
    if example and example.finding:
        found = example.finding
        ja, en = f"{found.ja} → {found.fix_ja}", f"{found.en} → {found.fix_en}"
        yield from _folded(example.change, [f"指摘: {_plain(ja)}\n<br>Finding: {_plain(en)}"])


def _folded(change: str, lines: list[str]) -> Iterator[str]:
    yield from ("", "<details><summary>例 / Example</summary>", "", "```diff", change, "```")
    for line in lines:
        yield from ("", line)
    yield from ("", "</details>")


def _plain(text: str) -> str:
    """A text that Markdown would take for markup, as it is."""
    return re.sub(r"([\\`*_<>\[\]|~])", r"\\\1", text)


def _shapes(file: str) -> Iterator[str]:
    """The rules of one file of shapes, in its order."""
    for code in shape_codes(file):
        yield from ("", f"### {code}", "")
        yield from _shape(code, shape_texts()[code], shape_examples().get(code))


def _shape(
    code: str, texts: Mapping[tuple[str, str], str], example: Example | None
) -> Iterator[str]:
    label = _NAMES[severities().get(code, Severity.VIOLATION)]
    yield f"**{label}** — {texts['description', 'ja']}"
    yield f"<br>{texts['description', 'en']}"
    yield ""
    yield f"- 直し方: {texts['message', 'ja']}"
    yield f"- How to fix: {texts['message', 'en']}"
    if in_table := messages().get(f"{code}/cell"):
        yield f"- 表では / In a table: {in_table.ja} → {in_table.fix_ja}"
        yield f"<br>{in_table.en} → {in_table.fix_en}"
    if example:
        yield from _folded(example.change, [_MADE] if example.made else [])


def _contents() -> Iterator[str]:
    for title in (*RULES.values(), *SHAPE_FILES.values(), *ERRORS.values()):
        anchor = re.sub(r"[^\w -]", "", f"{title[0]} / {title[1]}".lower()).replace(" ", "-")
        yield f"- [{title[0]} / {title[1]}](#{anchor})"


@cache
def findings_page() -> str:
    """The whole page."""
    rows = [_HEAD.read_text("utf-8").rstrip(), "", *_contents()]
    for name, title in RULES.items():
        rows += _section(title, sections()[name])
    for file, title in SHAPE_FILES.items():
        rows += ["", f"## {title[0]} / {title[1]}", *_shapes(file)]
    for name, title in ERRORS.items():
        rows += _section(title, sections()[name])
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(findings_page(), "utf-8")
