"""Printed cells as HTML: numbers, reasons, what other years' reports said; and all as printed.

In: cells, in the words of one language. Out: markup. Written here and not in a template because a
page has hundreds of cells: a template's calls cost eight times as much. Whatever comes from a
document is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from kpi_lod.records import Reading
from kpi_lod.release.pages.cells import Cell, Spoken, words
from kpi_lod.release.pages.wording import Wording


def value(word: Wording, reading: Reading, unit: str = "") -> Markup:
    """The number, with how firm it is where that is said, or the reason there is none."""
    if reading.value is None:
        return _badge(words(word, reading), "badge none")
    number = escape(words(word, reading) + unit)
    if reading.status == "measured":
        return number
    return number + Markup(" ") + _badge(word.label("status", reading.status), "badge")


def spoken(word: Wording, one: Spoken | None) -> Markup:
    """What speaks for a year, and what other reports said of it."""
    if one is None:
        text = escape(word("記載なし", "not printed"))
        return Markup(f'<span class="small">{text}</span>')
    told = [_said(word, other, one.now) for other in one.others]
    if one.now.kind == "revised-target":
        told.insert(0, word.label("kind", one.now.kind))
    lines = "".join(f"<small>{escape(line)}</small>" for line in told)
    return value(word, one.now.reading) + Markup(lines)


def printed_rows(
    word: Wording, cells: Sequence[Cell], scheme: str, href: Callable[[str], str]
) -> Markup:
    """A row for each cell as printed, with the anchor of its IRI; ``scheme`` names its kind."""
    links = {
        cell.submission.id: escape(href(f"submission/{cell.submission.municipality}/{one}"))
        for cell in cells
        if (one := cell.submission.id)
    }
    return Markup("\n".join(_row(word, cell, scheme, links[cell.submission.id]) for cell in cells))


def _row(word: Wording, cell: Cell, scheme: str, link: str) -> str:
    reading = cell.reading
    place = _small(word, "", reading.at)
    return (
        f'<tr id="{escape(cell.id)}">'
        f'<th scope="row" class="short">{escape(word.period(cell.period.key))}</th>'
        f"<td>{escape(word.label(scheme, cell.kind))}</td>"
        f"<td>{_as_printed(word, reading)}</td>"
        f'<td class="number">{value(word, reading)}{_fraction(word, reading)}</td>'
        f'<td><a href="{link}">{escape(cell.submission.id)}</a>{place}</td></tr>'
    )


def _as_printed(word: Wording, reading: Reading) -> str:
    return (
        f'<span lang="ja">{escape(reading.as_written)}</span>'
        + _small(word, word("単位の印刷: ", "unit as printed: "), reading.unit_as_written)
        + _small(word, word("注: ", "note: "), reading.note)
    )


def _small(word: Wording, name: str, text: str | None) -> str:
    """A second line in a document's words, none where there is no text."""
    return f"<small>{name}{escape(word.japanese(text))}</small>" if text else ""


def _fraction(word: Wording, reading: Reading) -> str:
    if reading.numerator is None or reading.denominator is None:
        return ""
    return f"<small>{word.number(reading.numerator)} / {word.number(reading.denominator)}</small>"


def _said(word: Wording, other: Cell, now: Cell) -> str:
    """What another report said: by its year, or by its edition where both are of one year."""
    text, told = words(word, other.reading), other.submission
    if other.reading.value is None:
        text = word(f"「{text}」", text)
    if told.reporting_year == now.submission.reporting_year:
        return word(f"第{told.revision}版では{text}", f"in edition {told.revision}: {text}")
    year = word.period(str(told.reporting_year))
    return word(f"{year}の報告では{text}", f"in the report of {year}: {text}")


def _badge(text: str, kind: str) -> Markup:
    return Markup(f'<span class="{kind}">{escape(text)}</span>')
