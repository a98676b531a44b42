"""Each function and operator gives what pyoxigraph gives, also where it is an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.shacl.sparql.oracle import PREFIXES, AsSet, as_set, ex, node_by_node, triples

DATA = triples("""
ex:a ex:n 1, 2.5, "x", "y"@en, true, "2020-01-02"^^xsd:date, "abc"^^xsd:integer, "1"^^xsd:decimal ;
  ex:p ex:b, ex:c ; ex:s "Hello", "World"@en .
ex:b ex:n 10, -3, 0.1, "", false, "7"^^ex:odd ; ex:p ex:c ;
  ex:s "hello world", "日本語"@ja, "ストラ" .
ex:c ex:p ex:d ; ex:s "a,b" ; ex:m 3 .
ex:d ex:p ex:a ; ex:m 4, 5 ; ex:d "7"^^xsd:double, "0.5"^^xsd:double .
_:x ex:n 4 ; ex:p ex:a .
""")
FOCUS = [ex(name) for name in "abcd"]

EXPRESSIONS = """
?x + 1 | ?x * 2.5 | ?x / 3 | -?x | +?x | ABS(?x) | CEIL(?x) | FLOOR(?x) | ROUND(?x)
?x = 1 | ?x != 1 | ?x < 2 | ?x <= 2.5 | ?x > 0.5 | ?x >= "x" | ?x < "2021-01-01"^^xsd:date
?x IN (1, "x", ex:b) | ?x NOT IN (1, ex:b) | ?x = 1 && ?x < 2 | ?x < 2 OR ?x = 10
!(?x = 1) | STR(?x) | LANG(?x) | DATATYPE(?x) | isIRI(?x) | isLITERAL(?x) | isNUMERIC(?x)
STRLEN(?x) | UCASE(?x) | LCASE(STR(?x)) | SUBSTR(?x, 2) | SUBSTR(?x, 1, 2) | SUBSTR(?x, 0, 2)
CONCAT(?x, "!") | CONCAT(STR(?x), "a", "b"@en) | CONCAT(?x, ?x) | CONTAINS(?x, "l")
STRSTARTS(?x, "H") | STRENDS(?x, "o") | STRBEFORE(?x, "l") | STRAFTER(?x, "l")
REGEX(?x, "^h", "i") | REPLACE(?x, "l+", "L") | REPLACE(?x, "(l+)(.)", "$2$1")
LANGMATCHES(LANG(?x), "EN") | LANGMATCHES(LANG(?x), "*") | IF(?x > 1, "big", 0)
IF(isIRI(?x), ?x, STR(?x)) | COALESCE(?x + 1, ?x) | COALESCE(?nope, ?x, 3)
COALESCE(?x * 2, STR(?x)) = 2 | xsd:integer(?x) | xsd:integer(STR(?x)) | xsd:decimal(STR(?x))
xsd:boolean(?x) | xsd:string(?x) = "1" | xsd:date(STR(?x)) | xsd:double(?x) < 3
xsd:date(STR(?x)) < "2021-01-01"^^xsd:date | xsd:date(STR(?x)) = xsd:date("2020-01-02")
YEAR(xsd:dateTime(CONCAT(STR(?x), "T00:00:00"))) | STRDT(STR(?x), xsd:integer) = 1
STRLANG(STR(?x), "EN") | IRI("http://example.org/q") | sameTerm(?x, 1) | BOUND(?x) | BOUND(?nope)
?x = ?x | ?x = STR(?x) | STR(?x) < "m" | ?x = $this | (?x + 1) = 2 | (?x + 1) IN (2, 3.5)
?x * 0 = "" | ?x = CONCAT("x", "") | IF(?x = "x", 1/0, 2) | 1/0 | 5 / 2
EXISTS { ?x ex:p ?y } | NOT EXISTS { $this ex:p ?x } | EXISTS { $this ex:p ?y FILTER(?y = ?x) }
EXISTS { ?x ex:p ?y FILTER(?y = ?x OR ?x = ex:b) }
"""
PATTERNS = """
$this ex:p+ ?x
$this ex:p* ?x
$this ex:p? ?x
?x ex:p+ $this
$this ^ex:p ?x
$this ex:p/ex:p ?x
$this !(ex:p|ex:n) ?x
$this !(ex:p|^ex:p) ?x
$this (ex:p/ex:p)+ ?x
$this ex:p/ex:p*/ex:m ?x
$this ex:p|ex:n|^ex:p ?x
?x ex:p* ex:d . ?x ex:p $this
$this ex:p ?x OPTIONAL { ?x ex:m ?y }
$this ex:p ?x OPTIONAL { ?x ex:m ?y FILTER(?y > 3) }
$this ex:p ?x OPTIONAL { ?x ex:n ?y FILTER(?y = ?x) }
OPTIONAL { $this ex:m ?x }
OPTIONAL { $this ex:m ?x } OPTIONAL { $this ex:p ?x }
OPTIONAL { $this ex:m ?x } ?z ex:m ?x
{ $this ex:p ?x } UNION { $this ex:n ?x }
{ $this ex:p ?x } UNION { ?x ex:m ?y }
{ $this ex:p ?x } UNION { BIND(1+1 AS ?x) }
{ $this ex:p ?x BIND(STR(?x) AS ?y) } UNION { $this ex:m ?y }
{ SELECT $this (COUNT(?z) AS ?x) WHERE { $this ex:n ?z } GROUP BY $this }
{ SELECT $this (SUM(?z) AS ?x) WHERE { $this ex:m ?z } GROUP BY $this }
{ SELECT $this (AVG(?z) AS ?x) WHERE { $this ex:m ?z ; ex:p ?y } GROUP BY $this }
{ SELECT $this (MIN(?z) AS ?x) WHERE { $this ex:m ?z } GROUP BY $this }
{ SELECT $this (MAX(?z) AS ?x) (COUNT(*) AS ?y) WHERE { $this ex:m ?z } GROUP BY $this }
{ SELECT $this ?x (COUNT(DISTINCT ?z) AS ?y) { $this ex:p ?x; ex:n ?z } GROUP BY $this ?x }
{ SELECT $this ?x { $this ex:p ?x ; ex:n ?z } GROUP BY $this ?x HAVING (COUNT(?z) > 6) }
{ SELECT DISTINCT $this ?x WHERE { $this ex:p/ex:p? ?x } }
{ ?x ex:m ?y FILTER(?y > 3) } FILTER($this = ?x)
{ FILTER($this = ex:a) } BIND("ok" AS ?x)
$this ex:p ?x FILTER NOT EXISTS { ?x ex:m ?y }
$this ex:p ?x FILTER NOT EXISTS { ?x ex:p ?y . ?y ex:m ?z FILTER(?z > 3) }
$this ex:p ?x FILTER EXISTS { { ?x ex:m ?y } UNION { ?x ex:s ?y } }
$this ex:p ?x FILTER EXISTS { ?x ex:p ?q OPTIONAL { ?x ex:m ?y } FILTER(!BOUND(?y)) }
$this ex:p ?x . ?x ex:p ?y BIND(STR(?y) AS ?z) FILTER(STRENDS(?z, "d"))
$this ?q ?x . FILTER(?q = ex:p)
?x ?q $this
$this ex:n ?x, ?y FILTER(?x < ?y)
$this ex:n ?x, ?y FILTER(?x = ?y)
[] ex:p $this ; ex:n ?x
$this ex:p [ ex:p ?x ]
$this ex:n ?a BIND(?a + 1 AS ?b) BIND(?b * 2 AS ?x) FILTER(?x > 4)
$this ex:n ?x BIND(?x * 1 AS ?a) ?y ex:n ?a
"""


def _select(body: str, variables: str = "$this ?x ?y") -> str:
    return " ".join((PREFIXES, "SELECT", variables, "WHERE {", body, "}"))


def _texts() -> list[str]:
    joined = " | ".join(line for line in EXPRESSIONS.strip().splitlines())
    return [one.strip().replace(" OR ", " || ") for one in joined.split(" | ")]


BOUND_TO = {one: _select(f"$this ex:n|ex:s|ex:p ?x BIND({one} AS ?y)") for one in _texts()}
FILTERED_BY = {
    one: _select(f"$this ex:n|ex:p ?x FILTER(STR({one}) != 'false')")
    for one in _texts()[::2]
    if "EXISTS" not in one
}
MATCHED = {one: _select(one) for one in PATTERNS.strip().splitlines()}
DISTINCT = {one: _select(one, "DISTINCT $this ?x") for one in list(MATCHED)[::3]}


@pytest.fixture(scope="module")
def evaluated() -> Iterator[AsSet]:
    groups = (BOUND_TO, FILTERED_BY, MATCHED, DISTINCT)
    queries = [query for group in groups for query in group.values()]
    found = as_set(DATA, queries, [(node,) for node in FOCUS])
    yield found
    found.table.close()


def _agree(evaluated: AsSet, query: str) -> int:
    rows = evaluated.rows(query)
    variables = evaluated.translated[query].variables
    assert rows == node_by_node(DATA, query, FOCUS, variables)
    return sum(rows.values())


@pytest.mark.parametrize("expression", BOUND_TO)
def test_an_expression_is_worth_the_same(evaluated: AsSet, expression: str) -> None:
    assert _agree(evaluated, BOUND_TO[expression]) > 0


@pytest.mark.parametrize("expression", FILTERED_BY)
def test_an_expression_filters_the_same(evaluated: AsSet, expression: str) -> None:
    _agree(evaluated, FILTERED_BY[expression])


@pytest.mark.parametrize("pattern", MATCHED)
def test_a_pattern_has_the_same_solutions(evaluated: AsSet, pattern: str) -> None:
    assert _agree(evaluated, MATCHED[pattern]) > 0


@pytest.mark.parametrize("pattern", DISTINCT)
def test_a_pattern_has_the_same_distinct_solutions(evaluated: AsSet, pattern: str) -> None:
    assert _agree(evaluated, DISTINCT[pattern]) > 0


def test_filters_let_something_through(evaluated: AsSet) -> None:
    some = [one for one in FILTERED_BY.values() if evaluated.rows(one)]
    assert len(some) > len(FILTERED_BY) / 3
