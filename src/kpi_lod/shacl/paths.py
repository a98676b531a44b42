"""Property paths (SHACL 1.0, section 2.3.1: https://www.w3.org/TR/shacl/#property-paths).

In: nothing. Out: records of the seven forms; ``str(path)`` is the path as SPARQL writes it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Predicate:
    """A path of one step; ``iri`` is the predicate's IRI as text."""

    iri: str

    def __str__(self) -> str:
        return f"<{self.iri}>"


@dataclass(frozen=True, slots=True)
class Inverse:
    """The path walked backwards."""

    path: Path

    def __str__(self) -> str:
        return f"^{_step(self.path)}"


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other; two or more."""

    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return "/".join(_step(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of the paths; two or more."""

    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return "|".join(_step(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class ZeroOrMore:
    """The path walked any number of times, not at all included."""

    path: Path

    def __str__(self) -> str:
        return f"{_step(self.path)}*"


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """The path walked at least once."""

    path: Path

    def __str__(self) -> str:
        return f"{_step(self.path)}+"


@dataclass(frozen=True, slots=True)
class ZeroOrOne:
    """The path walked once or not at all."""

    path: Path

    def __str__(self) -> str:
        return f"{_step(self.path)}?"


Path = Predicate | Inverse | Sequence | Alternative | ZeroOrMore | OneOrMore | ZeroOrOne


def _step(path: Path) -> str:
    return str(path) if isinstance(path, Predicate) else f"({path})"
