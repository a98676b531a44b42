"""Findings for people and programs: text, JSON, and the SHACL report as Turtle.

In: findings and the lines of the files. Out: text. Japanese stands first, English second.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kpi_lod.checking.check import CheckedData
from kpi_lod.errors import DataError, Finding, KpiLodError, Place, Severity, clipped
from kpi_lod.shacl.reports import report_turtle

SHOWN = 1_000
"""Findings shown as text; the rest is counted."""

_UNCHECKED = """\
次のファイルは上の指摘を直すまで内容を検査できません。直したらもう一度検査してください。
These files cannot be checked further before the findings above are mended; check again then."""

EXCERPT = 80
"""Characters of a line that are shown."""

_NAMES = {
    Severity.VIOLATION: ("違反", "Violation"),
    Severity.WARNING: ("警告", "Warning"),
    Severity.INFO: ("参考", "Info"),
}


def report(found: CheckedData, form: str) -> str:
    """The findings in one of the forms text, json, turtle (only what SHACL decides)."""
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: text_report(found.findings, found.lines, unchecked=found.unchecked),
        "json": lambda: json_report(found.findings),
        "turtle": lambda: report_turtle(found.results),
    }
    return forms[form]()


def text_report(
    findings: Sequence[Finding],
    lines: Mapping[str, Sequence[str]],
    *,
    unchecked: Sequence[str] = (),
) -> str:
    """What is wrong and what to do, each wording once, with all its places; then the counts.

    ``lines``: file → its lines; ``unchecked``: files whose content was not looked at. At most SHOWN
    findings are shown.
    """
    wordings: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings[:SHOWN]:
        wordings.setdefault((one.severity, one.code, one.ja, one.fix_ja), []).append(one)
    parts = ["\n".join(_paragraph(group, lines)) for group in wordings.values()]
    if len(findings) > SHOWN:
        more = len(findings) - SHOWN
        parts.append(f"ほかに{more}件あります。 / and {more} more.")
    if unchecked:
        parts.append("\n  ".join([_UNCHECKED, *unchecked]))
    return "\n\n".join([*parts, summary(findings)])


def error_text(error: KpiLodError) -> str:
    """Why the program stopped: findings about data, or one error."""
    if isinstance(error, DataError):
        return text_report(error.findings, {})
    return "\n".join(_paragraph([error.finding], {}, label="エラー Error"))


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity."""
    counts = Counter(f.severity for f in findings)
    ja = "、".join(f"{_NAMES[s][0]} {counts[s]}件" for s in Severity)
    en = ", ".join(f"{_NAMES[s][1]} {counts[s]}" for s in Severity)
    return f"{ja} / {en}"


def _paragraph(
    group: Sequence[Finding], lines: Mapping[str, Sequence[str]], *, label: str = ""
) -> Iterator[str]:
    """One wording and its places, each with the line it is about."""
    first = group[0]
    yield f"{label or ' '.join(_NAMES[first.severity])} [{first.code}]"
    yield f"  {first.ja}{first.fix_ja and ' → ' + first.fix_ja}"
    yield f"  {first.en}{first.fix_en and ' → ' + first.fix_en}"
    for place in (finding.place for finding in group if finding.place.file):
        yield f"  {place}{_excerpt(place, lines)}"


def _excerpt(place: Place, lines: Mapping[str, Sequence[str]]) -> str:
    """The line of the file, short, where there is one."""
    of_file = lines.get(place.file, ())
    if not 0 < place.line <= len(of_file):
        return ""
    return f" | {clipped(of_file[place.line - 1].strip(), EXCERPT)}"


def json_report(findings: Iterable[Finding]) -> str:
    """The findings as a JSON array; keys as in :class:`~kpi_lod.errors.Finding`."""
    rows = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "file": f.place.file,
            "line": f.place.line,
            "column": f.place.column,
            "pointer": f.place.pointer,
            "message": {"ja": f.ja, "en": f.en},
            "fix": {"ja": f.fix_ja, "en": f.fix_en},
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
