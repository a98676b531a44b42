"""The triple table: what goes in comes out, once, and within its memory."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from tests.columns.graphs import (
    BLANK_NODES,
    IRIS,
    LITERALS,
    NAMED_QUADS,
    QUADS,
    as_statement,
    statements,
)

from kpi_lod.columns.table import TripleTable
from kpi_lod.columns.terms import Term, term_text
from kpi_lod.errors import KpiLodError
from kpi_lod.vocabulary import RDF, XSD

A, P = NamedNode("http://e/a"), NamedNode("http://e/p")


def built(*triples: Triple | Quad) -> TripleTable:
    table = TripleTable(threads=1)
    table.add_triples(triples)
    table.build()
    return table


@settings(deadline=None, max_examples=25)
@given(st.lists(QUADS | NAMED_QUADS, max_size=8))
def test_quads_come_out_as_they_went_in(quads: list[Quad]) -> None:
    with built(*quads) as table:
        assert set(statements(table)) == {as_statement(quad) for quad in quads}


@settings(deadline=None, max_examples=25)
@given(st.lists(QUADS, max_size=8))
def test_rows_of_texts_give_what_the_triples_give(quads: list[Quad]) -> None:
    rows = [tuple(term_text(term) for term in quad.triple) for quad in quads]
    with TripleTable() as table:
        table.add_rows((s, p, o) for s, p, o in rows)
        table.build()
        assert set(statements(table)) == {as_statement(quad) for quad in quads}


@settings(deadline=None, max_examples=25)
@given(st.lists(IRIS | BLANK_NODES | LITERALS, min_size=1, max_size=8))
def test_a_term_has_one_row_whose_columns_say_what_it_is(terms: list[Term]) -> None:
    with built(*(Triple(A, P, term) for term in terms)) as table:
        ids = table.intern([*terms, P])
        assert table.terms(ids.values()) == {number: term for term, number in ids.items()}
        for term in set(terms):
            row = table.connection.execute(
                """SELECT t.text, t.kind, t.lexical, d.text, t.language
                   FROM term t LEFT JOIN term d ON d.id = t.datatype WHERE t.id = $1""",
                [ids[term]],
            ).fetchall()
            assert row == [(term_text(term), *described(term))]
        assert_dense(table)


def described(term: Term) -> tuple[int, str, str | None, str | None]:
    if isinstance(term, Literal):
        return 2, term.value, str(term.datatype), term.language
    return isinstance(term, BlankNode), term.value, None, None


def assert_dense(table: TripleTable) -> None:
    numbers = (
        "SELECT min(id), max(id), count(*), count(DISTINCT id), count(DISTINCT text) FROM term"
    )
    lowest, *others = table.connection.execute(numbers).fetchall()[0]
    assert lowest == 1
    assert len(set(others)) == 1


def test_only_quotes_backslashes_and_line_ends_are_escaped() -> None:
    texts = [term_text(Literal(text)) for text in ('"', "\\", "\n", "\r", "\t", "\x01", "\x7f")]
    assert texts == ['"\\""', '"\\\\"', '"\\n"', '"\\r"', '"\t"', '"\x01"', '"\x7f"']


def test_a_term_that_is_interned_is_added_once_with_its_datatype() -> None:
    colour = Literal("red", datatype=NamedNode("http://e/colour"))
    with built(Triple(A, P, A)) as table:
        ids = table.intern([colour, A, colour])
        assert table.intern([colour, A]) == ids
        assert table.terms(ids.values()) == {ids[colour]: colour, ids[A]: A}
        assert table.intern([]) == {}
        assert_dense(table)
        assert statements(table) == [(A, P, A, None)]


def test_the_datatypes_of_plain_texts_are_terms() -> None:
    with built(Triple(A, P, Literal("x")), Triple(A, P, Literal("x", language="ja"))) as table:
        rows = table.connection.execute(
            """SELECT d.lexical FROM term t JOIN term d ON d.id = t.datatype
               ORDER BY t.language NULLS FIRST"""
        ).fetchall()
        assert rows == [(XSD.string.value,), (RDF.langString.value,)]


def test_every_literal_gets_its_value_once() -> None:
    with built(Triple(A, P, Literal("x")), Triple(A, P, Literal(1))) as table:
        table.literal_values()
        table.literal_values()
        assert table.connection.execute("SELECT count(*) FROM literal").fetchall() == [(2,)]


def test_a_triple_of_several_graphs_is_one_triple_and_several_quads() -> None:
    quads = [Quad(A, P, A, P), Quad(A, P, A), Quad(A, P, A, A)]
    with built(*quads) as table:
        assert table.connection.execute("SELECT count(*) FROM triple").fetchall() == [(1,)]
        assert len(statements(table)) == 3


def test_without_graphs_every_triple_is_one_quad() -> None:
    with built(Triple(A, P, A), Quad(A, P, A), Triple(A, P, P)) as table:
        assert table.connection.execute("SELECT count(*) FROM triple").fetchall() == [(2,)]
        assert set(statements(table)) == {(A, P, A, None), (A, P, P, None)}


def test_nothing_added_makes_an_empty_table() -> None:
    with built() as table:
        assert statements(table) == []
        assert table.terms(table.intern([A]).values()) == {1: A}


def test_nothing_but_the_tables_remains_after_building() -> None:
    with built(Quad(A, P, A, A)) as table:
        tables = table.connection.execute("SHOW ALL TABLES").fetchall()
        assert {row[2] for row in tables} == {"term", "triple", "quad"}
        folder = table._folder
        assert list(folder.iterdir()) == []
    assert not folder.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "COPY term TO '{file}'",
        "ATTACH '{file}'",
        "SET enable_external_access = true",
        "SET memory_limit = '90GB'",
    ],
)
def test_a_built_table_reaches_no_file(statement: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a")
    with built(Triple(A, P, A)) as table, pytest.raises(duckdb.Error):
        table.connection.execute(statement.format(file=file))


def many(count: int) -> list[tuple[str, str, str]]:
    return [(f"<http://e/{i}>", f"<http://e/p{i % 7}>", f'"value {i}"') for i in range(count)]


def test_a_table_larger_than_its_memory_spills_also_when_it_is_shut_off() -> None:
    with TripleTable(memory="40MB", threads=1) as table:
        table.add_rows(many(150_000))
        table.build()
        count = "SELECT count(*), count(DISTINCT lexical) FROM triple JOIN term ON id = o"
        assert table.connection.execute(count).fetchall() == [(150_000, 150_000)]
        table.connection.execute("CREATE TABLE again AS SELECT id, text, lexical || text FROM term")
        assert table.connection.execute("SELECT count(*) FROM again").fetchall()[0][0] > 300_000


def test_memory_that_does_not_suffice_is_told() -> None:
    with TripleTable(memory="3MB", threads=1) as table:
        table.add_rows(many(50_000))
        with pytest.raises(KpiLodError, match="limit: 3MB") as caught:
            table.build()
        assert caught.value.finding.code == "out-of-memory"


def test_a_limit_of_memory_that_is_none_is_told() -> None:
    with pytest.raises(KpiLodError, match=r"memory-setting: .*much"):
        TripleTable(memory="much")


def test_a_term_of_rdf_1_2_is_told() -> None:
    with TripleTable() as table:
        table.add_triples([Triple(A, P, Triple(A, P, A))])
        with pytest.raises(KpiLodError, match=r"RDF 1\.2"):
            table.build()


def test_a_line_of_any_length_is_read() -> None:
    longest = Literal("長" * 3_000_000)
    with built(Triple(A, P, longest), Triple(A, P, A)) as table:
        assert (A, P, longest, None) in statements(table)
