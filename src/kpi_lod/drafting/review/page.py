"""One HTML file to review a draft: no script, nothing from elsewhere, every text escaped.

Its Content Security Policy allows the one style sheet, by its hash, and nothing else
(https://www.w3.org/TR/CSP3/#framework-directive-source-list).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kpi_lod.drafting.drafted import Drafted
from kpi_lod.drafting.review.entries import ShownProject, shown_projects
from kpi_lod.drafting.review.source import source
from kpi_lod.errors import Finding, visible
from kpi_lod.register.municipalities import municipalities


@dataclass(frozen=True, slots=True)
class _Kind:
    """Doubts of one kind; what to do stands once."""

    first: Finding
    doubts: Sequence[Finding]


def review_page(drafted: Drafted) -> str:
    """The page: the document at the left, what was drafted of it at the right, doubts above."""
    projects = shown_projects(drafted.words, drafted.notes)
    entries = [one for project in projects for block in project.blocks for one in block.entries]
    css = (files("kpi_lod.drafting.review") / "templates/review.css").read_text("utf-8")
    return (
        _environment()
        .get_template("review.html")
        .render(
            css=Markup(css),
            css_hash=f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}",
            head=list(_head(drafted)),
            file=visible(drafted.document.file),
            source=source(drafted.document, entries),
            projects=projects,
            values=_values(projects),
            kinds=list(_kinds(drafted.doubts)),
            doubts=len(drafted.doubts),
        )
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("kpi_lod.drafting.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["visible"] = _visible
    return made


def _visible(text: str) -> str:
    """The text with what nobody can see written out, its line breaks kept."""
    return "\n".join(map(visible, text.split("\n")))


def _head(drafted: Drafted) -> Iterator[tuple[str, str]]:
    words = drafted.words
    code = str(words.get("municipality", ""))
    known = municipalities().get(code)
    yield "自治体 / Municipality", f"{known.name_ja} {code}" if known else "不明 / unknown"
    yield "報告年度 / Reporting year", str(words.get("reporting-year", "不明 / unknown"))
    stated = words["source"]
    yield "題名 / Title", str(stated["title"]) if isinstance(stated, Mapping) else ""


def _values(projects: Sequence[ShownProject]) -> int:
    """How many values of KPIs there are."""
    blocks = [block for project in projects for block in project.blocks]
    return sum(len(block.entries) for block in blocks if block.anchor[-1].isdigit())


def _kinds(doubts: Sequence[Finding]) -> Iterator[_Kind]:
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for one in doubts:
        kinds.setdefault((one.code, one.fix_ja), []).append(one)
    for ones in kinds.values():
        yield _Kind(ones[0], ones)
