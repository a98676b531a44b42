"""What the child process says, as JSON: written there, read here.

Texts stand once, in a list, and cells name them by number: a text may be shown in a hundred
thousand cells. Never pickle: who takes over the child shall not take over its parent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.xlsx import ShownCell, WorkbookSheet


def written(sheets: Sequence[WorkbookSheet]) -> bytes:
    """The JSON of a workbook."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    rows = []
    for sheet in sheets:
        cells: list[int] = []
        for (row, column), cell in sheet.cells.items():
            cells += (row, column, number(cell.text), number(cell.fault), number(cell.rounded))
        rows.append(
            [sheet.name, sheet.hidden, cells, list(sheet.hidden_rows), list(sheet.hidden_columns)]
        )
    # A lone surrogate, which a file can hold, becomes a finding later on.
    return json.dumps({"texts": list(texts), "sheets": rows}).encode("ascii")


def refusal(refused: RefusedError) -> bytes:
    """The JSON of a file that was not read."""
    fields = {key: str(value)[:400] for key, value in refused.fields.items()}
    return json.dumps({"refused": [refused.key, list(refused.at), fields]}).encode("ascii")


def read(answer: bytes) -> list[WorkbookSheet]:
    """The workbook in the answer; raises RefusedError if it is a refusal, ValueError if neither."""
    found = json.loads(answer)
    if "refused" in found:
        key, (sheet, row, column), fields = found["refused"]
        raise RefusedError(key, at=(sheet, row, column), **fields)
    texts = found["texts"]
    return [_sheet(row, texts) for row in found["sheets"]]


def _sheet(row: Sequence[object], texts: Sequence[str]) -> WorkbookSheet:
    name, hidden, cells, hidden_rows, hidden_columns = row
    assert isinstance(cells, list)
    assert isinstance(hidden_rows, list)
    assert isinstance(hidden_columns, list)
    made = WorkbookSheet(
        str(name), bool(hidden), {}, hidden_rows, [(a, b) for a, b in hidden_columns]
    )
    for line, column, text, fault, rounded in zip(*[iter(cells)] * 5, strict=True):
        made.cells[line, column] = ShownCell(texts[text], texts[fault], texts[rounded])
    return made
