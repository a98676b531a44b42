"""Charts: nice axes, nothing unknown drawn as 0, hostile words inert."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.release.pages.charts import Chart, Mark, Row, nice_ticks, numbers, svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    actuals: Sequence[str | None], targets: Sequence[str | None], words: str = "集計中"
) -> ElementTree.Element:
    rows = [
        Row("実績", "bar", [_mark(one, words) for one in actuals]),
        Row("目標", "aim", [_mark(one, words) for one in targets]),
    ]
    ticks = [(tick, str(tick)) for tick in nice_ticks(numbers(rows))]
    years = [f"令和{year + 1}年度" for year in range(len(actuals))]
    chart = Chart("x", "ja", words, words, years, rows, ticks)
    # As a browser reads it within HTML; XML must find it well-formed too.
    made = str(svg(chart)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(made)


def _mark(number: str | None, words: str) -> Mark:
    return Mark(None, words) if number is None else Mark(Decimal(number), number)


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def test_a_year_without_a_number_is_a_band_with_its_reason_and_no_bar() -> None:
    chart = drawn(["10", None], ["12", "14"])
    assert len(of_class(chart, "actual")) == 1
    assert len(of_class(chart, "unknown")) == 1
    assert "集計中" in [element.text for element in of_class(chart, "reason")]


def test_zero_is_a_bar_and_not_a_band() -> None:
    chart = drawn(["0", "5"], ["1", "1"])
    assert len(of_class(chart, "actual")) == 2
    assert of_class(chart, "unknown") == []
    assert float(of_class(chart, "actual")[0].get("height", "0")) > 0


def test_a_negative_number_hangs_below_the_zero_line() -> None:
    chart = drawn(["-5", "5"], ["1", "1"])
    below, above = of_class(chart, "actual")
    (zero,) = of_class(chart, "zero")
    line = float(zero.get("d", "").split(" ")[1].partition("h")[0])
    assert float(below.get("y", "")) == line
    assert float(above.get("y", "")) + float(above.get("height", "")) == pytest.approx(line)


def test_bars_stand_in_proportion_from_zero() -> None:
    small, large = (
        float(bar.get("height", ""))
        for bar in of_class(drawn(["20", "40"], [None, None]), "actual")
    )
    assert large == pytest.approx(2 * small, abs=0.11)


def test_an_early_figure_looks_other_than_a_firm_one() -> None:
    row = Row("実績", "bar", [Mark(Decimal(3), "3", firm=False), Mark(Decimal(3), "3")])
    chart = Chart("x", "ja", "t", "d", ["R5", "R6"], [row], [(Decimal(0), "0"), (Decimal(5), "5")])
    made = str(svg(chart))
    assert (made.count('class="other"'), made.count('class="actual"')) == (1, 1)


def test_hostile_words_stay_words() -> None:
    hostile = '</title></svg><script>alert(1)</script><img onerror="x">'
    chart = drawn(["1", None], [None, None], hostile)
    assert {element.tag.removeprefix(SVG) for element in chart.iter()} == {
        *("svg", "title", "desc", "path", "text", "rect"),
    }
    assert chart.findtext(f"{SVG}title") == hostile


finite = st.decimals(
    min_value=Decimal(-(10**25)), max_value=Decimal(10**25), allow_nan=False, places=4
)


@given(st.lists(finite, min_size=1, max_size=12))
def test_ticks_hold_all_values_and_zero_in_few_even_steps(values: list[Decimal]) -> None:
    ticks = nice_ticks(values)
    assert 2 <= len(ticks) <= 6
    assert Decimal(0) in ticks
    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert len({later - earlier for earlier, later in pairwise(ticks)}) == 1


@given(st.lists(st.none() | finite, min_size=1, max_size=12).filter(any))
def test_no_bar_leaves_the_drawing(values: list[Decimal | None]) -> None:
    chart = drawn([None if v is None else str(v) for v in values], [None] * len(values))
    height = float(chart.get("height", ""))
    for bar in of_class(chart, "actual"):
        top, size = float(bar.get("y", "")), float(bar.get("height", ""))
        assert 0 <= top <= top + size <= height
        assert size > 0
