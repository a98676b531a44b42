"""The answers of the corpus are sound: what they say is printed, and each cell stands once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.drafting.answers import read_answer
from tests.drafting.measure import CORPUS, documents
from tests.drafting.soundness import unknown_codes, unprinted, unsound_cells

DOCUMENTS = list(documents([CORPUS]))
APART = ("55-d-web-markdown", "56-e-pipes-cumulative")
"""Amounts in 億円, names with a mark of the table between: printed, but not letter by letter."""


def test_all_families_are_there_in_at_least_two_documents() -> None:
    families = Counter(read_answer(one.with_suffix(".json")).family for one in DOCUMENTS)
    assert set(families) == set("abcdefghi")
    assert min(families.values()) >= 2


@pytest.mark.parametrize(
    "document", [one for one in DOCUMENTS if one.stem not in APART], ids=lambda one: one.stem
)
def test_names_and_numbers_are_printed(document: Path) -> None:
    assert unprinted(document) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.stem)
def test_each_cell_stands_once_and_codes_are_known(document: Path) -> None:
    assert unsound_cells(document) == []
    assert unknown_codes(document) == []


def test_an_answer_that_says_more_than_its_document_is_found(tmp_path: Path) -> None:
    document = tmp_path / "one.txt"
    document.write_text("来訪者数 12人", "utf-8")
    cell = '{"fiscal_year": 2023, "kind": "actual", "value": 13, "status": "measured"}'
    kpi = f'{{"name": "宿泊者数", "unit": "人", "values": [{cell}, {cell}]}}'
    project = f'{{"name": "来訪者数", "programme": "商品券", "kpis": [{kpi}]}}'
    told = f'{{"municipality_code": "999999", "projects": [{project}]}}'
    document.with_suffix(".json").write_text(told, "utf-8")
    assert unprinted(document) == ["宿泊者数", "13", "13"]
    assert unsound_cells(document) == [(0, "宿泊者数", "2023", "actual")]
    assert unknown_codes(document) == ["商品券", "999999"]
