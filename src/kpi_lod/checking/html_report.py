"""Findings as one HTML file to mail: no script, nothing from elsewhere, fit for A4.

In: findings with what stands around them. Out: a page whose texts are all escaped (Jinja2 with
autoescape), and whose Content Security Policy allows its one style sheet, by its hash, and nothing
else (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kpi_lod.checking.comparison import Compared, compared_words
from kpi_lod.checking.excerpts import Excerpt
from kpi_lod.checking.situated import Group, Situated, grouped, same_wording
from kpi_lod.checking.wording import (
    NOT_READ,
    SEVERITIES,
    SHOWN,
    WHOLE,
    more,
    summaries,
    title,
)
from kpi_lod.errors import Finding, Severity, visible

_VERDICTS = {
    True: (
        "違反があります。直してからもう一度検査してください。",
        "Violations found: mend them and check again.",
    ),
    False: (
        "違反はありません。このまま提出できます。",
        "There is no violation: it is ready to be handed in.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Place:
    at: str
    kpi: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class _Wording:
    finding: Finding
    severity: tuple[str, str]
    places: Sequence[_Place]


@dataclass(frozen=True, slots=True)
class _Section:
    title: tuple[str, str]
    file: str
    counts: Sequence[int]
    wordings: Sequence[_Wording]


def html_report(
    found: Sequence[Situated],
    *,
    unchecked: Sequence[str] = (),
    compared: Sequence[Compared] = (),
) -> str:
    """The page, with at most SHOWN findings; ``unchecked``: files whose content was not seen.

    ``compared``: what the others were compared with.
    """
    groups = grouped(found[:SHOWN])
    findings = [one.finding for one in found]
    css = (files("kpi_lod.checking") / "templates/report.css").read_text("utf-8")
    wrong = bool(unchecked) or any(f.severity is Severity.VIOLATION for f in findings)
    return (
        _environment()
        .get_template("report.html")
        .render(
            css=Markup(css),
            css_hash=f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}",
            counts=summaries(findings),
            verdict=_VERDICTS[wrong],
            severities=list(SEVERITIES.values()),
            groups=[_section(group) for group in groups],
            many_files=len({group.file for group in groups}) > 1,
            totals=_counts(findings),
            more=more(len(found)),
            compared=list(compared_words(compared)),
            unchecked=[visible(file) for file in unchecked],
            not_read=NOT_READ,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kpi_lod.checking"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


def _counts(findings: Iterable[Finding]) -> list[int]:
    counts = Counter(one.severity for one in findings)
    return [counts[severity] for severity in SEVERITIES]


def _section(group: Group) -> _Section:
    return _Section(
        title=(f"事業{title(group.project)}", "") if group.project else WHOLE,
        file=visible(group.file),
        counts=_counts(one.finding for one in group.found),
        wordings=list(_wordings(group.found)),
    )


def _wordings(found: Sequence[Situated]) -> Iterator[_Wording]:
    for ones in same_wording(found):
        first = ones[0].finding
        yield _Wording(first, SEVERITIES[first.severity], [_place(one) for one in ones])


def _place(one: Situated) -> _Place:
    """Where in its file; the file stands above."""
    place = one.place
    at = place.within[0] if place.line else ""
    return _Place(at, title(one.kpi) if one.kpi else "", one.excerpt)
