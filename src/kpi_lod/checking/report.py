"""Findings for people and programs: text, JSON, and the SHACL report as Turtle.

In: findings and the lines of the files. Out: text. Japanese stands first, English second.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.check import CheckedData
from kpi_lod.errors import DataError, Finding, KpiLodError, Place, Severity, clipped
from kpi_lod.shacl.reports import report_turtle
from kpi_lod.shacl.results import ResultWithoutShape
from kpi_lod.vocabulary import SH

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
    """All findings in one of the forms text, json, turtle (a sh:ValidationReport)."""
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: text_report(found.findings, found.lines, unchecked=found.unchecked),
        "json": lambda: json_report(found.findings),
        "turtle": lambda: report_turtle(
            [*found.results, *map(_without_shape, found.beside_shapes)]
        ),
    }
    return forms[form]()


def _without_shape(found: Finding) -> ResultWithoutShape:
    """A finding as SHACL tells it: the focus node is the place, the component the code.

    ``urn:kpi-lod:file:NAME#LINE:COLUMN``, no fragment for a file as a whole: the file's own IRI
    would differ from machine to machine.
    """
    at = f"#{found.place.line}:{found.place.column}" if found.place.line else ""
    return ResultWithoutShape(
        focus=NamedNode(f"urn:kpi-lod:file:{quote(found.place.file)}{at}"),
        component=NamedNode(f"urn:kpi-lod:finding:{found.code}"),
        severity=SH[found.severity.value],
        messages=(
            Literal(_with_fix(found.ja, found.fix_ja), language="ja"),
            Literal(_with_fix(found.en, found.fix_en), language="en"),
        ),
    )


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
    yield f"  {_with_fix(first.ja, first.fix_ja)}"
    yield f"  {_with_fix(first.en, first.fix_en)}"
    for place in (finding.place for finding in group if finding.place.file):
        yield f"  {place}{_excerpt(place, lines)}"


def _with_fix(text: str, fix: str) -> str:
    return f"{text} → {fix}" if fix else text


def _excerpt(place: Place, lines: Mapping[str, Sequence[str]]) -> str:
    """The line of the file, short, where there is one."""
    of_file = lines.get(place.file, ())
    if not 0 < place.line <= len(of_file):
        return ""
    return f" | {clipped(of_file[place.line - 1].strip(), EXCERPT)}"


def json_report(findings: Iterable[Finding]) -> str:
    """The findings as a JSON array; ``fix`` only where ``message`` does not tell it already."""
    return json.dumps([_row(one) for one in findings], ensure_ascii=False, indent=1)


def _row(found: Finding) -> dict[str, object]:
    row: dict[str, object] = {
        "code": found.code,
        "severity": found.severity.value,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "pointer": found.place.pointer,
        "message": {"ja": found.ja, "en": found.en},
    }
    if found.fix_ja:
        row["fix"] = {"ja": found.fix_ja, "en": found.fix_en}
    return row
