"""What is to be checked (design, section 6) is checked: rule → codes → severity → a failing case.

The cases are those of the reference of rules (docs/findings.md): tests/mistakes and tests/shapes,
each run and seen to fail there.
"""

from __future__ import annotations

import pytest
from tests.gates.examples import message_examples, shape_examples
from tests.gates.unshown import UNSHOWN

from kpi_lod.checking.rulebook import RULES as SECTIONS
from kpi_lod.checking.rulebook import sections, severities, shape_texts
from kpi_lod.errors import Severity

V, W, INFO = Severity.VIOLATION, Severity.WARNING, Severity.INFO

RULES: dict[str, dict[str, Severity]] = {
    "1 a number exactly when the status has one": {
        "measurement-number-missing": V,
        "measurement-number-unexpected": V,
        "amount-number-missing": V,
        "amount-number-unexpected": V,
    },
    "2 no actual for a period that is not over": {"period-not-over": V},
    "3 direction and basis stated": {"direction-stated": W, "basis-stated": W},
    # In one submission she can mend it; between two the older document may be the wrong one.
    "4 cumulative series do not fall": {"cumulative-falls": V, "cumulative-fell": W},
    # Format 1 does not link series: their names say that two belong together, so a warning.
    "5 cumulative increment is the sum of increments": {"cumulative-sum": W},
    "7 one unit per indicator; percent 0 to 100": {
        "measurement-unit-of-indicator": V,
        "indicator-unit": V,
        "indicator-changed": V,
        "measurement-percent": V,
        "percent-as-fraction": W,
        "mixed-scale": W,
    },
    "8 grant by expenditure and rate; whole yen": {
        "grant-over-expenditure": V,
        "grant-rate": V,
        "amount-value": V,
        "amount-negative": V,
    },
    "9 one value for indicator, year and kind": {
        "one-cell": V,
        "duplicate-period": V,
        "yaml-duplicate-key": V,
        "repeated-cell": V,
        "duplicate-project": V,
    },
    "10 codes exist, check digits right, area valid": {
        "code-unknown": V,
        "municipality-code/form": V,
        "municipality-code/check": V,
        "municipality-code/unknown": V,
        "measurement-area-valid": V,
        "project-partner": V,
        "folder-code": V,
    },
    "11 era and Western years agree; period from before to": {
        "fiscal-year/mismatch": V,
        "fiscal-year/era": V,
        "project-years-order": V,
        "before-project": W,
    },
    "12 stated ratio is numerator by denominator": {
        "ratio-differs": V,
        "measurement-fraction": V,
        "measurement-denominator": V,
    },
    "13 each measurement names its submission, and its place where drafted": {
        "measurement-submission": V,
        "place-missing": W,
        "indicator-reviewed": W,
    },
    "14 exact match only with equal unit and basis": {
        "exact-match-unit": V,
        "exact-match-basis": V,
        "concept-with-match": V,
    },
    "15 terms of the source stated; a joint project states area": {
        "terms-stated": W,
        "measurement-area": V,
    },
    "16 actual and target ten times apart": {"ten-times": INFO},
    "17 labels in Japanese": {
        "indicator-label": V,
        "project-title": V,
        "location-label": V,
        "period-label": V,
    },
    "between years": {
        "id-changed": W,
        "id-changed/kpi": W,
        "vanished": W,
        "vanished/kpi": W,
        "name-changed": INFO,
        "direction-changed": W,
        "left-out": W,
        "value-restated": INFO,
        "value-restated/no-number": INFO,
        "target-changed": INFO,
        "target-changed/swapped": W,
        "duplicate-submission": V,
        "sibling": INFO,
    },
    "hardly meant": {
        "same-name": W,
        "empty/kpis": W,
        "empty/values": W,
        "cut-by-comment": W,
        "look-alike-host": W,
        "number-in-words": W,
        "amount-small": INFO,
        "word-unmeant": W,
        "count-negative": W,
        "count-fraction": W,
        "count-fraction/point": W,
        "empty/actuals": W,
        "actual-missing": W,
        "as-written-number": W,
        "programme-year": W,
        "programme-year/before": W,
    },
}
"""Rule of the design → key of the catalogue or code of a shape → severity.

Not here: 6 (a target of 0 is allowed) and the growth rates of 7 are held by
tests/checking/test_check.py, `push` of 15 by tests/portals/ckan/test_push.py; "en wished" of 17
is no finding (docs/architecture.md).
"""

CODES = sorted({(code, severity) for codes in RULES.values() for code, severity in codes.items()})


def seen_severity(code: str) -> Severity | None:
    """The severity with which a case of the code has been seen to fail; None if there is none."""
    if code in UNSHOWN:
        return UNSHOWN[code][0]
    if code in shape_texts():
        return severities().get(code, V) if code in shape_examples() else None
    example = message_examples().get(code)
    return example.severity if example else None


@pytest.mark.parametrize(("code", "severity"), CODES)
def test_a_rule_has_a_failing_case_of_its_severity(code: str, severity: Severity) -> None:
    assert seen_severity(code) is severity


def test_all_rules_of_the_design_are_here() -> None:
    numbers = {int(rule.split(" ")[0]) for rule in RULES if rule[0].isdecimal()}
    assert numbers == set(range(1, 18)) - {6}
    assert len(CODES) > 60


def test_a_rule_without_a_case_is_noticed() -> None:
    assert seen_severity("no-such-rule") is None


def test_nothing_that_is_remarked_between_years_or_as_odd_is_left_out() -> None:
    stated = {code for code, _ in CODES}
    for section in ("between two years", "what is hardly meant"):
        # Words for a cell are no rule of their own.
        assert stated >= {key for key in sections()[section] if not key.endswith("/cell")}
    assert {*SECTIONS} >= {"between two years", "what is hardly meant"}
