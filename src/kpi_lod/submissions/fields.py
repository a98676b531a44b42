"""One mapping of a YAML file being read: each key is asked for by name and kind of value.

In: a mapping node and the keys it may have. Out: texts, numbers, codes, with the place of each in
``places``; what is wrong goes to the shared list of findings, and reading goes on, so that all
faults are reported at once, up to :data:`MAX_FINDINGS` of them.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kpi_lod.errors import Finding, Place, Severity, UnreadableError, finding, worded_finding
from kpi_lod.iris import DEVICE_NAMES, ID, RESERVED_IDS
from kpi_lod.japanese.characters import narrow
from kpi_lod.register.schemes import Scheme, schemes
from kpi_lod.submissions.nodes import MappingNode, Node, ScalarNode, SequenceNode
from kpi_lod.submissions.scalars import number_problem, text_problem

T = TypeVar("T")

_KINDS = ("kind", "amount-kind")
"""Schemes whose codes are keys."""

MAX_FINDINGS = 200
"""For one file: looking for the nearest name takes time, and nobody mends more in one go."""

_COUNT = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_PLACE = re.compile(r"\(?([1-9①-⑨])[).]?")
_NUMBERED = ("effect", "external-review")
"""Schemes in the order of the national form, where the choices are known by their numbers."""

_TRUTH = {"true": True, "false": False}
_WANTED = {
    MappingNode: ("「項目: 値」の並び", "a mapping of keys to values"),
    SequenceNode: ("「- 」で始まる並び", "a list"),
    ScalarNode: ("1つの値", "a single value"),
}


class Fields:
    """The keys of one mapping; unknown ones are findings at once."""

    def __init__(
        self, node: Node, keys: Sequence[str] | None, findings: list[Finding], *, place: Place
    ) -> None:
        """``keys`` None: the keys are data (periods)."""
        self.findings = findings
        self.place = place
        self.places: dict[str, Place] = {"": place}
        mapping = self.expected(node, MappingNode)
        self._entries = dict(mapping.entries) if mapping else {}
        self.readable = mapping is not None
        for key, entry in self._entries.items():
            if keys is None or key in keys:
                self.places[key] = entry.value.place
            else:
                self.report_unknown(key, keys, entry.key_place)

    def report(self, key: str, place: Place, **fields: object) -> None:
        """Add a finding, unless there are enough of them."""
        if self.is_full:
            return
        self.findings.append(worded_finding(key, place, Severity.VIOLATION, fields))
        if self.is_full:
            self.findings.append(
                finding("too-many-findings", Place(place.file), allowed=MAX_FINDINGS)
            )

    def remark(self, key: str, place: Place, **fields: object) -> None:
        """Add a warning."""
        if not self.is_full:
            self.findings.append(worded_finding(key, place, Severity.WARNING, fields))

    @property
    def is_full(self) -> bool:
        """Whether there are so many findings that no more is told."""
        return len(self.findings) >= MAX_FINDINGS

    def report_unknown(self, key: str, keys: Sequence[str], place: Place) -> None:
        """Say that there is no such key, and which one may have been meant."""
        if self.is_full:
            return
        allowed = ", ".join(keys)
        named = (schemes()[scheme].code(key) for scheme in _KINDS)  # 実績 for actual
        close = [code for code in named if code and code in keys]
        close = close or difflib.get_close_matches(key[:100], keys, n=1, cutoff=0.5)
        if close:
            self.report("unknown-key", place, found=key, nearest=close[0], allowed=allowed)
        elif key.isdecimal():
            self.report("unknown-key/digits", place, found=key)
        else:
            self.report("unknown-key/none", place, found=key, allowed=allowed)

    def expected(self, node: Node, kind: type[T]) -> T | None:
        """The node if it is of that kind; otherwise a finding and None."""
        if isinstance(node, kind):
            return node
        ja, en = _WANTED[kind]
        if isinstance(node, ScalarNode) and not node.value:
            self.report("value-type/nothing", node.place, allowed_ja=ja, allowed_en=en)
            return None
        found = _WANTED[type(node)]
        self.report(
            "value-type/kind",
            node.place,
            **{"allowed_ja": ja, "allowed_en": en, "found_ja": found[0], "found_en": found[1]},
        )
        return None

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """The node under ``key``."""
        entry = self._entries.get(key)
        if entry is None:
            if required and self.readable:
                self._report_missing(key)
            return None
        return entry.value

    def _report_missing(self, key: str) -> None:
        """Say that a key is not there; in a table the way leads to the cell that is empty."""
        if not self.place.in_table:
            self.report("missing-key", self.place, found=key)
            return
        from kpi_lod.submissions.workbook.names import headings_at  # noqa: PLC0415  (not for YAML)

        place = replace(self.place, pointer=f"{self.place.pointer}.{key}".lstrip("."))
        ja, en = headings_at(place.pointer)
        self.report("missing-key", place, found_ja=ja, found_en=en)

    def entries(self) -> Iterator[tuple[str, Place, Node]]:
        """All keys with their place and value, for mappings keyed by the data (periods)."""
        for key, entry in self._entries.items():
            yield key, entry.key_place, entry.value

    def read(self, key: str, reader: Callable[[str], T], *, required: bool = False) -> T | None:
        """What ``reader`` makes of the text under ``key``; its UnreadableError is a finding."""
        text = self.text(key, required=required)
        return None if text is None else self.tried(reader, text, self.places[key])

    def tried(self, reader: Callable[[str], T], text: str, place: Place) -> T | None:
        """What ``reader`` makes of ``text``, None and a finding if it cannot."""
        if self.is_full:
            return None
        try:
            return reader(text)
        except UnreadableError as error:
            self.report(error.key, place, **error.fields)
            return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The text under ``key``; a plain scalar that YAML reads otherwise is a finding."""
        node = self.node(key, required=required)
        return None if node is None else self.text_of(node)

    def text_of(self, node: Node) -> str | None:
        """The text of a node where text is due."""
        scalar = self.expected(node, ScalarNode)
        if scalar is None:
            return None
        if problem := text_problem(scalar):
            self.report(problem[0], scalar.place, **problem[1])
            return None
        if not scalar.value.strip():
            ja, en = "文字", "text"
            self.report("value-type/nothing", scalar.place, allowed_ja=ja, allowed_en=en)
            return None
        return scalar.value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; empty if absent."""
        return tuple(t for item in self.items(key) if (t := self.text_of(item)) is not None)

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of the list under ``key``; empty if absent."""
        node = self.node(key)
        sequence = None if node is None else self.expected(node, SequenceNode)
        return sequence.items if sequence else ()

    def number_text(self, key: str) -> str | None:
        """The text under ``key`` where a number or a year is due: ``2`` needs no quotes there."""
        node = self.node(key)
        return None if node is None else self.number_text_of(node)

    def number_text_of(self, node: Node) -> str | None:
        """The text of a node where a number or a printed cell is due."""
        scalar = self.expected(node, ScalarNode)
        if scalar is None:
            return None
        if problem := number_problem(scalar):
            self.report(problem[0], scalar.place, **problem[1])
            return None
        return scalar.value

    def read_number(self, key: str, reader: Callable[[str], T]) -> T | None:
        """The same as :meth:`read` where a number or a year is due."""
        text = self.number_text(key)
        return None if text is None else self.tried(reader, text, self.places[key])

    def count(self, key: str) -> int | None:
        """The whole number from 1 on under ``key``, its digits of any width."""
        return self.read_number(key, _count)

    def truth(self, key: str, *, default: bool) -> bool:
        """``true`` or ``false`` under ``key``."""
        node = self.node(key)
        scalar = None if node is None else self.expected(node, ScalarNode)
        if scalar is None:
            return default
        if scalar.value not in _TRUTH:
            self._report_other(scalar.value, tuple(_TRUTH), scalar.place)
        return _TRUTH.get(scalar.value, default)

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """The text under ``key`` if it is one of ``allowed``."""
        text = self.text(key)
        if text is not None and text not in allowed:
            self._report_other(text, allowed, self.places[key])
            return None
        return text

    def choices(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """The texts of the list under ``key`` that are ``allowed``; the others are findings."""
        found: list[str] = []
        for item in self.items(key):
            text = self.text_of(item)
            if text is None:
                continue
            if text in allowed:
                found.append(text)
            else:
                self._report_other(text, allowed, item.place)
        return tuple(found)

    def _report_other(self, text: str, allowed: Sequence[str], place: Place) -> None:
        """Say that a text is none of those allowed, as the list at its place has them."""
        shown = ", ".join(allowed)
        if place.in_table:
            from kpi_lod.submissions.workbook.names import labels_at  # noqa: PLC0415

            shown = labels_at(place.pointer, allowed)
        self.report("value-allowed", place, found=text, allowed=shown)

    def code(self, key: str, scheme: Scheme, *, required: bool = False) -> str | None:
        """The code of the scheme that the text under ``key`` is or names."""
        text = self.text(key, required=required)
        if text is None:
            return None
        code = scheme.code(text)
        if code is None:
            self.report_code(scheme, text, self.places[key])
        return code

    def report_code(
        self, scheme: Scheme, text: str, place: Place, nearest: Sequence[str] = ()
    ) -> None:
        """Say that the scheme has no such code or label, with the ``nearest`` ones."""
        if self.is_full:
            return
        ja, en = scheme.titles
        if scheme.name in _NUMBERED and (number := _place_in_list(text, len(scheme.labels))):
            due = list(scheme.labels.values())[number - 1]
            told = {"found": text, "what_ja": ja, "what_en": en, "number": number, "due": due}
            self.report("code-unknown/number", place, **told)
            return
        codes = scheme.nearest(text)
        named = (scheme.labels[code] if place.in_table else scheme.named(code) for code in codes)
        shown = "、".join(nearest or named)
        self.report("code-unknown", place, found=text, what_ja=ja, what_en=en, nearest=shown)

    def id(self, key: str = "id", *, reserved: bool = False) -> str:
        """The id under ``key``, which is required; "" where it is unusable.

        ``reserved``: whether the ids that name something else in a project are refused.
        """
        text = self.text(key, required=True)
        if text is None:
            return ""
        problem = None
        if not ID.fullmatch(text):
            problem = "id-form"
        elif text in DEVICE_NAMES:
            problem = "id-form/device"
        elif reserved and text in RESERVED_IDS:
            problem = "id-form/reserved"
        if problem:
            self.report(problem, self.places[key], found=text)
            return ""
        return text


def _place_in_list(text: str, most: int) -> int:
    """The place in a list that a text such as ① or (1) names, counted from 1; 0 for none."""
    match = _PLACE.fullmatch(narrow(text).strip())
    digit = unicodedata.digit(match[1], 0) if match else 0
    return digit if digit <= most else 0


def _count(text: str) -> int:
    digits = narrow(text).strip()
    if not _COUNT.fullmatch(digits):
        ja, en = "1以上の整数", "a whole number from 1 on"
        raise UnreadableError("value-type", found=text, allowed_ja=ja, allowed_en=en)
    return int(digits)
