"""Asking a mapping for its keys: what is given, what is missing, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpi_lod.errors import Finding, UnreadableError
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions import fields as fields_module
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.nodes import MappingNode, Node, SequenceNode
from kpi_lod.submissions.yaml_tree import tree

KEYS = ("id", "name", "count", "kinds")


def root(text: str) -> Node:
    parsed = tree(text.encode(), "a.yaml")
    assert parsed.findings == ()
    assert parsed.root is not None
    return parsed.root


def fields(text: str, keys: tuple[str, ...] | None = KEYS) -> Fields:
    node = root(text)
    return Fields(node, keys, [], place=node.place)


def told(asked: Fields) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line, f.place.column) for f in asked.findings]


def only(asked: Fields) -> Finding:
    (found,) = asked.findings
    return found


def upper(text: str) -> str:
    if not text.isalpha():
        raise UnreadableError("id-form", found=text)
    return text.upper()


def test_every_key_and_the_mapping_itself_have_a_place() -> None:
    asked = fields("\nid: a\nname:  b\n")
    places = {key: (place.line, place.column) for key, place in asked.places.items()}
    assert places == {"": (2, 1), "id": (2, 5), "name": (3, 8)}
    assert asked.findings == []


def test_an_unknown_key_is_told_at_once_at_the_key() -> None:
    asked = fields("id: a\nnmae: b\n")
    assert told(asked) == [("unknown-key", 2, 1)]
    assert "name" in only(asked).ja
    assert only(asked).fix_en == "Allowed keys: id, name, count, kinds"
    assert "nmae" not in asked.places


def test_where_the_keys_are_data_all_of_them_are_known_and_given_in_order() -> None:
    asked = fields("R5: a\n2024: b\n", None)
    assert [(key, place.line, node.place.line) for key, place, node in asked.entries()] == [
        ("R5", 1, 1),
        ("2024", 2, 2),
    ]
    assert asked.findings == []


@pytest.mark.parametrize("text", ["- a\n", "a\n"])
def test_what_is_no_mapping_is_told_once_and_has_no_missing_keys(text: str) -> None:
    asked = fields(text)
    assert asked.node("id", required=True) is None
    assert asked.id() == ""
    assert told(asked) == [("value-type", 1, 1)]
    assert not asked.readable


@pytest.mark.parametrize(
    ("text", "kind", "en"),
    [
        (
            "a\n",
            MappingNode,
            "a mapping of keys to values is due, but there is a single value.",
        ),
        ("[a]\n", MappingNode, "Here a mapping of keys to values is due, but there is a list."),
        ("{a: b}\n", SequenceNode, "Here a list is due, but there is a mapping of keys to values."),
        ('""\n', SequenceNode, "Here a list is due, but there is nothing."),
    ],
)
def test_a_node_of_another_kind_is_told(
    text: str, kind: type[MappingNode] | type[SequenceNode], en: str
) -> None:
    asked = fields("id: a\n")
    assert asked.expected(root(text), kind) is None
    assert en in only(asked).en


def test_a_missing_key_is_told_at_the_mapping_if_it_is_required() -> None:
    asked = fields("\n\nid: a\n")
    assert asked.text("name") is None
    assert told(asked) == []
    assert asked.text("name", required=True) is None
    assert told(asked) == [("missing-key", 3, 1)]


READERS: dict[str, tuple[Callable[[Fields], object], object]] = {
    "text": (lambda f: f.text("name"), None),
    "texts": (lambda f: f.texts("name"), ()),
    "items": (lambda f: f.items("name"), ()),
    "read": (lambda f: f.read("name", upper), None),
    "read_number": (lambda f: f.read_number("name", upper), None),
    "number_text": (lambda f: f.number_text("name"), None),
    "count": (lambda f: f.count("name"), None),
    "truth": (lambda f: f.truth("name", default=True), True),
    "choice": (lambda f: f.choice("name", ("a", "b")), None),
    "code": (lambda f: f.code("name", schemes()["level"]), None),
}


@pytest.mark.parametrize("reader", READERS)
def test_what_is_not_there_is_nothing_and_no_fault(reader: str) -> None:
    ask, nothing = READERS[reader]
    asked = fields("id: a\n")
    assert ask(asked) == nothing
    assert told(asked) == []


@pytest.mark.parametrize("reader", READERS)
def test_what_cannot_be_read_is_nothing_and_one_fault(reader: str) -> None:
    ask, nothing = READERS[reader]
    asked = fields("name: {a: b}\n")
    assert ask(asked) == nothing
    assert told(asked) == [("value-type", 1, 7)]


@pytest.mark.parametrize(
    ("reader", "written", "read"),
    [
        ("text", "６月", "６月"),
        ("text", '"no"', "no"),
        ("texts", "[a, b]", ("a", "b")),
        ("read", "abc", "ABC"),
        ("read_number", "abc", "ABC"),
        ("number_text", "5", "5"),
        ("number_text", '""', ""),
        ("count", "12", 12),
        ("count", '"12"', 12),
        ("count", "１２", 12),
        ("truth", "true", True),
        ("truth", "false", False),
        ("choice", "b", "b"),
        ("code", "アウトカム", "outcome"),
        ("code", "outcome", "outcome"),
    ],
)
def test_what_is_there_is_read(reader: str, written: str, read: object) -> None:
    asked = fields(f"name: {written}\n")
    assert READERS[reader][0](asked) == read
    assert told(asked) == []


@pytest.mark.parametrize(
    ("reader", "written", "code"),
    [
        ("text", "no", "yaml-ambiguous"),
        ("text", "12", "yaml-ambiguous"),
        ("text", '"　"', "value-type"),
        ("read", "a1", "id-form"),
        ("read_number", "a1", "id-form"),
        ("number_text", "1:30", "yaml-ambiguous"),
        ("count", "0", "value-type"),
        ("count", "-1", "value-type"),
        ("count", "1.0", "value-type"),
        ("count", "1234567890", "value-type"),
        ("truth", "yes", "value-allowed"),
        ("choice", "c", "value-allowed"),
        ("code", "output2", "code-unknown"),
    ],
)
def test_what_is_not_allowed_is_told_at_the_value(reader: str, written: str, code: str) -> None:
    ask, nothing = READERS[reader]
    asked = fields(f"name: {written}\n")
    assert ask(asked) == nothing
    assert told(asked) == [(code, 1, 7)]


def test_of_a_list_the_readable_texts_stay() -> None:
    asked = fields("name: [a, 12, b, [c]]\n")
    assert asked.texts("name") == ("a", "b")
    assert told(asked) == [("yaml-ambiguous", 1, 11), ("value-type", 1, 18)]


@pytest.mark.parametrize("written", ["a", "2023-all", "a" * 64, "0", "conn", "com10"])
def test_an_id_is_kept(written: str) -> None:
    asked = fields(f'id: "{written}"\n')
    assert asked.id(reserved=True) == written
    assert told(asked) == []


@pytest.mark.parametrize("written", ["it", "area", "before", "budget", "activity", "evaluation"])
def test_what_names_something_else_in_a_project_is_no_id_of_an_indicator(written: str) -> None:
    asked = fields(f"id: {written}\n")
    assert asked.id() == written
    assert asked.id(reserved=True) == ""
    assert told(asked) == [("id-form", 1, 5)]


def test_a_missing_id_is_told() -> None:
    asked = fields("name: b\n")
    assert asked.id() == ""
    assert told(asked) == [("missing-key", 1, 1)]


def test_nothing_is_told_and_nothing_looked_up_beyond_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fields_module, "MAX_FINDINGS", 2)
    asked = fields("x1: a\nx2: a\nx3: a\n")
    assert [code for code, *_ in told(asked)] == ["unknown-key", "unknown-key", "too-many-findings"]
    assert asked.findings[-1].place.line == 0
    assert asked.tried(upper, "1", asked.place) is None
    asked.report_code(schemes()["level"], "output2", asked.place)
    asked.report("empty", asked.place)
    assert len(asked.findings) == 3
