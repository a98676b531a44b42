"""``make bench``: all measurements in one run → docs/bench.json, docs/bench.svg, README's tables.

Parts: validation (every SHACL engine), records → N-Quads (every mapper), and ``check`` of one
submission. The tables go to standard output and between the marks of README.md; progress goes to
standard error. Run it alone: other work on the machine spoils the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.chart import chart
from bench.measured import ROOT, Limits
from bench.tables import check_line, inserted, records_table, validation_tables

from bench import bench_check, bench_records, bench_shacl

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.bench", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--peers-up-to", choices=SIZES, default="1m")
    parser.add_argument("--records", choices=SIZES, default="1m", help="triples to map")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds for one run")
    parser.add_argument("--to", type=Path, default=ROOT / "docs", help="folder of the outputs")
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md")
    return parser.parse_args()


def _machine() -> dict[str, object]:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(pages * size / 2**30),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }


def main() -> None:
    """Measure, then write."""
    chosen = _arguments()
    limits = Limits.of_this_machine(chosen.limit)
    plan = bench_shacl.Plan(
        sizes=sorted(SIZES[name] for name in chosen.sizes),
        peers_up_to=SIZES[chosen.peers_up_to],
        runs=chosen.runs,
        limits=limits,
    )
    validation = list(bench_shacl.measures(plan))
    records = list(bench_records.measures(SIZES[chosen.records], chosen.runs, limits))
    check = bench_check.measure(chosen.runs, limits)
    machine = _machine()
    tables = "\n\n".join(
        (*validation_tables(validation, machine), records_table(records), check_line(check))
    )
    raw = {
        "machine": machine,
        "validation": [asdict(one) for one in validation],
        "records": [asdict(one) for one in records],
        "check": asdict(check),
    }
    chosen.to.mkdir(parents=True, exist_ok=True)
    text = json.dumps(raw, ensure_ascii=False, indent=1)
    (chosen.to / "bench.json").write_text(text + "\n", "utf-8")
    (chosen.to / "bench.svg").write_text(chart(validation), "utf-8")
    print(tables)
    if chosen.readme.exists() and not inserted(tables, chosen.readme):
        print(f"{chosen.readme.name} has no marks for the tables", file=sys.stderr)


if __name__ == "__main__":
    main()
