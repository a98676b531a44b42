"""Numbers in words are read for advice; what is no number is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi_lod.japanese.number_words import worded_number


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("二", 2, ""),
        ("三十", 30, ""),
        ("三十人", 30, "人"),
        ("百二十五", 125, ""),
        ("二〇二四", 2024, ""),
        ("ゼロ", 0, ""),
        ("〇件", 0, "件"),
        ("1万2千", 12_000, ""),
        ("1千4百50件", 1_450, "件"),
        ("１万２，３４５円", 12_345, "円"),
        ("3億2千万円", 320_000_000, "円"),
        ("1.5千人", 1_500, "人"),
        ("一部", 1, "部"),
    ],
)
def test_words_are_read(text: str, number: int, rest: str) -> None:
    assert worded_number(text) == (Decimal(number), rest)


@pytest.mark.parametrize("text", ["", "実施", "千人", "百万円", "万全", "1千2千", "2万3億", "5二"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert worded_number(text) is None
