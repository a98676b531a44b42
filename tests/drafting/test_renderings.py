"""Renderings keep the words of a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.drafting.measure import CORPUS, documents
from tests.drafting.renderings import FORMATS, has_tables, render, rows

TABLES = [one for one in documents([CORPUS]) if has_tables(one.read_text("utf-8"))]


def test_cells_are_told_apart() -> None:
    assert rows('a\t"b\nc"\td\nend') == [["a", "b\nc", "d"], ["end"]]
    assert rows("| a | b<br>c |\n|---|:-:|\n|d||\nend") == [["a", "b\nc"], ["d", ""], ["end"]]


def test_many_documents_have_tables() -> None:
    assert len(TABLES) >= 10


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_document_in_another_format_has_its_answer_beside_it(suffix: str, tmp_path: Path) -> None:
    made = [render(one, suffix, tmp_path) for one in TABLES]
    assert None not in made
    assert list(documents([tmp_path])) == sorted(one for one in made if one)


def test_a_workbook_holds_the_same_cells(tmp_path: Path) -> None:
    document = CORPUS / "09-d-strategy-tabs.txt"
    file = render(document, "xlsx", tmp_path)
    assert file is not None
    sheet = load_workbook(file).worksheets[0]
    kept = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    for row, there in zip(rows(document.read_text("utf-8")), kept, strict=True):
        assert there[: len(row)] == list(row)


def test_a_text_without_tables_is_not_rendered(tmp_path: Path) -> None:
    assert render(CORPUS / "20-i-prose.txt", "html", tmp_path) is None
