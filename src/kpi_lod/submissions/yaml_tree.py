"""A YAML file read strictly: bytes in; a tree of texts with their places, and findings, out.

The tree is built from the parser's events, so no tag is ever acted upon, no alias followed and no
scalar turned into a number or a truth value. What YAML 1.1 (https://yaml.org/spec/1.1/) allows but
people trip over is refused: repeated keys, anchors, aliases, merge keys, tags, more than one
document. Everything is bounded, and all that can be found in one reading is reported together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn, Protocol

import yaml

from kpi_lod.errors import Finding, Place, Severity, clipped, finding, worded_finding
from kpi_lod.submissions.nodes import Entry, MappingNode, Node, Parsed, ScalarNode, SequenceNode
from kpi_lod.submissions.text import decoded_text, joined_text

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_FINDINGS_PER_CODE = 100

_LOADER = getattr(yaml, "CLoader", yaml.Loader)  # libyaml, where PyYAML was built with it
_MAX_POINTER = 240
_MAX_STEP = 40
_TAG_DIRECTIVE = re.compile("^%TAG.*", re.MULTILINE)


def tree(content: bytes, file: str) -> Parsed:
    """The nodes of a YAML file and all that is wrong with it; nothing is raised.

    Of each code no more than ``MAX_FINDINGS_PER_CODE`` findings are given.
    """
    if len(content) > MAX_BYTES:
        size = finding("file-too-large", Place(file), found=len(content), allowed=MAX_BYTES)
        return Parsed(None, (size,), ())
    text, findings = decoded_text(content, file)
    lines = tuple(text.split("\n")) if text else ()
    if findings:
        return Parsed(None, tuple(findings), lines)
    reader = _Reader(text, lines, file)
    return Parsed(reader.root(), tuple(reader.findings), lines)


class _Mark(Protocol):
    """A place as PyYAML gives it, with libyaml or without: counted from 0."""

    line: int
    column: int


class _StopReading(Exception):
    """There is no going on; a finding says why."""


class _Reader:
    """Builds the nodes of one file and notes what is wrong."""

    def __init__(self, text: str, lines: tuple[str, ...], file: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._lines = lines
        self._last = Place(file, 1, 1)
        self._events = iter(yaml.parse(text, Loader=_LOADER))
        self._noted: Counter[str] = Counter()
        self._nodes = 0

    def root(self) -> Node | None:
        """The one document of the file; None if it is empty or cannot be read to its end."""
        try:
            return self._document()
        except _StopReading:
            return None
        except yaml.MarkedYAMLError as error:
            self._note_syntax(*self._problem(error))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # Broken escapes in a tag (libyaml) or a text (without libyaml); no place is given.
            self._note_syntax(self._last, (str(error), str(error)))
        return None

    def _document(self) -> Node | None:
        if directive := _TAG_DIRECTIVE.search(self._text):  # many of them take quadratic time
            line = self._text.count("\n", 0, directive.start()) + 1
            self._note("yaml-tag", Place(self._last.file, line, 1), found=directive[0])
            return None
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._note("empty", Place(self._last.file))
            return None
        root = self._node(next(self._events), "", 1)
        next(self._events)  # the end of the document
        if isinstance(second := next(self._events), yaml.DocumentStartEvent):
            self._note("yaml-syntax/documents", self._place(second.start_mark))
        elif isinstance(root, ScalarNode) and root.plain and not root.value:
            self._note("empty", Place(self._last.file))
            return None
        return root

    def _node(self, event: yaml.Event, pointer: str, depth: int) -> Node:
        assert isinstance(event, yaml.NodeEvent)
        place = self._place(event.start_mark, pointer)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop("yaml-too-many", place, MAX_NODES)
        if isinstance(event, yaml.AliasEvent):
            self._note("yaml-alias", place, found=f"*{event.anchor}")
            return ScalarNode(f"*{event.anchor}", plain=False, place=place)
        if event.anchor is not None:
            self._note("yaml-alias", place, found=f"&{event.anchor}")
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.tag is not None:
            short = re.sub("^tag:yaml.org,2002:", "!!", event.tag)
            shown = short if short.startswith("!") else f"!<{short}>"
            self._note("yaml-tag", place, found=shown)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if depth > MAX_DEPTH:
            self._stop("yaml-too-deep", place, MAX_DEPTH)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth)
        return self._mapping(place, depth)

    def _sequence(self, place: Place, depth: int) -> SequenceNode:
        items = tuple(
            self._node(event, _joined(place.pointer, f"[{number}]"), depth + 1)
            for number, event in enumerate(self._children())
        )
        return SequenceNode(items, place)

    def _mapping(self, place: Place, depth: int) -> MappingNode:
        entries: dict[str, Entry] = {}
        for event in self._children():
            key = self._node(event, place.pointer, depth + 1)
            name = self._key_name(event, key)
            pointer = _joined(place.pointer, _step(name))
            value = self._node(next(self._events), pointer, depth + 1)
            if name is None:
                continue
            key_place = Place(place.file, key.place.line, key.place.column, pointer)
            if name in entries:
                ja, en = entries[name].key_place.within
                self._note("yaml-duplicate-key", key_place, found=name, other_ja=ja, other_en=en)
            else:
                entries[name] = Entry(key_place, value)
        return MappingNode(entries, place)

    def _key_name(self, event: yaml.Event, key: Node) -> str | None:
        """The text of a key; None, with a finding, where it is none."""
        if isinstance(event, yaml.AliasEvent) or (
            isinstance(key, ScalarNode) and key.plain and key.value == "<<"
        ):
            return None  # noted as an alias
        if isinstance(key, ScalarNode) and key.value:
            return key.value
        self._note("yaml-syntax/key", key.place)
        return None

    def _children(self) -> Iterator[yaml.Event]:
        """The events that begin the children of the collection just begun."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> ScalarNode:
        plain = not event.style and event.tag is None
        if plain:
            self._check_plain(event, place)
        value, remark = joined_text(event.value, place)
        if remark:
            self._add(remark)
        return ScalarNode(value, plain, place)

    def _check_plain(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Note what YAML 1.1 takes for something else, and list items that it takes for text."""
        if event.value == "<<":
            self._note("yaml-alias", place, found="<<")
        if event.value == "=":
            self._note_syntax(place, _LONE_EQUALS)
        assert event.end_mark is not None
        further = self._lines[place.line : event.end_mark.line + 1]
        for number, line in enumerate(further, place.line + 1):
            words = line.lstrip(" ")
            if f"{words} ".startswith("- "):
                column = len(line) - len(words) + 1
                at = Place(place.file, number, column, place.pointer)
                self._note_syntax(at, _STRAY_ITEM)

    def _place(self, mark: _Mark | None, pointer: str = "") -> Place:
        assert mark is not None
        line, column = mark.line, mark.column
        if line >= len(self._lines):  # libyaml ends a last line that has no line break
            line = len(self._lines) - 1
            column = len(self._lines[line])
        self._last = Place(self._last.file, line + 1, column + 1, pointer)
        return self._last

    def _problem(self, error: yaml.MarkedYAMLError) -> tuple[Place, tuple[str, str]]:
        """Where and why the parser stopped, in Japanese and English where the wording is known."""
        begun = self._place(error.context_mark or error.problem_mark)
        stopped = self._place(error.problem_mark)
        problem = error.problem or str(error)
        if self._lines[stopped.line - 1].startswith("\t", stopped.column - 1):
            problem = "tab character"
        part = next((part for part in _PROBLEMS if part in problem), problem)
        ja, en = _PROBLEMS.get(part, (problem, problem))
        line = str(begun.line)
        found = (ja.replace("{line}", line), en.replace("{line}", line))
        return begun if part in _SEEN_TOO_LATE else stopped, found

    def _note_syntax(self, place: Place, found: tuple[str, str]) -> None:
        self._note("yaml-syntax", place, found_ja=found[0], found_en=found[1])

    def _note(self, key: str, place: Place, **fields: object) -> None:
        self._add(worded_finding(key, place, Severity.VIOLATION, fields))

    def _add(self, found: Finding) -> None:
        self._noted[found.code] += 1
        if self._noted[found.code] <= MAX_FINDINGS_PER_CODE:
            self.findings.append(found)

    def _stop(self, key: str, place: Place, allowed: int) -> NoReturn:
        self._note(key, place, allowed=allowed)
        raise _StopReading


def _joined(pointer: str, step: str) -> str:
    """The pointer one step on; long ones lose their middle, so that all of them stay small."""
    way = pointer + step if pointer else step.removeprefix(".")
    half = _MAX_POINTER // 2
    return way if len(way) <= _MAX_POINTER else f"{way[:half]}…{way[-half:]}"


def _step(key: str | None) -> str:
    if key is None:
        return ""
    short = len(key) <= _MAX_STEP and key.isprintable()
    return f".{key if short else clipped(key, _MAX_STEP)}"


_LONE_EQUALS = ("「=」だけの値は引用符で囲みます", "a lone '=' needs quotes")
_STRAY_ITEM = (
    "「- 」の字下げが深すぎて、上の値の続きと読まれます",
    "this '- ' is indented too far and would be read as part of the value above",
)
_SIGN = ("この記号で始まる値は引用符で囲みます", "a value beginning with this sign needs quotes")
_QUOTE = ("引用符が閉じていません", "this quote is not closed")
_ESCAPE = (
    "二重引用符の中の \\ の使い方が誤りです。\\ そのものは \\\\ と書きます",
    "a wrong \\ escape in double quotes; write \\\\ for a backslash itself",
)
_PROBLEMS = {
    "tab character": ("字下げにタブは使えません", "a tab cannot be used for indentation"),
    "cannot start any token": _SIGN,
    "mapping keys are not allowed": _SIGN,
    "expected alphabetic or numeric": _SIGN,
    "undefined tag handle": _SIGN,
    "mapping values are not allowed": (
        "ここにコロンは書けません。字下げがずれているか、値の中のコロンに引用符が要ります",
        "no colon can stand here: wrong indentation, or a value with a colon needs quotes",
    ),
    "block sequence entries are not allowed": (
        "ここで「- 」の並びは始められません。値が - なら引用符で囲みます",
        "no list can begin here; quote the value if it is a dash",
    ),
    "did not find expected key": (
        "字下げがずれているか、引用符の後に余分な文字があります",
        "wrong indentation, or something follows a closing quote",
    ),
    "did not find expected '-' indicator": (
        "「- 」の並びの字下げがずれています",
        "the indentation differs from the '- ' above",
    ),
    "could not find expected ':'": (
        "「項目名: 値」の形になっていません。半角のコロンと空白が要ります",
        "not of the form 'key: value'; a colon and a space are due",
    ),
    "expected ',' or": (
        "{line}行目で開いた括弧が閉じていないか、コンマが抜けています",
        "the bracket opened in line {line} is not closed, or a comma is missing",
    ),
    "expected node content": (
        "値がないか、引用符の要る記号で始まっています",
        "a value is missing, or begins with a sign that needs quotes",
    ),
    "expected <document start>": (
        "終わった値の後に余分な文字があります",
        "something follows after the end of the value",
    ),
    "unexpected end of stream": _QUOTE,
    "unexpected document": _QUOTE,
    "escape character": _ESCAPE,
    "escape code": _ESCAPE,
    "hexdecimal": _ESCAPE,
}
"""What libyaml says → what to tell, in Japanese and English.

``{line}`` is where the thing began that it was reading.
"""

_SEEN_TOO_LATE = ("could not find expected ':'", "unexpected end of stream", "unexpected document")
"""Of these the place is where the thing began, not where the parser gave up."""
