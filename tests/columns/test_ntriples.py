"""The pattern by which terms are known to be right without asking pyoxigraph."""

from __future__ import annotations

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from tests.columns.graphs import LITERALS

from kpi_lod.columns.ntriples import IMPLIED, STRICT
from kpi_lod.columns.terms import term_text

_BODIES = st.lists(
    st.sampled_from(
        [*"aZ0-._~!$&'()*+,;=:@/?#[]%<>\"\\^`{}| \n\x7fé\x85\ue000\ufdd0", "%20", "//"]
    ),
    max_size=7,
).map("".join)
_IRIS = _BODIES.map(lambda body: f"<a:{body}>") | _BODIES.map(lambda body: f"<{body}>")
_TAGS = st.from_regex(r"[a-z]{1,4}(-[a-z0-9]{1,4}){0,3}", fullmatch=True)
_LITERALS = (
    _BODIES.map(lambda body: f'"{body}"')
    | _TAGS.map(lambda tag: f'"x"@{tag}')
    | _IRIS.map(lambda iri: f'"x"^^{iri}')
    | LITERALS.map(term_text)
)
_LABELS = _BODIES.map(lambda body: f"_:{body}")


def strict(texts: list[str]) -> list[str]:
    rows = duckdb.execute(
        "SELECT text FROM (SELECT unnest($1::VARCHAR[]) AS text) WHERE regexp_full_match(text, $2)",
        [texts, STRICT],
    ).fetchall()
    return [text for (text,) in rows]


@settings(deadline=None, max_examples=50)
@given(st.lists(_IRIS | _LITERALS | _LABELS, min_size=50, max_size=100))
def test_what_passes_is_a_term_in_its_canonical_spelling(texts: list[str]) -> None:
    for text in strict(texts):
        if not text.endswith(tuple(f"^^{datatype}" for datatype in IMPLIED)):
            (quad,) = parse(f"<a:> <a:> {text} .", format=RdfFormat.N_TRIPLES)
            assert not isinstance(quad.object, Triple)
            assert term_text(quad.object) == text


def test_usual_terms_pass() -> None:
    texts = [
        *("<http://例え.jp:80/é?q=a/b#c%20d>", "<urn:isbn:1>", "_:b0", '"\\\\n\\"あ\x01"'),
        *('"x"@ja', '"x"@ja-hrkt', '"x"@zh-hant-tw', f'"01"^^{NamedNode("http://e/d")}'),
    ]
    assert strict(texts) == texts


def test_a_backslash_before_anything_else_does_not_pass() -> None:
    assert strict(['"\\t"', '"\\u0041"', '"\\"', '"a"b"', '"x"@JA', "<a>", "<a b:c>"]) == []
