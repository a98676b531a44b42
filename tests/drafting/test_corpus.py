"""The reader against the corpus: how much of it must be drafted right, at the least.

The floors are what was reached; they rise with the reader and never fall. Misses are told by
``python -m tests.drafting.measure --misses``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.drafting.measure import CORPUS, by_family, documents, measured
from tests.drafting.renderings import render
from tests.drafting.scoring import Score

FLOORS = {"txt": (0.99, 0.96), "html": (0.99, 0.97), "xlsx": (0.99, 0.97), "docx": (0.99, 0.97)}
"""Format → precision and recall over all documents of the corpus."""


@pytest.mark.parametrize("suffix", FLOORS)
def test_the_corpus_is_drafted_right(suffix: str, tmp_path: Path) -> None:
    files = documents([CORPUS])
    if suffix != "txt":
        made = (render(file, suffix, tmp_path) for file in files)
        files = iter([file for file in made if file])
    _holds(_measured(list(files)), FLOORS[suffix])


def _measured(files: list[Path]) -> Score:
    return by_family([measured(file) for file in files])["all"]


def _holds(score: Score, floor: tuple[float, float]) -> None:
    told = "\n".join(score.misses)
    assert not [miss for miss in score.misses if miss.startswith("failed")], told
    assert score.precision >= floor[0], f"precision {score.precision:.3f}\n{told}"
    assert score.recall >= floor[1], f"recall {score.recall:.3f}\n{told}"
