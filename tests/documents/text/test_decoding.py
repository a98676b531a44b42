from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.documents.text.texts import document, paragraphs

from kpi_lod.documents.document import Table
from kpi_lod.documents.text.reading import read_text
from kpi_lod.errors import DataError
from kpi_lod.foreign.limits import MAX_COLUMNS


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n\f", "empty"),
        (b"- 1 -\n", "empty"),
        ("目標\x00値".encode(), "text-control"),
        ("目標\u202e値".encode(), "text-control"),
        (b"\xff\xff\xff", "encoding"),
        (b"\t".join([b"1"] * (MAX_COLUMNS + 1)), "sheet-too-large"),
        (b"a" * (10 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(DataError) as refused:
        read_text(content, "a.txt")
    assert refused.value.finding.code == code


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_encodings_are_told_by_their_bytes(encoding: str) -> None:
    found = read_text("指標①\t髙橋\n".encode(encoding), "a.txt")
    (block,) = found.blocks()
    assert isinstance(block, Table)
    assert [cell.text for cell in block.cells] == ["指標①", "髙橋"]
    assert not found.remarks


def test_lost_characters_are_told_and_nothing_is_made_of_them() -> None:
    found = document("来場\ufffd数\n")
    assert found.remarks[0].code == "encoding"
    assert found.remarks[0].place.line == 1


def test_what_extraction_made_of_characters_is_undone() -> None:
    assert paragraphs("⼈⼝ ⺠\u200b間\u00a0か\u3099")[0][0] == "人口 民間 が"


@pytest.mark.parametrize("slug", ["032018-morioka-r5", "202142-chino-r5"])
def test_the_sources_hold_a_table_for_each_project(slug: str, shared: Path) -> None:
    found = read_text((shared / f"sources/{slug}.txt").read_bytes(), slug)
    answer = json.loads((shared / f"expected/{slug}.json").read_text("utf-8"))
    names = [project["name"] for project in answer["projects"]]
    held = [block for block in found.blocks() if isinstance(block, Table)]
    assert len(held) == len(names)
    for table, name in zip(held, names, strict=True):
        assert name in {cell.text for cell in table.cells}


def test_the_same_bytes_make_the_same_document() -> None:
    text = "指標\tR5\nA\t1\n"
    assert document(text) == document(text)
