"""A Document as JSON: written by the child, read by its parent, which checks all of it.

Never pickle: who takes over the child shall not take over its parent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from kpi_lod.documents.document import Block, Cell, Document, Paragraph, Section, Table
from kpi_lod.errors import Finding, Place, Severity
from kpi_lod.foreign import answers
from kpi_lod.foreign.limits import MAX_TEXT
from kpi_lod.messages import messages

MAX_CELLS = 400_000
"""Cells and paragraphs of a whole document."""

_CODES = frozenset(key.partition("/")[0] for key in messages())
refusal = answers.refusal


def written(document: Document) -> bytes:
    """The JSON of a document."""
    sections = [[one.name, [_row(block) for block in one.blocks]] for one in document.sections]
    remarks = [[one.severity.value, *astuple(one.place)] for one in document.remarks]
    told = [
        [one.code, one.ja, one.en, one.fix_ja, one.fix_en, *place]
        for one, place in zip(document.remarks, remarks, strict=True)
    ]
    made = {"kind": document.kind, "title": document.title, "sections": sections, "remarks": told}
    return json.dumps(made).encode("ascii")


def read(answer: bytes) -> Document:
    """The document in the answer, without ``file`` and ``sha256``, which the parent knows.

    Raises RefusedError if it is a refusal, ValueError if it is neither.
    """
    try:
        found = json.loads(answer)
        if "refused" in found:
            answers.read(answer)
        sections = tuple(_section(*one) for one in found["sections"])
        remarks = tuple(_remark(*one) for one in found["remarks"])
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not an answer: {error}") from None
    blocks = [block for section in sections for block in section.blocks]
    _check(_size(blocks) <= MAX_CELLS and _characters(blocks) <= MAX_TEXT)
    kind, title = _text(found["kind"]), _text(found["title"])
    return Document("", kind, "", sections, title=title, remarks=remarks)


def _row(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.text, block.at, block.level]
    return [block.exact, [list(astuple(cell)) for cell in block.cells]]


def _section(name: str, blocks: Sequence[Sequence[Any]]) -> Section:
    return Section(tuple(_block(*one) for one in blocks), name=_text(name))


def _block(*told: Any) -> Block:
    if isinstance(told[0], bool):
        exact, cells = told
        return Table(tuple(_cell(*cell) for cell in cells), exact=exact)
    text, at, level = told
    _check(type(level) is int and 0 <= level < 10)  # noqa: PLR2004
    return Paragraph(_text(text), _text(at), level)


def _cell(*told: Any) -> Cell:
    row, column, text, at, rows, columns = told
    _check(all(type(number) is int and 0 < number < MAX_CELLS for number in (row, column)))
    _check(all(type(number) is int and 0 < number < MAX_CELLS for number in (rows, columns)))
    return Cell(row, column, _text(text), _text(at), rows, columns)


def _remark(*told: Any) -> Finding:
    code, ja, en, fix_ja, fix_en, severity, file, line, column, pointer, sheet = told
    _check(code in _CODES and type(line) is int and type(column) is int)
    place = Place(_text(file), line, column, _text(pointer), _text(sheet))
    texts = (_text(one) for one in (ja, en, fix_ja, fix_en))
    return Finding(code, Severity(severity), place, *texts)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(one.cells) if isinstance(one, Table) else 1 for one in blocks)


def _characters(blocks: Sequence[Block]) -> int:
    cells = (cell for one in blocks if isinstance(one, Table) for cell in one.cells)
    lines = (one for one in blocks if isinstance(one, Paragraph))
    return sum(len(one.text) for one in cells) + sum(len(one.text) for one in lines)


def _text(found: object) -> str:
    _check(isinstance(found, str))
    return str(found)


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError("not an answer")
