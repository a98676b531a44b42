"""Mistakes in values: numbers, years, addresses, checksums, versions."""

from __future__ import annotations

from tests.mistakes.mistake import MORIOKA, Mistake

_ZERO = '{value: "0", at: "table 1 row 5'
_DIGITS = "7" * 5000

NUMBERS = [
    Mistake(
        f"{written} as value",
        _ZERO,
        _ZERO.replace('"0"', written),
        code,
        written,
        ja,
        en,
    )
    for written, code, ja, en in (
        (
            "0o17",
            "number-form",
            "「0o17」を数として読めません。 1234 や 71.62 のように10進数",
            "Write a decimal number",
        ),
        (
            "0x1F",
            "number-form",
            "「0x1F」を数として読めません",
            "'0x1F' cannot be read as a number",
        ),
        ("1_000", "number-form", "10進数で書いて", "Write a decimal number"),
        (".inf", "number-form", "「.inf」", "'.inf'"),
        (".nan", "number-form", "「.nan」", "'.nan'"),
        ("1e5", "number-form", "「1e5」を数として読めません", "'1e5' cannot be read"),
        ('"1e5"', "number-form", "「1e5」を数として読めません", "'1e5' cannot be read"),
        ('"0x1F"', "number-form", "「0x1F」", "'0x1F'"),
        ('"1_000"', "number-form", "「1_000」", "'1_000'"),
        ('"1:30"', "number-form", "「1:30」を数として読めません", "'1:30' cannot be read"),
        ('"50～60"', "number-form", "「50~60」", "status: qualitative"),
        ('"#N/A"', "number-form", "「#N/A」", "'#N/A'"),
        ("007", "yaml-ambiguous", '"007" と引用符を付けて', 'Write it with quotes: "007"'),
        ('"007"', "number-form", "「007」", "'007'"),
        (
            '"1,23"',
            "number-grouping",
            "「1,23」の桁区切りが3桁ごとになっていません。 1,234 のように",
            "grouped by three",
        ),
        ('"12,34,567"', "number-grouping", "「12,34,567」", "'12,34,567'"),
        ('"NaN"', "number-range", "「NaN」は値として使えません", "no infinities, NaN"),
        ('"INF"', "number-range", "資料にある数か、数がない理由（集計中", "'INF' is not allowed"),
        ('"-∞"', "number-range", "「-∞」", "'-∞'"),
        ('"1e400"', "number-range", "「1e400」は値として使えません", "'1e400'"),
        ('"-0"', "number-range", "−0などは不可", "minus zero"),
        ('"△0"', "number-range", "「△0」", "'△0'"),
        ("-0", "number-range", "「-0」", "'-0'"),
        (
            f'"1{"0" * 40}"',
            "number-too-long",
            "数の桁数が多すぎます（41桁）。30桁まで",
            "too long (41 digits)",
        ),
        (f'"{_DIGITS}"', "number-too-long", "（5000桁）", "(5000 digits)"),
        (_DIGITS, "number-too-long", "（5000桁）", "(5000 digits); 30 are allowed"),
        ("1:1" + ":1" * 80_000, "number-too-long", "桁数が多すぎます", "too long"),
    )
] + [
    Mistake(
        "a numerator that is no number",
        "numerator: 217",
        "numerator: 集計中",
        "number-form",
        "集計中",
        "「集計中」を数として読めません",
        "'集計中' cannot be read as a number",
        MORIOKA,
    ),
    Mistake(
        "a count that is no number",
        "{text: セミナー, count: 2",
        "{text: セミナー, count: 2..5",
        "number-form",
        "2..5",
        "「2..5」を数として読めません",
        "'2..5' cannot be read",
        MORIOKA,
    ),
    Mistake(
        "money that is no number",
        '"9,989,100"',
        '"9,98,9100"',
        "number-grouping",
        '"9,98,9100"',
        "「9,98,9100」",
        "'9,98,9100'",
    ),
]

YEARS = (
    [
        Mistake(
            f"reporting year {written}",
            "reporting-year: R5",
            f"reporting-year: {written}",
            "fiscal-year",
            written,
            ja,
            en,
        )
        for written, ja, en in (
            (
                "令和0年",
                "「令和0年」を令和0年と読みましたが、令和の年度は1年から",
                "was read as 令和 0",
            ),
            (
                "平成35年度",
                "平成35年と読みましたが、平成の年度は1年から31年まで",
                "fiscal years 1 to 31",
            ),
            (
                "R06.13",
                "「R06.13」を年度として読めません。 R5、令和5年度、2023 のどれか",
                "Write R5, 令和5年度 or 2023",
            ),
            (
                "H31(2018)",
                "和暦（2019年度）と西暦（2018年度）が合いません",
                "(2019) and the Western year (2018)",
            ),
            (
                "令和5年度(2022年度)",
                "和暦（2023年度）と西暦（2022年度）",
                "Write the right one only",
            ),
            (
                "R40",
                "「R40」を2058年度と読みましたが、扱えるのは1989年度から2050年度",
                "was read as 2058",
            ),
            ("昭和60年度", "1985年度と読みました", "1985"),
            ("1988", "「1988」を1988年度と", "'1988' was read as 1988"),
            ("明治5年", "「明治5年」を年度として読めません", "cannot be read as a fiscal year"),
            ("5", "「5」を年度として読めません", "'5' cannot be read"),
            ('""', "「」を年度として読めません", "'' cannot be read"),
        )
    ]
    + [
        Mistake(
            f"period {written}",
            '          R6:\n            target: {value: "1"',
            f'          {written}:\n            target: {{value: "1"',
            "fiscal-year",
            written,
            ja,
            en,
        )
        for written, ja, en in (
            ("R06.13", "「R06.13」を期間として読めません", "'R06.13' cannot be read as a period"),
            ("開始前", "事業開始前は before と書いて", "or before (事業開始前)"),
            ("calendar-x", "暦年は calendar-2023", "calendar-2023"),
            ("calendar-1066", "1066年度と読みましたが", "was read as 1066"),
            ("平成35年度", "平成35年と読みました", "平成 35"),
        )
    ]
    + [
        Mistake(
            "period of the project",
            "period: {from: R4, to: R6}",
            "period: {from: R4, to: 完了}",
            "fiscal-year",
            "完了",
            "「完了」を年度として読めません",
            "'完了' cannot be read as a fiscal year",
        ),
        Mistake(
            "year of an activity",
            "{text: 学習交流会, count: 6, unit: 回, year: R5}",
            "{text: 学習交流会, count: 6, unit: 回, year: 5年}",
            "fiscal-year",
            "5年",
            "「5年」を年度として読めません",
            "'5年'",
            MORIOKA,
        ),
        Mistake(
            "an evaluation of a calendar year",
            "    kpis:\n      - id: satellite-offices",
            "    evaluation: {calendar-2023: {}}\n    kpis:\n      - id: satellite-offices",
            "fiscal-year",
            "calendar-2023",
            "「calendar-2023」を年度として読めません",
            "'calendar-2023' cannot be read as a fiscal year",
        ),
        Mistake(
            "an evaluation that is no word of the report form",
            "    kpis:\n      - id: satellite-offices",
            "    evaluation: {R5: {effect: 最高}}\n    kpis:\n      - id: satellite-offices",
            "code-unknown",
            "最高",
            "事業効果「最高」は一覧にありません",
            "'最高' is not in the list",
        ),
    ]
)

ADDRESSES = [
    Mistake(
        f"address {url}",
        "  file: 202142-chino-r5.txt",
        f"  url: {url}\n  file: 202142-chino-r5.txt",
        code,
        url,
        ja,
        en,
    )
    for url, code, ja, en in (
        (
            "javascript:alert(1)",
            "url-scheme",
            "URL「javascript:alert(1)」は使えません",
            "must begin with https",
        ),
        (
            "file:///etc/passwd",
            "url-scheme",
            "https:// か http:// で始まるもの",
            "'file:///etc/passwd'",
        ),
        ("//evil.example/", "url-scheme", "「//evil.example/」", "'//evil.example/'"),
        ("www.city.chino.lg.jp", "url-scheme", "https:// か", "must begin with"),
        (
            "https://a.example:99999/",
            "url-form",
            "「https://a.example:99999/」の形に誤り",
            "not a well-formed URL",
        ),
        ("https:///a", "url-form", "アドレス欄から写して", "Copy it from the browser"),
        ("https://[::1/", "url-form", "「https://[::1/」", "'https://[::1/'"),
        ("https://a.example/b c", "url-form", "形に誤り", "not a well-formed URL"),
        (
            "https://a.example/%zz",
            "url-form",
            "「https://a.example/%zz」",
            "'https://a.example/%zz'",
        ),
        (
            "https://a.example/[1]",
            "url-form",
            "「https://a.example/[1]」",
            "'https://a.example/[1]'",
        ),
    )
]

_SHA = '"00245c8751979787664d8609fedc49f796219d552323f3ef9d87f767fb35545c"'

SMALL_FORMS = [
    Mistake(
        f"{old} to {new}",
        old,
        f"{old.split(':')[0]}: {new}",
        code,
        new,
        ja,
        en,
    )
    for old, new, code, ja, en in (
        (
            "kpi-lod: 1",
            "2",
            "format-version",
            "kpi-lod: 2 は扱えません。この版が扱うのは 1 です",
            "this version reads 1",
        ),
        ("kpi-lod: 1", "1.0", "format-version", "kpi-lod: 1 と書いて", "Write kpi-lod: 1"),
        (
            "subsidy-rate: 1/2",
            "3/2",
            "value-type",
            "1以下の分数（1/2 など）を書きますが、「3/2」と書かれています",
            "a fraction up to 1",
        ),
        ("subsidy-rate: 1/2", "0.5", "value-type", "「0.5」と書かれています", "it says '0.5'"),
        ("subsidy-rate: 1/2", "1/0", "value-type", "「1/0」", "'1/0'"),
        (
            "revision: 1",
            "0",
            "value-type",
            "1以上の整数を書きますが、「0」と",
            "a whole number from 1 on is due",
        ),
        ("revision: 1", "-1", "value-type", "「-1」", "'-1'"),
        ("revision: 1", "1.5", "value-type", "「1.5」", "'1.5'"),
        ("revision: 1", "第2版", "value-type", "「第2版」", "'第2版'"),
        (
            "programme-year: 2",
            "②",
            "value-type",
            "1以上の整数に直して",
            "Change it to a whole number",
        ),
        (
            f"sha256: {_SHA}",
            '"00245c"',
            "value-type",
            "SHA-256（0〜9とa〜fの小文字64字）を書きますが、「00245c」",
            "a SHA-256 of 64 digits",
        ),
        (f"sha256: {_SHA}", _SHA.upper(), "value-type", "小文字64字", "0-9, a-f"),
    )
]

MISTAKES = [*NUMBERS, *YEARS, *ADDRESSES, *SMALL_FORMS]
