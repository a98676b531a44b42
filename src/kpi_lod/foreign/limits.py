"""How much of a foreign file is read, and how its reader says that it will not go on.

The figures are those of Excel's own limits where it has any (https://support.microsoft.com/office,
"Excel specifications and limits"), far above what a submission needs where it has none.
"""

from __future__ import annotations

MIB = 1024 * 1024

MAX_BYTES = 10 * MIB
MAX_EXPANDED = 100 * MIB
MAX_RATIO = 100
"""Expanded to packed size of a whole archive, once it is larger than RATIO_FROM."""

RATIO_FROM = MIB
MAX_MEMBERS = 2_000

MAX_SHEETS = 50
MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_CELLS = 200_000
"""Cells that hold something, over all sheets."""

MAX_BLANK_CELLS = 2_000_000
"""Cells that have at most a format, over all sheets."""

MAX_STRINGS = 500_000
MAX_MERGED = 10_000
MAX_CHARACTERS = 32_767
MAX_TEXT = 10_000_000
"""Characters of all cells together, each counted where it is shown."""

SECONDS = 20
MEMORY = 1024 * MIB
ANSWER = 64 * MIB
FILES = 64


class RefusedError(Exception):
    """A file is not read any further; ``key`` and ``fields`` name the text of the finding.

    ``at``: sheet, row and column where it is, "" and 0 where that does not matter.
    """

    def __init__(self, key: str, *, at: tuple[str, int, int] = ("", 0, 0), **fields: object):
        super().__init__(key)
        self.key = key
        self.at = at
        self.fields = fields
