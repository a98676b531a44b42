"""``python -m tests.drafting.generated.writing FOLDER [COUNT]``: random documents with answers.

The same seed writes the same documents. Measure them with ``python -m tests.drafting.measure
FOLDER``, and in other formats with its ``--as``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.drafting.generated.plan import answer, plan
from tests.drafting.generated.writers import WRITERS


def write(folder: Path, *, count: int, seed: int = 7) -> list[Path]:
    """``count`` documents of each layout, their answers beside them."""
    random = Random(seed)
    return [
        _written(folder, family, number, random) for family in WRITERS for number in range(count)
    ]


def _written(folder: Path, family: str, number: int, random: Random) -> Path:
    made = plan(random)
    lines, cells = WRITERS[family](made, random)
    told = answer(made, cells) | {"family": family}
    file = folder / f"{family}-{number:03}.txt"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    file.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return file


def main(arguments: Sequence[str]) -> int:
    """Write documents into a folder."""
    folder, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 20
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, count=count)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
