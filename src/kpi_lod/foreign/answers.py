"""What the child process says, as JSON: written there, read here.

Texts stand once, in a list, and cells name them by number: a text may be shown in a hundred
thousand cells. Never pickle: who takes over the child shall not take over its parent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kpi_lod.foreign.limits import MAX_COLUMNS, MAX_ROWS, RefusedError
from kpi_lod.foreign.xlsx import ShownCell, WorkbookSheet
from kpi_lod.messages import messages


def written(sheets: Sequence[WorkbookSheet]) -> bytes:
    """The JSON of a workbook."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    rows = []
    for sheet in sheets:
        cells: list[int] = []
        for (row, column), cell in sheet.cells.items():
            texts_of = (cell.text, cell.fault, cell.rounded, cell.struck)
            cells += (row, column, *map(number, texts_of))
        told = (
            *(list(sheet.hidden_rows), list(sheet.hidden_columns), list(sheet.merged)),
            [(row, column, number(text)) for row, column, text in sheet.comments],
        )
        rows.append([sheet.name, sheet.hidden, cells, *told])
    # A lone surrogate, which a file can hold, becomes a finding later on.
    return json.dumps({"texts": list(texts), "sheets": rows}).encode("ascii")


def refusal(refused: RefusedError) -> bytes:
    """The JSON of a file that was not read."""
    fields = {key: str(value)[:400] for key, value in refused.fields.items()}
    return json.dumps({"refused": [refused.key, list(refused.at), fields]}).encode("ascii")


def read(answer: bytes) -> list[WorkbookSheet]:
    """The workbook in the answer.

    Raises RefusedError if it is a refusal, ValueError if it is neither: whoever took over the child
    may have written it.
    """
    try:
        found = json.loads(answer)
        if "refused" not in found:
            return [_sheet(*row, texts=_texts(found["texts"])) for row in found["sheets"]]
        refused = _refused(*found["refused"])
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not an answer: {error}") from None
    raise refused


def _refused(key: str, at: tuple[str, int, int], fields: Mapping[str, str]) -> RefusedError:
    sheet, row, column = at
    _check(key in messages() and isinstance(sheet, str) and isinstance(row, int))
    _check(isinstance(column, int) and all(isinstance(text, str) for text in fields.values()))
    return RefusedError(key, at=(sheet, row, column), **fields)


def _texts(found: Sequence[str]) -> Sequence[str]:
    _check(all(isinstance(text, str) for text in found))
    return found


def _sheet(  # noqa: PLR0913, PLR0917  (what a row of the answer holds)
    name: str,
    hidden: bool,
    cells: Sequence[int],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[Sequence[int]],
    merged: Sequence[Sequence[int]],
    comments: Sequence[Sequence[int]],
    *,
    texts: Sequence[str],
) -> WorkbookSheet:
    columns = tuple((first, last) for first, last in hidden_columns)
    ranges = tuple((top, left, bottom, right) for top, left, bottom, right in merged)
    _check(isinstance(name, str))
    pairs = (n for some in (*columns, *ranges, *comments) for n in some)
    _check(all(type(n) is int for n in (*cells, *hidden_rows, *pairs)))
    _check(all(min(comment) >= 0 for comment in comments))
    beside = tuple((row, column, texts[text]) for row, column, text in comments)
    made = WorkbookSheet(name, hidden is True, {}, tuple(hidden_rows), columns, ranges, beside)
    for row, column, *told in zip(*[iter(cells)] * 6, strict=True):
        _check(0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS and min(told) >= 0)
        text, fault, rounded, struck = (texts[one] for one in told)
        _check(not fault or fault in messages())
        made.cells[row, column] = ShownCell(text, fault, rounded, struck)
    return made


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError("not an answer")
