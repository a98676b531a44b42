"""The list of local governments, their codes and numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_lod.errors import UnreadableError
from kpi_lod.register import municipalities as module
from kpi_lod.register.municipalities import (
    Municipalities,
    corporate_number,
    municipalities,
    with_check_digit,
)


def test_all_1963_local_governments_are_there_with_valid_check_digits() -> None:
    everything = municipalities()
    assert len(everything) == 1963
    assert all(with_check_digit(code[:5]) == code for code in everything)


@pytest.mark.parametrize(
    ("code", "number"),
    [("032018", "6000020032018"), ("202142", "4000020202142"), ("011002", "9000020011002")],
)
def test_the_corporate_number_is_computed_from_the_code(code: str, number: str) -> None:
    assert corporate_number(code) == number


def test_a_code_with_a_small_digit_sum_has_its_own_rule() -> None:
    assert with_check_digit("01000") == "010006"


def test_a_municipality_knows_its_prefecture() -> None:
    assert municipalities()["032018"].prefecture_code == "030007"
    assert municipalities()["030007"].prefecture_code == "030007"


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("999999", "municipality-code/check/none", ""),
        ("032017", "municipality-code/check", "盛岡市 032018"),
        ("032024", "municipality-code/check", "宮古市 032026"),
        ("392995", "municipality-code/unknown", ""),
        ("０３２０１８", "municipality-code/form", "盛岡市 032018"),
        ("盛岡市", "municipality-code/form", "盛岡市 032018"),
        ("32018", "municipality-code/form", "盛岡市 032018"),
        ("", "municipality-code/form/none", ""),
    ],
)
def test_a_wrong_code_gets_the_nearest_names(text: str, key: str, nearest: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        municipalities().checked_code(text)
    assert raised.value.key == key
    assert nearest in str(raised.value.fields["nearest"])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("32018", "盛岡市 032018"),  # the zero is lost; 320188 is no code
        ("11002", "札幌市 011002"),
        ("20214", "茅野市 202142"),  # the check digit was never there
        ("２０２１４", "茅野市 202142"),
    ],
)
def test_of_five_digits_the_code_that_they_are_is_the_only_proposal(text: str, first: str) -> None:
    assert municipalities().nearest(text) == [first]


def test_five_digits_that_may_be_two_codes_get_both_the_lost_zero_first() -> None:
    both = [name.split()[1] for name in municipalities().nearest("12106")]
    assert both == ["012106", "121061"]


@pytest.mark.parametrize("text", ["zzz", "999999"])
def test_a_wrong_code_that_nothing_is_near_to_gets_no_names(text: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        municipalities().checked_code(text)
    assert raised.value.key.endswith("/none")
    assert "近いもの" not in raised.value.finding.ja
    assert "Nearest" not in raised.value.finding.en


def test_a_right_code_is_given_back() -> None:
    assert municipalities().checked_code("202142") == "202142"


def test_a_list_with_a_wrong_check_digit_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    head = "code,kind,prefecture_ja,prefecture_en,name_ja,name_kana,name_en,"
    file = tmp_path / "m.csv"
    file.write_text(f"{head}latitude,longitude,website\n032017,city,a,b,c,d,e,,,\n", "utf-8")
    monkeypatch.setattr(module, "packaged", lambda name: file)
    with pytest.raises(ValueError, match="032017"):
        municipalities.__wrapped__()


def test_codes_are_in_order() -> None:
    shuffled = Municipalities(reversed(list(municipalities().values())))
    assert list(shuffled) == sorted(municipalities())
