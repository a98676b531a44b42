"""Mistakes in keys and forms: what is missing, unknown, or of the wrong kind."""

from __future__ import annotations

from tests.mistakes.mistake import MORIOKA, Mistake, block

_TARGET = 'target: {value: "0", at: "table 1 row 5'
_PROJECT = "  - id: tachikawa\n    name: 立川市を起点とし"
_KPI = "      - id: satellite-offices\n        name: IT関連企業の"

_PROJECTS = block("projects:")
_SOURCE = block("source:\n", "projects:")
_PROJECT_HEAD = block("  - id: tachikawa", "    departments:")
_KPI_HEAD = block("      - id: satellite-offices", "        area:")


_PROJECT_KEYS = (
    "id, name, programme, departments, partners, period, programme-year, subsidy-rate, "
    "summary, activities, kpis, budget, evaluation"
)

UNKNOWN_KEYS = [
    Mistake(
        "unknown kind of value",
        _TARGET,
        _TARGET.replace("target", "targett"),
        "unknown-key",
        "targett",
        "「targett」という項目はありません。「target」の誤りですか。 書ける項目: ",
        "There is no key 'targett'. Did you mean 'target'? Allowed keys: ",
    ),
    Mistake(
        "unknown key at the top",
        "revision: 1",
        "revision: 1\nmunicipality-code: x",
        "unknown-key",
        "municipality-code",
        "「municipality-code」という項目はありません。「municipality」の誤りですか。",
        "Allowed keys: kpi-lod, municipality, id, reporting-year, revision, withdrawn, source",
    ),
    Mistake(
        "unknown key in the source",
        "  terms: not-stated",
        "  licence: not-stated",
        "unknown-key",
        "licence",
        "書ける項目: title, url, file, sha256, terms",
        "There is no key 'licence'",
    ),
    Mistake(
        "unknown key in a project",
        "    summary: 立川市",
        "    sumary: 立川市",
        "unknown-key",
        "sumary",
        f"「summary」の誤りですか。 書ける項目: {_PROJECT_KEYS}",
        "Did you mean 'summary'?",
    ),
    Mistake(
        "unknown key in a KPI",
        "direction: increase",
        "directon: increase",
        "unknown-key",
        "directon",
        "「direction」の誤りですか",
        "Did you mean 'direction'?",
    ),
    Mistake(
        "unknown key at a value",
        '{value: "0", at: "table 1 row 5',
        '{value: "0", palce: "table 1 row 5',
        "unknown-key",
        "palce",
        "書ける項目: value, numerator, denominator, note, status, as-written, at",
        "There is no key 'palce'",
    ),
    Mistake(
        "unknown kind of money",
        "grant: {",
        "grants: {",
        "unknown-key",
        "grants",
        "「grant」の誤りですか",
        "Did you mean 'grant'?",
    ),
    Mistake(
        "unknown key in an activity",
        "{text: セミナー, count: 2, unit: 回, year: R5}",
        "{text: セミナー, count: 2, unit: 回, yaer: R5}",
        "unknown-key",
        "yaer",
        "「year」の誤りですか",
        "Allowed keys: text, count, unit, year",
        MORIOKA,
    ),
]

MISSING_KEYS = [
    Mistake(
        f"{key} is missing at {at}",
        old,
        new,
        "missing-key",
        at,
        f"「{key}」がありません。必ず書く項目です。 「{key}:」の行を",
        f"'{key}' is missing; it is required",
    )
    for key, old, new, at in (
        ("kpi-lod", "kpi-lod: 1\n", "", "municipality"),
        (
            "id",
            'kpi-lod: 1\nmunicipality: "202142"\nid: 2023-promotion\n',
            'kpi-lod: 1\nmunicipality: "202142"\n',
            "kpi-lod",
        ),
        ("municipality", 'kpi-lod: 1\nmunicipality: "202142"\n', "kpi-lod: 1\n", "kpi-lod"),
        (
            "reporting-year",
            'kpi-lod: 1\nmunicipality: "202142"\nid: 2023-promotion\nreporting-year: R5\n',
            'kpi-lod: 1\nmunicipality: "202142"\nid: 2023-promotion\n',
            "kpi-lod",
        ),
        ("source", block("kpi-lod: 1", "projects:"), block("kpi-lod: 1", "source:"), "kpi-lod"),
        ("projects", block("kpi-lod: 1"), block("kpi-lod: 1", "projects:"), "kpi-lod"),
        ("programme", _PROJECT_HEAD, _PROJECT_HEAD.replace("programme:", "# "), "id: tachikawa"),
        (
            "kpis",
            block("  - id: tachikawa", "    # In the text"),
            block("  - id: tachikawa", "    kpis:"),
            "id: tachikawa",
        ),
        ("unit", _KPI_HEAD, _KPI_HEAD.replace("unit:", "# "), "id: satellite-offices"),
        (
            "values",
            block("      - id: satellite-offices", "      - id: event"),
            block("      - id: satellite-offices", "        values:"),
            "id: satellite-offices",
        ),
        ("title", "  title: 令和5年度分に係る", "  # 令和5年度分に係る", "file: 202142"),
        ("id", "  - id: tachikawa\n    name", "  - name", "name: 立川市を"),
        ("name", _PROJECT, "  - id: tachikawa\n    # 立川市を起点とし", "id: tachikawa"),
        ("id", "      - id: satellite-offices\n        name", "      - name", "name: IT関連"),
        ("name", _KPI, "      - id: satellite-offices\n        # ", "id: satellite-offices"),
        ("text", "{text: 「ウェルネス", "{year: R5} # ", "{year"),
        ("unit", "{text: 「ウェルネス", "{count: 2, text: 「ウェルネス", "{count"),
        ("count", "{text: 「ウェルネス", "{unit: 人, text: 「ウェルネス", "{unit"),
        ("to", "period: {from: R4, to: R6}", "period: {from: R4}", "{from: R4}"),
        ("from", "period: {from: R4, to: R6}", "period: {to: R6}", "{to: R6}"),
        ("value", '{value: "0", at: "table 1 row 5', '{at: "table 1 row 5', "{at:"),
    )
]

EMPTY = [
    Mistake(
        "an empty list of projects",
        _PROJECTS,
        "projects: []\n",
        "empty",
        "[]",
        "事業が1つも書かれていません。 報告する事業を少なくとも1つ",
        "There is not a single project",
    ),
    Mistake(
        "nothing under projects",
        _PROJECTS,
        "projects:\n",
        "value-type",
        "\n",
        "ここには「- 」で始まる並びを書きますが、何も書かれていません",
        "Here a list is due, but there is nothing",
    ),
    Mistake(
        "nothing in the file",
        block("#"),
        "# nothing\n",
        "empty",
        "",
        "ファイルに内容がありません",
        "The file holds nothing",
    ),
]

FORMS = [
    Mistake(
        "a word for the projects",
        _PROJECTS,
        "projects: なし\n",
        "value-type",
        "なし",
        "「- 」で始まる並びを書きますが、1つの値が書かれています",
        "a list is due, but there is a single value",
    ),
    Mistake(
        "a mapping for the projects",
        _PROJECTS,
        "projects: {}\n",
        "value-type",
        "{}",
        "「項目: 値」の並びが書かれています",
        "there is a mapping of keys to values",
    ),
    Mistake(
        "a list for the whole submission",
        block("kpi-lod: 1"),
        "- kpi-lod: 1\n",
        "value-type",
        "- kpi-lod",
        "「項目: 値」の並びを書きますが",
        "a mapping of keys to values is due",
    ),
    Mistake(
        "a word for the source",
        _SOURCE,
        "source: 市の資料\n",
        "value-type",
        "市の資料",
        "「項目: 値」の並びに直して",
        "Change it to a mapping",
    ),
    Mistake(
        "one department instead of a list",
        "departments: [地域創生課]",
        "departments: 地域創生課",
        "value-type",
        "地域創生課",
        "ここには「- 」で始まる並びを書きますが、1つの値が書かれています",
        "Here a list is due, but there is a single value",
    ),
    Mistake(
        "a list where a mapping is due",
        "period: {from: R4, to: R6}",
        "period: [R4, R6]",
        "value-type",
        "[R4",
        "ここには「項目: 値」の並びを書きますが、「- 」で始まる並びが書かれています",
        "Here a mapping of keys to values is due, but there is a list",
    ),
    Mistake(
        "a mapping where a text is due",
        "unit: 社",
        "unit: {a: 社}",
        "value-type",
        "{a",
        "ここには1つの値を書きますが、「項目: 値」の並びが書かれています",
        "Here a single value is due",
    ),
    Mistake(
        "a year without kinds",
        '          R6:\n            target: {value: "1", at: "table 1 row 5 column 8"}\n'
        '            actual: {value: "-", at: "table 1 row 5 column 8"}',
        "          R6: 1",
        "value-type",
        "1",
        "「項目: 値」の並びに直して",
        "Change it to a mapping",
    ),
    Mistake(
        "a list as value",
        '{value: "0", at: "table 1 row 5',
        '{value: [0, 1], at: "table 1 row 5',
        "value-type",
        "[0, 1]",
        "1つの値に直して",
        "Change it to a single value",
    ),
    Mistake(
        "a list for the printed text",
        '{value: "0", at: "table 1 row 5',
        '{value: "0", as-written: [0], at: "table 1 row 5',
        "value-type",
        "[0]",
        "1つの値",
        "a single value",
    ),
    Mistake(
        "an empty list item for a project",
        "  - id: digital-transformation",
        "  -\n  - id: digital-transformation",
        "value-type",
        "\n  - id: digital",
        "ここには「項目: 値」の並びを書きますが、何も書かれていません",
        "a mapping of keys to values is due, but there is nothing",
    ),
    Mistake(
        "an empty text",
        "unit: 社",
        'unit: ""',
        "value-type",
        '""',
        "ここには文字を書きますが、何も書かれていません",
        "Here text is due, but there is nothing",
    ),
]

MISTAKES = [*UNKNOWN_KEYS, *MISSING_KEYS, *EMPTY, *FORMS]
