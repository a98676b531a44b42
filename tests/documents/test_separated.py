"""CSV as it comes, and where it is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.seen import places, refused, seen, texts

from kpi_lod.documents.document import Document
from kpi_lod.documents.separated import read_csv


def csv(text: str, encoding: str = "utf-8") -> Document:
    return read_csv(text.encode(encoding), "folder/実績.csv")


def test_a_table_has_the_numbers_of_rows_and_columns() -> None:
    found = csv('題\n\n指標,目標\r\n"来場者数\n（人）","1,000"\r\n')
    assert (found.file, found.kind) == ("実績.csv", "csv")
    assert seen(found) == ["題", [["指標", "目標"], ["来場者数\n（人）", "1,000"]]]
    assert places(found) == [
        *("row 1 column 1", "row 3 column 1", "row 3 column 2"),
        *("row 4 column 1", "row 4 column 2"),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\t1,000,000\nb\t2,000", [["a", "1,000,000"], ["b", "2,000"]]),
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
        ('"x;y",b\n1,2', [["x;y", "b"], ["1", "2"]]),
        ("a,b,c\n1\n1,2,3,4", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
        ('a,5"\n"b" ,"c""d"', [["a", '5"'], ["b", 'c"d']]),
    ],
)
def test_delimiters_quotes_and_ragged_rows(text: str, rows: list[list[str]]) -> None:
    assert seen(csv(text)) == [rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert seen(csv("指標①,髙\r\n1,2\r\n", encoding)) == [[["指標①", "髙"], ["1", "2"]]]


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ('a,b\n1,"2\n3', "csv-quote/open", (2, 2)),
        ('a,b\n"1"2,3', "csv-quote", (2, 1)),
        ("a,b\nc\0,d", "text-control", (2, 2)),
        (f"a,b\n1,{'x' * 32_768}", "sheet-too-large/characters", (2, 2)),
        ("a," * 500 + "b", "sheet-too-large/columns", (1, 501)),
        ("a\n" * 100_001, "too-many-rows", (100_001, 1)),
        ("a,b,c\n" * 70_000, "sheet-too-large/cells", (66_667, 3)),
        *(("", "empty/document", (0, 0)), (" ,\n", "empty/document", (0, 0))),
    ],
)
def test_what_is_refused_and_where(text: str, key: str, at: tuple[int, int]) -> None:
    found = refused(read_csv, text.encode())
    assert (found.key, found.at) == (key, ("", *at))


def test_what_is_no_text_is_refused() -> None:
    assert refused(read_csv, b"\xff\xfe\x00").key == "encoding/document"


@pytest.mark.parametrize("text", ['"' * 200_001, '"' + '""' * 100_000, "," * 400, '"a"\t' * 50_000])
def test_hostile_text_is_done_with_at_once(text: str) -> None:
    before = time.monotonic()
    refused(read_csv, text.encode())
    assert time.monotonic() - before < 20


# Not kana or kanji: of those, one below the other are one word.
ROWS = st.lists(st.text('aΩ,;" 1\n', min_size=1), min_size=2, max_size=4)


def tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@given(st.lists(ROWS, min_size=2))
def test_what_is_quoted_comes_back(rows: list[list[str]]) -> None:
    lines = [",".join('"' + field.replace('"', '""') + '"' for field in row) for row in rows]
    text = "\n".join(lines)
    if not any(field.strip() for row in rows for field in row):
        assert refused(read_csv, text.encode()).key == "empty/document"
        return
    found = set(zip(places(csv(text)), texts(csv(text)), strict=True))
    assert found == {
        (f"row {row} column {column}", tidy(field))
        for row, fields in enumerate(rows, 1)
        for column, field in enumerate(fields, 1)
        if field.strip()
    }
