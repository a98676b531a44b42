"""Cells: which status each printed mark has, when there is a number, and that none is invented."""

from __future__ import annotations

import time
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese import cells
from kpi_lod.japanese.cells import Cell, cell, printed_cell
from kpi_lod.japanese.characters import folded, narrow
from kpi_lod.japanese.numbers import MAX_DIGITS

WITH_NUMBER = {"measured", "provisional", "estimated", "approximate"}
WITHOUT_NUMBER = {
    "blank-in-source": ["", " ", "\u3000\n"],
    "not-applicable": [
        *"-－−﹣‐‑‒–—―─━ーｰ",
        "--",
        "---",
        "－－－",
        " ー ",
        "（－）",
        "該当なし",
        "該当 無し",
        "非該当",
        "対象外",
        "n/a",
        "N/A",
        "Ｎ／Ａ",
    ],
    "being-compiled": [
        "集計中",
        " 集 計 中 ",
        "（集計中）",
        "【調査中】",
        "公表予定",
        "確認中",
        "精査中",
    ],
    "not-measured": ["未計測", "（未測定）", "未実施", "未調査", "測定不能"],
    "suppressed": ["非公表", "非公開", "秘匿"],
    "qualitative": [
        "実施",
        "前年度を上回る",
        "集計中のため",
        "なし",
        "①",
        "R5",
        "約",
        "（速報）",
        "約束",
        "-人",
        "セミナー2回",
        "百二十",
    ],
}
NUMBERS = {
    "0": ("measured", "0", ""),
    "16,521,845問": ("measured", "16521845", "問"),
    "71.62%": ("measured", "71.62", "%"),
    "12％": ("measured", "12", "%"),
    "1,270人/試合": ("measured", "1270", "人/試合"),
    "0 件": ("measured", "0", "件"),
    "14,700 千人": ("measured", "14700", "千人"),
    "３，０００\u3000人": ("measured", "3000", "人"),
    "△5.2%": ("measured", "-5.2", "%"),
    "△ 1,234": ("measured", "-1234", ""),
    "▲3": ("measured", "-3", ""),
    "5/月": ("measured", "5", "/月"),
    "100（人）": ("measured", "100", "(人)"),
    "5 t-CO2": ("measured", "5", "t-CO2"),
    "100人程度": ("measured", "100", "人程度"),
    "約100": ("approximate", "100", ""),
    "およそ １００ 人": ("approximate", "100", "人"),
    "おおよそ5": ("approximate", "5", ""),
    "100人（速報）": ("provisional", "100", "人"),
    "(速報値) 100": ("provisional", "100", ""),
    "速報値100人": ("provisional", "100", "人"),
    "100人 速報": ("provisional", "100", "人"),
    "（暫定）100": ("provisional", "100", ""),
    "100（見込）": ("estimated", "100", ""),
    "100人（見込み）": ("estimated", "100", "人"),
    "見込み 1,000人": ("estimated", "1000", "人"),
    "100見込値": ("estimated", "100", ""),
    "100人(推計)": ("estimated", "100", "人"),
    "約100人（速報）": ("provisional", "100", "人"),
    "（見込）約100人（速報）": ("estimated", "100", "人"),
}
REFUSED = {
    "1,23": "number-grouping",
    "12,34,567人": "number-grouping",
    "1.2.3": "number-form",
    ".5": "number-form",
    "5.": "number-form",
    "007": "number-form",
    "0o17": "number-form",
    "0x1F": "number-form",
    "1_000": "number-form",
    "1e5": "number-form",
    "約1e5": "number-form",
    "1:30": "number-form",
    "1/2": "number-form",
    "217/303人": "number-form",
    "2024-04-01": "number-form",
    "50～60%": "number-form",
    "50〜60": "number-form",
    "3、4回": "number-form",
    "1 234": "number-form",
    "(5)": "number-form",
    "￥1,000": "number-form",
    "±0": "number-form",
    "ー5": "number-form",
    "–5人": "number-form",
    "△": "number-form",
    "／": "number-form",
    "...": "number-form",
    "（）": "number-form",
    "٥人": "number-form",
    "#DIV/0!": "number-form",
    "NaN": "number-range",
    "INF": "number-range",
    "-Infinity": "number-range",
    ".inf": "number-range",
    ".nan": "number-range",
    "∞": "number-range",
    "1e400": "number-range",
    "-0": "number-range",
    "△0件": "number-range",
    "1" * (MAX_DIGITS + 1): "number-too-long",
}
UNITS = [
    "",
    "人",
    "千人",
    "百万円",
    "%",
    "人/試合",
    "/日",
    "(人)",
    "t-CO2",
    "e5",
    "x1F",
    "㎡",
    "人 (延べ)",
]


@pytest.mark.parametrize(
    ("status", "printed"),
    [(status, printed) for status, texts in WITHOUT_NUMBER.items() for printed in texts],
)
def test_a_cell_without_a_number_says_why(status: str, printed: str) -> None:
    assert cell(printed) == Cell(status, None, "", printed)


@pytest.mark.parametrize(("printed", "expected"), NUMBERS.items())
def test_a_printed_number_is_read_with_its_unit(
    printed: str, expected: tuple[str, str, str]
) -> None:
    status, number, unit_text = expected
    assert cell(printed) == Cell(status, Decimal(number), unit_text, printed)


@pytest.mark.parametrize(("printed", "key"), REFUSED.items())
def test_what_is_meant_as_a_number_and_is_none_is_refused(printed: str, key: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        cell(printed)
    assert refusal.value.key == key


def test_the_number_keeps_the_places_that_were_printed() -> None:
    assert str(cell("71.60%").number) == "71.60"


def test_the_words_of_the_table_are_written_as_they_are_compared() -> None:
    words = list(cells._STATUS_OF_WORD)
    assert words
    assert [folded(word) for word in words] == words


@given(st.text() | st.text(alphabet="0５,.-－ー△約()（）速報見込人%e /_~∞[]①٥"))
@example("\ud800")
@example("\x00")
def test_any_text_is_a_cell_or_unreadable_and_no_number_is_invented(text: str) -> None:
    try:
        read = cell(text)
    except UnreadableError:
        return
    assert read.as_written == text
    assert (read.number is not None) == (read.status in WITH_NUMBER)
    if read.number is not None:
        assert any(character in "0123456789" for character in narrow(text))
    else:
        assert read.unit_text == ""


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, max_value=10**20),
    st.sampled_from(UNITS),
)
@example(Decimal("-0"), "人")
@example(Decimal(0), "x1F")
def test_printed_cells_are_read_back(number: Decimal, unit_text: str) -> None:
    if abs(number) >= 10**20:
        return
    read = cell(printed_cell(number, unit_text))
    assert (read.status, read.number, read.unit_text) == ("measured", number, unit_text)


@pytest.mark.parametrize("opening", ["", "1", "約", "("])
@pytest.mark.parametrize(
    "piece",
    [*"1-ー (（,.約人%０~", "1,", "(速報)", "見込", "見込み ", "5 ", " ( ", "1e", "-人", "\n \t"],
)
def test_a_very_long_cell_is_answered_at_once(piece: str, opening: str) -> None:
    text = f"{opening}{piece * (100_000 // len(piece))}x"
    started = time.process_time()
    with suppress(UnreadableError):
        assert cell(text).as_written == text
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("未集計", "being-compiled"),
        ("R6.9公表予定", "being-compiled"),
        ("9月末確定予定", "being-compiled"),
        ("未実施（中止）", "not-measured"),
        ("（未実施（中止））", "not-measured"),
        ("実施（中止）", "qualitative"),
    ],
)
def test_a_remark_or_a_date_beside_a_status_word_does_not_hide_it(text: str, status: str) -> None:
    found = cell(text)
    assert (found.status, found.number, found.as_written) == (status, None, text)
