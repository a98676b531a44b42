"""Scale words: which there are, and what they leave of a unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.japanese.units import SCALE_WORDS, scaled_unit


@pytest.mark.parametrize(
    ("printed", "scale", "unit"),
    [
        ("千人", 1_000, "人"),
        ("千円", 1_000, "円"),
        ("千", 1_000, ""),
        ("万件", 10_000, "件"),
        ("十万人", 100_000, "人"),
        ("百万円", 1_000_000, "円"),
        ("千万円", 10_000_000, "円"),
        ("億円", 100_000_000, "円"),
        ("十億円", 1_000_000_000, "円"),
        ("百億円", 10_000_000_000, "円"),
        ("千億円", 100_000_000_000, "円"),
        ("兆円", 1_000_000_000_000, "円"),
        (" 千\u3000人 ", 1_000, "人"),
    ],
)
def test_a_scale_word_is_taken_off_the_unit(printed: str, scale: int, unit: str) -> None:
    assert scaled_unit(printed) == (scale, unit)


@pytest.mark.parametrize("unit", ["人", "人/試合", "%", "十人", "百円", "人千", ""])
def test_a_unit_without_scale_word_counts_ones(unit: str) -> None:
    assert scaled_unit(unit) == (1, unit)


@pytest.mark.parametrize(("word", "scale"), SCALE_WORDS.items())
def test_each_scale_word_is_read_whole(word: str, scale: int) -> None:
    assert scaled_unit(f"{word}円") == (scale, "円")


@given(st.text())
def test_any_text_keeps_its_end(text: str) -> None:
    scale, unit = scaled_unit(text)
    assert scale in {1, *SCALE_WORDS.values()}
    assert text.strip().endswith(unit)
