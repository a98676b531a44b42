"""Names beside names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.submissions.likeness import MAX_PAIRS, alike, folded, likeness, repeated


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("都市OS利用者(ID登録者)数", "都市ＯＳ利用者（ＩＤ登録者）数"),
        ("サービスの 実証件数", "サービスの実証件数"),
        ("観光入込客数・日帰り", "観光入込客数 日帰り"),
        ("Wi-Fi利用者数", "wi-fi利用者数"),
    ],
)
def test_names_that_differ_in_writing_only_are_the_same(first: str, second: str) -> None:
    assert folded(first) == folded(second)
    assert likeness(first, second) == 1


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_likeness_is_a_share(first: str, second: str) -> None:
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) == 1


def test_equal_names_come_before_near_ones_and_each_old_one_once() -> None:
    old = {"a": "移住相談の件数", "b": "移住相談件数", "c": "空き家の数"}
    new = {"x": "移住相談件数", "y": "移住相談の件数（電話）", "z": "移住相談の件数"}
    assert alike(new, old) == {"x": "b", "z": "a"}
    assert alike({"y": "移住相談の件数等"}, old) == {"y": "a"}
    assert alike({"y": "会議の開催回数"}, old) == {}


def test_many_names_are_compared_for_equality_only() -> None:
    old = {str(n): f"とても長いKPIの名称その{n}" * 10 for n in range(5_000)}
    new = {f"n{n}": f"{name}。" for n, name in enumerate(old.values())}
    assert len(old) * len(new) > MAX_PAIRS
    start = time.perf_counter()
    assert alike(new, old) == {f"n{n}": str(n) for n in range(5_000)}
    near = {key: f"{name}ほか" for key, name in new.items()}
    assert alike(near, old) == {}
    assert time.perf_counter() - start < 10


def test_a_repeated_name_is_given_with_its_first() -> None:
    names = [("a", "数", 1), ("b", "数", 2), ("c", "数。", 1), ("d", "数", 1)]
    assert list(repeated(names)) == [("c", "a"), ("d", "a")]
