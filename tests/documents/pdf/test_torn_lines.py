"""What a narrow cell of a PDF breaks in two at the end of a full line is one again."""

from __future__ import annotations

import pytest

from kpi_lod.documents.pdf.drawn import Char
from kpi_lod.documents.pdf.lines import cell_text

_SIZE = 10.0


def _text(text: str, *, room: float) -> str:
    """The text of a cell as it is read, ``room`` characters left beside its first line."""
    lines = text.split("\n")
    chars = [
        Char(char, n * _SIZE, row * 14.0, (n + 1) * _SIZE, row * 14.0 + _SIZE, _SIZE, 0)
        for row, line in enumerate(lines)
        for n, char in enumerate(line)
    ]
    return cell_text(chars, (len(lines[0]) + room) * _SIZE)


_TORN = [
    "宿泊者数１８，\n０５０人泊",
    "実績 ５\n０名（R1）",
    "目標：1,9\n00人",
    "目標 ３人（\nR1）",
    "（目標：279円／実\n績：493円）",
    "基準 5人、目\n標 6人",
]


@pytest.mark.parametrize("text", _TORN)
def test_what_a_full_line_tears_is_joined(text: str) -> None:
    assert _text(text, room=0.2) == text.replace("\n", "")


@pytest.mark.parametrize("text", _TORN)
def test_what_had_room_in_its_line_is_not_torn(text: str) -> None:
    assert _text(text, room=3) == text


@pytest.mark.parametrize("text", ["1,200\n1,350", "10\n30", "R5\n30", "令和5\n120", "A\n10"])
def test_figures_below_each_other_stay_two(text: str) -> None:
    assert _text(text, room=0.2) == text
