"""The rules behind the codes, from the texts themselves: messages.toml and the shapes.

In: a code. Out: :class:`Rule`, the templates with their fields as ‹name›.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.shapes import core_shapes
from kpi_lod.messages import messages
from kpi_lod.vocabulary import SH, SHAPES

_FIELD = re.compile(r"\{(\w+)(?:!\w)?\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code says and how to mend it, every wording of it; ``fix_ja`` of a shape is ""."""

    code: str
    ja: str
    en: str
    fix_ja: str = ""
    fix_en: str = ""


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    return _reading() | _shapes()


def _reading() -> dict[str, Rule]:
    texts: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for key, one in messages().items():
        wording = (one.ja, one.en, one.fix_ja, one.fix_en)
        texts[key.partition("/")[0]].append(tuple(map(_template, wording)))  # type: ignore[arg-type]
    return {
        code: Rule(code, *("\n".join(dict.fromkeys(ones)) for ones in zip(*wordings, strict=True)))
        for code, wordings in texts.items()
    }


def _template(text: str) -> str:
    return _FIELD.sub(r"‹\1›", text).replace("{{", "{").replace("}}", "}")


def _shapes() -> dict[str, Rule]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in core_shapes():
        if triple.predicate == SH.message and isinstance(triple.object, Literal):
            assert isinstance(triple.subject, NamedNode)
            code = triple.subject.value.removeprefix(SHAPES.iri)
            texts[code][triple.object.language or ""] = triple.object.value
    return {code: Rule(code, said["ja"], said["en"]) for code, said in texts.items()}
