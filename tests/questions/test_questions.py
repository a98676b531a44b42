"""Every named question: its header, its exact answer, and the same answer from a second engine."""

from __future__ import annotations

import csv
import difflib
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize
from rdflib.query import ResultRow

from kpi_lod.dataset import municipality_data
from kpi_lod.querying.answers import answer, bound
from kpi_lod.querying.questions import question_list, questions
from kpi_lod.records import Submission
from kpi_lod.register.graph import register_quads
from kpi_lod.release.whole import cube_quads
from kpi_lod.settings import Publication
from kpi_lod.submissions.collection import by_municipality
from kpi_lod.submissions.files import read_files
from kpi_lod.vocabulary import PREFIXES

HERE = Path(__file__).parent
ANSWERS = {file.stem.partition("-")[2]: file for file in sorted(HERE.glob("*.csv"))}
NAMES = sorted(questions())
HEADER = ("# 問い: ", "# Question: ", "# なぜ: ", "# Why: ", "# 返すもの: ", "# Returns: ")
REACH = "https://example.org/kpi/project/202142/tachikawa/#reach"

Row = tuple[str, ...]

each_question = pytest.mark.parametrize("name", NAMES)


# --- the data, and asking it --------------------------------------------------------------------


@pytest.fixture(scope="session")
def published(all_quads: Sequence[Quad], settings: Publication) -> Sequence[Quad]:
    """Everything a release of the two cities holds but its catalogue."""
    return [*all_quads, *cube_quads(settings.iris)]


@pytest.fixture(scope="session")
def later(submissions: Sequence[Submission], settings: Publication) -> Sequence[Quad]:
    """The same with invented documents of the next year for each city."""
    read = read_files(sorted(HERE.glob("later-*.yaml")))
    assert [one.findings for one in read] == [(), (), ()]
    newer = [one.submission for one in read if one.submission is not None]
    data = [
        municipality_data(editions, settings.iris, settings.licence)
        for editions in by_municipality([*submissions, *newer]).values()
    ]
    own = [quad for one in data for quad in one.quads]
    return [*own, *cube_quads(settings.iris), *register_quads()]


def shuffled(quads: Iterable[Quad]) -> list[Quad]:
    """The quads in another order, the same one in every run."""
    mixed = list(quads)
    random.Random(20231122).shuffle(mixed)
    return mixed


def stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def parsed_by_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    triples = [quad.triple for quad in shuffled(quads)]
    graph = rdflib.Graph()
    graph.parse(serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    return graph


@pytest.fixture(scope="session")
def store(published: Sequence[Quad]) -> Store:
    return stored(published)


@pytest.fixture(scope="session")
def mixed_store(published: Sequence[Quad]) -> Store:
    return stored(shuffled(published))


@pytest.fixture(scope="session")
def later_store(later: Sequence[Quad]) -> Store:
    return stored(later)


@pytest.fixture(scope="session")
def graphs(published: Sequence[Quad], later: Sequence[Quad]) -> Mapping[str, rdflib.Graph]:
    return {"published": parsed_by_rdflib(published), "later": parsed_by_rdflib(later)}


def solutions(store: Store, name: str, **values: str) -> QuerySolutions:
    query = bound(questions()[name].text, values)
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found


def written_csv(store: Store, name: str) -> str:
    """What ``kpi-lod query NAME --format csv`` prints."""
    return answer(solutions(store, name), "csv") + "\n"


def rows(store: Store, name: str) -> list[list[str]]:
    """The cells of the answer without its head."""
    return list(csv.reader(written_csv(store, name).splitlines()))[1:]


def difference(expected: str, found: str) -> str:
    """A unified diff of two CSV texts, empty only if they are equal to the letter."""
    split = partial(str.splitlines, keepends=True)
    return "".join(difflib.unified_diff(split(expected), split(found), "expected", "found"))


def n3(value: str, datatype: str, language: str) -> str:
    """A literal written the same way whatever engine gave it; numbers by their value."""
    if datatype.rpartition("#")[2] in ("integer", "decimal"):
        return f"{Decimal(value).normalize():f}"
    return f'"{value}"@{language}' if language else f'"{value}"'


def oxigraph_rows(found: QuerySolutions) -> list[Row]:
    names = [variable.value for variable in found.variables]
    return [tuple(_oxigraph_n3(solution[name]) for name in names) for solution in found]


def _oxigraph_n3(term: object) -> str:
    if isinstance(term, Literal):
        return n3(term.value, term.datatype.value, term.language or "")
    return f"<{term.value}>" if isinstance(term, NamedNode) else ""


def rdflib_rows(graph: rdflib.Graph, query: str) -> list[Row]:
    found = []
    for row in graph.query(query):
        assert isinstance(row, ResultRow)
        found.append(tuple(_rdflib_n3(term) for term in row))
    return found


def _rdflib_n3(term: object) -> str:
    if isinstance(term, rdflib.Literal):
        return n3(str(term), str(term.datatype or ""), term.language or "")
    return "" if term is None else f"<{term}>"


# --- the files ----------------------------------------------------------------------------------


def test_there_are_twelve_questions_each_with_a_numbered_answer() -> None:
    assert sorted(ANSWERS) == NAMES
    numbers = [file.stem.partition("-")[0] for file in ANSWERS.values()]
    assert numbers == [f"{number:02}" for number in range(1, 13)]


@each_question
def test_the_header_says_question_reason_and_columns_in_both_languages(name: str) -> None:
    question = questions()[name]
    lines = question.text.splitlines()
    texts = [line.removeprefix(start) for line, start in zip(lines, HEADER, strict=False)]
    assert [line[: len(start)] for line, start in zip(lines, HEADER, strict=False)] == [*HEADER]
    assert lines[len(HEADER)].startswith("PREFIX ")
    assert all(re.search("[ぁ-ん]", text) for text in texts[::2])
    assert all(re.match("[?A-Z][ A-Za-z]", text) for text in texts[1::2])
    assert (question.ja, question.en) == (texts[0], texts[1])


@each_question
def test_the_header_names_every_column_and_no_other(name: str) -> None:
    head = ANSWERS[name].read_text("utf-8").splitlines()[0].split(",")
    lines = questions()[name].text.splitlines()
    japanese = list(dict.fromkeys(re.findall(r"\?(\w+)", lines[4], re.ASCII)))
    english = list(dict.fromkeys(re.findall(r"\?(\w+)", lines[5], re.ASCII)))
    assert sorted(japanese) == sorted(english) == sorted(head)
    assert all(re.fullmatch("[a-z][A-Za-z]*", column) for column in head)


@each_question
def test_the_list_shows_the_question(name: str) -> None:
    question = questions()[name]
    assert f"{name}\n  {question.ja}\n  {question.en}" in question_list()


@each_question
def test_the_query_declares_just_the_prefixes_it_uses(name: str) -> None:
    text = "\n".join(x for x in questions()[name].text.splitlines() if not x.startswith("#"))
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]*)>$", text, re.M))
    body = re.sub(r"^PREFIX .*$", "", text, flags=re.M)
    assert set(re.findall(r"\b([a-z]+):[A-Za-z]", body)) == set(declared)
    assert declared == {prefix: PREFIXES[prefix] for prefix in sorted(declared)}


FORBIDDEN = r"\b(GROUP_CONCAT|SAMPLE|SERVICE|FROM|GRAPH|NOW|RAND|UUID|BNODE)\b|_:|\[\s*\]"


@each_question
def test_nothing_is_used_that_engines_answer_differently(name: str) -> None:
    lines = questions()[name].text.splitlines()
    query = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    assert re.search(r"^ORDER BY ", query, re.M)
    assert not re.search(FORBIDDEN, query, re.I)
    # Every division is rounded, and by 10.0 or 100.0 after that: some engines divide integers
    # as integers.
    assert query.count(" / ") == len(re.findall(r"ROUND\(1000+\.0 \* .* / ", query)) + len(
        re.findall(r"ROUND\(.*\) / 100?\.0 AS", query)
    )


# --- the answers --------------------------------------------------------------------------------


@each_question
def test_the_answer_is_exact(store: Store, name: str) -> None:
    expected = ANSWERS[name].read_bytes().decode()
    assert "\r" not in expected
    assert len(expected.splitlines()) > 1
    assert difference(expected, written_csv(store, name)) == ""


def test_a_wrong_cell_a_lost_row_and_a_changed_order_all_fail_the_comparison() -> None:
    right = ANSWERS["money"].read_text("utf-8")
    head, first, second = right.splitlines(keepends=True)
    wrong = right.replace("22693986", "22693987")
    assert "+茅野市,令和4年度,2,45387972,22693987,50\n" in difference(right, wrong)
    for other in (head + first, head + second + first, right + second, right.rstrip("\n")):
        assert difference(right, other)
    assert difference(right, right) == ""


@each_question
def test_the_order_of_loading_does_not_change_the_answer(
    store: Store, mixed_store: Store, name: str
) -> None:
    assert written_csv(mixed_store, name) == written_csv(store, name)


@each_question
@pytest.mark.parametrize("data", ["published", "later"])
def test_rdflib_gives_the_same_rows_in_the_same_order(
    name: str, data: str, graphs: Mapping[str, rdflib.Graph], request: pytest.FixtureRequest
) -> None:
    used: Store = request.getfixturevalue("store" if data == "published" else "later_store")
    expected = oxigraph_rows(solutions(used, name))
    assert expected
    assert rdflib_rows(graphs[data], questions()[name].text) == expected


def test_the_kpi_of_a_time_series_can_be_set_in_both_engines(
    store: Store, graphs: Mapping[str, rdflib.Graph]
) -> None:
    found = oxigraph_rows(solutions(store, "time-series", kpi=REACH))
    every = oxigraph_rows(solutions(store, "time-series"))
    assert found == [row for row in every if row[0] == f"<{REACH}>"]
    assert [row[5] for row in found] == ["0", "", "517", "0", "13257", "700", "", "1250"]
    query = bound(questions()["time-series"].text, {"kpi": REACH})
    assert rdflib_rows(graphs["published"], query) == found


# --- a year later (invented) --------------------------------------------------------------------


def test_a_value_printed_a_year_later_is_no_longer_missing(later_store: Store) -> None:
    found = [row[2:] for row in rows(later_store, "missing-values") if row[0] == "盛岡市"]
    assert found == [
        # Printed twice without a number: one row, and the newer cell has no note.
        ["肯定的回答率", "令和5年度", "実績値", "未計測", ""],
        ["延べ宿泊者数", "令和6年度", "実績値", "集計中", ""],
    ]


def test_a_newer_reason_replaces_the_older(later_store: Store) -> None:
    found = [row for row in rows(later_store, "missing-values") if row[2] == "情報の到達数"]
    assert [row[3:6] for row in found] == [
        ["事業開始前", "目標値", "該当なし"],
        ["令和6年度", "実績値", "集計中"],
    ]


def test_a_number_stands_though_a_newer_edition_has_none(later_store: Store) -> None:
    found = [row[3:] for row in rows(later_store, "time-series") if row[0] == REACH]
    assert [row[2] for row in found if row[:2] == ["令和5年度", "実績値"]] == ["13300"]
    missing = [row for row in rows(later_store, "missing-values") if row[2] == "情報の到達数"]
    assert "令和5年度" not in [row[3] for row in missing]


def test_figures_of_a_district_are_not_compared_across_cities(later_store: Store) -> None:
    found = rows(later_store, "across-cities")
    assert [row[1:3] + row[5:6] for row in found if row[0] == "実証の実施件数"] == [
        ["盛岡市", "参加登録企業による実証実験の実施件数", "4"],
        ["茅野市", "都市OSを活用したサービスの 実証件数", "0"],
        ["茅野市", "都市OSを活用したサービスの 実証件数", "2"],
    ]
    assert "研修・講座の受講者数" not in {row[0] for row in found}


def test_a_time_series_has_one_row_for_each_period_and_kind(later_store: Store) -> None:
    found = rows(later_store, "time-series")
    assert len(found) == len({(row[0], row[3], row[4]) for row in found})
    reach = [row[3:] for row in found if row[0] == REACH]
    assert ["令和5年度", "実績値", "13300", "件", "計測済み"] in reach
    assert ["令和6年度", "実績値", "", "件", "集計中"] in reach


def test_where_printed_shows_every_edition(later_store: Store) -> None:
    found = [row for row in rows(later_store, "where-printed") if row[2] == "情報の到達数"]
    written = [row[5] for row in found if row[3:5] == ["令和5年度", "実績値"]]
    assert written == ["13,257", "13,300", "集計中"]


def test_an_amount_printed_again_is_counted_once(later_store: Store) -> None:
    assert rows(later_store, "money") == [
        ["茅野市", "令和4年度", "2", "45387972", "22693986", "50"],
        ["茅野市", "令和5年度", "2", "85617843", "42808921", "50"],
        ["茅野市", "令和6年度", "1", "3000000", "1999999", "66.67"],
    ]


def test_money_totals_do_not_grow_with_the_number_of_results(later_store: Store) -> None:
    found = {row[0]: row[1:] for row in rows(later_store, "programme-totals")}
    promotion = found["デジタル田園都市国家構想交付金（地方創生推進タイプ）"]
    assert promotion == ["4", "2", "15", "14", "12", "134005815", "67502906"]
    type1 = found["デジタル田園都市国家構想交付金（デジタル実装タイプ TYPE1）"]
    assert type1 == ["3", "1", "12", "7", "3", "", "1000"]


def test_joint_and_partial_figures_and_those_without_direction_are_not_counted(
    later_store: Store,
) -> None:
    found = [row[1:] for row in rows(later_store, "met-targets") if row[0] == "盛岡市"]
    assert found == [
        ["令和4年度", "1", "1", "1", "100"],
        ["令和5年度", "20", "4", "2", "50"],
        ["令和6年度", "3", "2", "0", "0"],
    ]


def test_what_has_no_rate_comes_before_the_farthest_from_its_target(later_store: Store) -> None:
    found = [[row[1], row[3], row[4], row[6]] for row in rows(later_store, "far-from-target")]
    assert found == [
        ["収支", "10", "-3", ""],
        ["事故件数", "0", "3", "0"],
        ["IT関連企業の首都圏等からのサテライトオフィスの設置および起業数", "1", "0", "0"],
        ["立川市を始めとする都市部のIT企業等を行うイベント等への参加者数", "20", "17", "85"],
        ["事故件数", "7", "8", "87.5"],
        ["学習意欲の向上を実感できた児童生徒の割合", "80", "77", "96.3"],
    ]


def test_a_kpi_meant_to_fall_attains_its_target_at_zero(later_store: Store) -> None:
    found = [row[2:] for row in rows(later_store, "lower-is-better") if row[1] == "事故件数"]
    assert found == [
        ["令和4年度", "0", "0", "件", "true", "除数が0"],
        ["令和5年度", "0", "3", "件", "false", ""],
        ["令和6年度", "7", "8", "件", "false", ""],
    ]


def test_a_project_of_two_departments_counts_for_each(later_store: Store) -> None:
    found = {row[1]: row[2:] for row in rows(later_store, "by-department")}
    assert found["学校教育課"] == found["学校情報室"] == ["1", "8", "6", "2"]
