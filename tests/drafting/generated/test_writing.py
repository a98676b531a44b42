"""Generated documents are sound: the same each time, each cell once, each number printed."""

from __future__ import annotations

from pathlib import Path

from tests.drafting.generated.writers import WRITERS
from tests.drafting.generated.writing import write
from tests.drafting.soundness import unknown_codes, unprinted, unsound_cells


def test_documents_and_answers_agree(tmp_path: Path) -> None:
    files = write(tmp_path, count=5)
    assert len(files) == 5 * len(WRITERS)
    for file in files:
        assert unprinted(file) == []
        assert unsound_cells(file) == []
        assert unknown_codes(file) == []


def test_the_same_seed_writes_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
        write(folder, count=1)
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()
