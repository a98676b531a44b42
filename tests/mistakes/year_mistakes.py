"""What changed between two years without a word: last year's file, this year's, and one finding."""

from __future__ import annotations

from dataclasses import dataclass

from tests.mistakes.mistake import block, original

from kpi_lod.errors import Finding, Severity
from kpi_lod.submissions.collection import between_findings
from kpi_lod.submissions.reader import read_submission

Edits = tuple[tuple[str, str], ...]

NEXT: Edits = (
    ("id: 2023-promotion", "id: 2024-promotion"),
    ("reporting-year: R5", "reporting-year: R6"),
)
_TRIALS = block("      - id: city-os-trials", "      - id: digital-trainees")
_SECOND = block("  - id: digital-transformation")
_AREA = "        area: municipality\n"
_CUMULATIVE = (_AREA, _AREA + "        basis: 累計\n")
_R5 = block('            actual: {value: "0", at: "table 1 row 5 column 7"', "      - id: event")
_CELL = '{{value: "{}", at: "table 1 row {} column 8"}}'
_NO_R5 = block(
    '          R5:\n            target: {value: "1", at: "table 1 row 5', "          R6:"
)


@dataclass(frozen=True)
class YearMistake:
    """Edits of last year's file and of this year's, which is the same but for id and year.

    ``at`` is the text that the reported place must be at, ``ja`` and ``en`` stand in what is told.
    """

    name: str
    last: Edits
    now: Edits
    code: str
    at: str
    ja: str
    en: str
    severity: Severity = Severity.WARNING

    @property
    def texts(self) -> tuple[str, str]:
        """Last year's file and this year's."""
        return after(self.last), after(self.now, after(NEXT))


def between(mistake: YearMistake) -> list[Finding]:
    """What is told of this year's file ``this-year.yaml`` beside last year's ``last-year.yaml``."""
    last, now = mistake.texts
    return findings_between(last, now)


def findings_between(last: str, now: str) -> list[Finding]:
    """What is told of the second text beside the first."""
    old = read_submission(last.encode(), "last-year.yaml").submission
    new = read_submission(now.encode(), "this-year.yaml").submission
    assert old is not None
    assert new is not None
    wrong, odd = between_findings([new], [old])
    return [*wrong, *odd]


def after(edits: Edits, text: str | None = None) -> str:
    """The text, by default the real submission, with the first of each old text replaced."""
    text = original() if text is None else text
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


MISTAKES = [
    YearMistake(
        "the id of a project changed",
        (),
        (
            ("id: digital-transformation", "id: dx"),
            ("～茅野市DX推進プロジェクト～", "茅野市DX推進事業"),
        ),
        "id-changed",
        "dx",
        "ほぼ同じ名称の事業が昨年度の報告では「digital-transformation」でした",
        "last year's report has a project of nearly the same name as 'digital-transformation'",
    ),
    YearMistake(
        "the id of a KPI changed",
        (),
        (("id: city-os-trials", "id: trials"), ("サービスの 実証件数", "サービスの実証件数")),
        "id-changed",
        "trials",
        "同じKPIなら、前と同じ「city-os-trials」を使ってください",
        "If it is the same KPI use 'city-os-trials' as before",
    ),
    YearMistake(
        "a KPI vanished",
        (),
        ((_TRIALS, ""),),
        "vanished",
        "digital-transformation",
        "昨年度の報告にあったKPI「city-os-trials」（都市OSを活用したサービスの 実証件数）",
        "The KPI 'city-os-trials' (都市OSを活用したサービスの 実証件数) of last year's report",
    ),
    YearMistake(
        "a project vanished",
        (),
        ((_SECOND, ""),),
        "vanished",
        "- id: tachikawa",
        "昨年度の報告にあった事業「digital-transformation」",
        "The project 'digital-transformation'",
    ),
    YearMistake(
        "another name under the same id",
        (),
        (("name: デジタル人材研修受講者数", "name: 移住相談の件数"),),
        "name-changed",
        "移住相談の件数",
        "「digital-trainees」の名称が、昨年度の報告の「デジタル人材研修受講者数」から大きく",
        "The name of 'digital-trainees' is quite different from 'デジタル人材研修受講者数'",
        Severity.INFO,
    ),
    YearMistake(
        "a direction turned round",
        (),
        (("direction: increase", "direction: decrease"),),
        "direction-changed",
        "decrease",
        "KPI「satellite-offices」の望ましい方向が、昨年度の報告は「増加」、今年度は「減少」",
        "was 'increase' in last year's report and is 'decrease' this year",
    ),
    YearMistake(
        "a harmonised indicator left out",
        (),
        (("        concept: participants\n        match: close\n", ""),),
        "left-out",
        "event-participants",
        "昨年度の報告が述べた 共通指標 が、今年度はありません",
        "is missing this year: concept",
    ),
    YearMistake(
        "a restated actual",
        ((_R5, _R5.replace('"0"', '"120"')),),
        ((_R5, _R5.replace('"0"', '"118"')),),
        "value-restated",
        '{value: "118"',
        "2023年度の実績値が、昨年度の報告では120、今年度は118です",
        "The actual of fiscal year 2023 was 120 in last year's report and is 118 this year",
        Severity.INFO,
    ),
    YearMistake(
        "restated money",
        (),
        (('grant: {value: "4,994,550"', 'grant: {value: "4,994,551"'),),
        "value-restated",
        '{value: "4,994,551"',
        "2022年度の交付額が、昨年度の報告では4,994,550、今年度は4,994,551です",
        "The grant of fiscal year 2022 was 4,994,550",
        Severity.INFO,
    ),
    YearMistake(
        "a number taken back",
        (),
        ((_R5, _R5.replace('"0"', '"集計中"')),),
        "value-restated",
        '{value: "集計中"',
        "昨年度の報告では0でしたが、今年度は数ではありません（「集計中」）。前の数が使われ続けます",
        "the former number still holds",
        Severity.INFO,
    ),
    YearMistake(
        "a target changed without a word",
        (),
        (('{value: "1", at: "table 1 row 5 column 8"}', '{value: "3"}'),),
        "target-changed",
        '{value: "3"}',
        "2024年度の目標値が、昨年度の報告では1、今年度は3です",
        "write the new one under revised-target",
        Severity.INFO,
    ),
    YearMistake(
        "targets and actuals swapped",
        (),
        tuple(
            edit
            for row, was, now in ((5, "1", "2"), (6, "20", "25"), (7, "1,250", "1,450"))
            for edit in (
                (_CELL.format(was, row), f'{{value: "{now}"}}'),
                (_CELL.format("-", row), f'{{value: "{was}"}}'),
            )
        ),
        "target-changed",
        '{value: "2"}',
        "3個の目標値が変わり、前の目標値がどれも今の実績値になっています",
        "With it 3 targets changed",
    ),
    YearMistake(
        "a running sum that fell since last year",
        (_CUMULATIVE, (_R5, _R5.replace('"0"', '"5"'))),
        (
            _CUMULATIVE,
            (_NO_R5, ""),
            ('{value: "-", at: "table 1 row 5 column 8"}', '{value: "3"}'),
        ),
        "cumulative-fell",
        '{value: "3"}',
        "実績値が2023年度の5から2024年度の3に減っています（昨年度の報告: ",
        "its actual falls from 5 in fiscal year 2023 to 3 in fiscal year 2024",
    ),
    YearMistake(
        "the same id again",
        (),
        (("id: 2024-promotion", "id: 2023-promotion"),),
        "duplicate-submission",
        "2023-promotion",
        "提出物のid「2023-promotion」は last-year.yaml:8:5 でも使われています",
        "The submission id '2023-promotion' is used in last-year.yaml:8:5 too",
        Severity.VIOLATION,
    ),
    YearMistake(
        "the same project of the same year again",
        (),
        (("reporting-year: R6", "reporting-year: R5"), ("id: digital-transformation", "id: dx")),
        "duplicate-project",
        "tachikawa",
        "事業「tachikawa」の同じ年度の報告が last-year.yaml:17:9 にもあります",
        "give the newer one a higher revision",
        Severity.VIOLATION,
    ),
    YearMistake(
        "another unit under the same id",
        (),
        (("unit: 社", "unit: 人"),),
        "indicator-changed",
        "人",
        "KPI「satellite-offices」の単位が last-year.yaml の「company（社）」から「person（人）」に",
        "It is another indicator now: give it a new id",
        Severity.VIOLATION,
    ),
]
