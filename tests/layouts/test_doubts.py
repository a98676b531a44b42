"""What is left out, or could be read in two ways, is told with its place."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.reading import found
from tests.layouts.drawn import doubts, drawn, read


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("指標 | 目標値\n来場者数（人） | 100\n | | 7", "draft-left-out/heading"),
        ("指標 | 目標値 | 実績値\n | 100 | 90", "draft-left-out/name"),
        ("指標 | R4 | R5\n来場者数（人） | 90 | 121", "draft-left-out/kind"),
        ("指標 | 目標値\n来場者数（人） | 90 121 140", "draft-left-out/several"),
        ("指標 | 実績値\n来場者数（人） | 3回の会議で20名が参加", "draft-left-out/words"),
        ("指標 | 1年目 目標\n来場者数（人） | 90", "draft-left-out/year"),
        ("指標 | 事業費（千円） | 目標\n来場者数（人） | 500 | 90", "draft-left-out/money"),
        (
            "指標 | 目標値\n来場者数（人） | 100\n宿泊者数 | 5\n来場者数（人） | 200",
            "draft-two-ways/twice",
        ),
    ],
)
def test_what_is_unclear_is_told(text: str, key: str) -> None:
    assert key in doubts(text)


def test_what_is_left_out_has_its_place_and_text() -> None:
    told = found(drawn("指標 | R4 | R5\n来場者数（人） | 90 | 121")).doubts
    places = [(d.at, dict(d.fields)["found"]) for d in told if d.key == "draft-left-out/kind"]
    assert places == [("table 1 row 2 column 2", "90"), ("table 1 row 2 column 3", "121")]


def test_of_two_values_the_first_stays() -> None:
    text = "指標 | 目標値\n来場者数（人） | 100\n来場者数（人） | 200"
    assert read(text) == {"": {"来場者数 [人]": "target 100"}}


@pytest.mark.parametrize(
    "piece",
    [
        "目標",
        "1,",
        "令和",
        "| ",
        "①",
        "（",
        "実績値：",
        "KPI\t",
        "　",
        "100人 ",
        "R5 ",
        "\n|目標|1|",
    ],
)
def test_nothing_that_is_printed_raises(piece: str) -> None:
    text = piece * (3_000 // len(piece))
    found(drawn(text))
    found(drawn(f"指標 | 目標値\n{text} | {text}", exact=False))
    found(drawn(f"{text} | 目標値 | 実績値\n来場者数 | {text} | 3"))
