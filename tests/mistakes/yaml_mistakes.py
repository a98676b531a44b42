"""Mistakes in YAML itself: keys written twice, what YAML reads otherwise, what we refuse."""

from __future__ import annotations

from tests.mistakes.mistake import MORIOKA, Mistake, block

_R5 = '          R5:\n            target: {value: "1"'
_R6 = '          R6:\n            target: {value: "1"'
_TARGET = '{value: "0", at: "table 1 row 5'
_LAST = block('        grant: {value: "-", at: "table 2 row 14 column 8"}')
_SUMMARY = "    summary: 立川市のIT企業"

KEYS_TWICE = [
    Mistake(
        "the same year twice",
        _R5,
        _R5.replace("R5", "R4"),
        "yaml-duplicate-key",
        "R4:",
        "「R4」は45行目にもあります。同じ項目は1度だけ書けます。 どちらかを消してください。",
        "'R4' stands in line 45 too",
    ),
    Mistake(
        "the same year twice, once in quotes",
        _R5,
        _R5.replace("R5", '"R4"'),
        "yaml-duplicate-key",
        '"R4":',
        "「R4」は45行目にもあります",
        "'R4' stands in line 45 too",
    ),
    Mistake(
        "R5 and 2023 are one year",
        _R6,
        _R6.replace("R6", "2023"),
        "duplicate-period",
        "2023:",
        "「2023」は48行目と同じ期間です",
        "'2023' is the same period as line 48",
    ),
    Mistake(
        "R5 and 令和5年度 are one year",
        _R6,
        _R6.replace("R6", "令和５年度"),
        "duplicate-period",
        "令和５年度:",
        "1つにまとめて",
        "Join the two",
    ),
    Mistake(
        "a year of money twice",
        '      R6:\n        eligible-expenditure: {value: ""',
        '      2022:\n        eligible-expenditure: {value: ""',
        "duplicate-period",
        "2022:",
        "同じ期間",
        "the same period",
    ),
    Mistake(
        "two names for a project",
        "    departments: [地域創生課]",
        "    name: 別の名称",
        "yaml-duplicate-key",
        "name: 別の",
        "「name」は18行目にもあります",
        "'name' stands in line 18 too",
    ),
]

READ_OTHERWISE = (
    [
        Mistake(
            f"municipality code {code} without quotes",
            'municipality: "032018"',
            f"municipality: {code}",
            "yaml-ambiguous",
            code,
            f'{ja}"{code}" と引用符を付けて',
            en,
            MORIOKA,
        )
        for code, ja, en in (
            ("032018", "引用符がないため 32018 と読まれます（「032018」）。 ", "read as 32018"),
            ("032034", "引用符がないため 13340 と読まれます（「032034」）。 ", "read as 13340"),
            ("011002", "引用符がないため 4610 と読まれます（「011002」）。 ", "read as 4610"),
            ("202142", "数（202142）と読まれる「202142」があります。 ", 'with quotes: "202142"'),
        )
    ]
    + [
        Mistake(
            f"{old} {word}",
            f"{old}: {was}",
            f"{old}: {word}",
            "yaml-ambiguous",
            f"{word}\n",
            f"「{word}」は引用符がないと真偽値（{read}）になります",
            f"{word} is read as the truth value {read}",
        )
        for old, was, word, read in (
            ("unit", "社", "no", "false"),
            ("area", "municipality", "yes", "true"),
            ("direction", "increase", "on", "true"),
            ("match", "close", "OFF", "false"),
            ("terms", "not-stated", "N", "false"),
        )
    ]
    + [
        Mistake(
            "status: off",
            '{value: "0", at',
            "{status: off, at",
            "yaml-ambiguous",
            "off",
            '真偽値（false）になります。 "off" と引用符を',
            'with quotes: "off"',
        ),
        Mistake(
            "a time as value",
            _TARGET,
            '{value: 1:30, at: "table 1 row 5',
            "yaml-ambiguous",
            "1:30",
            "「1:30」は引用符がないと60進数（90）になります",
            "base-60 number (90)",
        ),
        Mistake(
            "a time with seconds as value",
            _TARGET,
            '{value: 12:30:45, at: "table 1 row 5',
            "yaml-ambiguous",
            "12:30:45",
            "60進数（45045）",
            "base-60 number (45045)",
        ),
        Mistake(
            "a number as id",
            "id: tachikawa",
            "id: 6.10",
            "yaml-ambiguous",
            "6.10",
            '数（6.1）と読まれる「6.10」があります。 "6.10" と引用符',
            'Write it with quotes: "6.10"',
        ),
        Mistake(
            "a day that is none, where a text is due",
            _SUMMARY,
            "    summary: 2024-13-01\n    # 立川市のIT企業",
            "date-invalid",
            "2024-13-01",
            "「2024-13-01」という日付はありません",
            "no such date: 2024-13-01",
        ),
        Mistake(
            "30 February",
            "  title: 令和5年度分に係る",
            "  title: 2024-02-30 # ",
            "date-invalid",
            "2024-02-30",
            "2024-04-01 のように",
            "like 2024-04-01",
        ),
        Mistake(
            "nothing behind a key",
            "unit: 社",
            "unit:",
            "yaml-ambiguous",
            "\n        area: municipality",
            '値がありません（「」は「なし」と読まれます）。 原文が空欄なら "" と',
            'Write "" for a cell that is blank in the source',
        ),
        Mistake(
            "~ for nothing",
            "concept: new-businesses",
            "concept: ~",
            "yaml-ambiguous",
            "~",
            "「~」は「なし」と読まれます",
            "There is no value ('~'",
        ),
    ]
)

REFUSED = [
    Mistake(
        "an anchor",
        "departments: [地域創生課]",
        "departments: &d [地域創生課]",
        "yaml-alias",
        "&d [",
        "別名（& と *）と結合（<<）は使えません（「&d」）",
        "are not allowed (&d)",
    ),
    Mistake(
        "an alias",
        _SUMMARY,
        "    summary: *text\n    # 立川市のIT企業",
        "yaml-alias",
        "*text",
        "同じ内容をその場所にもう一度書いて",
        "are not allowed (*text)",
    ),
    Mistake(
        "a merge key",
        _SUMMARY,
        "    <<: {}\n    summary: 立川市のIT企業",
        "yaml-alias",
        "<<",
        "「<<」",
        "merge keys (<<) are not allowed",
    ),
    Mistake(
        "a tag that would run a program",
        _SUMMARY,
        "    summary: !!python/object/apply:os.system 立川市のIT企業",
        "yaml-tag",
        "!!python",
        "型の指定「!!python/object/apply:os.system」は使えません",
        "The tag !!python/object/apply:os.system is not allowed",
    ),
    Mistake(
        "a tag of YAML's own",
        _TARGET,
        '{value: !!str 0, at: "table 1 row 5',
        "yaml-tag",
        "!!str",
        "! で始まる部分を消して",
        "Delete the part that begins with '!'",
    ),
    Mistake(
        "brackets in brackets in brackets",
        "departments: [地域創生課]",
        f"departments: {'[' * 30}{']' * 30}",
        "yaml-too-deep",
        "[]",
        "32段まで",
        "32 levels",
    ),
    Mistake(
        "a hundred thousand brackets",
        "departments: [地域創生課]",
        f"departments: {'[' * 29}\n{'[' * 100_000}",
        "yaml-too-deep",
        "[" * 100_000,
        "入れ子が深すぎます",
        "Nested too deeply",
    ),
    Mistake(
        "a tab for indentation",
        _SUMMARY,
        "\tsummary: 立川市のIT企業",
        "yaml-syntax",
        "\tsummary",
        "字下げにタブは使えません",
        "a tab cannot be used for indentation",
    ),
    Mistake(
        "a lone equals sign",
        _SUMMARY,
        "    summary: =\n    # 立川市のIT企業",
        "yaml-syntax",
        "=",
        "「=」だけの値は引用符で囲みます",
        "a lone '=' needs quotes",
    ),
    Mistake(
        "a list as key",
        _SUMMARY,
        "    [a, b]: c\n    summary: 立川市のIT企業",
        "yaml-syntax",
        "[a, b]",
        "項目名が文字列ではありません",
        "A key is not plain text",
    ),
    Mistake(
        "a second document",
        _LAST,
        f"{_LAST}---\na: b\n",
        "yaml-syntax",
        "---",
        "1ファイルに1文書",
        "a second document",
    ),
    Mistake(
        "no space behind a colon",
        "unit: 社",
        "unit:社",
        "yaml-syntax",
        "unit:社",
        "半角のコロンと空白",
        "a colon and a space are due",
    ),
    Mistake(
        "a full-width colon",
        "unit: 社",
        "unit：社",
        "yaml-syntax",
        "unit：社",
        "半角のコロンと空白",
        "a colon and a space are due",
    ),
    Mistake(
        "an open quote",
        'column 5"}\n            target: {value: "-"',
        'column 5}\n            target: {value: "-"',
        "yaml-syntax",
        '-", at',
        "括弧",
        "bracket",
    ),
    Mistake(
        "a dash without quotes",
        'target: {value: "-", at: "table 1 row 5 column 5"}',
        "target: -",
        "yaml-syntax",
        "-\n",
        "値が - なら引用符で囲みます",
        "quote the value if it is a dash",
    ),
    Mistake(
        "a wrong indentation",
        "    programme-year: 2",
        "      programme-year: 2",
        "yaml-syntax",
        "programme-year",
        "字下げがずれているか",
        "wrong indentation",
    ),
]

CHARACTERS = [
    Mistake(
        f"{name} inside",
        "事業開始前 has no year",
        f"事業開始前{character} has no year",
        "text-control",
        character,
        f"使えない制御文字 {shown} があります",
        f"a control character, {shown}",
    )
    for name, character, shown in (
        ("NUL", "\x00", "U+0000"),
        ("a bidirectional control", "\u202e", "U+202E"),
        ("a noncharacter", "\ufffe", "U+FFFE"),
        ("a byte order mark", "\ufeff", "U+FEFF"),
        ("a C1 control", "\x85", "U+0085"),
    )
] + [
    Mistake(
        "a control character by its escape",
        _SUMMARY,
        '    summary: "a\\0b" # 立川市のIT企業',
        "text-control",
        '"a\\0b"',
        "U+0000",
        "U+0000",
    ),
    Mistake(
        "a lone surrogate",
        "事業開始前 has no year",
        "事業開始前\ud800 has no year",
        "encoding",
        "\ud800",
        "UTF-8として読めない文字があります（バイト 0xED",
        "not UTF-8",
    ),
]

MISTAKES = [*KEYS_TWICE, *READ_OTHERWISE, *REFUSED, *CHARACTERS]
