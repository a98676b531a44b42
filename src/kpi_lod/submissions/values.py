"""Printed values: a node of a submission → a :class:`~kpi_lod.records.Reading`.

A value is a number, a printed text, or a mapping ``{value, numerator, denominator, note, status,
as-written, at}`` (design §4). What is no number becomes a status with its text kept (§5.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from kpi_lod.errors import Place, UnreadableError
from kpi_lod.japanese.cells import Cell, cell
from kpi_lod.japanese.number_words import worded_number
from kpi_lod.japanese.numbers import canonical, number, printed_number
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.records import Reading
from kpi_lod.register.schemes import schemes, statuses_without_number
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.nodes import MappingNode, Node
from kpi_lod.submissions.tails import report_tail
from kpi_lod.submissions.units import Unit, unit
from kpi_lod.submissions.unmeant import is_nothing, is_unmeant

_DIGIT = re.compile(r"\d")
_NO_NUMBERS = ("一部", "十分", "一時", "一定", "一式")
"""Words that look like a number and a unit."""

VALUE_KEYS = ("value", "numerator", "denominator", "note", "status", "as-written", "at")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a cell should hold: the unit of its row, and whether its time is still to come."""

    unit: Unit
    not_yet_due: bool = False


def reading(node: Node, owner: Fields, expectation: Expectation) -> Reading | None:
    """The reading of one value; None, with findings at ``owner``, where it cannot be read."""
    if isinstance(node, MappingNode):
        return _mapped_reading(node, owner, expectation)
    text = owner.number_text_of(node)
    if text is None:
        return None
    read = _printed(owner, text, node.place)
    return None if read is None else _cell_reading(read, owner, expectation, place=node.place)


def _printed(owner: Fields, text: str, place: Place) -> Cell | None:
    """The cell of ``text``; a warning where words hide a number, or are hardly meant."""
    read = owner.tried(cell, text, place)
    if read and read.status == "qualitative":
        if _DIGIT.search(text):
            owner.remark("number-in-words", place, found=text)
        elif (number_read := _in_words(text)) is not None:
            owner.remark("number-in-words/read", place, found=text, read=number_read)
        elif is_unmeant(text):
            owner.remark("word-unmeant", place, found=text)
        elif is_nothing(text):
            owner.remark("word-unmeant/none", place, found=text)
    return read


def _in_words(text: str) -> str | None:
    """The number that words say, with no more than a unit behind it (三十人); else None."""
    read = worded_number(text)
    if read is None or text in _NO_NUMBERS or (read[1] and unit(read[1]) is None):
        return None
    return printed_number(read[0])


def _mapped_reading(node: MappingNode, owner: Fields, expectation: Expectation) -> Reading | None:
    fields = Fields(node, VALUE_KEYS, owner.findings, place=node.place)
    status = fields.code("status", schemes()["status"])
    value = fields.node("value", required="status" not in fields.places)
    as_written = fields.number_text("as-written")
    if value is None:
        if status is None:
            return None
        read = Cell(status=status, number=None, unit_text="", as_written=as_written or "")
    else:
        text = fields.number_text_of(value)
        found = None if text is None else _forced(fields, text, status, value.place)
        if found is None:
            return None
        read = found
    place = fields.places.get("value", node.place)
    made = _cell_reading(read, owner, expectation, place=place)
    if made is None:
        return None
    if as_written is not None:
        _compare(made, as_written, fields, expectation.unit)
    return Reading(
        status=status or made.status,
        value=made.value,
        unit=made.unit,
        as_written=made.as_written if as_written is None else as_written,
        scale=made.scale,
        unit_as_written=made.unit_as_written,
        numerator=fields.read_number("numerator", number),
        denominator=fields.read_number("denominator", number),
        note=fields.text("note"),
        at=fields.text("at"),
        places=fields.places,
    )


def _compare(read: Reading, as_written: str, fields: Fields, expected: Unit) -> None:
    """Warn where the print is another number than the value, which may have more places."""
    try:
        written = cell(as_written)
    except UnreadableError:
        return
    printed = _own_unit(written, expected) if written.unit_text else expected
    if read.value is None or written.number is None or printed is None:
        return
    number_written = scaled(written.number, printed.scale)
    near = abs(number_written - read.value) <= _half_place(written.number) * printed.scale
    as_percent = printed.code == "percent" and number_written * 100 == read.value
    if not (near or as_percent):
        told = {"found": as_written, "number": read.as_written}
        fields.remark("as-written-number", fields.places["as-written"], **told)


def _half_place(number: Decimal) -> Decimal:
    """How far an exact number may be from its print: half of the last place, 0 for counts."""
    places = -int(number.as_tuple().exponent)
    return Decimal(5).scaleb(-places - 1) if places > 0 else Decimal(0)


def _forced(fields: Fields, text: str, status: str | None, place: Place) -> Cell | None:
    """The cell of ``text``; what is no plain number is words if the status says so (50～60)."""
    if status is None or status not in statuses_without_number():
        return _printed(fields, text, place)
    words = Cell(status=status, number=None, unit_text="", as_written=text)
    try:
        read = cell(text)
    except UnreadableError:
        return words
    return words if read.unit_text and unit(read.unit_text) is None else read


def _cell_reading(
    read: Cell, owner: Fields, expectation: Expectation, *, place: Place
) -> Reading | None:
    printed = expectation.unit
    if read.unit_text:
        own = _own_unit(read, printed)
        if own is None:
            report_tail(read, owner, place)
            return None
        printed = own
    status = read.status
    if status == "not-applicable" and expectation.not_yet_due:
        status = "not-yet-due"
    has_number = read.number is not None
    return Reading(
        status=status,
        value=None if read.number is None else scaled(read.number, printed.scale),
        unit=printed.code,
        as_written=read.as_written,
        scale=printed.scale if has_number else 1,
        unit_as_written=printed.as_written if has_number else None,
        places={"": place},
    )


def _own_unit(read: Cell, expected: Unit) -> Unit | None:
    """The unit behind a number; a scale word alone (1.2万) counts in the unit of its row."""
    scale, rest = scaled_unit(read.unit_text)
    if scale > 1 and not rest:
        return Unit(expected.code, scale, read.unit_text)
    return unit(read.unit_text)


def scaled(value: Decimal, factor: int) -> Decimal:
    """The exact product in canonical form.

    >>> scaled(Decimal("14.70"), 1000)
    Decimal('14700')
    """
    with localcontext(prec=100):
        return canonical(value * factor)
