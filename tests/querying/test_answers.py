"""Results as text: the aligned table, CSV, JSON, Turtle, and the values that --set fixes."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Store, parse_query_results
from wcwidth import wcswidth

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.answers import answer, bound, settings_of, shown
from kpi_lod.querying.questions import questions
from kpi_lod.querying.sources import Results
from kpi_lod.vocabulary import PREFIXES, SHARED

TABLE = """
SELECT ?都市 ?name ?value ?mixed WHERE {
  VALUES (?都市 ?name ?value ?mixed) {
    ("盛岡市"@ja "ＡＢＣ ｶﾅ" 71.62 1)
    ("茅野市"@ja "a\\tb\\r\\nc" 1270 "－")
    (mun:202142 UNDEF UNDEF UNDEF)
  }
}
"""


def asked(query: str) -> Results:
    return Store().query(query, prefixes=PREFIXES)


def constructed(triples: str) -> str:
    return answer(asked(f"CONSTRUCT {{ {triples} }} WHERE {{}}"))


# --- tables -------------------------------------------------------------------------------------


def test_every_line_of_a_japanese_table_is_equally_wide() -> None:
    lines = answer(asked(TABLE)).split("\n")
    assert len(lines) == 5
    assert len({wcswidth(line) for line in lines}) == 1
    assert wcswidth(lines[0]) > len(lines[0])


def test_numbers_stand_right_and_everything_else_left() -> None:
    head, rule, first, second, _ = answer(asked(TABLE)).split("\n")
    assert [cell.strip()[-1] for cell in rule.split("|")[1:-1]] == ["-", "-", ":", "-"]
    assert [line.split("|")[3] for line in (head, first, second)] == [
        " value ",
        " 71.62 ",
        "  1270 ",
    ]


def test_every_question_over_nothing_is_a_table_with_its_head_only() -> None:
    for question in questions().values():
        head, rule = answer(asked(question.text)).split("\n")
        assert head.startswith("| ")
        assert set(rule) <= set("|:- ")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (NamedNode(SHARED + "municipality/032018"), "mun:032018"),
        (NamedNode("https://elsewhere.example/x"), "https://elsewhere.example/x"),
        (Literal("一行目\r\n二行目\tx\x1b[31m\u2028y"), "一行目 二行目 x [31m y"),
        (Literal("実証  件数\u3000"), "実証  件数\u3000"),
        (BlankNode("b0"), "b0"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_a_term_is_shown_on_one_line_as_people_read_it(term: object, text: str) -> None:
    assert shown(term) == text


# --- the other forms ----------------------------------------------------------------------------


def test_csv_has_line_feeds_only_and_none_at_the_end() -> None:
    found = answer(
        asked('SELECT ?a ?b { VALUES (?a ?b) { ("盛岡,市"@ja 1) (<x:y> UNDEF) } }'), "csv"
    )
    assert found == 'a,b\n"盛岡,市",1\nx:y,'


def test_json_follows_sparql_results() -> None:
    found = json.loads(answer(asked("SELECT (1 AS ?n) {}"), "json"))
    assert found["head"] == {"vars": ["n"]}
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["1"]


@pytest.mark.parametrize(
    ("query", "form", "text"),
    [
        ("ASK {}", "table", "true"),
        ("ASK { ?s ?p ?o }", "table", "false"),
        ("ASK {}", "csv", "true"),
        ("ASK {}", "json", '{"head":{},"boolean":true}'),
    ],
)
def test_yes_or_no_is_a_word_or_json(query: str, form: str, text: str) -> None:
    assert answer(asked(query), form) == text


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_triples_are_turtle_whatever_the_form(form: str) -> None:
    found = asked("CONSTRUCT { mun:032018 a kpi:Municipality ; dct:identifier '032018' } WHERE {}")
    assert answer(found, form).split("\n")[-2:] == [
        "mun:032018 a kpi:Municipality ;",
        '\tdct:identifier "032018" .',
    ]


def test_triples_without_a_prefix_begin_with_the_first_triple() -> None:
    assert constructed("<x:s> <x:p> 'text'") == '<x:s> <x:p> "text" .'


def test_triples_of_blank_nodes_are_turtle_too() -> None:
    lines = constructed("_:s <x:p> 1 ; a <x:C>").split("\n")
    assert lines[-2].startswith("_:")
    assert lines[-2].endswith(" a <x:C> ;")


def test_results_that_break_off_are_an_endpoint_error() -> None:
    begun = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}},'
    for form in ("table", "csv", "json"):
        cut = parse_query_results(begun, format=QueryResultsFormat.JSON)
        with pytest.raises(KpiLodError, match="endpoint: SPARQL の答えを読めません"):
            answer(cut, form)


# --- --set --------------------------------------------------------------------------------------


def test_without_values_the_query_is_as_it_was() -> None:
    assert bound("ASK {}", {}) == "ASK {}"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("https://a.example/#x", "<https://a.example/#x>"),
        ("http://a.example/", "<http://a.example/>"),
        ("mun:032018", f"<{SHARED}municipality/032018>"),
        ("盛岡市", '"盛岡市"'),
        ('a "b" \\ : c', '"a \\"b\\" \\\\ : c"'),
        ("unknown:prefix", '"unknown:prefix"'),
        ("mun", '"mun"'),
        ("", '""'),
    ],
)
def test_a_value_is_an_iri_a_prefixed_name_or_a_text(text: str, term: str) -> None:
    """A text is bound plain and as Japanese, since labels carry the language."""
    rows = f"({term})" if term.startswith("<") else f"({term}) ({term}@ja)"
    query = "ASK { ?x ?y ?z }"
    assert bound(query, {"x": text}) == f"{query}\nVALUES (?x) {{ {rows} }}"


def test_a_text_finds_a_japanese_label() -> None:
    query = bound('SELECT ?n { VALUES ?n { "盛岡市"@ja "茅野市"@ja } }', {"n": "茅野市"})
    assert answer(asked(query), "csv") == "n\n茅野市"


def test_an_unknown_variable_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(KpiLodError, match="set-unknown") as raised:
        bound("SELECT ?kpi { ?kpi ?p $o }", {"kpis": "x"})
    assert "kpi, o, p" in raised.value.finding.fix_ja


def test_two_values_make_one_row() -> None:
    query = bound("SELECT ?a ?b { } # end", {"b": "mun:1", "a": "mun:2"})
    node = f"{SHARED}municipality/"
    assert query.endswith(f"\nVALUES (?b ?a) {{ (<{node}1> <{node}2>) }}")
    assert answer(asked(query), "csv") == f"a,b\n{node}2,{node}1"


def test_a_value_cannot_add_to_the_query() -> None:
    text = '") } SELECT * { ?s ?p ?o } #'
    found = json.loads(answer(asked(bound("SELECT ?x {}", {"x": text})), "json"))
    assert {row["x"]["value"] for row in found["results"]["bindings"]} == {text}


@pytest.mark.parametrize("text", ["https://a b/", "mun:0 3", "http://[", "mun:<x>"])
def test_a_malformed_iri_is_refused(text: str) -> None:
    with pytest.raises(KpiLodError, match="value-iri"):
        bound("ASK { ?x ?y ?z }", {"x": text})


def test_pairs_are_split_at_the_first_equals_sign() -> None:
    assert settings_of(["kpi=https://a/?b=c", "x_1="]) == {"kpi": "https://a/?b=c", "x_1": ""}
    assert settings_of([]) == {}


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(KpiLodError, match="set-twice"):
        settings_of(["x=1", "x=2"])


@pytest.mark.parametrize("pair", ["kpi", "=x", "?kpi=x", "1a=x", "k pi=x", "市=x", "a)=x"])
def test_a_pair_of_another_form_is_refused(pair: str) -> None:
    with pytest.raises(KpiLodError, match="set-form"):
        settings_of([pair])
