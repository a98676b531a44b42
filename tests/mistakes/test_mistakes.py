"""One mistake of each kind gives one finding, at its place, in words an officer understands.

Reliability §4, rows 1 to 19, 21, 31 and 50; what SHACL decides is tested with the shapes.
"""

from __future__ import annotations

import pytest
from tests.mistakes import (
    code_mistakes,
    key_mistakes,
    odd_mistakes,
    value_mistakes,
    yaml_mistakes,
)
from tests.mistakes.mistake import CHINO, MORIOKA, Mistake, due_place, edited, original

from kpi_lod.errors import Severity
from kpi_lod.submissions.reader import read_submission

MISTAKES = [
    *yaml_mistakes.MISTAKES,
    *key_mistakes.MISTAKES,
    *code_mistakes.MISTAKES,
    *value_mistakes.MISTAKES,
    *odd_mistakes.MISTAKES,
]


@pytest.mark.parametrize("file", [CHINO, MORIOKA])
def test_without_a_mistake_nothing_is_found(file: str) -> None:
    read = read_submission(original(file).encode(), file)
    assert read.findings == ()
    assert read.submission is not None


def test_every_mistake_has_a_name_of_its_own() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(names) == len(set(names)) > 150


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gives_one_finding_at_its_place(mistake: Mistake) -> None:
    text = edited(mistake.old, mistake.new, mistake.file)
    read = read_submission(text.encode("utf-8", "surrogatepass"), mistake.file)
    assert (read.submission is None) == (mistake.severity is Severity.VIOLATION)
    assert [f.code for f in read.findings] == [mistake.code], read.findings
    found = read.findings[0]
    assert found.severity is mistake.severity
    assert found.place.file == mistake.file
    assert (found.place.line, found.place.column) == due_place(mistake)
    assert mistake.ja in f"{found.ja} {found.fix_ja}"
    assert mistake.en in f"{found.en} {found.fix_en}"


@pytest.mark.parametrize("change", odd_mistakes.ACCEPTED.values(), ids=odd_mistakes.ACCEPTED)
def test_what_is_close_to_a_mistake_and_right_is_not_told(change: tuple[str, str]) -> None:
    read = read_submission(edited(*change).encode(), CHINO)
    assert read.findings == ()
    assert read.submission is not None
