"""What a shapes graph says, as records (SHACL 1.0, sections 2 and 3).

In: nothing. Out: shapes with their targets and constraints; a constraint carries the rows that it
puts in its component's table of parameters, so that one SQL statement runs it for all shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kpi_lod.shacl.paths import Path
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import Node, ShapesGraph

Cell = Term | int | str | bool | None
"""A parameter as it stands in a table; a term becomes its id."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a constraint asks: rows for its component's table, and the shapes it names.

    ``members``: shapes that nodes are held against; ``siblings``: those that a qualified value
    must not conform to; ``told``: how a result tells what is asked, where the rows do not say it.
    """

    rows: tuple[Row, ...] = ()
    members: tuple[Node, ...] = ()
    siblings: tuple[Node, ...] = ()
    told: str = ""


Reader = Callable[[ShapesGraph, Node, Term], Parameters]
"""(shapes graph, shape, value of the parameter) → what to run. Raises MalformedShapeError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A constraint component: how its parameter is read and the SQL that finds violations.

    ``parameter`` calls for it. ``columns``: the columns of its parameter table besides ``shape``
    and ``c`` (the number of the constraint), with types. ``sql`` selects shape, focus, value, path
    (both may be NULL) and c; None where the conformance of other shapes decides. ``single``: a
    shape may have one value of the parameter only; ``needs_path``: only a property shape may have
    it; ``needs``: the tables that the SQL reads beyond focus, value, triple and term.
    """

    iri: NamedNode
    parameter: NamedNode
    read: Reader
    columns: str = ""
    sql: str | None = None
    single: bool = False
    needs_path: bool = False
    needs: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The name of its table of parameters."""
        return "p_" + self.iri.value.rpartition("#")[2].removesuffix("ConstraintComponent")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape. ``node``: the sh:sparql constraint or the custom component."""

    component: Component
    parameters: Parameters
    node: Node | None = None
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query that finds violations (SHACL 1.0, sections 5 and 6).

    ``text`` has its prefixes and its path filled in; ``bound``: parameters of a custom component;
    ``ask``: true means that the value conforms; ``rule``: how a result calls it where it has no
    message.
    """

    text: str
    ask: bool
    bound: Mapping[str, Term] = field(default_factory=dict)
    messages: tuple[Literal, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape looks at: ``kind`` is the target's property, ``value`` what it names."""

    kind: NamedNode
    value: Term


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape; ``path`` None: a node shape."""

    node: Node
    path: Path | None
    severity: NamedNode
    messages: tuple[Literal, ...]
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
