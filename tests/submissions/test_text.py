"""decoded_text: what is text and what is not, and where (reliability §4 row 21)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.submissions.text import decoded_text, forbidden_character


def problems(content: bytes) -> list[tuple[str, int, int]]:
    findings = decoded_text(content, "a.yaml")[1]
    assert all(f.ja and f.en and f.fix_ja and f.fix_en for f in findings)
    return [(f.code, f.place.line, f.place.column) for f in findings]


def test_utf8_is_read_as_it_is() -> None:
    assert decoded_text("名: 𠮷野 髙﨑\t①\n".encode(), "a.yaml") == ("名: 𠮷野 髙﨑\t①\n", [])


def test_one_byte_order_mark_at_the_start_is_dropped() -> None:
    assert decoded_text("\ufeffa".encode(), "a.yaml") == ("a", [])


def test_all_line_breaks_become_the_same() -> None:
    assert decoded_text(b"a\r\nb\rc\n\r\nd", "a.yaml") == ("a\nb\nc\n\nd", [])


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f"),
        *("\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"),
        *("\ufeff", "\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"),
    ],
)
def test_a_character_that_nobody_sees_is_a_finding_at_its_place(character: str) -> None:
    findings = decoded_text(f"a\r\nか𠮷{character}x".encode(), "a.yaml")[1]
    (found,) = findings
    assert (found.code, found.place.line, found.place.column) == ("text-control", 2, 3)
    assert f"U+{ord(character):04X}" in found.ja
    assert f"U+{ord(character):04X}" in found.en


def test_tabs_spaces_and_joiners_are_no_control_characters() -> None:
    assert problems("a\t\u3000\u200d\u00a0\ufffd👨‍👩‍👧\n".encode()) == []


def test_no_more_than_twenty_control_characters_are_told() -> None:
    assert problems(b"\x00" * 100) == [("text-control", 1, column) for column in range(1, 21)]


def test_the_first_byte_that_is_not_utf8_is_named_with_its_place() -> None:
    text, (found,) = decoded_text(b"\xef\xbb\xbfa\r\n\xe3\x81\x82b\xffc", "a.yaml")
    assert (text, found.code, found.place.line, found.place.column) == ("", "encoding", 2, 3)
    assert "（バイト 0xFF）" in found.ja
    assert "(byte 0xFF)" in found.en
    assert "CP932" not in found.ja


@pytest.mark.parametrize("lone_surrogate", [b"\xed\xa0\x80", b"\xed\xbf\xbf"])
def test_a_lone_surrogate_is_not_utf8(lone_surrogate: bytes) -> None:
    assert problems(b"a: " + lone_surrogate) == [("encoding", 1, 4)]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("a: ①㈱髙﨑".encode("cp932"), "CP932 (Shift_JIS)"),
        ("a: 青森".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff\x00a", "UTF-16"),
    ],
)
def test_the_encoding_that_the_file_seems_to_have_is_named(content: bytes, named: str) -> None:
    (found,) = decoded_text(content, "a.yaml")[1]
    assert found.code == "encoding"
    assert f"{named} のようです" in found.ja
    assert f"probably {named}" in found.en


@pytest.mark.parametrize(
    "content", [b"\xff\xfea", "青".encode() + b"\x82\xa0", b"\x81", b"\xfe\xff\xd8\x00"]
)
def test_no_encoding_is_named_where_none_fits(content: bytes) -> None:
    (found,) = decoded_text(content, "a.yaml")[1]
    assert "probably" not in found.en


def test_a_pile_of_combining_marks_is_refused() -> None:
    assert forbidden_character("か" + "\u0301\u0316" * 15) is None
    assert forbidden_character("か" + "\u0301\u0316" * 15 + "\u0317") == "U+0317"


def test_a_control_character_is_found_before_a_pile_of_marks() -> None:
    assert forbidden_character("か" + "\u0301" * 31 + "\u202e") == "U+202E"
    assert forbidden_character("plain") is None


@given(st.binary())
def test_any_bytes_are_text_or_a_finding(content: bytes) -> None:
    text, findings = decoded_text(content, "a.yaml")
    assert bool(findings) == any(forbidden_character(c) for c in text) or not text
    assert "\r" not in text


@given(st.text())
def test_text_without_odd_characters_is_kept(text: str) -> None:
    odd = {"Cc", "Cs", "Cn", "Zl", "Zp", "Cf"}
    kept = "".join(c for c in text if unicodedata.category(c) not in odd)
    assert decoded_text(kept.encode(), "a.yaml") == (kept, [])
