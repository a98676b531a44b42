"""What the shapes find in a submission: one mistake in a real one, and the line that is told."""

from __future__ import annotations

from dataclasses import dataclass

from tests.mistakes.mistake import CHINO, MORIOKA, block
from tests.mistakes.year_mistakes import Edits

from kpi_lod.errors import Severity

R6 = "table 1 row 5 column 8"
RATE = "subsidy-rate: 1/2\n    summary: 立川"
OS_USERS = "name: 都市OS利用者(ID登録者)数\n"
JUDGED = "direction: increase\n        judged: [direction"
_REVIEWED = block("        reviewed: true\n", " column 5")
_R4 = '          R4:\n            target: {value: "0", at: "table 1 row 5'


@dataclass(frozen=True)
class ShapeMistake:
    """Edits, each of a text that stands once in the file, and a part of the line that is told.

    Without edits the real submission itself has it.
    """

    file: str
    edits: Edits
    code: str
    at: str
    severity: Severity = Severity.VIOLATION


MISTAKES = [
    # rules 1 to 16 of the design, section 6
    ShapeMistake(
        MORIOKA,
        (('{value: "未計測"', '{value: "12%", status: not-measured'),),
        "measurement-number-unexpected",
        "12%",
    ),
    ShapeMistake(
        MORIOKA,
        (('{value: "未計測"', '{status: measured, as-written: "未計測"'),),
        "measurement-number-missing",
        "未計測",
    ),
    ShapeMistake(
        CHINO,
        ((f'actual: {{value: "-", at: "{R6}"}}', f'actual: {{value: "2", at: "{R6}"}}'),),
        "period-not-over",
        R6,
    ),
    ShapeMistake(
        CHINO,
        (
            (OS_USERS, f"{OS_USERS}        basis: 累計\n"),
            ('value: "1,010"', 'value: "101"'),
        ),
        "cumulative-falls",
        '"101"',
    ),
    ShapeMistake(
        MORIOKA, (('value: "6件"', 'value: "6人"'),), "measurement-unit-of-indicator", "6人"
    ),
    ShapeMistake(MORIOKA, (('value: "77%"', 'value: "177%"'),), "measurement-percent", "177%"),
    ShapeMistake(CHINO, (('value: "5,086,950"', 'value: "5,086,951"'),), "grant-rate", "5,086,951"),
    ShapeMistake(
        CHINO,
        (
            (RATE, "summary: 立川"),
            ('"4,994,550"', '"9,994,550"'),
        ),
        "grant-over-expenditure",
        "9,994,550",
    ),
    ShapeMistake(
        CHINO,
        (
            (RATE, "summary: 立川"),
            ('value: "4,994,550"', 'value: "4,994,550.5"'),
        ),
        "amount-value",
        "4,994,550.5",
    ),
    ShapeMistake(
        MORIOKA, (("from: R4, to: R8", "from: R8, to: R4"),), "project-years-order", "from: R8"
    ),
    ShapeMistake(
        MORIOKA,
        (('"71.62%", numerator: 217', '"71.62%", numerator: 218'),),
        "ratio-differs",
        "71.62",
    ),
    ShapeMistake(MORIOKA, ((", denominator: 303", ""),), "measurement-fraction", "71.62"),
    ShapeMistake(
        MORIOKA,
        ((f"area: partners\n        {JUDGED}]", f"{JUDGED}]"),),
        "measurement-area",
        "6,615",
    ),
    ShapeMistake(
        MORIOKA,
        (("concept: trials", "concept: trainees"),),
        "exact-match-unit",
        "concept: trainees",
    ),
    ShapeMistake(
        MORIOKA,
        (("concept: trials\n        match: exact\n", "concept: trials\n"),),
        "concept-with-match",
        "concept: trials",
    ),
    ShapeMistake(
        CHINO,
        (('"9,989,100", at', '"9,989,100", status: not-measured, at'),),
        "amount-number-unexpected",
        "9,989,100",
    ),
    ShapeMistake(
        CHINO,
        (('{value: "9,989,100", at', '{status: measured, as-written: "", at'),),
        "amount-number-missing",
        "status: measured",
    ),
    ShapeMistake(
        CHINO,
        (("unit: 社\n        area: municipality", "unit: 社\n        area: partners"),),
        "measurement-area-valid",
        "table 1 row 5 column 5",
    ),
    ShapeMistake(
        CHINO,
        (('"1", at: "table 1 row 5 column 7"', '"1千社", at: "table 1 row 5 column 7"'),),
        "mixed-scale",
        "1千社",
        Severity.WARNING,
    ),
    ShapeMistake(
        CHINO,
        ((_R4, _R4.replace("R4", "R3", 1)),),
        "before-project",
        "table 1 row 5 column 6",
        Severity.WARNING,
    ),
    ShapeMistake(
        CHINO,
        (
            (
                f"        {JUDGED}]\n        concept: new-businesses",
                "        concept: new-businesses",
            ),
        ),
        "direction-stated",
        "satellite-offices",
        Severity.WARNING,
    ),
    ShapeMistake(CHINO, (), "basis-stated", "satellite-offices", Severity.WARNING),
    ShapeMistake(CHINO, (), "terms-stated", "terms: not-stated", Severity.WARNING),
    ShapeMistake(
        CHINO,
        ((_REVIEWED, _REVIEWED.replace("true", "false")),),
        "indicator-reviewed",
        "reviewed: false",
        Severity.WARNING,
    ),
    ShapeMistake(
        CHINO,
        (('value: "17", at', 'value: "200", at'),),
        "ten-times",
        "200",
        Severity.INFO,
    ),
]
