"""What codes and terms are called and mean, in Japanese and English, as ontology/ says it.

In: a scheme's name and a code. Out: its skos:prefLabel, its skos:definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from kpi_lod.register.schemes import ontology_quads
from kpi_lod.vocabulary import SHARED, SKOS

_Key = tuple[str, str, str]
"""IRI, predicate's IRI, language."""


def label(scheme: str, code: str, language: str) -> str:
    """The label of a code.

    >>> label("status", "being-compiled", "ja")
    '集計中'
    """
    return _texts()[f"{SHARED}{scheme}/{code}", SKOS.prefLabel.value, language]


def definition(scheme: str, code: str, language: str) -> str | None:
    """What a code means, None where the scheme does not define it."""
    return _texts().get((f"{SHARED}{scheme}/{code}", SKOS.definition.value, language))


def texts(scheme: str, code: str, predicate: NamedNode) -> Mapping[str, str]:
    """Language → what the scheme says of a code with that property, its first text."""
    key = f"{SHARED}{scheme}/{code}", predicate.value
    found = {language: _texts().get((*key, language)) for language in ("ja", "en")}
    return {language: text for language, text in found.items() if text is not None}


@cache
def _texts() -> Mapping[_Key, str]:
    return {
        (quad.subject.value, quad.predicate.value, quad.object.language): quad.object.value
        for quad in reversed(ontology_quads())
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.object.language
    }
