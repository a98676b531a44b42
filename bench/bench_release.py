"""A release of national size: wall time by stage and peak memory, cold and after one change.

All 1,741 municipalities but the two with real submissions: 1,739.

``python -m bench.bench_release --cities 1741 --jobs 2`` invents a submission of 8 projects × 4 KPIs
× 5 years (target and actual) for each city, builds the release, changes one number of one city,
and builds it again; last, a third time with nothing changed. Prints a table.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from itertools import islice
from pathlib import Path
from random import Random

from bench.invented import Extent, submission
from bench.measured import BUILD, MIB, ROOT, Job, Limits, Run, run
from bench.national import SEED, reporting_codes
from bench.submission_yaml import submission_yaml

EXTENT = Extent(projects=(8, 8), indicators=(4, 4))
HOURS = 2 * 3600


def write_data(folder: Path, cities: int) -> None:
    """A data folder with so many cities; one that is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "data/publication.yaml", folder)
    for code in islice(reporting_codes(), cities):
        file = folder / "submissions" / code / "2024.yaml"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            made = submission(code, random=Random(f"{SEED} {code}"), extent=EXTENT)
            file.write_text(submission_yaml(made), "utf-8")


def change_one(folder: Path) -> None:
    """Another name for the first project of the first city."""
    file = min((folder / "submissions").glob("*/2024.yaml"))
    text = file.read_text("utf-8")
    file.write_text(text.replace('name: "', 'name: "改', 1), "utf-8")


def built(data: Path, public: Path, jobs: int) -> tuple[Run, dict[str, float]]:
    """One build as a process of its own: how it went, and what each stage took."""
    command = [sys.executable, "-m", "bench.bench_release", "--build", str(data), str(public)]
    output = BUILD / "release.json"
    took = run(Job([*command, "--jobs", str(jobs)], output, accepted=(0,)), Limits(HOURS))
    if took.outcome != "done":
        raise SystemExit(f"{took.outcome}: {took.errors}")
    return took, json.loads(output.read_text("utf-8"))


def build_here(data: Path, public: Path, jobs: int) -> None:
    """Build, and print what each stage took."""
    from kpi_lod.release.build import build  # noqa: PLC0415  (its import is measured too)

    print(json.dumps(dict(build(data, public, jobs=jobs).seconds)))


def size(folder: Path) -> tuple[int, int]:
    """Files and bytes of a release."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return len(files), sum(file.stat().st_size for file in files)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=BUILD / "release")
    parser.add_argument("--build", nargs=2, type=Path)
    chosen = parser.parse_args()
    if chosen.build:
        build_here(chosen.build[0], chosen.build[1], chosen.jobs)
        return
    data, public = chosen.folder / f"data-{chosen.cities}", chosen.folder / "public"
    shutil.rmtree(public, ignore_errors=True)
    write_data(data, chosen.cities)
    runs = {"cold": built(data, public, chosen.jobs)}
    change_one(data)
    runs["one changed"] = built(data, public, chosen.jobs)
    runs["nothing changed"] = built(data, public, chosen.jobs)
    files, octets = size((public / "current").resolve())
    print(f"{chosen.cities} cities, {files:,} files, {octets / MIB:,.0f} MiB, --jobs {chosen.jobs}")
    print(f"| | {' | '.join(runs)} |")
    print(f"|---|{'--:|' * len(runs)}")
    for stage in runs["cold"][1]:
        print(f"| {stage} | {' | '.join(f'{laps[stage]:.2f} s' for _, laps in runs.values())} |")
    print(f"| whole process | {' | '.join(f'{one.seconds:.1f} s' for one, _ in runs.values())} |")
    peaks = " | ".join(f"{one.peak / MIB:,.0f} MiB" for one, _ in runs.values())
    print(f"| peak of the process tree | {peaks} |")


if __name__ == "__main__":
    main()
