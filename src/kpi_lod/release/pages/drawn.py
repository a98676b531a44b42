"""The charts of a project's page: results and amounts → SVG in one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup

from kpi_lod.current import Printed, Result
from kpi_lod.records import Period
from kpi_lod.release.pages.cells import short_words, words
from kpi_lod.release.pages.charts import MANY, Chart, Mark, Row, nice_ticks, numbers, svg
from kpi_lod.release.pages.wording import Wording

_About = tuple[str, str, str, list[str]]
"""What a chart is of: id, language and text of its title, a sentence for each year."""
TICKS = 5
"""From 100,000 on ticks are shortened, for they are round."""
FIRM = frozenset({"measured"})


def results_chart(
    word: Wording, identity: str, title: str, unit: str, results: Sequence[Result]
) -> Markup | None:
    """Targets and actuals by year; None where there is no number to draw."""
    rows = [
        Row(word("実績", "Actual"), "bar", [_mark(word, one.actual) for one in results]),
        Row(word("目標", "Target"), "aim", [_mark(word, one.target) for one in results]),
    ]
    told = [_told(word, one, unit) for one in results]
    return _svg(word, rows, [one.period for one in results], (identity, "ja", title, told))


def amounts_chart(
    word: Wording,
    title: str,
    kinds: Sequence[str],
    amounts: Sequence[tuple[Period, Sequence[Printed | None]]],
) -> Markup | None:
    """Amounts of up to two kinds by year, side by side; None where there is no number."""
    rows = [
        Row(
            word.label("amount-kind", kind),
            "bar",
            [_mark(word, cells[index]) for _, cells in amounts],
        )
        for index, kind in enumerate(kinds)
    ]
    yen = word("円", " yen")
    told = [
        word("、", ", ").join(
            f"{row.name} {_exact(word, cell, yen)}" for row, cell in zip(rows, cells, strict=True)
        )
        for _, cells in amounts
    ]
    named = [
        f"{word.period(period.key)}: {text}"
        for (period, _), text in zip(amounts, told, strict=True)
    ]
    return _svg(
        word, rows, [period for period, _ in amounts], ("budget", word.language, title, named)
    )


def _svg(
    word: Wording, rows: Sequence[Row], periods: Sequence[Period], about: _About
) -> Markup | None:
    drawn = numbers(rows)
    if not drawn:
        return None
    identity, language, title, told = about
    name: Callable[[str], str] = word.short_period if len(periods) > MANY else word.period
    return svg(
        Chart(
            id=identity,
            language=language,
            title=title,
            description=word("。", ". ").join(told),
            years=[name(period.key) for period in periods],
            rows=rows,
            ticks=[(tick, word.short(tick, least=TICKS)) for tick in nice_ticks(drawn)],
        )
    )


def _mark(word: Wording, cell: Printed | None) -> Mark | None:
    if cell is None:
        return None
    reading = cell.reading
    return Mark(reading.value, short_words(word, reading), reading.status in FIRM)


def _told(word: Wording, result: Result, unit: str) -> str:
    target, actual = (_exact(word, cell, unit) for cell in (result.target, result.actual))
    period = word.period(result.period.key)
    return word(
        f"{period}: 目標 {target}、実績 {actual}", f"{period}: target {target}, actual {actual}"
    )


def _exact(word: Wording, cell: Printed | None, unit: str) -> str:
    if cell is None:
        return word("記載なし", "not printed")
    return words(word, cell.reading) + (unit if cell.value is not None else "")


def has_unknown(results: Sequence[Result]) -> bool:
    """Whether a year has no actual to draw."""
    return any(_number(one.actual) is None for one in results)


def _number(cell: Printed | None) -> Decimal | None:
    return cell.value if cell else None
