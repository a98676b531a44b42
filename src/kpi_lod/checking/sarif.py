"""Findings as SARIF 2.1.0, which editors and code hosts show at the lines.

The sections named are those of https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A cell is a logical
location (``実績!H12``); its region counts rows and columns, for SARIF knows none of tables.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from kpi_lod import __version__
from kpi_lod.checking.rules import Rule, rules
from kpi_lod.checking.situated import Situated
from kpi_lod.checking.wording import with_fix
from kpi_lod.errors import Place, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Json = dict[str, object]


def sarif_report(found: Sequence[Situated]) -> str:
    """All findings as one run (3.14), with the rules they come from."""
    codes = sorted({one.finding.code for one in found})
    driver = {
        "name": "kpi-lod",
        "version": __version__,
        "language": "ja",
        "rules": [_rule(rules()[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": "ja",
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.finding.code)) for one in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule) -> Json:
    """A reportingDescriptor (3.49): when it occurs, and how to fix it, in both languages."""
    fixes = [fix for fix in (rule.fix_ja, rule.fix_en) if fix] or [rule.ja, rule.en]
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.ja},
        "fullDescription": {"text": f"{rule.ja}\n{rule.en}"},
        "help": {"text": "\n".join(fixes)},
    }


def _result(one: Situated, rule: int) -> Json:
    found = one.finding
    texts = (with_fix(found.ja, found.fix_ja), with_fix(found.en, found.fix_en))
    made: Json = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": "\n".join(texts)},
    }
    if found.place.file:
        made["locations"] = [_location(one)]
    return made


def _location(one: Situated) -> Json:
    place = one.place
    physical: Json = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = _region(one)
    made: Json = {"physicalLocation": physical}
    if names := _logical(place):
        made["logicalLocations"] = names
    return made


def _region(one: Situated) -> Json:
    made: Json = {"startLine": one.place.line, "startColumn": max(one.place.column, 1)}
    if one.excerpt:
        made["snippet"] = {"text": str(one.excerpt)}
    return made


def _logical(place: Place) -> list[Json]:
    """The cell, and the way by keys; kinds are open-ended (3.33.7)."""
    names: list[Json] = []
    if place.sheet:
        whole = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
        kind = "cell" if place.cell else "sheet"
        names.append({"name": place.cell or place.sheet, "fullyQualifiedName": whole, "kind": kind})
    if place.pointer:
        names.append({"fullyQualifiedName": place.pointer, "kind": "property"})
    return names


def _uri(file: str) -> str:
    """A relative file stays relative, so that hosts find it in the checkout (3.4.3)."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
