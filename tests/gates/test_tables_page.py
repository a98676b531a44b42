"""The page of tables is the one the declaration makes, and that uses terms that exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad
from tests.gates.tables_page import PAGE

from kpi_lod.register.schemes import ontology_quads, schemes
from kpi_lod.release.tables.columns import Column, full_iri, tables
from kpi_lod.release.tables.guide import guide
from kpi_lod.vocabulary import KPI

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
BASE = "https://example.org/"


def all_columns() -> list[Column]:
    return [column for table in tables().values() for column in table.columns]


def unknown_terms(says: Iterable[str], known: set[str]) -> Iterator[str]:
    """The terms of our own vocabulary that it does not have."""
    for one in says:
        term = full_iri(one, BASE)
        if term.startswith(KPI.iri) and term not in known:
            yield one


def described(quads: Iterable[Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def test_the_page_of_tables_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == guide(), "run: python -m tests.gates.tables_page"


def test_every_column_stands_in_both_halves() -> None:
    japanese, english = guide().split("## English")
    assert len(all_columns()) > 80
    for column in all_columns():
        assert f"| `{column.name}` | {column.ja} |" in japanese
        assert f"| `{column.name}` | {column.en} |" in english


def test_every_term_of_ours_exists() -> None:
    known = described(ontology_quads())
    says = [column.says for column in all_columns() if column.says]
    constants = [term for t in tables().values() for pair in t.constants.items() for term in pair]
    assert len(says) > 50
    assert list(unknown_terms([*says, *constants], known)) == []
    assert {column.scheme for column in all_columns() if column.scheme} <= set(schemes())


def test_a_misspelt_term_is_seen() -> None:
    assert list(unknown_terms(["kpi:unti", "dct:title"], described(ontology_quads()))) == [
        "kpi:unti"
    ]


def test_titles_are_each_in_one_language() -> None:
    for table in tables().values():
        assert _JAPANESE.search(table.ja)
        assert not _JAPANESE.search(f"{table.en}{table.about_en}")
    for column in all_columns():
        assert _JAPANESE.search(column.ja + column.about_ja)
        # Printed examples are quoted as they stand in the sources.
        assert not _JAPANESE.search(column.en + column.about_en.replace("千人", ""))
