"""The strict YAML reader: positions, refusals and bounds (reliability §4 rows 1, 7 to 11, 21)."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.errors import Finding, Severity
from kpi_lod.submissions import yaml_tree
from kpi_lod.submissions.nodes import MappingNode, Node, Parsed, ScalarNode, SequenceNode
from kpi_lod.submissions.yaml_tree import MAX_BYTES, tree

DEADLINE = 30.0  # seconds of computing: ten times the aim, thrice for coverage


def parsed(text: str) -> Parsed:
    made = tree(text.encode(), "a.yaml")
    assert all(f.ja and f.en and f.fix_ja and f.fix_en for f in made.findings)
    assert all(f.place.file == "a.yaml" for f in made.findings)
    return made


def at(found: Finding) -> tuple[str, int, int]:
    return found.code, found.place.line, found.place.column


def told(text: str) -> list[tuple[str, int, int]]:
    return [at(found) for found in parsed(text).findings]


def plainly(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return {key: plainly(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, SequenceNode):
        return [plainly(item) for item in node.items]
    return node and node.value


def places(node: Node | None, key: str = "") -> Iterator[tuple[str, str, int, int]]:
    """Pointer, place of the key (line:column; empty for items), line and column of every value."""
    if node is not None:
        yield node.place.pointer, key, node.place.line, node.place.column
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from places(item)
    if isinstance(node, MappingNode):
        for entry in node.entries.values():
            assert entry.key_place.pointer == entry.value.place.pointer
            yield from places(entry.value, str(entry.key_place).removeprefix("a.yaml:"))


def shown_places(made: Parsed) -> str:
    rows = list(places(made.root))[1:]
    return "".join(f"{way} {key}→{line}:{column}\n" for way, key, line, column in rows)


NESTED = """\
# 提出物
projects:
- id: a
  kpis:
  - name: 𠮷野
    values: {前: {目標: "𠮷", actual: [1, 2]}, R5: 3}
  - note: |
      長い
      文
    long: one
      two
"""
NESTED_PLACES = """\
projects 2:1→3:1
projects[0] →3:3
projects[0].id 3:3→3:7
projects[0].kpis 4:3→5:3
projects[0].kpis[0] →5:5
projects[0].kpis[0].name 5:5→5:11
projects[0].kpis[0].values 6:5→6:13
projects[0].kpis[0].values.前 6:14→6:17
projects[0].kpis[0].values.前.目標 6:18→6:22
projects[0].kpis[0].values.前.actual 6:27→6:35
projects[0].kpis[0].values.前.actual[0] →6:36
projects[0].kpis[0].values.前.actual[1] →6:39
projects[0].kpis[0].values.R5 6:44→6:48
projects[0].kpis[1] →7:5
projects[0].kpis[1].note 7:5→7:11
projects[0].kpis[1].long 10:5→10:11
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_key_and_value_has_its_place(line_break: str, mark: str) -> None:
    made = parsed(mark + NESTED.replace("\n", line_break))
    assert shown_places(made) == NESTED_PLACES
    assert made.lines == (*NESTED.splitlines(), "")
    assert made.findings == ()


def test_places_are_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.Loader)
    assert shown_places(parsed(NESTED)) == NESTED_PLACES
    assert told("a: 1\nb:\n\tc: 1\n") == [("yaml-syntax", 3, 1)]
    assert told('a: "\\UFFFFFFFF"') == [("yaml-syntax", 1, 1)]
    assert told('a: "\\uD800"') == [("text-control", 1, 4)]


def test_scalars_stay_text_and_know_whether_they_were_quoted() -> None:
    made = parsed(
        "- 011002\n- '011002'\n- \"a\\tb\"\n- yes\n- |\n  x\n- >-\n  y\n- !!str 1\n-\n"
    ).root
    assert isinstance(made, SequenceNode)
    assert [(i.value, i.plain) for i in made.items if isinstance(i, ScalarNode)] == [
        *(("011002", True), ("011002", False), ("a\tb", False), ("yes", True)),
        *(("x\n", False), ("y", False), ("1", False), ("", True)),
    ]


def test_an_empty_value_stands_behind_its_colon_or_key() -> None:
    assert shown_places(parsed("a:\nb:  # no\n")) == "a 1:1→1:3\nb 2:1→2:3\n"
    assert shown_places(parsed("? key")) == "key 1:3→1:6\n"


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\n", "# nothing\n", "---\n", "---\n...\n"])
def test_a_file_without_content_is_empty(text: str) -> None:
    assert told(text) == [("empty", 0, 0)]
    assert parsed(text).root is None


def test_a_root_of_any_kind_is_given() -> None:
    roots = [parsed(text).root for text in ("%YAML 1.1\n---\na\n", "{}", "''")]
    assert list(map(plainly, roots)) == ["a", {}, ""]


def test_a_file_too_large_is_not_read() -> None:
    made = parsed("#" * (MAX_BYTES + 1))
    (found,) = made.findings
    assert (found.code, found.place.line, made.root, made.lines) == ("file-too-large", 0, None, ())
    assert "2097153" in found.ja


@pytest.mark.parametrize(
    ("text", "line", "column", "first"),
    [
        ("x: 1\nR5: {}\nR6: 1\nR5: {}\n", 4, 1, 2),
        ("R5: 1\n'R5': 2", 2, 1, 1),
        ('2023: 1\n"2023": 2', 2, 1, 1),
        ("a: {b: 1, が: 1,\n か\u3099: 2}", 2, 2, 1),
    ],
)
def test_a_key_may_stand_once(text: str, line: int, column: int, first: int) -> None:
    found = next(f for f in parsed(text).findings if f.severity is Severity.VIOLATION)
    assert at(found) == ("yaml-duplicate-key", line, column)
    assert f"{first}行目" in found.ja
    assert f"line {first}" in found.en


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]\n"
    for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: &x 1\nb: *x", [(1, 4), (2, 4)]),
        ("a: &x [*x]", [(1, 4), (1, 8)]),
        ("<<: {a: 1}\nb: 1", [(1, 1)]),
        ("a: {<<: *b}", [(1, 5), (1, 9)]),
        ("a: [<<]", [(1, 5)]),
        ("&k a: 1", [(1, 1)]),
        ("*k : 1", [(1, 1)]),
    ],
)
def test_aliases_anchors_and_merge_keys_are_refused(
    text: str, where: list[tuple[int, int]]
) -> None:
    assert told(text) == [("yaml-alias", *place) for place in where]


def test_a_bomb_of_aliases_or_merges_is_refused_at_once() -> None:
    begun = time.process_time()
    assert {code for code, _, _ in told(BOMB)} == {"yaml-alias"}
    merges = "".join(f"- &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(20))
    assert {code for code, _, _ in told(merges)} == {"yaml-alias"}
    assert time.process_time() - begun < 1.5


@pytest.mark.parametrize(
    ("text", "column", "shown"),
    [
        ("a: !!python/object/apply:os.system [x]", 4, "!!python/object/apply:os.system"),
        ("a: !!str 1", 4, "!!str"),
        ("a: ! 1", 4, "!"),
        ("a: !own {b: 1}", 4, "!own"),
        ("a: !<tag:example.org,2024:x> 1", 4, "!<tag:example.org,2024:x>"),
        ("!!str a: 1", 1, "!!str"),
        ("%TAG !e! tag:example.org,2024:\n---\na: 1", 1, "%TAG !e! tag:example.org,2024:"),
    ],
)
def test_a_tag_of_any_sort_is_refused(text: str, column: int, shown: str) -> None:
    (found,) = parsed(text).findings
    assert at(found) == ("yaml-tag", 1, column)
    assert f"「{shown}」" in found.ja
    assert shown in found.en


@pytest.mark.parametrize(
    ("text", "line", "column", "ja", "en"),
    [
        ("a:\n\tb: 1\n", 2, 1, "タブ", "tab"),
        ("a: >\n\tx\n", 2, 1, "タブ", "tab"),
        ("a: @b", 1, 4, "引用符", "quotes"),
        ("a: *", 1, 5, "引用符", "quotes"),
        ("a: ? b", 1, 4, "引用符", "quotes"),
        ("a: !e!f g", 1, 4, "引用符", "quotes"),
        ("x: 1\na: b: c\n", 2, 5, "コロン", "colon"),
        ("- name: x\n   unit: y\n", 2, 8, "字下げ", "indentation"),
        ("a: -\n", 1, 4, "値が -", "dash"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "字下げ", "indentation"),
        ('a: "x" y\n', 1, 8, "引用符の後", "closing quote"),
        ("- a\nb: 1\n", 2, 1, "「- 」", "'- '"),
        ("a: 1\nb 2\nc: 3\n", 2, 1, "半角のコロン", "key: value"),
        ("a: [1, 2\nb: 1\n", 2, 2, "1行目で開いた括弧", "line 1"),
        ("a: [1, 2", 1, 9, "括弧", "bracket"),
        ("a: ,b", 1, 4, "値がない", "missing"),
        ("{a: 1}}", 1, 7, "余分", "follows"),
        ('x: 1\na: "b\nc: 1\n', 2, 4, "引用符が閉じて", "not closed"),
        ("a: 'x\n--- y'\n", 1, 4, "引用符が閉じて", "not closed"),
        ('a: "C:\\q"\n', 1, 7, "\\\\", "backslash"),
        ('a: "\\ud800"\n', 1, 7, "\\\\", "backslash"),
        ('a: "\\xZZ"\n', 1, 7, "\\\\", "backslash"),
        ("%YAML 3.0\n---\na", 1, 1, "incompatible", "incompatible"),
        ("x: =", 1, 4, "「=」", "'='"),
        ("a:\n- b\n - c\n", 3, 2, "「- 」", "'- '"),
        ("a: 1\n  -\n", 2, 3, "「- 」", "'- '"),
        ("a: !%C0%80 b", 1, 1, "utf-8", "utf-8"),
        ("a: 1\n---\nb: 2\n", 2, 1, "2つ目の文書", "second document"),
        ("x: 1\n? [a]\n: b\n", 2, 3, "項目名", "key"),
        ("{{b: c}: d}", 1, 2, "項目名", "key"),
        ("'': b", 1, 1, "項目名", "key"),
    ],
)
def test_faulty_yaml_is_told_with_place_and_reason(
    text: str, line: int, column: int, ja: str, en: str
) -> None:
    (found,) = parsed(text).findings
    assert at(found) == ("yaml-syntax", line, column)
    assert ja in found.ja
    assert en in found.en
    assert found.en.isascii()


def test_all_that_can_be_found_in_one_reading_is_told_together() -> None:
    text = "a: &x 1\na: !t 2\n? [k]\n: 3\nb: *x\nc: =\n<<: 4\n---\n"
    assert told(text) == [
        *(("yaml-alias", 1, 4), ("yaml-tag", 2, 4), ("yaml-duplicate-key", 2, 1)),
        *(("yaml-syntax", 3, 3), ("yaml-alias", 5, 4), ("yaml-syntax", 6, 4)),
        *(("yaml-alias", 7, 1), ("yaml-syntax", 8, 1)),
    ]
    assert plainly(parsed(text).root) == {"a": "1", "b": "*x", "c": "="}
    assert told("a: 1\na: 2\nb: [\n") == [("yaml-duplicate-key", 2, 1), ("yaml-syntax", 4, 1)]


def test_of_one_code_no_more_than_a_hundred_findings_are_told() -> None:
    assert len(told("a: 1\n" * 1000)) == 100


def test_text_that_is_not_nfc_is_joined_and_noted() -> None:
    made = parsed("か\u3099: は\u309a\n")
    assert plainly(made.root) == {"が": "ぱ"}
    assert [(f.code, f.severity, f.place.column) for f in made.findings] == [
        ("text-nfc", Severity.INFO, 1),
        ("text-nfc", Severity.INFO, 5),
    ]
    assert made.findings[1].place.pointer == "が"


@pytest.mark.parametrize(
    "escape", ["\\0", "\\u202e", "\\ufffe", "\\N", "\\L", "\\e", "\\U0010FFFF"]
)
def test_a_control_character_written_as_an_escape_is_refused(escape: str) -> None:
    assert told(f'a: ["x{escape}"]') == [("text-control", 1, 5)]


def test_what_is_not_text_ends_the_reading() -> None:
    made = parsed("a: 1\nb: x\u202ey\n")
    assert [str(f.place) for f in made.findings] == ["a.yaml:2:5"]
    assert (made.root, made.lines[1]) == (None, "b: x\u202ey")
    made = tree("a: 青森".encode("cp932"), "a.yaml")
    assert ([f.code for f in made.findings], made.root, made.lines) == (["encoding"], None, ())


@pytest.mark.parametrize("levels", [32, 33])
def test_thirty_two_levels_are_allowed(levels: int) -> None:
    text = "[" * levels + "a" + "]" * levels
    assert told(text) == ([] if levels == 32 else [("yaml-too-deep", 1, 33)])


def test_two_hundred_thousand_nodes_are_allowed() -> None:
    assert told("[" + "a," * 199_999 + "!t b]") == [("yaml-too-many", 1, 400_000)]
    assert parsed("[" + "a," * 199_999 + "]").root is not None


def test_pointers_stay_short_and_visible() -> None:
    deep = "".join("{" + f'"k\\n{"k" * 100}": ' for _ in range(31)) + "1" + "}" * 31
    pointers = [pointer for pointer, *_ in places(parsed(deep).root)]
    assert max(map(len, pointers)) < 250
    assert all(pointer.isprintable() for pointer in pointers)


HOSTILE = {
    **{
        f"{sign} × 100,000": sign * 100_000
        for sign in ("[", "{", "- ", "? ", "a: [", "[a,\n", "!", "&a ")
    },
    **{
        f"{quote} × 2 MiB": quote * MAX_BYTES
        for quote in ("'", '"', "[", "\t", ":", "\n", "#", "a")
    },
    "tag directives": "".join(f"%TAG !{n:x}! b\n" for n in range(100_000)) + "---\na",
    "tag directives later": "a\n...\n" + "".join(f"%TAG !{n:x}! b\n" for n in range(100_000)),
    "anchors": "- &a x\n" * 250_000,
    "aliases": "[" + "*a," * 300_000,
    "indentation": "".join(" " * n + "a:\n" for n in range(2000)),
    "combining marks": "a: a" + "\u0301\u0316" * 400_000,
    "escaped marks": 'a: "a' + "\\u0301\\u0316" * 150_000 + '"',
    "long keys above": "".join("{? " + "k" * 20_000 + "\n : " for _ in range(31)) + "{a,b,c,d,e}",
    "pairs": "[" + "a: b," * 66_000 + "]",
    "continued": "a: b" + "\n" * 2_000_000 + " c",
    "composed": '["' + '","'.join(["か\u3099"] * 190_000) + '"]',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon(name: str) -> None:
    begun = time.process_time()
    parsed(HOSTILE[name])
    assert time.process_time() - begun < DEADLINE


@given(st.binary())
def test_any_bytes_give_a_tree_or_a_finding(content: bytes) -> None:
    made = tree(content, "a.yaml")
    assert made.root is not None or made.findings


PIECES = [
    *"ab12:-?!&*|>'\"%@`#,[]{}=<~.\\ \t\nあ𠮷\u3099",
    *("\n- ", "\n  ", "a: ", "- ", "? ", "---", "...", "%YAML 1.1\n", "!<", "%C0", "\\u20", "<<: "),
]


@pytest.mark.parametrize("loader", [yaml.CLoader, yaml.Loader])
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_places_inside_the_file(text: str, loader: type) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_LOADER", loader)
        made = parsed(text)
    found = [(f.place.line, f.place.column) for f in made.findings if f.place.line]
    found += [(line, column) for *_, line, column in places(made.root)]
    assert found or made.findings
    assert all(1 <= column <= len(made.lines[line - 1]) + 1 for line, column in found)


SEEN = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Mn", "Zl", "Zp", "Cf", "Co"],
    exclude_characters="-",  # a long text folded before a dash is refused
)
TEXTS = st.text(SEEN).map(lambda text: unicodedata.normalize("NFC", text))
SCALARS = TEXTS | st.integers() | st.booleans() | st.none() | st.dates().map(str)
NESTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS.filter(bool) | st.integers(), inner),
    max_leaves=20,
)


@given(NESTS, st.booleans(), st.booleans())
def test_what_safe_dump_writes_is_read_with_the_same_structure(
    nest: object, flow: bool, wide: bool
) -> None:
    dumped = yaml.safe_dump(nest, default_flow_style=flow, allow_unicode=wide, sort_keys=False)
    made = parsed(dumped)
    assert {f.code for f in made.findings} <= {"yaml-duplicate-key"}
    if not made.findings:  # 1 and "1" are one key here
        assert plainly(made.root) == yaml.load(dumped, Loader=yaml.BaseLoader)
