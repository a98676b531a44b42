"""Invented submissions as a city would print them: a page a project, its KPIs in a ruled table.

In: a number. Out: HTML, and its PDF by LibreOffice. The same number gives the same words.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from random import Random

from bench.invented import REPORTING_YEAR, Extent, submission
from bench.national import SEED, reporting_codes

from kpi_lod.records import BEFORE, Indicator, Period, Project
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes

SECONDS = 120
_STYLE = "body { font-size: 8pt }"
_PROSE = (
    "地域の団体と話し合いながら計画を見直し、季節ごとの催しと学びの場を続けた。"
    "参加した人からは、次の年も続けてほしいという声が多かった。"
)


def web_page(seed: int, pages: int) -> str:
    """A report of as many projects as pages."""
    random = Random(f"{SEED}-draft-{seed}")
    code = random.choice(reporting_codes())
    told = submission(code, random=random, extent=Extent((pages, pages), (4, 4)))
    title = f"{municipalities()[code].name_ja} 令和{REPORTING_YEAR - 2018}年度 事業の実績（架空）"
    body = "".join(_project(one, number) for number, one in enumerate(told.projects, 1))
    head = f"<meta charset='utf-8'><title>{title}</title><style>{_STYLE}</style>"
    return f"<!DOCTYPE html><html lang='ja'><head>{head}</head><body><h1>{title}</h1>{body}</body>"


def _project(one: Project, number: int) -> str:
    rows = [["事業名", f"{number} {one.name}", "担当課", "、".join(one.departments)]]
    periods = {cell.period for kpi in one.indicators for cell in kpi.measurements}
    years = sorted(periods - {BEFORE}, key=lambda period: period.order)
    heads = ["指標名", "単位", "区分", "事業開始前", *(_year(period) for period in years)]
    cells = [row for kpi in one.indicators for row in _indicator(kpi, years)]
    break_before = " style='page-break-before: always'" if number > 1 else ""
    parts = (
        f"<h2{break_before}>{number} {escape(one.name)}</h2>",
        _table(rows),
        *(f"<p>{_PROSE * 2}</p>" for _ in range(3)),
        _table([heads, *cells]),
        f"<p>{_PROSE * 4}</p>",
    )
    return "".join(parts)


def _year(period: Period) -> str:
    return f"R{(period.year or 0) - 2018}"


def _indicator(kpi: Indicator, years: Sequence[Period]) -> Iterator[list[str]]:
    """Two rows; a name stands in both, as spreadsheets that go without merged cells do."""
    printed = {(cell.kind, cell.period): cell.reading for cell in kpi.measurements}
    own = next((r.unit_as_written for r in printed.values() if r.unit_as_written), None)
    unit = own or schemes()["unit"].labels[kpi.unit]
    for kind, said in (("target", "目標値"), ("actual", "実績値")):
        before = printed.get(("baseline", BEFORE)) if kind == "actual" else None
        cells = [printed.get((kind, year)) for year in years]
        texts = [cell.as_written if cell else "" for cell in (before, *cells)]
        yield [
            kpi.name,
            unit or schemes()["unit"].labels[kpi.unit],
            said,
            *(text or "" for text in texts),
        ]


def _table(rows: Sequence[Sequence[str]]) -> str:
    """The first column is wide, as names are."""
    lines = (f"<td width='30%'>{'</td><td>'.join(map(escape, row))}</td>" for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table border='1' width='100%'>{body}</table>"


def as_pdf(files: Sequence[Path], folder: Path) -> None:
    """The PDF of each page, beside it. Raises CalledProcessError where LibreOffice fails."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run((*command, *map(str, files)), check=True, capture_output=True, timeout=SECONDS)
