"""``kpi-lod draft`` as whole processes: PDF files of 30 pages, two at a time, and a text document.

``python -m bench.bench_draft`` takes 200 documents (four distinct ones, copied), ``--quick`` five;
``--write`` puts the sentence between the marks of docs/draft.md. Needs LibreOffice. Run it
alone: other work on the machine spoils the figures.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
from bench.measured import MIB, ROOT, Job, Limits, Run, run
from bench.printed_documents import as_pdf, web_page
from bench.tables import memory, seconds

PAGES, DISTINCT, JOBS = 30, 4, 2
TEXT = ROOT / "docs/examples/202151-yamazato-r6.txt"
RUNS = 5
PAGE = ROOT / "docs/draft.md"
MARKED = re.compile(r"(<!-- bench_draft: begin -->\n).*(<!-- bench_draft: end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """Documents of ``pages`` pages each, the wall time of all and the highest memory of one;
    ``text``: the median time of the text document.
    """

    documents: int
    pages: int
    seconds: float
    slowest: float
    peak_mib: int
    text: float


def measure(documents: int, limits: Limits) -> DraftMeasure:
    """Make the documents, then draft each in a process of its own. Raises RuntimeError where one
    is not drafted.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _made(folder, min(DISTINCT, documents))
        files = [_copied(made[number % len(made)], number) for number in range(documents)]
        pages = max(_pages(file) for file in made)
        began = time.perf_counter()
        with ThreadPoolExecutor(JOBS) as pool:
            runs = list(pool.map(lambda file: _drafted(file, folder, limits), files))
        took = time.perf_counter() - began
        texts = [_drafted(TEXT, folder, limits).seconds for _ in range(RUNS)]
    return DraftMeasure(
        documents=documents,
        pages=pages,
        seconds=round(took, 1),
        slowest=round(max(one.seconds for one in runs), 2),
        peak_mib=max(one.peak for one in runs) // MIB,
        text=round(statistics.median(texts), 2),
    )


def _made(folder: Path, count: int) -> Sequence[Path]:
    pages = [folder / f"report-{number}.html" for number in range(count)]
    for number, file in enumerate(pages):
        file.write_text(web_page(number, PAGES), "utf-8")
    as_pdf(pages, folder)
    return [file.with_suffix(".pdf") for file in pages]


def _copied(file: Path, number: int) -> Path:
    target = file.with_name(f"document-{number}.pdf")
    shutil.copyfile(file, target)
    return target


def _pages(file: Path) -> int:
    with pdfplumber.open(file) as pdf:
        return len(pdf.pages)


def _drafted(file: Path, folder: Path, limits: Limits) -> Run:
    command = [sys.executable, "-m", "kpi_lod", "draft", str(file), "-o", "-"]
    output = folder / f"{file.stem}.yaml"
    made = run(Job(command, output, accepted=(0,)), limits)
    if made.outcome != "done" or b"reviewed: false" not in output.read_bytes():
        raise RuntimeError(f"{file.name}: {made.outcome}: {made.errors}")
    return made


def told(one: DraftMeasure) -> str:
    """The figures in a sentence, in Japanese and English."""
    day = datetime.now(UTC).date().isoformat()
    slowest = f"{seconds(one.slowest)}, {memory(one.peak_mib)}"
    return (
        f"{one.pages}ページのPDF（罫線のある表）{one.documents}件を、1件1プロセスで2つずつ: "
        f"{seconds(one.seconds)}（1件は最大で {slowest}）。テキスト1件: {seconds(one.text)}。"
        f"2コア、{day}。\n"
        f"<br>{one.documents} PDF files of {one.pages} pages with ruled tables, a process each, "
        f"two at a time: {seconds(one.seconds)} (one: at most {slowest}). A text document: "
        f"{seconds(one.text)}. 2 cores, {day}.\n"
    )


def main() -> None:
    """Measure, print, and write where that is wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.bench_draft", description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="five documents")
    parser.add_argument("--limit", type=float, default=120, help="seconds for one document")
    parser.add_argument("--write", action="store_true", help="into docs/draft.md")
    chosen = parser.parse_args()
    count = 5 if chosen.quick else chosen.documents
    sentence = told(measure(count, Limits.of_this_machine(chosen.limit)))
    print(sentence)
    if chosen.write:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(MARKED.sub(lambda m: m[1] + sentence + m[2], text), "utf-8")


if __name__ == "__main__":
    main()
