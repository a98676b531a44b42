"""The named questions as the program finds them, and what a name stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.questions import question_list, question_text, questions


def test_questions_come_by_name_in_alphabetical_order() -> None:
    names = list(questions())
    assert "met-targets" in names
    assert names == sorted(names)
    assert all(question.name == name for name, question in questions().items())


def test_the_wording_is_the_first_header_line_of_each_language() -> None:
    question = questions()["met-targets"]
    first, second = question.text.splitlines()[:2]
    assert (first, second) == (f"# 問い: {question.ja}", f"# Question: {question.en}")


def test_the_list_has_three_lines_for_each_question() -> None:
    lines = question_list().splitlines()
    assert lines[::3] == list(questions())
    assert all(line.startswith("  ") for line in lines[1::3] + lines[2::3])


def test_a_name_stands_for_its_query() -> None:
    assert question_text("money") == questions()["money"].text


def test_a_file_stands_for_its_content(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# 私の問い\nASK {}\n", "utf-8")
    assert question_text(str(file)) == "# 私の問い\nASK {}\n"


@pytest.mark.parametrize("query", ["ASK{}", "ASK {}", "SELECT *\nWHERE"])
def test_anything_with_a_brace_or_a_space_is_sparql_itself(query: str) -> None:
    assert question_text(query) == query


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KpiLodError, match=r"question-unknown: 「mony」.*money.*where-printed"):
        question_text("mony")


def test_a_missing_file_is_refused_by_its_name() -> None:
    with pytest.raises(KpiLodError, match=r"file-missing: .*nowhere\.rq"):
        question_text("nowhere.rq")


def test_a_folder_named_like_a_query_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.rq").mkdir()
    with pytest.raises(KpiLodError, match="file-unreadable"):
        question_text(str(tmp_path / "folder.rq"))


def test_a_query_saved_in_a_japanese_windows_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cp932.rq"
    file.write_bytes("# 問い\nASK {}".encode("cp932"))
    with pytest.raises(KpiLodError, match="encoding: UTF-8として読めない") as caught:
        question_text(str(file))
    assert caught.value.exit_status == 2
