"""Regular expressions read: text → records.

In: a regular expression of XPath and XQuery Functions 3.1, section 5.6.1
(https://www.w3.org/TR/xpath-functions-31/#regex-syntax), which are those of XSD 1.1 part 2,
appendix G, with anchors, groups and reluctant quantifiers. Out: its branches. Also read, because
shapes have it: lookaround, \\b, \\uXXXX, \\xXX, and a backslash before any ASCII punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kpi_lod.shacl import characters
from kpi_lod.shacl.characters import Ranges

MAX_DEPTH = 50


class NotAPatternError(ValueError):
    """The text is no regular expression; the arguments say why, in Japanese and in English."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(ja, en)
        self.ja = ja
        self.en = en


@dataclass(frozen=True, slots=True)
class Listed:
    """Characters listed one by one or as ranges: what the flag i widens."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Named:
    """A category (``Lu``), a block (``IsHiragana``) or one of the letters s d w i c."""

    name: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of a set: any part's, or with ``negated`` none's; never one of ``minus``."""

    parts: tuple[Listed | Named, ...]
    negated: bool = False
    minus: Characters | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """Any character, without the flag s none that ends a line."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``^``, ``$``, or the extensions ``b`` and ``B``."""

    sign: str


@dataclass(frozen=True, slots=True)
class BackReference:
    """What the group of this number has matched."""

    group: int


@dataclass(frozen=True, slots=True)
class Group:
    """Branches in parentheses; ``opening`` is what stands before them: ``(``, ``(?:``, ``(?=`` …"""

    opening: str
    branches: tuple[Branch, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Repeat:
    """An atom with a quantifier; ``most`` None for as often as you like."""

    atom: Atom
    least: int
    most: int | None
    reluctant: bool


Atom = Characters | Dot | Anchor | BackReference | Group
Branch = tuple[Atom | Repeat, ...]

_QUANTIFIER = re.compile(r"([?*+])(\??)|\{([0-9]{1,9})(,([0-9]{1,9})?)?\}(\??)", re.ASCII)
_SIGNS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_OPENING = re.compile(r"\((\?(:|=|!|<=|<!))?")
_PROPERTY = re.compile(r"\{([A-Za-z0-9-]+)\}", re.ASCII)
_CODE = re.compile(r"u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_MUST_ESCAPE = "?*+{}()|[]"


def branches_of(pattern: str) -> tuple[tuple[Branch, ...], int]:
    """The branches of a regular expression and the number of its groups.

    :class:`NotAPatternError` where it is none.
    """
    reader = _Reader(pattern)
    branches = reader.branches()
    if reader.at < len(pattern):
        raise reader.error("対応する ( のない ) があります", "a ) has no (")
    return branches, reader.opened


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    opened: int = 0
    closed: set[int] = field(default_factory=set)
    depth: int = 0

    def error(self, ja: str, en: str) -> NotAPatternError:
        return NotAPatternError(f"{self.at + 1}文字目: {ja}", f"character {self.at + 1}: {en}")

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def next(self) -> str:
        character = self.peek()
        if not character:
            raise self.error("途中で終わっています", "it ends too early")
        self.at += 1
        return character

    def taken(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def branches(self) -> tuple[Branch, ...]:
        found = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            found.append(self.branch())
        return tuple(found)

    def branch(self) -> Branch:
        pieces: list[Atom | Repeat] = []
        while self.peek() not in {"", "|", ")"}:
            pieces.append(self.quantified(self.atom()))
        return tuple(pieces)

    def quantified(self, atom: Atom) -> Atom | Repeat:
        match = self.taken(_QUANTIFIER)
        if match is None:
            return atom
        if match[1]:
            least, most = _SIGNS[match[1]]
            return Repeat(atom, least, most, bool(match[2]))
        least = int(match[3])
        most = least if match[4] is None else int(match[5]) if match[5] else None
        if most is not None and most < least:
            raise self.error("{n,m} の m が n より小さいです", "in {n,m} m is less than n")
        return Repeat(atom, least, most, bool(match[6]))

    def atom(self) -> Atom:
        character = self.peek()
        if character == "(":
            return self.group()
        self.at += 1
        if character in _ATOMS:
            return _ATOMS[character](self)
        if character in _MUST_ESCAPE:
            self.at -= 1
            raise self.error(
                f"{character} をここに書けません。文字としては \\{character} です",
                f"{character} cannot stand here; as a character write \\{character}",
            )
        return Characters((_single(character),))

    def group(self) -> Group:
        match = self.taken(_OPENING)
        assert match is not None
        if self.peek() == "?":
            raise self.error("この (?…) は使えません", "this kind of (?…) cannot be used")
        number = 0
        if match[0] == "(":
            self.opened += 1
            number = self.opened
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"括弧が{MAX_DEPTH}段より深いです", f"over {MAX_DEPTH} levels of ( )")
        branches = self.branches()
        self.depth -= 1
        if self.peek() != ")":
            raise self.error("( が閉じていません", "a ( is not closed")
        self.at += 1
        self.closed.add(number)
        return Group(match[0], branches, number)

    def escaped(self) -> Atom:
        letter = self.peek()
        if letter and letter in "123456789":
            return self.back_reference()
        if letter and letter in "bB":
            self.at += 1
            return Anchor(letter)
        return Characters((self.escape(),))

    def back_reference(self) -> BackReference:
        """As many digits as make the number of a group that is there (F&O 3.1, 5.6.1)."""
        number = int(self.next())
        while self.peek().isdecimal() and self.peek().isascii():
            longer = number * 10 + int(self.peek())
            if longer > self.opened:
                break
            number = longer
            self.at += 1
        if number not in self.closed:
            raise self.error(
                f"\\{number} の指す ( ) がその前にありません",
                f"no group before it is what \\{number} refers to",
            )
        return BackReference(number)

    def escape(self) -> Listed | Named:
        """What follows a backslash, in a class or not."""
        code = self.taken(_CODE)
        if code is not None:
            return _single(chr(int(code[1] or code[2], 16)))
        letter = self.next()
        if letter in "pP":
            return self.property(letter == "P")
        if letter in "sdwicSDWIC":
            return Named(letter.lower(), negated=letter.isupper())
        if letter in _CONTROLS:
            return _single(_CONTROLS[letter])
        if letter.isascii() and letter.isprintable() and not letter.isalnum():
            return _single(letter)
        self.at -= 1
        raise self.error(f"\\{letter} という書き方はありません", f"there is no \\{letter}")

    def property(self, negated: bool) -> Named:
        match = self.taken(_PROPERTY)
        name = match[1] if match else ""
        if name in characters.CATEGORIES:
            return Named(name, negated)
        if name.startswith("Is") and name[2:] in characters.blocks():
            return Named(name, negated)
        raise self.error(
            f"文字の種類またはブロック「{name}」を知りません",
            f"'{name}' is no category or block of characters known here",
        )

    def character_class(self) -> Characters:
        negated = self.peek() == "^"
        self.at += negated
        parts: list[Listed | Named] = []
        minus = None
        while self.peek() != "]":
            if self.text.startswith("-[", self.at) and parts:
                self.at += 2
                minus = self.subtracted()
                break
            parts.append(self.class_part())
        if self.next() != "]" or not parts:
            self.at -= 1
            raise self.error("[ ] の中が正しくありません", "what stands in [ ] is not right")
        return Characters(tuple(parts), negated, minus)

    def subtracted(self) -> Characters:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"[ ] が{MAX_DEPTH}段より深いです", f"over {MAX_DEPTH} levels of [ ]")
        found = self.character_class()
        self.depth -= 1
        return found

    def class_part(self) -> Listed | Named:
        """A character, a range or a named set; ``-`` is itself where it can be no range."""
        first = self.class_character()
        rest = self.text[self.at : self.at + 2]
        if not isinstance(first, Listed) or rest[:1] != "-" or rest in {"-]", "-["}:
            return first
        self.at += 1
        last = self.class_character()
        if not isinstance(last, Listed) or last.ranges < first.ranges:
            raise self.error("範囲が正しくありません", "the range is not right")
        return Listed(((first.ranges[0][0], last.ranges[0][0]),))

    def class_character(self) -> Listed | Named:
        character = self.next()
        if character == "\\":
            return self.escape()
        if character == "[":
            self.at -= 1
            raise self.error("[ ] の中の [ は \\[ と書きます", "within [ ] a [ is written \\[")
        return _single(character)


def _single(character: str) -> Listed:
    return Listed(((ord(character), ord(character)),))


_ATOMS: dict[str, Callable[[_Reader], Atom]] = {
    ".": lambda reader: Dot(),
    "^": lambda reader: Anchor("^"),
    "$": lambda reader: Anchor("$"),
    "\\": _Reader.escaped,
    "[": _Reader.character_class,
}
