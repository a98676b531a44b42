"""What the projects and KPIs of a submission are called, though it may be full of faults.

In: the tree of a submission. Out: pointer (``projects[0].kpis[1]``) → :class:`Named`, for telling
people which project a finding is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_lod.submissions.nodes import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Named:
    """A project or a KPI: id and name as they were written, "" where they are missing."""

    id: str
    name: str


Outline = Mapping[str, Named]
"""Pointer → what stands there; projects and their KPIs, in the order of the file."""


def outline(root: Node | None) -> Outline:
    """The projects and KPIs of a tree, whatever state it is in."""
    made: dict[str, Named] = {}
    for pointer, project in _items(root, "projects", ""):
        made[pointer] = _named(project)
        made |= {way: _named(kpi) for way, kpi in _items(project, "kpis", f"{pointer}.")}
    return made


def _items(owner: Node | None, key: str, prefix: str) -> Iterator[tuple[str, Node]]:
    found = _under(owner, key)
    items = found.items if isinstance(found, SequenceNode) else ()
    return ((f"{prefix}{key}[{number}]", item) for number, item in enumerate(items))


def _named(node: Node) -> Named:
    return Named(_text(node, "id"), _text(node, "name"))


def _text(node: Node, key: str) -> str:
    found = _under(node, key)
    return found.value if isinstance(found, ScalarNode) else ""


def _under(node: Node | None, key: str) -> Node | None:
    entry = node.entries.get(key) if isinstance(node, MappingNode) else None
    return entry.value if entry else None
