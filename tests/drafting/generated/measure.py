"""``python -m tests.drafting.generated.measure``: drafts of generated documents, scored.

Printed is a table of precision and recall for each family and format, then the worst misses in
words. Of the families that were set aside only the totals are told: nobody tunes anything to them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.drafting.generated.documents import FORMATS, documents
from tests.drafting.generated.families import FAMILIES, HELD
from tests.drafting.measure import measured
from tests.drafting.scoring import Score

_COLUMNS = (
    "様式 / family",
    "形式 / format",
    "正 / right",
    "下書き / drafted",
    "正解 / wanted",
    "適合率 / precision",
    "再現率 / recall",
    "名称 / names",
    "単位 / units",
    "事業 / projects",
)
Scores = dict[tuple[str, str], Score]


def scores(families: Sequence[str], formats: Sequence[str], seeds: range) -> Scores:
    """(family, format) → the score of all seeds together."""
    return {
        (family, suffix): _score(family, suffix, seeds) for family in families for suffix in formats
    }


def _score(family: str, suffix: str, seeds: range) -> Score:
    """The documents together, each miss told with the name of its document."""
    together = Score()
    with tempfile.TemporaryDirectory() as folder:
        for file in documents(family, suffix, seeds, Path(folder)):
            _, score = measured(file)
            score.misses = [f"{file.name}: {miss}" for miss in score.misses]
            together.add(score)
    return together


def table(found: Mapping[tuple[str, str], Score]) -> Iterator[str]:
    """Markdown: a row for each family and format."""
    yield "| " + " | ".join(_COLUMNS) + " |"
    yield "|---|---|" + "--:|" * (len(_COLUMNS) - 2)
    for (family, suffix), score in found.items():
        cells = score.cells
        parts = (score.parts[part] for part in ("names", "units", "projects"))
        rates = (cells.precision, cells.recall, *(part.recall for part in parts))
        told = " | ".join(f"{rate:.3f}" for rate in rates)
        yield f"| {family} | {suffix} | {cells.right} | {cells.drafted} | {cells.wanted} | {told} |"


def worst(found: Mapping[tuple[str, str], Score], most: int) -> Iterator[str]:
    """The misses of the tuned families, those documents first that have the most."""
    misses = [
        miss for (family, _), score in found.items() if family not in HELD for miss in score.misses
    ]
    counts = Counter(miss.partition(":")[0] for miss in misses)
    misses.sort(key=lambda miss: -counts[miss.partition(":")[0]])
    return iter(misses[:most])


def main(arguments: Sequence[str]) -> int:
    """Print the table and the misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--families", default="".join(one for one in FAMILIES if one not in HELD))
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--misses", type=int, default=40)
    options = parser.parse_args(arguments)
    families = [one for one in FAMILIES if one in options.families]
    seeds = range(options.first, options.first + options.seeds)
    found = scores(families, options.formats.split(","), seeds)
    sys.stdout.write("\n".join([*table(found), "", *worst(found, options.misses)]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
