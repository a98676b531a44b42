"""Units as printed, and which one a misspelt one may be."""

from __future__ import annotations

import pytest

from kpi_lod.submissions.units import nearest_units


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("千入", ["千人"]),
        ("八", ["人"]),
        ("千人泊数", ["千人泊"]),
        ("千んん", None),
        ("社社", ["社"]),
    ],
)
def test_a_misspelt_unit_is_offered_with_its_word_of_scale(
    text: str, nearest: list[str] | None
) -> None:
    found = nearest_units(text)
    assert found[:1] == nearest if nearest else found
