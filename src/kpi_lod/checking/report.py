"""All findings in one of the forms text, json, sarif, html, turtle; each has a module of its own.

In: what was checked. Out: text. Japanese stands first, English second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.check import CheckedData
from kpi_lod.checking.comparison import Compared
from kpi_lod.checking.situated import Situated, situated
from kpi_lod.checking.text_report import PLAIN, Look, text_report
from kpi_lod.checking.wording import with_fix
from kpi_lod.errors import Finding, Place
from kpi_lod.shacl.reports import report_turtle
from kpi_lod.shacl.results import ResultWithoutShape
from kpi_lod.submissions.outline import Named
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.vocabulary import SH


def report(found: CheckedData, form: str, look: Look = PLAIN) -> str:
    """All findings in one of the forms of :data:`FORMS`; ``look`` is for text only."""
    if form == "text":
        told = placed(found)
        return text_report(told, unchecked=found.unchecked, compared=found.compared, look=look)
    return FORMS[form](found)


def placed(found: CheckedData) -> list[Situated]:
    """The findings, worst first, then as people read, each with what stands around it."""
    return sorted(situated(found.findings, found.read), key=_as_read)


def _as_read(one: Situated) -> tuple[int, str, int, Place]:
    """A workbook is read sheet by sheet, in the order that ours has."""
    names = [sheet.name for sheet in sheets().values()]
    sheet = one.place.sheet
    at = names.index(sheet) if sheet in names else len(names) if sheet else 0
    return one.finding.severity.rank, one.file, at, one.place


def turtle_report(found: CheckedData) -> str:
    """The findings as a sh:ValidationReport, in Turtle."""
    return report_turtle([*found.results, *map(_without_shape, found.beside_shapes)])


def _without_shape(found: Finding) -> ResultWithoutShape:
    """A finding as SHACL tells it: the focus node is the place, the component the code.

    ``urn:kpi-lod:file:NAME#LINE:COLUMN``, in a workbook ``#SHEET!CELL``, no fragment for a file as
    a whole: the file's own IRI would differ from machine to machine.
    """
    place = found.place
    at = f"{quote(place.sheet)}!{place.cell}" if place.sheet else f"{place.line}:{place.column}"
    fragment = f"#{at}" if place.line else ""
    return ResultWithoutShape(
        focus=NamedNode(f"urn:kpi-lod:file:{quote(place.file)}{fragment}"),
        component=NamedNode(f"urn:kpi-lod:finding:{found.code}"),
        severity=SH[found.severity.value],
        messages=(
            Literal(with_fix(found.ja, found.fix_ja), language="ja"),
            Literal(with_fix(found.en, found.fix_en), language="en"),
        ),
    )


def json_report(found: Iterable[Situated], compared: Iterable[Compared] = ()) -> str:
    """The findings as JSON, as docs/checking.md describes it, and what was compared with what.

    ``fix`` only where ``message`` does not tell it already; ``sheet`` and ``cell`` only in a
    workbook; ``project`` and ``kpi`` only where they are known.
    """
    beside = [{"file": one.file, "with": list(one.others)} for one in compared]
    told = {"findings": [_row(one) for one in found], "compared": beside}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _row(one: Situated) -> dict[str, object]:
    found, place = one.finding, one.place
    row: dict[str, object] = {
        "code": found.code,
        "severity": found.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
        "message": {"ja": found.ja, "en": found.en},
    }
    known: dict[str, object] = {
        "fix": found.fix_ja and {"ja": found.fix_ja, "en": found.fix_en},
        "sheet": place.sheet,
        "cell": place.cell,
        "project": _named(one.project),
        "kpi": _named(one.kpi),
    }
    return row | {key: value for key, value in known.items() if value}


def _named(named: Named | None) -> dict[str, str] | None:
    return {"id": named.id, "name": named.name} if named else None


def _sarif(found: CheckedData) -> str:
    from kpi_lod.checking.sarif import sarif_report  # noqa: PLC0415  (start-up counts)

    return sarif_report(placed(found))


def _html(found: CheckedData) -> str:
    from kpi_lod.checking.html_report import html_report  # noqa: PLC0415  (Jinja2)

    return html_report(placed(found), unchecked=found.unchecked, compared=found.compared)


FORMS: Mapping[str, Callable[[CheckedData], str]] = {
    "text": lambda found: report(found, "text"),
    "json": lambda found: json_report(placed(found), found.compared),
    "sarif": _sarif,
    "html": _html,
    "turtle": turtle_report,
}
"""Form → what writes it."""
