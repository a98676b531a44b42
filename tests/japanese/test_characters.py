"""Widths: what is mapped to ASCII, and what must not be."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.japanese.characters import folded, narrow

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("１２，３４５．６％", "12,345.6%"),
        ("Ａｚ（Ｋ）！～", "Az(K)!~"),
        ("人\u3000件", "人 件"),
        ("－−﹣‐‑", "-----"),
        ("", ""),
    ],
)
def test_full_width_forms_become_ascii(printed: str, expected: str) -> None:
    assert narrow(printed) == expected


@pytest.mark.parametrize(
    "text", ["①", "㈱", "㎡", "㋿", "⁴", "½", "ｱ", "ー", "―", "—", "〜", "￥", "١"]
)
def test_what_is_no_width_variant_is_untouched(text: str) -> None:
    assert narrow(text) == text


def test_one_character_stays_one_character_in_all_of_unicode() -> None:
    once = narrow(EVERY_CHARACTER)
    changed = [old for old, new in zip(EVERY_CHARACTER, once, strict=True) if old != new]
    assert len(changed) == 94 + 1 + 4


def test_narrow_of_narrow_is_narrow_in_all_of_unicode() -> None:
    once = narrow(EVERY_CHARACTER)
    assert narrow(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｋ Ｐ Ｉ", "kpi"),
        ("実績（令和５年度）", "実績(令和5年度)"),
        ("４〜６月", "4～6月"),
        (" 目\u3000標\n値\t", "目標値"),
    ],
)
def test_forms_of_one_label_fold_to_one_key(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("①", "1"), ("㈱", "(株)"), ("カ", "ｶ"), ("ー", "-")])
def test_different_labels_keep_different_keys(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_folded_is_idempotent_for_every_character() -> None:
    once = folded(EVERY_CHARACTER)
    assert folded(once) == once


@given(st.text())
def test_folded_is_idempotent(text: str) -> None:
    assert folded(folded(text)) == folded(text)
