"""docs/findings.md: every code, when it occurs and how to fix it, from the texts themselves.

``python -m tests.gates.findings_page`` writes the page; a gate holds it to the sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.shapes import core_shapes
from kpi_lod.messages import messages
from kpi_lod.vocabulary import SH, SHAPES

PAGE = Path(__file__).resolve().parents[2] / "docs/findings.md"
_HEAD = """\
# 指摘の一覧 / All findings

`kpi-lod` が出す指摘とエラーのコード、いつ出るか、どう直すか。
この頁は本文から作られます（`python -m tests.gates.findings_page`）。
Codes of findings and errors, when they occur, how to fix them. Made from the texts themselves.

## 読み取り / Reading
"""
_FIELD = re.compile(r"\{(\w+)(!r)?\}")


def _shown(text: str) -> str:
    """A template with its fields as ‹name›."""
    return _FIELD.sub(r"‹\1›", text).replace("{{", "{").replace("}}", "}").replace("|", "\\|")


def _reading() -> list[str]:
    rows: list[str] = []
    last = ""
    for key, message in messages().items():
        code = key.partition("/")[0]
        if code != last:
            rows += ["", f"### {code}"]
            last = code
        rows += ["", f"- {_shown(message.ja)} → {_shown(message.fix_ja)}"]
        rows += [f"  / {_shown(message.en)} → {_shown(message.fix_en)}"]
    return rows


def _texts() -> dict[NamedNode, dict[tuple[str, str], str]]:
    texts: dict[NamedNode, dict[tuple[str, str], str]] = defaultdict(dict)
    for triple in core_shapes():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            key = (triple.predicate.value.removeprefix(SH.iri), triple.object.language or "")
            texts[triple.subject][key] = triple.object.value
    return texts


def _severities() -> dict[NamedNode, str]:
    """Shape → severity; a constraint takes that of the shape it stands in."""
    stated = {
        t.subject: t.object.value.removeprefix(SH.iri)
        for t in core_shapes()
        if t.predicate == SH.severity and isinstance(t.object, NamedNode)
    }
    found = {node: name for node, name in stated.items() if isinstance(node, NamedNode)}
    for t in core_shapes():
        if t.predicate == SH.sparql and isinstance(t.object, NamedNode) and t.subject in stated:
            found[t.object] = stated[t.subject]
    return found


def _checking() -> list[str]:
    rows = ["", "## 検査 / Checking"]
    severities = _severities()
    texts = {node: found for node, found in _texts().items() if ("message", "ja") in found}
    for node in sorted(texts, key=lambda n: n.value):
        found = texts[node]
        code = node.value.removeprefix(SHAPES.iri)
        rows += ["", f"### {code} ({severities.get(node, 'Violation')})", ""]
        rows += [f"- {found['message', 'ja']}", f"  / {found['message', 'en']}"]
    return rows


def findings_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD.rstrip(), *_reading(), *_checking()]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(findings_page(), "utf-8")
