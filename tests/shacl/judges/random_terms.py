"""The terms of which random data and shapes are made.

In: a number that keeps the nodes, classes and predicates of a pair apart from those of another.
Out: a :class:`Pool`. The literals are the same for all: few, so that they meet, and of each sort
that SHACL compares: numbers of all types, zoned and unzoned times, texts with and without language,
ill-typed and foreign ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kpi_lod.vocabulary import XSD

FOREIGN = NamedNode("http://example.org/datatype")
"""A datatype that no engine knows."""

_TYPED = {
    "integer": ("0", "1", "2", "5", "10", "01", "-3", "+2"),
    "decimal": ("1.0", "2.5", "10.00", ".5"),
    "double": ("1.0E0", "2.5e0", "INF", "NaN"),
    "float": ("2.5", "10"),
    "int": ("5",),
    "nonNegativeInteger": ("2",),
    "boolean": ("true", "false", "1"),
    "date": ("2024-01-01", "2024-01-02", "2024-01-01Z", "2024-01-01+09:00"),
    "dateTime": (
        "2024-01-01T00:00:00",
        "2024-01-01T12:00:00",
        "2024-01-01T00:00:00Z",
        "2024-01-01T09:00:00+09:00",
        "2024-01-02T12:00:00.5Z",
    ),
    "time": ("10:00:00", "11:00:00Z"),
    "gYear": ("2024",),
    "anyURI": ("http://p.example/a",),
}
_STRINGS = ("a", "b", "abc", "", "A", "日本語", "10", "line\nend")
_TAGGED = (("a", "en"), ("b", "en"), ("a", "ja"), ("c", "en-us"), ("日本語", "ja"), ("b", "de-at"))
_ILL_TYPED = (
    ("integer", "x"),
    ("integer", "1.5"),
    ("integer", "1_000"),
    ("integer", " 7"),
    ("decimal", "abc"),
    ("boolean", "maybe"),
    ("date", "2024-13-01"),
    ("dateTime", "2024-01-01"),
    ("byte", "300"),
)


def typed(name: str, lexical: str) -> Literal:
    """A literal of an XSD datatype."""
    return Literal(lexical, datatype=XSD[name])


STRINGS = tuple(Literal(text) for text in _STRINGS)
TAGGED = tuple(Literal(text, language=tag) for text, tag in _TAGGED)
ILL_TYPED = tuple(typed(name, text) for name, text in _ILL_TYPED)
VALID = tuple(typed(name, text) for name, texts in _TYPED.items() for text in texts)
NUMBERS = tuple(value for value in VALID if value.datatype.value.endswith(("integer", "decimal")))
TIMES = tuple(value for value in VALID if "date" in value.datatype.value)
SPACED = typed("integer", " 7")
PYTHON_FORMS = (SPACED, typed("integer", "1_000"), typed("dateTime", "2024-01-01"))
"""What Python reads as a value of the type, though XML Schema has no such form."""

UNZONED = tuple(value for value in TIMES if value.value[-1] != "Z" and "+" not in value.value)
UNKNOWN = (Literal("x", datatype=FOREIGN), Literal("1", datatype=FOREIGN))
LITERALS = (*VALID, *NUMBERS, *STRINGS, *TAGGED, *ILL_TYPED, *UNKNOWN)
"""Whole numbers and decimals twice: they meet more often."""

DATATYPES = tuple(
    XSD[name]
    for name in ("integer", "decimal", "double", "boolean", "string", "date", "dateTime", "byte")
)
LANGUAGES = ("en", "ja", "de", "en-us")
PATTERNS = ("^a", "b$", "[0-9]+", "^.*$", "A", "日", "^http", "n.e")


@dataclass(frozen=True)
class Pool:
    """The IRIs of one pair."""

    number: int

    def iri(self, name: str) -> NamedNode:
        """An IRI that no other pair has."""
        return NamedNode(f"http://p.example/{self.number}/{name}")

    @property
    def nodes(self) -> tuple[NamedNode | BlankNode, ...]:
        """What data speaks of; one in five is blank."""
        blank = (BlankNode(f"data{self.number}x{n}") for n in range(2))
        return (*(self.iri(f"n{n}") for n in range(6)), *blank)

    @property
    def named(self) -> tuple[NamedNode, ...]:
        """The nodes with an IRI."""
        return tuple(node for node in self.nodes if isinstance(node, NamedNode))

    @property
    def classes(self) -> tuple[NamedNode, ...]:
        """Classes, some of which are subclasses of others."""
        return tuple(self.iri(f"C{n}") for n in range(4))

    @property
    def predicates(self) -> tuple[NamedNode, ...]:
        """Predicates, few enough to make long paths lead somewhere."""
        return tuple(self.iri(f"p{n}") for n in range(4))
