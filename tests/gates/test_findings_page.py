"""The page of all findings is the one the texts make, and no code is missing from it."""

from __future__ import annotations

from tests.gates.findings_page import PAGE, findings_page

from kpi_lod.messages import messages


def test_the_page_is_up_to_date() -> None:
    text = PAGE.read_text("utf-8")
    assert text == findings_page(), "run: python -m tests.gates.findings_page"


def test_every_code_stands_in_the_page() -> None:
    text = PAGE.read_text("utf-8")
    codes = {key.partition("/")[0] for key in messages()} | {"ten-times", "basis-stated"}
    assert len(codes) > 30
    assert [code for code in codes if f"### {code}" not in text] == []
