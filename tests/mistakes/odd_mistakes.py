"""What can be read and published, but is hardly what was meant: one warning each."""

from __future__ import annotations

from dataclasses import replace

from tests.mistakes.mistake import MORIOKA, Mistake, block

from kpi_lod.errors import Severity

_VALUES = block("        values:\n", "      - id: event-participants")
_KPIS = block("    kpis:\n      - id: city-os-users", "    budget:\n      before:")
_TRIALS = "      - id: city-os-trials\n        name: 都市OSを活用したサービスの 実証件数\n"
_SECOND = _TRIALS.replace("city-os-trials", "city-os-users-2").replace(
    "都市OSを活用したサービスの 実証件数", "都市ＯＳ利用者（ＩＤ登録者）数"
)
_TRAINEES = block("      - id: digital-trainees", "      # Rows 11")

_REVIEWED = block("        reviewed: true\n", '            target: {value: "-"')
_ZERO = '{value: "0", at: "table 1 row 5 column 6"}'
_ONES = block("        unit: 社\n", "      - id: event-participants")

_ACTUAL = block('target: {value: "75", at', "          R6:")


def _sum(total: str) -> str:
    """Trainees of single years, and beside them their running sum with this total for R5."""
    parts = _TRAINEES.replace("受講者数\n", "受講者数\n        basis: 単年\n")
    whole = _TRAINEES.replace("digital-trainees", "digital-trainees-total")
    whole = whole.replace("受講者数\n", "受講者数（累計）\n        basis: 累計\n")
    whole = whole.replace('"60", at', '"90", at').replace('"100", at', '"190", at')
    return parts + whole.replace('"60", note', total)


_WARNINGS = [
    Mistake(
        "a name cut by a comment",
        "name: デジタル人材研修受講者数",
        "name: デジタル人材（第2期 #2）研修受講者数",
        "cut-by-comment",
        "デジタル人材（第2期",
        "「#2）研修受講者数」が注釈として捨てられ、「デジタル人材（第2期」と読まれました",
        "'#2）研修受講者数' was taken for a comment",
    ),
    Mistake(
        "a host with a Cyrillic letter",
        "  file: 202142-chino-r5.txt",
        "  url: https://www.сity.chino.lg.jp/r5.pdf\n  file: 202142-chino-r5.txt",
        "look-alike-host",
        "https://www.сity",
        "「www.сity.chino.lg.jp」に、見た目の紛らわしい文字があります。実際は www.xn--ity-3ed.",
        "it really is www.xn--ity-3ed.chino.lg.jp",
    ),
    Mistake(
        "a project without KPIs",
        _KPIS,
        "    kpis: []\n",
        "empty",
        "[]",
        "事業「digital-transformation」にKPIが1つもありません",
        "The project 'digital-transformation' has no KPI",
    ),
    Mistake(
        "a KPI without values",
        _VALUES,
        "        values: {}\n",
        "empty",
        "{}",
        "KPI「satellite-offices」に値が1つもありません",
        "The KPI 'satellite-offices' has no value",
    ),
    Mistake(
        "a KPI with nothing but years",
        _VALUES,
        "        values: {R5: {}, R6: {}}\n",
        "empty",
        "{R5",
        "KPI「satellite-offices」に値が1つもありません",
        "The KPI 'satellite-offices' has no value",
    ),
    Mistake(
        "an actual of the reporting year that was left out",
        _ACTUAL,
        _ACTUAL.partition("            actual")[0],
        "actual-missing",
        "{value",
        "報告年度（2023年度）の目標値はありますが、実績値がありません（KPI「city-os-users」）",
        "There is a target of the reporting year (2023) and no actual (KPI 'city-os-users')",
    ),
    Mistake(
        "a print of another number than the value",
        '{value: "1,010", at: "table 2 row 6 column 7"}',
        '{value: "1,010", as-written: "1,100人", at: "table 2 row 6 column 7"}',
        "as-written-number",
        '"1,100人"',
        "印刷の文字「1,100人」が、値「1,010」と違う数です",
        "The print '1,100人' is another number than the value '1,010'",
    ),
    Mistake(
        "percentages written as fractions",
        "unit: 社\n        area: municipality\n",
        'unit: "%"\n        area: municipality\n',
        "percent-as-fraction",
        '{value: "1", at: "table 1 row 5 column 7"',
        "値がすべて1以下です。「1」は1%と読まれます",
        "'1' is read as 1 percent",
    ),
    Mistake(
        "a KPI that stands twice",
        _TRIALS,
        _SECOND + _TRAINEES.split("\n", 2)[2] + _TRIALS,
        "same-name",
        "city-os-users-2",
        "KPI「city-os-users-2」は、151行目のKPI「city-os-users」と名称・単位・区域・値の捉え方が同じ",
        "has the name, unit, area and basis of the KPI 'city-os-users' in line 151",
    ),
    Mistake(
        "a running sum that does not grow by its parts",
        _TRAINEES,
        _sum('"95", note'),
        "cumulative-sum",
        '{value: "95", note',
        "KPI「digital-trainees」の値と合いません: 30 + 60 ≠ 95",
        "does not grow by the values of the KPI 'digital-trainees': 30 + 60 ≠ 95",
    ),
    Mistake(
        "a value that was not reviewed and cannot be found",
        _REVIEWED,
        _REVIEWED.replace("true", "false").replace(", at", ", note"),
        "place-missing",
        '{value: "0", note',
        "資料の中の位置（at）のない値が1個あります",
        "1 of its values do not say where they are printed",
    ),
    Mistake(
        "a number among words",
        '{value: "0", at: "table 1 row 5 column 6"}',
        '{value: "延べ25社", at: "table 1 row 5 column 6"}',
        "number-in-words",
        '"延べ25社"',
        "延べ25社",
        "延べ25社",
    ),
    *(
        Mistake(
            f"a count of {written}",
            _ZERO,
            _ZERO.replace('"0"', f'"{written}"'),
            code,
            f'"{written}"',
            ja,
            en,
        )
        for written, code, ja, en in (
            ("▲2", "count-negative", "「▲2」は0より小さい数です", "'▲2' is below zero"),
            ("2.5", "count-fraction", "「2.5」には端数があります", "'2.5' is no whole number"),
            ("1.800", "count-fraction", "「1,800」ではありませんか", "Is '1,800' meant?"),
        )
    ),
    *(
        Mistake(
            f"a number in words: {word}",
            _ZERO,
            _ZERO.replace('"0"', f'"{word}"'),
            "number-in-words",
            f'"{word}"',
            f"{number} のことなら、数字で書く必要があります",
            f"if {number} is meant, it has to be in digits",
        )
        for word, number in (("三十人", "30"), ("二", "2"), ("ゼロ", "0"), ("百二十社", "120"))
    ),
    Mistake(
        "none, which may be zero",
        _ZERO,
        _ZERO.replace('"0"', '"なし"'),
        "word-unmeant",
        '"なし"',
        "0なのか、数そのものがないのかが分かりません",
        "it may mean 0, or that there is no number at all",
    ),
    *(
        Mistake(
            f"{word} for a value",
            _ZERO,
            _ZERO.replace('"0"', f'"{word}"'),
            "word-unmeant",
            f'"{word}"',
            f"「{word}」は数ではなく文字として扱われます",
            f"'{word}' is kept as words, not as a number",
        )
        for word in ("TRUE", "Ｏ", "？", "入力してください", "実績値", "社", "同上", "xxx")
    ),
    Mistake(
        "another year of the project",
        "programme-year: 2",
        "programme-year: 3",
        "programme-year",
        "3",
        "年次は3年目ですが、開始年度が2022年度なら、2023年度は2年目です",
        "with the first year 2022, fiscal year 2023 is year 2",
    ),
    Mistake(
        "a year of a project that has not begun",
        "period: {from: R4",
        "period: {from: R6",
        "programme-year",
        "2\n",
        "年次は2年目ですが、報告年度の2023年度は、事業の開始年度である2024年度より前です",
        "but the reporting year 2023 is before its first year, 2024",
    ),
    Mistake(
        "no actual of the year that is reported",
        "reporting-year: R5",
        "reporting-year: R8",
        "empty",
        "R8",
        "報告年度（2026年度）の実績値が、21個のKPIのどれにもありません",
        "There is no actual of the reporting year (2026) for any of the 21 KPIs",
        MORIOKA,
    ),
]

MISTAKES = [replace(one, severity=Severity.WARNING) for one in _WARNINGS] + [
    Mistake(
        "voicing marks apart",
        "name: グラウンド利用者数",
        "name: ク\u3099ラウント\u3099利用者数",
        "text-nfc",
        "ク\u3099",
        "分かれた文字を合わせて読みました（「グラウンド利用者数」）",
        "were joined when reading ('グラウンド利用者数')",
        MORIOKA,
        Severity.INFO,
    ),
    Mistake(
        "an amount in thousands of yen beside one of another year in yen",
        '{value: "10,173,900", at',
        '{value: "10,174", at',
        "amount-small",
        '{value: "10,174", at',
        "「10,174」は10,174円と読まれますが、並ぶ金額（9,989,100円など）の500分の1以下です",
        "write its unit, as '10,174千円'",
        severity=Severity.INFO,
    ),
]

_PERCENT = 'unit: "%"\n        area: municipality\n'

ACCEPTED = {
    "an amount with its own unit": ('{value: "10,173,900", at', '{value: "10,174千円", at'),
    "an amount a hundred times smaller": ('{value: "10,173,900", at', '{value: "110,174", at'),
    "a comment behind a closed bracket": (
        "name: デジタル人材研修受講者数",
        "name: デジタル人材（第2期）研修受講者数 # (R5",
    ),
    "a bracket closed in another width": (
        "name: デジタル人材研修受講者数",
        "name: デジタル人材（第2期)研修受講者数 # R5",
    ),
    "a bracket that is never closed, without a comment": (
        "name: デジタル人材研修受講者数",
        "name: デジタル人材（第2期#2研修受講者数",
    ),
    "a Japanese host": (
        "  file: 202142-chino-r5.txt",
        "  url: http://user@データ倉庫.例え-1.jp:80/\n  file: 202142-chino-r5.txt",
    ),
    "percentages with their sign": (
        _ONES,
        _ONES.replace("unit: 社\n", 'unit: "%"\n').replace('value: "1"', 'value: "1%"'),
    ),
    "percentages of nothing": (
        _ONES,
        _ONES.replace("unit: 社\n", 'unit: "%"\n').replace('value: "1"', 'value: "0"'),
    ),
    "the same name with another basis": (
        _TRIALS,
        _SECOND + "        basis: 累計\n" + _TRAINEES.split("\n", 2)[2] + _TRIALS,
    ),
    "a running sum of figures printed with reserve": (_TRAINEES, _sum('"約95", note')),
    "a running sum that is right": (_TRAINEES, _sum('"90", note')),
    "words that say something": (_ZERO, _ZERO.replace('"0"', "実施")),
    "a mark that is printed": (_ZERO, _ZERO.replace('"0"', "○")),
    "a grade": (_ZERO, _ZERO.replace('"0"', "A")),
    "words that are said to be words": (
        _ZERO,
        _ZERO.replace('"0"', '"同上", status: qualitative'),
    ),
    "a year of the project without its first year": (
        "    period: {from: R4, to: R6}\n    programme-year: 2\n",
        "    programme-year: 3\n",
    ),
}
"""Close to a mistake, and right."""
