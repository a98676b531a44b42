"""Printed cells for readers: the number or the reason, and what was printed where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kpi_lod.current import Printed, Series, Table
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.numbers import canonical_text
from kpi_lod.records import Period, Reading, Submission
from kpi_lod.register.labels import label
from kpi_lod.release.pages.wording import Wording
from kpi_lod.terms import TermText, iri_value

KINDS = (
    *("baseline", "target", "revised-target", "actual", "forecast"),
    *("initial", "supplementary", "eligible-expenditure", "settlement", "grant-decision", "grant"),
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell as a page shows it; ``id``: its anchor, the fragment of its IRI.

    ``submission``: what it was printed in. ``otherwise``: what was printed, where the number or the
    status does not say the same.
    """

    id: str
    period: Period
    kind: str
    reading: Reading
    submission: Submission
    otherwise: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The cell that speaks, and those of other editions that said something else, oldest first."""

    now: Cell
    others: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one municipality; ``editions``: id of a submission → the submission."""

    editions: Mapping[str, Submission]

    def cell(self, period: Period, kind: str, printed: Printed) -> Cell:
        """One cell."""
        reading = printed.reading
        return Cell(
            id=fragment(printed.node),
            period=period,
            kind=kind,
            reading=reading,
            submission=self.editions[printed.submission],
            otherwise=printed_otherwise(reading),
        )

    def all(self, table: Table) -> list[Cell]:
        """All cells of a table, by period and kind, the oldest edition first."""
        return [
            self.cell(period, kind, printed)
            for period, kinds in sorted(table.items(), key=lambda item: item[0].order)
            for kind, series in sorted(kinds.items(), key=lambda item: KINDS.index(item[0]))
            for printed in series
        ]

    def spoken(self, period: Period, kind: str, series: Series, now: Printed) -> Spoken:
        """What speaks for a series, with what other editions said instead."""
        others = [self.cell(period, kind, one) for one in series if one.differs(now)]
        return Spoken(self.cell(period, kind, now), others)


def fragment(node: TermText) -> str:
    """The anchor of a node in the page of its document.

    >>> fragment("<https://example.org/project/1/x/#reach.2023>")
    'reach.2023'
    """
    return iri_value(node).partition("#")[2]


def words(word: Wording, reading: Reading) -> str:
    """The number, or the reason there is none."""
    if reading.value is None:
        return word.label("status", reading.status)
    return word.number(reading.value)


def short_words(word: Wording, reading: Reading) -> str:
    """The same for narrow places, where large numbers are rounded."""
    if reading.value is None:
        return word.label("status", reading.status)
    return word.short(reading.value)


def printed_otherwise(reading: Reading) -> str | None:
    """What was printed, None where it is just the number (with its unit) or the status's label.

    With its unit where that has a word that the number does not show, which is 千 in 14.7千人.

    >>> from dataclasses import replace
    >>> from decimal import Decimal
    >>> one = Reading("measured", Decimal(14700), "person", "14.7", 1000, "千人")
    >>> printed_otherwise(one)
    '14.7千人'
    >>> printed_otherwise(replace(one, as_written="14.7（速報）"))
    '14.7（速報）（千人）'
    >>> printed_otherwise(Reading("measured", Decimal(217), "person", "217 人"))
    """
    plain = "".join(narrow(reading.as_written).replace(",", "").split())
    if not plain:
        return None
    return None if plain in _same(reading) else reading.as_written + _scale_word(reading, plain)


def _scale_word(reading: Reading, plain: str) -> str:
    """The printed unit behind a scaled number, where the cell itself does not say it."""
    unit = reading.unit_as_written or ""
    said = "".join(narrow(unit).split())
    if reading.scale == 1 or plain.endswith(said):
        return ""
    return unit if plain[-1].isdigit() else f"（{unit}）"


def _same(reading: Reading) -> Iterator[str]:
    if reading.value is None:
        yield _label("status", reading.status)
    else:
        number = canonical_text(reading.value)
        yield number
        yield number + _label("unit", reading.unit)


@cache
def _label(scheme: str, code: str) -> str:
    return "".join(narrow(label(scheme, code, "ja")).split())
