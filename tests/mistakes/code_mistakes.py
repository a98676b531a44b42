"""Mistakes in ids, and in the codes of municipalities and schemes."""

from __future__ import annotations

from tests.mistakes.mistake import MORIOKA, Mistake

from kpi_lod.register.municipalities import municipalities, with_check_digit

_GONE = next(
    code
    for five in range(3201, 3301)
    if (code := with_check_digit(f"0{five}")) not in municipalities()
)
"""A code with the right check digit that no municipality has."""

IDS = (
    [
        Mistake(
            f"id {shown}",
            "id: tachikawa",
            f"id: {written}",
            "id-form",
            written,
            ja,
            en,
        )
        for shown, written, ja, en in (
            ("../../etc/passwd", "../../etc/passwd", "「../../etc/passwd」", "lower-case letters"),
            ("%2e%2e", '"%2e%2e"', "「%2e%2e」", "hyphens"),
            ("..\\x", "..\\x", "「..\\x」", "'..\\x'"),
            ("CON", "CON", "半角小文字・数字・ハイフンで64字まで", "lower-case letters"),
            ("con", "con", "Windowsでフォルダーの名前にできない", "Windows cannot have a folder"),
            ("lpt9", "lpt9", "lpt9-1 のように", "like lpt9-1"),
            ("A", "A", "id「A」は使えません", "The id 'A' is not allowed"),
            ("ａ", "ａ", "半角小文字", "lower-case letters"),
            ("65 characters", "a" * 65, "64字まで", "at most 64"),
            ("5,000 characters", "a" * 5000, "aaa…aaa", "aaa…aaa"),
            (
                "事業1",
                "事業1",
                "たとえば satellite-offices のように",
                "Write it like satellite-offices",
            ),
            ("with a blank", "a b", "[a-z0-9-]{1,64}", "[a-z0-9-]{1,64}"),
            ("with a line break", '"a\\n"', "「a↵」", "'a↵'"),
            ("it_", "it_", "ハイフン", "hyphens"),
        )
    ]
    + [
        Mistake(
            f"reserved id {word}",
            "id: satellite-offices",
            f"id: {word}",
            "id-form",
            word,
            f"id「{word}」は使えません。このシステムが別の用途に使う語です。 別のidに",
            f"The id '{word}' is not allowed: it is reserved",
        )
        for word in ("it", "before", "area", "budget", "activity", "evaluation")
    ]
    + [
        Mistake(
            "id of the submission",
            "id: 2023-promotion",
            "id: 2023_promotion",
            "id-form",
            "2023_promotion",
            "たとえば",
            "Write it like",
        ),
        Mistake(
            "one id for two KPIs",
            "id: event-participants",
            "id: satellite-offices",
            "duplicate-id",
            "satellite-offices",
            "id「satellite-offices」は32行目でも使われています。 どちらかのidを",
            "The id 'satellite-offices' is used in line 32 too",
        ),
        Mistake(
            "one id for two projects",
            "id: digital-transformation",
            "id: tachikawa",
            "duplicate-id",
            "tachikawa",
            "id「tachikawa」は17行目でも使われています",
            "used in line 17 too",
        ),
    ]
)

CODES = (
    [
        Mistake(
            f"municipality code {code}",
            'municipality: "032018"',
            f'municipality: "{code}"',
            "municipality-code",
            f'"{code}"',
            ja,
            en,
            MORIOKA,
        )
        for code, ja, en in (
            (
                "999999",
                "コード 999999 の検査数字が合いません",
                "The check digit of 999999 is wrong",
            ),
            ("032019", "近いもの: 盛岡市 032018", "Nearest: 盛岡市 032018"),
            (
                "０３２０１８",
                "半角数字6桁）ではありません。近いもの: 盛岡市 032018",
                "six ASCII digits",
            ),
            (
                "????",
                '「????」は全国地方公共団体コード（半角数字6桁）ではありません。 "032018" のように',
                "six ASCII digits",
            ),
            ("03201", "近いもの: 盛岡市 032018", "Write six digits in quotes"),
            (
                "盛岡",
                "「盛岡」は全国地方公共団体コード（半角数字6桁）ではありません。近いもの: 盛岡市",
                "盛岡市",
            ),
            (
                _GONE,
                f"コード {_GONE} の自治体は一覧にありません（廃止されたか",
                "(abolished, or a mistake)",
            ),
        )
    ]
    + [
        Mistake(
            "a code that lost its zero, without quotes",
            'municipality: "032018"',
            "municipality: 32018",
            "municipality-code",
            "32018",
            "近いもの: 盛岡市 032018",
            "Nearest: 盛岡市 032018",
            MORIOKA,
        ),
        Mistake(
            "a partner's code with a wrong check digit",
            '["022012", "041009"',
            '["022013", "041009"',
            "municipality-code",
            '"022013"',
            "近いもの: 青森市 022012",
            "Nearest: 青森市 022012",
            MORIOKA,
        ),
        Mistake(
            "its own code among the partners",
            '["022012", "041009"',
            '["022012", "032018", "041009"',
            "value-allowed",
            '"032018", "041009"',
            "提出する自治体自身のコード「032018」",
            "the submitting municipality itself, '032018'",
            MORIOKA,
        ),
    ]
    + [
        Mistake(
            f"unknown {key}: {new}",
            old,
            f"{key}: {new}",
            "code-unknown",
            new,
            ja,
            en,
        )
        for key, old, new, ja, en in (
            (
                "programme",
                "programme: digital-garden-city-promotion",
                "デジタル田園都市国家構想交付金（地方創生促進タイプ）",
                "（地方創生促進タイプ）」は一覧にありません。"
                "近いもの: digital-garden-city-promotion（デジタル田園都市国家構想交付金",
                "Nearest: digital-garden-city-promotion",
            ),
            (
                "programme",
                "programme: digital-garden-city-promotion",
                "TYPE1",
                "交付金の種類「TYPE1」",
                "'TYPE1'",
            ),
            (
                "unit",
                "unit: 社",
                "人工",
                "単位「人工」は一覧にありません。近いもの: ",
                "'人工' is not in the list",
            ),
            ("unit", "unit: 社", "千ぱん", "単位「千ぱん」", "'千ぱん'"),
            (
                "concept",
                "concept: new-businesses",
                "new-busineses",
                "近いもの: new-businesses（",
                "Nearest: new-businesses",
            ),
            ("match", "match: close", "exakt", "近いもの: exact（同じ）", "Nearest: exact"),
            (
                "direction",
                "direction: increase",
                "incraese",
                "近いもの: increase（増加）",
                "increase",
            ),
            (
                "level",
                "area: municipality",
                "outcomes",
                "近いもの: outcome（アウトカム）",
                "outcome",
            ),
            (
                "basis",
                "area: municipality",
                "累積的",
                "値の捉え方「累積的」",
                "Nearest: cumulative",
            ),
        )
    ]
    + [
        Mistake(
            "unknown status",
            '{value: "0", at',
            "{status: pending, at",
            "code-unknown",
            "pending",
            "値の状態「pending」は一覧にありません。近いもの: ",
            "'pending' is not in the list",
        ),
        Mistake(
            "the number of a choice",
            "    budget:\n      before:",
            "    evaluation:\n      R5: {effect: ③}\n    budget:\n      before:",
            "code-unknown",
            "③",
            "番号「③」だけがあります",
            "Write '地方創生に効果があった' if choice 3",
        ),
        Mistake(
            "unknown unit in a cell",
            '"217人"',
            '"217ポインド"',
            "code-unknown",
            '"217ポインド"',
            "単位「ポインド」は一覧にありません。近いもの: ポイント",
            "'ポインド' is not in the list",
            MORIOKA,
        ),
        Mistake(
            "a remark behind a number",
            '"217人"',
            '"217（前年比+3）"',
            "value-trailing-text",
            '"217（前年比+3）"',
            "数 217 の後に、単位ではない文字「(前年比+3)」があります",
            "{value: 217, note: …}",
            MORIOKA,
        ),
        Mistake(
            "two words of scale in one number",
            '"217人"',
            '"1万4千人"',
            "value-trailing-text",
            '"1万4千人"',
            "「1万4千人」は、数字と「千」「万」などの語が交ざっています",
            "Write '14,000人' in digits alone",
            MORIOKA,
        ),
        Mistake(
            "a sign and a word that says the same",
            '"217人"',
            '"▲5人減"',
            "value-trailing-text",
            '"▲5人減"',
            "減った数なら「▲5人」、増えた数なら「5人」とだけ書いてください",
            "Write '▲5人' for a fall or '5人' for a rise",
            MORIOKA,
        ),
        Mistake(
            "a unit misspelt behind a word of scale",
            "unit: 社",
            "unit: 千入",
            "code-unknown",
            "千入",
            "単位「千入」は一覧にありません。近いもの: 千人",
            "Nearest: 千人",
        ),
        Mistake(
            "a word behind a number with a scale",
            '"217人"',
            '"750千円分の商品"',
            "value-trailing-text",
            '"750千円分の商品"',
            "「750千円分の商品」を1つの数として読めません",
            "'750千円分の商品' cannot be read as one number",
            MORIOKA,
        ),
        *(
            Mistake(
                f"a number that is not exact: {written}",
                '"217人"',
                f'"{written}"',
                "value-trailing-text",
                f'"{written}"',
                f"「{written}」は、およその数です",
                f"{{value: {number}, status: approximate, as-written: {written}}}",
                MORIOKA,
            )
            for written, number in (
                ("95名弱", "95"),
                ("9ヘクタール程度", "9"),
                ("100余人", "100"),
                ("100人余り", "100"),
                ("2社強", "2"),
                ("750千円ほど", "750千円"),
            )
        ),
        Mistake(
            "a Japanese name for a kind of value",
            'actual: {value: "217人"',
            '実績: {value: "217人"',
            "unknown-key",
            "実績:",
            "「actual」の誤りですか",
            "Did you mean 'actual'?",
            MORIOKA,
        ),
        Mistake(
            "a comma without quotes in braces",
            'actual: {value: "2,414 人", at',
            "actual: {value: 2,414, at",
            "unknown-key",
            "414,",
            "コンマのある数は引用符で囲んでください",
            "in quotes",
            MORIOKA,
        ),
        Mistake(
            "a key that resembles none",
            "    programme-year: 2\n",
            "    zzzzzzzz: 2\n",
            "unknown-key",
            "zzzzzzzz",
            "「zzzzzzzz」という項目はありません。",
            "There is no key 'zzzzzzzz'.",
        ),
        Mistake(
            "unknown terms",
            "terms: not-stated",
            "terms: CC-BY",
            "value-allowed",
            "CC-BY",
            "「CC-BY」は使えません。使える値: CC-BY-4.0, CC0-1.0, CC-BY-SA-4.0, PDL-1.0, "
            "not-stated",
            "allowed values: CC-BY-4.0, CC0-1.0, CC-BY-SA-4.0, PDL-1.0, not-stated",
        ),
        Mistake(
            "unknown word in judged",
            "judged: [direction]",
            "judged: [direction, mood]",
            "value-allowed",
            "mood",
            "使える値: direction, level, basis, concept, match, area, unit, year",
            "'mood'",
        ),
        Mistake(
            "reviewed: yes",
            "reviewed: true",
            "reviewed: yes",
            "value-allowed",
            "yes",
            "「yes」は使えません。使える値: true, false",
            "true, false",
        ),
    ]
)

MISTAKES = [*IDS, *CODES]
