"""The HTML report: safe to open whatever was submitted, and readable without colours."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kpi_lod.checking.check import checked_files
from kpi_lod.checking.html_report import html_report
from kpi_lod.checking.report import report
from kpi_lod.checking.situated import Situated, situated
from kpi_lod.errors import Place, Severity, finding
from kpi_lod.submissions.reader import read_submission

CHINO = "data/submissions/202142/2023-promotion.yaml"
HOSTILE = "</script></style><img src=x onerror=alert(1)>{{7*7}}&\"'"


class Page(HTMLParser):
    """The elements of a page with their attributes; those that are never closed fail."""

    EMPTY = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(text: str) -> Page:
    made = Page(text)
    assert made.open == []
    return made


def hostile() -> str:
    quoted = HOSTILE.replace('"', '\\"')
    text = f'projects:\n- id: p\n  name: "{quoted}"\n  kpis: []\n  "{quoted}": 1\n'
    read = read_submission(text.encode(), f"{HOSTILE}.yaml")
    return html_report(situated(read.findings, [read]), unchecked=[HOSTILE])


def test_what_was_submitted_stays_text() -> None:
    made = page(hostile())
    tags = {tag for tag, _ in made.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "base"}
    names = {name for _, attributes in made.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert "".join(made.words).count("onerror=alert(1)") >= 3
    assert "49" not in "".join(made.words)


def test_nothing_but_its_own_style_may_be_used() -> None:
    text = hostile()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(
        attributes["content"] for _, attributes in page(text).elements if "http-equiv" in attributes
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_nothing_comes_from_elsewhere(root: Path) -> None:
    made = page(report(checked_files([root / CHINO]), "html"))
    links = [a[name] for _, a in made.elements for name in ("href", "src") if name in a]
    assert links
    assert all(str(link).startswith("#g") for link in links)


def test_the_languages_are_told_apart_and_severities_stand_in_words() -> None:
    found = [
        Situated(finding("empty", Place("a.yaml", 3, 1), severity=one), "a.yaml")
        for one in Severity
    ]
    text = html_report(found)
    assert page(text).elements[0] == ("html", {"lang": "ja"})
    for ja, en in (("違反", "Violation"), ("警告", "Warning"), ("参考", "Info")):
        assert f'<h3>{ja} <span class="en" lang="en">{en}</span>' in text
    assert '<div class="en" lang="en">\n<p>The file holds nothing.</p>' in text


def test_counts_are_told_by_project_and_for_all() -> None:
    text = html_report([Situated(finding("empty", Place("a.yaml")), "a.yaml")] * 3)
    assert text.count('<td class="count">3</td>') == 2
    assert "違反があります" in text
    assert "違反はありません" in html_report([])


def test_files_that_were_not_looked_at_are_no_good_news() -> None:
    text = html_report([], unchecked=["b.yaml"])
    assert "違反があります" in text
    assert "<code>b.yaml</code>" in text


def test_a_page_of_many_findings_counts_the_rest() -> None:
    found = [Situated(finding("empty", Place("a", n, 1)), "a") for n in range(1, 1_006)]
    text = html_report(found)
    assert text.count("<li>") == 1_000
    assert "ほかに5件あります。" in text


COLOUR = re.compile(r"(?:^|[ {;])(background|color): #([0-9a-f]{3,6})")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.0."""
    full = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_has_the_contrast_of_aa_on_every_background(root: Path) -> None:
    css = (root / "src/kpi_lod/checking/templates/report.css").read_text("utf-8")
    found = COLOUR.findall(css)
    texts = {colour for kind, colour in found if kind == "color"}
    behind = {colour for kind, colour in found if kind == "background"}
    assert len(texts) >= 5
    assert len(behind) >= 3
    for text in texts:
        for back in behind:
            light, dark = sorted((luminance(text), luminance(back)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, back)


@pytest.mark.parametrize("name", ["report.html", "report.css"])
def test_the_templates_hold_no_script(root: Path, name: str) -> None:
    text = (root / "src/kpi_lod/checking/templates" / name).read_text("utf-8")
    assert "<script" not in text
    assert "|safe" not in text
