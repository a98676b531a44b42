"""From a family, a format and seeds to documents on disk, their answers beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.drafting.generated.families import FAMILIES
from tests.drafting.generated.families.i import PIECES
from tests.drafting.generated.formats import docx, html, txt, xlsx
from tests.drafting.generated.noise import spread
from tests.drafting.generated.office import extracted, printed
from tests.drafting.generated.paper import Paper
from tests.drafting.generated.printing import Printing
from tests.drafting.generated.style import style
from tests.drafting.generated.truth import truth

_STRAY = 0.2
"""How often something that is no KPI follows the tables: a schedule, a survey, statistics."""

FORMATS: Mapping[str, Callable[[Paper, Path, Random], None]] = {
    "txt": txt.write,
    "html": html.write,
    "xlsx": xlsx.write,
    "docx": docx.write,
}
PRINTED: Mapping[str, tuple[str, Sequence[Callable[[Sequence[Path]], list[Path]]]]] = {
    "pdf": ("xlsx", (printed,)),
    "word-pdf": ("docx", (printed,)),
    "pdftext": ("xlsx", (printed, extracted)),
}
"""What LibreOffice makes of another format, and the text of that."""


def paper_and_answer(family: str, seed: int) -> tuple[Paper, Mapping[str, Any]]:
    """The paper and its answer; the same for every format."""
    random = Random(f"{family} {seed}")
    printing = Printing(truth(random), style(random), random, Paper(f"{family}{seed:04}"))
    FAMILIES[family](printing)
    if random.random() < _STRAY:
        random.choice(PIECES)(printing)
    if printing.style.spreads_headings:
        spread(printing.paper)
    return printing.paper, printing.answer(family)


def documents(family: str, suffix: str, seeds: Sequence[int], folder: Path) -> list[Path]:
    """The documents in a format; what LibreOffice prints is printed all at once."""
    if suffix not in PRINTED:
        return [written(family, seed, suffix, folder) for seed in seeds]
    source, ways = PRINTED[suffix]
    files = documents(family, source, seeds, folder)
    for way in ways:
        files = way(files)
    return files


def written(family: str, seed: int, suffix: str, folder: Path) -> Path:
    """The document in a format that is written here; its answer is a JSON file beside it."""
    paper, answer = paper_and_answer(family, seed)
    drawn = f"{family} {seed} {suffix}"
    way = f"-{txt.way_of(paper, Random(drawn))}" if suffix == "txt" else ""
    file = folder / f"{paper.name}{way}.{suffix}"
    FORMATS[suffix](paper, file, Random(drawn))
    told = json.dumps(answer, ensure_ascii=False, default=_plain)
    file.with_suffix(".json").write_text(told, "utf-8")
    return file


def _plain(number: object) -> float:
    """Numbers of few digits pass through JSON unharmed; they are read back as decimals."""
    assert isinstance(number, Decimal)
    return float(number)
