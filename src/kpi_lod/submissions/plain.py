"""A submission's words without their places, and the same words as YAML.

In: a tree of nodes. Out: :data:`Plain`, which two files have in common exactly if they say the same
in the same words; YAML (https://yaml.org/spec/1.1/) in the form of docs/submission.md, which
:mod:`kpi_lod.submissions.yaml_tree` reads back to the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import yaml

from kpi_lod.errors import Place
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.nodes import MappingNode, Node, ScalarNode
from kpi_lod.submissions.reader import (
    ACTIVITY_KEYS,
    PROJECT_KEYS,
    SOURCE_KEYS,
    SUBMISSION_KEYS,
)
from kpi_lod.submissions.scalars import text_problem
from kpi_lod.submissions.tables import INDICATOR_KEYS
from kpi_lod.submissions.values import VALUE_KEYS

Plain = str | list["Plain"] | Mapping[str, "Plain"]
"""A text, a list, or a mapping of keys."""

_BLOCKS = ("source", "evaluation")
"""Mappings that stand line by line though their values are short."""

_NUMBERS = frozenset(
    {"kpi-lod", "reporting-year", "revision", "programme-year", "count", "year", "from", "to"}
    | {"values", "budget", "numerator", "denominator"}
)
"""Keys below which a number needs no quotes."""

_TEXTS = frozenset({"note", "at", "status"})
"""Keys, among those, that hold texts."""

_TRUTHS = ("true", "false")

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?", re.ASCII)
_WIDTH = 120


def plain(node: Node) -> Plain:
    """The words of a node."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MappingNode):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items]


def yaml_text(data: Plain) -> str:
    """The YAML of a submission's words, keys in the order of docs/submission.md.

    >>> print(yaml_text({"municipality": "032018", "revision": "1", "period": {"from": "R4"}}))
    municipality: "032018"
    revision: 1
    period: {from: R4}
    <BLANKLINE>
    """
    return str(
        yaml.dump(
            _marked(data),
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=None,
            sort_keys=False,
            width=_WIDTH,
        )
    )


class _Block(dict[str, object]):
    """A mapping that is written line by line."""


class _Number(str):
    """A text that is written as the number it is."""


class _Dumper(yaml.SafeDumper):
    """Writes texts in quotes where a reader of YAML could take them for something else."""


def _marked(data: Plain, key: str = "", *, numbers: bool = False) -> object:
    numbers = (numbers or key in _NUMBERS) and key not in _TEXTS
    if isinstance(data, str):
        if key == "reviewed" and data in _TRUTHS:
            return data == "true"
        return _Number(data) if numbers and _NUMBER.fullmatch(data) else data
    if isinstance(data, Mapping):
        known = sorted(data.items(), key=lambda one: _order().get(one[0], 0))
        made = {name: _marked(value, name, numbers=numbers) for name, value in known}
        return _Block(made) if key in _BLOCKS or not key else made
    return [_marked(item, numbers=numbers) for item in data]


@cache
def _order() -> Mapping[str, int]:
    """The keys in the order in which people read them; periods keep the order they have."""
    kinds = (*schemes()["kind"].labels, *schemes()["amount-kind"].labels)
    keys = (*SUBMISSION_KEYS, *SOURCE_KEYS, *PROJECT_KEYS, *ACTIVITY_KEYS, *INDICATOR_KEYS)
    return {key: n for n, key in enumerate(dict.fromkeys((*keys, *kinds, *VALUE_KEYS)))}


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """A text, by the rules of the reader and not only those of PyYAML."""
    ambiguous = text_problem(ScalarNode(text, plain=True, place=Place("")))
    style = '"' if ambiguous else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: yaml.SafeDumper, text: _Number) -> yaml.Node:
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(text))


def _block(dumper: yaml.SafeDumper, mapping: _Block) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items(), flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Number, _number)
_Dumper.add_representer(_Block, _block)
