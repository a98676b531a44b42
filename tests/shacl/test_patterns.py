"""Patterns, against elementpath's translation and the examples of F&O 3.1, section 5.6."""

from __future__ import annotations

import re
import time

import duckdb
import pytest
from elementpath.regex import translate_pattern, unicode_block
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.characters import blocks, complement, merged
from kpi_lod.shacl.patterns import Pattern, compiled, replacement

POEM = (
    "Kaum hat dies der Hahn gesehen,\nFängt er auch schon an zu krähen:\nKikeriki! Kikikerikih!!\n"
)


ENGINE = duckdb.connect(config={"threads": 1})


def matches(texts: list[str], pattern: Pattern) -> list[bool]:
    if pattern.python is not None:
        return [pattern.python.search(text) is not None for text in texts]
    rows = ENGINE.execute(
        "SELECT regexp_matches(text, $2) FROM (SELECT unnest($1::VARCHAR[]) AS text)",
        [texts, pattern.re2],
    ).fetchall()
    return [found for (found,) in rows]


def replaced(text: str, pattern: str, put: str, flags: str = "") -> str:
    found = compiled(pattern, flags)
    written = replacement(put, found)
    if found.python is not None:
        return found.python.sub(written, text)
    (row,) = ENGINE.execute(
        "SELECT regexp_replace($1, $2, $3, 'g')", [text, found.re2, written]
    ).fetchall()
    return str(row[0])


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "expected"),
    [
        # The examples of fn:matches and of the flags.
        ("abracadabra", "bra", "", True),
        ("abracadabra", "^a.*a$", "", True),
        ("abracadabra", "^bra", "", False),
        (POEM, "Kaum.*krähen", "", False),
        (POEM, "Kaum.*krähen", "s", True),
        (POEM, "^Kaum.*gesehen,$", "m", True),
        (POEM, "^Kaum.*gesehen,$", "", False),
        (POEM, "kiki", "i", True),
        ("helloworld", "hello world", "x", True),
        ("helloworld", "hello[ ]world", "x", False),
        ("hello world", r"hello\ sworld", "x", True),
        ("abcd", ".*", "q", False),
        ("Mr. B. Obama", "B. OBAMA", "iq", True),
        # The ends of the whole text, whatever it ends in; lines, but for one that would be empty.
        ("a\n", "a$", "", False),
        ("a\n", "^a$", "m", True),
        ("a\n", "^$", "m", False),
        ("a\n\nb", "^$", "m", True),
        ("a\nb", "^b", "", False),
        ("\n", ".", "", False),
        ("\r", ".", "", False),
        ("\r", ".", "s", True),
        ("\u2028", ".", "", True),
        # Sets of characters mean what XSD says.
        ("٣", r"^\d$", "", True),
        ("\x0b", r"\s", "", False),
        ("\u3000", r"\s", "", False),
        ("_", r"\w", "", False),
        ("€", r"\w", "", True),
        ("\u0301", r"\w", "", True),
        ("_", r"\W", "", True),
        ("\u0378", r"\w", "", False),
        ("\u0378", r"[\W]", "", True),
        ("\u0378", r"\p{Cn}", "", True),
        ("\u0378", r"\p{C}", "", True),
        ("a", r"\P{C}", "", True),
        ("日", r"^\i\c*$", "", True),
        ("1日", r"^\i\c*$", "", False),
        ("1日", r"^\c+$", "", True),
        ("a b", r"\C", "", True),
        ("あいう", r"^\p{IsHiragana}+$", "", True),
        ("ア", r"^\P{IsHiragana}$", "", True),
        ("ｱ", r"^\p{IsHalfwidthandFullwidthForms}$", "", True),
        ("日本", r"^[\p{IsCJKUnifiedIdeographs}ー]+$", "", True),
        ("é", r"\p{IsLatin-1Supplement}", "", True),
        ("e", "[a-z-[aeiou]]", "", False),
        ("f", "^[a-z-[aeiou]]$", "", True),
        ("5", r"[^a-z-[0-9]]", "", False),
        ("%", r"[^a-z-[0-9]]", "", True),
        ("é", r"^[\w-[a-z]]$", "", True),
        ("a", "[a-[a]]", "", False),
        ("-", "[a-]", "", True),
        ("-", r"[\d-x]", "", True),
        ("]", r"[\]]", "", True),
        # Case: listed characters widen, named sets do not.
        ("ÉCOLE", "école", "i", True),
        ("K", "[A-Z]", "i", True),
        ("q", "[^Q]", "i", False),
        ("o", "[A-Z-[OI]]", "i", False),
        ("b", "[A-Z-[OI]]", "i", True),
        ("a", r"\p{Lu}", "i", False),
        ("Ω", "ω", "i", True),
        ("Ａ", "ａ", "i", True),
        # Back references: as many digits as there are groups; an unset group is empty.
        ("abcabc", r"^(abc)\1$", "", True),
        ("'a'", "('|\").*\\1", "", True),
        ("a1", r"^(a)?\11$", "", False),
        ("aa1", r"^(a)?\11$", "", True),
        ("1", r"^(a)?\11$", "", True),
        ("aA", r"^(a)\1$", "i", True),
        # What XPath has not and shapes have.
        ("a/b", r"a\/b", "", True),
        ("@", r"\@", "", True),
        ("あ", r"^[\u3040-\u309F]$", "", True),
        ("é", r"\xE9", "", True),
        ("ab", "^(?!.*--)[a-z]+$", "", True),
        ("a--b", "^(?!.*--)[a-z-]+$", "", False),
        ("b", "(?<=a)b", "", False),
        ("ab", "(?<=a)b", "", True),
        ("a word", r"\bword\b", "", True),
        ("swords", r"\bword\b", "", False),
        ("KPI", "(?i)^kpi$", "", True),
        ("", "", "", True),
        ("'; DROP TABLE term; --", "^'; DROP", "", True),
    ],
)  # fmt: skip
def test_a_pattern_matches_as_xpath_says(
    text: str, pattern: str, flags: str, expected: bool
) -> None:
    assert matches([text], compiled(pattern, flags)) == [expected]


@pytest.mark.parametrize(
    ("pattern", "in_python"),
    [
        (r"^[a-z-[aeiou]]\d+\w$", False),
        (r"\p{Cn}\i\c*", False),
        ("a$", False),
        (r"(a)\1", True),
        ("(?=a)", True),
        ("a{1001}", True),
    ],
)
def test_re2_runs_all_that_it_can_say(pattern: str, in_python: bool) -> None:
    found = compiled(pattern)
    assert ((found.re2 is None), (found.python is not None)) == (in_python, in_python)


@pytest.mark.parametrize(
    "pattern",
    [
        "(", ")", "(?", "(?P<a>b)", "(?<a>b)", "(?>a)", "*", "a**", "a{", "a{,3}", "a{2,1}", "[",
        "[]", "[^]", "]", "}", "[z-a]", r"[a-\d]", "[a[b]", "[a-z-[b]", r"\y", r"\0", r"\1",
        r"(a\1)", r"\p{Xx}", r"\p{IsKlingon}", r"\p", r"\p{L", "\\", "(" * 51 + ")" * 51,
        "a" * 10_001, r"\W" * 4900 + r"\b", "(?<=a+)b", "(a)" * 2 + r"\3", "a{9999999999}",
        "[a-" * 60 + "]" * 60, "(?i",
    ],
)  # fmt: skip
def test_what_is_no_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises(KpiLodError) as raised:
        compiled(pattern)
    assert raised.value.finding.code == "pattern-invalid"


def test_an_error_says_where_and_in_both_languages() -> None:
    with pytest.raises(KpiLodError, match=r"4文字目.*character 4"):
        compiled("ab(*)")
    with pytest.raises(KpiLodError, match="there is no flag g"):
        compiled("a", "ig")


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+\1", r"((a|b)*)*\1", r"(a|a)+(?=b)", r"(a|ab)+(?=b)", "(?=x)(a{1,30}){20,}",
     r"(?=x)(a?a?)+", r"(?!x).*a.*b.*c.*d", r"(.|a)+\b"],
)  # fmt: skip
def test_what_would_take_python_forever_is_refused(pattern: str) -> None:
    with pytest.raises(KpiLodError) as raised:
        compiled(pattern)
    assert raised.value.finding.code == "pattern-slow"


@pytest.mark.parametrize(
    "pattern",
    [r"^(?=.*[A-Z])(?=.*[0-9])(?=.*[a-z]).{8,}$", r"^(?!-)([a-z]|[0-9])+(?<!-)$", r"(ab)+\1"],
)
def test_what_python_can_run_is_not(pattern: str) -> None:
    assert compiled(pattern).python is not None


def test_a_hostile_pattern_costs_no_time_in_re2() -> None:
    started = time.perf_counter()
    assert matches(["a" * 50_000 + "!"], compiled("^(a+)+$")) == [False]
    assert matches(["x"], compiled("|".join(map(chr, range(0x4E00, 0x4E00 + 5000))))) == [False]
    assert time.perf_counter() - started < 2


PIECES = [
    "a", "b", "A", "k", "あ", "漢", "1", "٣", " ", r"\n", r"\.", r"\\", r"\-", r"\[", ".", "^", "$",
    r"\d", r"\D", r"\s", r"\S", r"\i", r"\I", r"\c", r"\C", "[a-c]", "[^a-c]", "[a-z-[aeiou]]",
    r"[^\s-[ab]]", r"[\d\-x]", "[a-]", "[-a]", r"[\S]", "[A-Z]", "[^k]", "-", "_", "(a|b)",
    "(?:あ)",
]  # fmt: skip
NAMED = [
    r"\p{L}",
    r"\P{L}",
    r"\p{C}",
    r"\P{C}",
    r"\p{IsHiragana}",
    r"\P{IsBasicLatin}",
    r"[\P{L}1]",
]
"""elementpath lets the flag i widen these, where F&O says that it does not."""


def patterns_of(pieces: list[str]) -> st.SearchStrategy[str]:
    quantifier = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,2}", "+?", "*?"])
    piece = st.builds(str.__add__, st.sampled_from(pieces), quantifier)
    return st.lists(piece, min_size=1, max_size=5).map("".join)


texts = st.lists(
    st.text("abAKkı1٣ あア漢\n\r\t.-[]\\_|é\u0301ſ\u0378€\x00", max_size=5),
    min_size=20,
    max_size=40,
)
FLAGS = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE}


@settings(max_examples=60, deadline=None)
@given(patterns_of(PIECES), texts, st.sampled_from(["", "s", "m", "i", "sm", "mi"]))
def test_patterns_agree_with_the_oracle(pattern: str, found: list[str], flags: str) -> None:
    assert_agrees(pattern, found, flags)


@settings(max_examples=30, deadline=None)
@given(patterns_of(PIECES[:8] + NAMED), texts)
def test_named_characters_agree_with_the_oracle(pattern: str, found: list[str]) -> None:
    assert_agrees(pattern, found, "")


def assert_agrees(pattern: str, found: list[str], flags: str) -> None:
    try:
        pattern_to_run = compiled(pattern, flags)
    except KpiLodError as error:
        assume(error.finding.code != "pattern-slow")
        raise
    options = sum(FLAGS[flag] for flag in flags)
    oracle = re.compile(translate_pattern(pattern, options, xsd_version="1.1"), options)
    expected = [oracle.search(text) is not None for text in found]
    assert matches(found, pattern_to_run) == expected


@pytest.mark.parametrize(
    ("text", "pattern", "put", "flags", "expected"),
    [
        # The examples of fn:replace.
        ("abracadabra", "bra", "*", "", "a*cada*"),
        ("abracadabra", "a.*a", "*", "", "*"),
        ("abracadabra", "a.*?a", "*", "", "*c*bra"),
        ("abracadabra", "a", "", "", "brcdbr"),
        ("abracadabra", "a(.)", "a$1$1", "", "abbraccaddabbra"),
        ("AAAA", "A+", "b", "", "b"),
        ("AAAA", "A+?", "b", "", "bbbb"),
        ("darted", "^(.*?)d(.*)$", "$1c$2", "", "carted"),
        ("reluctant", "r.*?t", "X", "", "Xant"),
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"),
        ("a.b", ".", "$", "q", "a$b"),
        ("a\\b", "\\", "\\\\", "q", "a\\\\b"),
        # Digits beyond the number of groups are text; a group that is not there is empty.
        ("ab", "(a)", "$12", "", "a2b"),
        ("ab", "a", "<$1>", "", "<>b"),
        ("ab", "a", "<$0>", "", "<a>b"),
        ("ab", "a", r"\$\\1", "", r"$\1b"),
        ("aab", r"(a)\1", "$1!", "", "a!b"),
        ("aab", r"(a)\1", r"\\g<1>", "", r"\g<1>b"),
    ],
)
def test_a_replacement_puts_in_as_xpath_says(
    text: str, pattern: str, put: str, flags: str, expected: str
) -> None:
    assert replaced(text, pattern, put, flags) == expected


@pytest.mark.parametrize(
    ("pattern", "put"),
    [("a", "$"), ("a", "$x"), ("a", "\\"), ("a", r"\1"), ("a*", "b"), (r"(a)?\1", "b"),
     ("(a)" * 10, "$10")],
)  # fmt: skip
def test_a_replacement_that_stands_for_nothing_is_an_error(pattern: str, put: str) -> None:
    with pytest.raises(KpiLodError) as raised:
        replacement(put, compiled(pattern))
    assert raised.value.finding.code == "replacement-invalid"


def oracle_block(name: str) -> list[object] | None:
    try:
        return list(unicode_block(name).codepoints)
    except KeyError:
        return None


def test_the_blocks_are_those_of_the_oracle() -> None:
    known = {name: found for name in blocks() if (found := oracle_block(name))}
    assert len(known) > 300  # the oracle is as old as Python's Unicode
    grown = {"EgyptianHieroglyphFormatControls"}  # since then
    for name in known.keys() - grown:
        first, last = blocks()[name]
        assert known[name] == [(first, last + 1)], name


ranges = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)).map(lambda r: (r[0], sum(r))))


@given(ranges)
def test_sets_of_characters_are_sets(found: list[tuple[int, int]]) -> None:
    points = {point for first, last in found for point in range(first, last + 1)}
    union = merged(found)
    assert points == {point for first, last in union for point in range(first, last + 1)}
    assert complement(complement(union)) == union
