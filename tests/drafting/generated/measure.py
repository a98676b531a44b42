"""``python -m tests.drafting.generated.measure``: drafts of generated documents, scored.

Printed is a table of precision and recall for each family and format, then the worst misses in
words; ``--page`` writes the table into docs/draft.md. Of the families that were set aside only the
totals are told, and only with ``--held``: nobody tunes anything to them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.drafting.answers import read_answer
from tests.drafting.generated.documents import FORMATS, documents
from tests.drafting.generated.families import FAMILIES, HELD
from tests.drafting.generated.page import written_page
from tests.drafting.generated.words import words as lists
from tests.drafting.scoring import Score, score

from kpi_lod.documents.kinds import archive_kind, kind
from kpi_lod.documents.readers import reader
from kpi_lod.drafting.draft import drafted_document
from kpi_lod.errors import DataError
from kpi_lod.layouts.reading import found

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
_PHONE = re.compile(r"(?<!\d)0\d{2,3}-\d{2}-\d{4}(?!\d)")
Scores = Mapping[tuple[str, str], Score]


def scores(families: Sequence[str], formats: Sequence[str], seeds: range) -> Scores:
    """(family, format) → the score of all seeds together."""
    return {
        (family, suffix): family_score(family, suffix, seeds)
        for family in families
        for suffix in formats
    }


def family_score(family: str, suffix: str, seeds: range) -> Score:
    """The documents together, each miss told with the name of its document."""
    together = Score()
    with tempfile.TemporaryDirectory() as folder:
        for file in documents(family, suffix, seeds, Path(folder)):
            drafted = words(file)
            one = score(read_answer(file.with_suffix(".json")), drafted)
            one.misses += (f"contact told: {name}" for name in contacts(drafted))
            one.misses = [f"{file.name}: {miss}" for miss in one.misses]
            together.add(one)
    return together


def words(file: Path) -> Mapping[str, Any]:
    """The words of the draft, read in this process; none where nothing was found to draft."""
    content = file.read_bytes()
    known = kind(content, file.name)
    known = archive_kind(content) if known == "zip" else known
    document = reader(known)(content, file.name)
    document = replace(document, file=file.name, sha256="0" * 64)
    try:
        return drafted_document(document, found(document)).words
    except DataError:
        return {}


def contacts(drafted: Mapping[str, Any]) -> Sequence[str]:
    """Officers' names and telephone numbers that came into a draft: there must be none."""
    text = json.dumps(drafted, ensure_ascii=False, default=str)
    return [name for name in lists()["persons"] if name in text] + _PHONE.findall(text)


def table(found_in: Scores) -> Iterator[str]:
    """Markdown: a row for each family and format."""
    yield "| " + " | ".join(_COLUMNS) + " |"
    yield "|---|---|" + "--:|" * (len(_COLUMNS) - 2)
    for (family, suffix), one in found_in.items():
        cells = one.cells
        parts = (one.parts[part].recall for part in ("names", "units", "projects"))
        told = " | ".join(f"{rate:.3f}" for rate in (cells.precision, cells.recall, *parts))
        yield f"| {family} | {suffix} | {cells.right} | {cells.drafted} | {cells.wanted} | {told} |"


def worst(found_in: Scores, most: int) -> Iterator[str]:
    """The misses of the tuned families, those documents first that have the most."""
    misses = [
        miss for (family, _), one in found_in.items() if family not in HELD for miss in one.misses
    ]
    counts = Counter(miss.partition(":")[0] for miss in misses)
    misses.sort(key=lambda miss: -counts[miss.partition(":")[0]])
    return iter(misses[:most])


def main(arguments: Sequence[str]) -> int:
    """Print the table and the misses, or write the page."""
    options = _options(arguments)
    wanted = options.families.replace(",", "")
    families = [one for one in FAMILIES if one in wanted and (options.held or one not in HELD)]
    seeds = range(options.first, options.first + options.seeds)
    found_in = scores(families, options.formats.split(","), seeds)
    if options.page:
        written_page(found_in, len(seeds))
    sys.stdout.write("\n".join([*table(found_in), "", *worst(found_in, options.misses)]) + "\n")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="documents of each family")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument("--families", default="".join(FAMILIES))
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--misses", type=int, default=40, help="how many to tell")
    parser.add_argument("--held", action="store_true", help="also the families set aside")
    parser.add_argument("--page", action="store_true", help="write the table into docs/draft.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
