"""``python -m tests.drafting.measure [FILES]``: the documents of the corpus drafted and scored.

A file is a document with its answer beside it (.json), or a folder of those; ``--as html`` has the
tables of texts read from another format. Printed are a table by layout family and, with
``--misses``, each miss in words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from tests.drafting.answers import read_answer
from tests.drafting.printing import PRINTED
from tests.drafting.renderings import FORMATS, render
from tests.drafting.scoring import PARTS, Score, Tally, score

from kpi_lod.documents.reading import read_document
from kpi_lod.drafting.draft import Wanted, draft
from kpi_lod.errors import DataError, KpiLodError
from kpi_lod.layouts.found import Found
from kpi_lod.layouts.reading import found

CORPUS = Path(__file__).parent / "corpus"
_NOTHING = "draft-nothing"
"""What a document without a figure ends in: no draft, which may well be right."""


def drafted(document: Path, *, layouts: bool = False) -> Mapping[str, Any] | Found:
    """The words of the draft of a document; with ``layouts`` what was found for it."""
    if layouts:
        return found(read_document(document))
    with tempfile.TemporaryDirectory() as folder:
        wanted = Wanted(output=Path(folder) / "draft.yaml")
        try:
            return cast("Mapping[str, Any]", draft(document, wanted).words)
        except DataError as error:
            if error.finding.code != _NOTHING:
                raise
            return {}


def documents(places: Sequence[Path]) -> Iterator[Path]:
    """All documents in files and folders that have an answer, in the order of their names."""
    for place in places or [CORPUS]:
        files = sorted(place.glob("*")) if place.is_dir() else [place]
        for file in files:
            if file.suffix != ".json" and file.with_suffix(".json").exists():
                yield file


@dataclass(frozen=True, slots=True)
class Way:
    """How to measure. ``layouts``: what was found, not its draft; ``any_project``: whether a KPI
    stands in the right project does not count, which tells a lost heading from lost figures.
    """

    layouts: bool = False
    any_project: bool = False


def measured(document: Path, way: Way = Way()) -> tuple[str, Score]:
    """The family of a document and its score; a refusal is scored as an empty draft, and told."""
    answer = read_answer(document.with_suffix(".json"))
    answer = replace(answer, any_project=answer.any_project or way.any_project)
    try:
        return answer.family, score(answer, drafted(document, layouts=way.layouts))
    except KpiLodError as error:
        scored = score(answer, {})
        scored.misses = [f"failed: {type(error).__name__}: {error}"]
        return answer.family, scored


def by_family(scores: Sequence[tuple[str, Score]]) -> Mapping[str, Score]:
    """Family → the score of its documents together, and ``all``."""
    families: dict[str, Score] = {}
    for family, one in sorted(scores, key=lambda pair: pair[0]):
        families.setdefault(family, Score()).add(one)
    families["all"] = Score()
    for _, one in scores:
        families["all"].add(one)
    return families


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """One line for each score: cells and the other parts."""
    yield f"{'':16}{'right':>6}{'draft':>6}{'want':>6}  prec recall | " + " ".join(
        f"{part:>12}" for part in PARTS
    )
    for name, one in scores.items():
        counts = f"{one.right:6}{one.cells.drafted:6}{one.cells.wanted:6}"
        rates = f"{one.precision:6.3f} {one.recall:6.3f}"
        parts = " ".join(f"{_part(one.parts[part]):>12}" for part in PARTS)
        yield f"{name:16}{counts}{rates} | {parts}"


def _part(tally: Tally) -> str:
    return f"{tally.right}/{tally.drafted}/{tally.wanted}"


def _as(suffix: str, document: Path, folder: Path) -> Path | None:
    if suffix in PRINTED:
        return PRINTED[suffix](document, folder)
    return render(document, suffix, folder)


def main(arguments: Sequence[str]) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--as", dest="suffix", choices=[*FORMATS, *PRINTED], help="as another format"
    )
    parser.add_argument("--any-project", action="store_true", help="KPIs in whatever project")
    parser.add_argument("--layouts", action="store_true", help="what was found, not its draft")
    parser.add_argument("--misses", action="store_true", help="tell each miss")
    options = parser.parse_args(arguments)
    files = list(documents(options.files))
    with tempfile.TemporaryDirectory() as folder:
        if options.suffix:
            made = [_as(options.suffix, file, Path(folder)) for file in files]
            files = [file for file in made if file]
        way = Way(options.layouts, options.any_project)
        results = [measured(file, way) for file in files]
    named = {file.name[:15]: one for file, (_, one) in zip(files, results, strict=True)}
    lines = [*table(named), "", *table(by_family(results))]
    if options.misses:
        lines += (f"{name}: {miss}" for name, one in named.items() for miss in one.misses)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
