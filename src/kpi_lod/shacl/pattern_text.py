"""Regular expressions written down for an engine: records → text of RE2 or of Python's ``re``.

In: the branches of :mod:`.pattern_syntax` and flags. Out: text that means the same to the engine
(RE2: https://github.com/google/re2/wiki/Syntax). The flags s, m and i are worked in.
"""

from __future__ import annotations

from dataclasses import replace

from kpi_lod.shacl import characters
from kpi_lod.shacl.characters import Ranges
from kpi_lod.shacl.pattern_syntax import (
    Anchor,
    Atom,
    BackReference,
    Branch,
    Characters,
    Dot,
    Group,
    Listed,
    Named,
    NotAPatternError,
    Repeat,
)

MAX_WRITTEN = 500_000


class NotInRe2Error(ValueError):
    """RE2 has nothing that means the same."""


def listed_or_named(part: Listed | Named, flags: str) -> Ranges:
    """The characters of one part of a set; only listed ones widen under the flag i."""
    if isinstance(part, Listed):
        return characters.with_case_variants(part.ranges) if "i" in flags else part.ranges
    if len(part.name) == 1 and part.name.islower():
        found = characters.named(part.name)
    elif part.name.startswith("Is"):
        found = (characters.blocks()[part.name[2:]],)
    else:
        found = characters.category(part.name)
    return characters.complement(found) if part.negated else found


def character_set(atom: Characters, flags: str) -> Ranges:
    """All characters the atom matches."""
    found = characters.merged(*(listed_or_named(part, flags) for part in atom.parts))
    if atom.negated:
        found = characters.complement(found)
    return (
        found if atom.minus is None else characters.without(found, character_set(atom.minus, flags))
    )


class _Writer:
    """What the two engines have in common."""

    def __init__(self, flags: str) -> None:
        self.flags = flags
        self._sets: dict[Characters | Dot, str] = {}
        self._length = 0

    def text(self, branches: tuple[Branch, ...]) -> str:
        """The branches as text."""
        return "|".join("".join(self.piece(piece) for piece in branch) for branch in branches)

    def piece(self, piece: Atom | Repeat) -> str:
        if not isinstance(piece, Repeat):
            return self.atom(piece)
        most = "" if piece.most is None else piece.most
        count = f"{{{piece.least},{most}}}" if piece.least != most else f"{{{most}}}"
        return f"{self.atom(piece.atom)}{_SHORT.get(count, count)}{'?' if piece.reluctant else ''}"

    def atom(self, atom: Atom) -> str:
        if isinstance(atom, Characters | Dot):
            return self._set(atom)
        if isinstance(atom, Group):
            return self.group(atom)
        return self.anchor(atom) if isinstance(atom, Anchor) else self.back_reference(atom)

    def _set(self, atom: Characters | Dot) -> str:
        """The set's text; all of them together stay within what an engine reads in a second."""
        if atom not in self._sets:
            self._sets[atom] = self.characters(atom) if isinstance(atom, Characters) else self.dot()
        self._length += len(self._sets[atom])
        if self._length > MAX_WRITTEN:
            raise NotAPatternError(
                "文字の集合が多すぎます", "there are too many sets of characters"
            )
        return self._sets[atom]

    def dot(self) -> str:
        all_but_ends = characters.complement(characters.LINE_END)
        return self.ranges(characters.ALL if "s" in self.flags else all_but_ends)

    def group(self, group: Group) -> str:
        return f"{group.opening}{self.text(group.branches)})"

    def characters(self, atom: Characters) -> str:
        return self.ranges(character_set(atom, self.flags))

    def ranges(self, ranges: Ranges) -> str:
        if not ranges:
            return self.nothing
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            return self.character(ranges[0][0])
        return f"[{self.within_class(ranges)}]"

    def within_class(self, ranges: Ranges) -> str:
        return "".join(
            self.character(first)
            if first == last
            else f"{self.character(first)}-{self.character(last)}"
            for first, last in ranges
        )

    nothing = ""

    def character(self, point: int) -> str:
        raise NotImplementedError

    def anchor(self, atom: Anchor) -> str:
        raise NotImplementedError

    def back_reference(self, atom: BackReference) -> str:
        raise NotImplementedError


_SHORT = {"{0,1}": "?", "{0,}": "*", "{1,}": "+"}


class Re2Writer(_Writer):
    """Text for RE2; :class:`NotInRe2Error` where there is none."""

    nothing = r"[^\x{0}-\x{10FFFF}]"

    def character(self, point: int) -> str:
        """The character as RE2 writes it anywhere."""
        letter = chr(point)
        return letter if letter.isalnum() else f"\\x{{{point:X}}}"

    def anchor(self, atom: Anchor) -> str:
        """Without the flag m only the ends of the whole text."""
        if "m" in self.flags or atom.sign not in "^$":
            raise NotInRe2Error
        return r"(?:\A)" if atom.sign == "^" else r"(?:\z)"

    def back_reference(self, atom: BackReference) -> str:
        """There is none."""
        raise NotInRe2Error

    def group(self, group: Group) -> str:
        """Groups, but no lookaround."""
        if group.opening not in {"(", "(?:"}:
            raise NotInRe2Error
        return super().group(group)

    def characters(self, atom: Characters) -> str:
        """By RE2's names of categories, which are short and of a newer Unicode, where it can."""
        single = len(atom.parts) == 1 and isinstance(atom.parts[0], Listed) and not atom.negated
        if atom.minus is not None or single:
            return super().characters(atom)
        only = atom.parts[0]
        if len(atom.parts) == 1 and isinstance(only, Named) and only.negated:
            # What is not of the set is shorter written by the set.
            return self.characters(Characters((replace(only, negated=False),), not atom.negated))
        inner = "".join(self._part(part) for part in atom.parts)
        return f"[{'^' if atom.negated else ''}{inner}]"

    def _part(self, part: Listed | Named) -> str:
        if isinstance(part, Named):
            name = _RE2_NAMES.get(part.name, part.name)
            # To RE2, C does not hold the code points without a use, and Cn is unknown.
            if name in characters.CATEGORIES and name not in {"C", "Cn"}:
                return f"\\{'P' if part.negated else 'p'}{{{name}}}"
            if name == "w" and not part.negated:
                return r"\p{L}\p{M}\p{N}\p{S}"
        return self.within_class(listed_or_named(part, self.flags))


_RE2_NAMES = {"d": "Nd"}


class PythonWriter(_Writer):
    """Text for Python's ``re`` without flags."""

    nothing = "(?!)"

    def character(self, point: int) -> str:
        """The character as Python writes it anywhere."""
        letter = chr(point)
        return letter if letter.isalnum() else f"\\U{point:08X}"

    def anchor(self, atom: Anchor) -> str:
        """Under the flag m, a line that a final newline would begin is none (F&O 3.1, 5.6.2)."""
        return _PYTHON_ANCHORS[atom.sign + ("m" if "m" in self.flags else "")]

    def back_reference(self, atom: BackReference) -> str:
        """A group that has matched nothing is the empty text."""
        flag = "i" if "i" in self.flags else ""
        return f"(?({atom.group})(?{flag}:\\{atom.group}))"


_PYTHON_ANCHORS: dict[str, str] = {
    "^": r"(?:\A)",
    "$": r"(?:\Z)",
    "^m": r"(?:\A|(?<=\n)(?!\Z))",
    "$m": r"(?:(?=\n)|(?<!\n)\Z)",
    **dict.fromkeys(("b", "bm"), r"(?:\b)"),
    **dict.fromkeys(("B", "Bm"), r"(?:\B)"),
}
