"""A document that was printed still has its words, and its text is torn as real ones are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drafting.measure import CORPUS
from tests.drafting.printing import extracted, printed

from kpi_lod.japanese.characters import folded

DOCUMENT = CORPUS / "02-a-markdown.txt"


def test_the_text_of_a_printed_document(part: Callable[[str], str], tmp_path: Path) -> None:
    part("soffice")
    part("pdftotext")
    file = extracted(DOCUMENT, tmp_path)
    assert file is not None
    text = file.read_text("utf-8")
    assert "| レンタサイクルの利用回数 |" not in text
    assert "市内宿泊施設の外国人宿泊者数" not in text
    assert folded("総事業費：18,350千円") in folded(text)
    assert file.with_suffix(".json").exists()


def test_a_text_without_tables_is_not_printed(tmp_path: Path) -> None:
    assert printed(CORPUS / "20-i-prose.txt", tmp_path) is None
