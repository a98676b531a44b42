"""The bench's own logic: limits are kept, tables and chart tell what was measured."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from bench.bench_shacl import Measure
from bench.chart import chart
from bench.measured import MIB, Job, Limits, repeated, run
from bench.tables import MARKS, inserted, validation_tables

MACHINE = {"cores": 2, "memory_gib": 8, "date": "2026-11-22"}
OURS = Measure("kpi-lod", "1", "full", 10_000, "done", 2.0, [2.0], 100, 5, expected=5, ours=True)
PEER = Measure("Jena", "4", "full", 10_000, "done", 9.0, [9.0], 300, 4, missing=2, extra=1)
SLOW = Measure("pySHACL", "1", "full", 10_000, "time", 60.0, [60.0], 90)
ABSENT = Measure("pyrudof", "", "full", 10_000, "absent", reason="no network")
CORE = [Measure(one, "1", "core", 10_000, "done", 1.0, [1.0], 50, 3) for one in ("Jena",)]


def job(tmp_path: Path, code: str) -> Job:
    return Job([sys.executable, "-c", code], tmp_path / "out.txt")


def test_a_command_ends_at_its_time_limit(tmp_path: Path) -> None:
    ran = run(job(tmp_path, "import time; time.sleep(60)"), Limits(0.3))
    assert ran.outcome == "time"
    assert 0.3 <= ran.seconds < 20


def test_a_command_ends_at_its_memory_limit(tmp_path: Path) -> None:
    code = "x = b'x' * 300_000_000; import time; time.sleep(60)"
    assert run(job(tmp_path, code), Limits(60, 150 * MIB)).outcome == "memory"


def test_memory_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    child = "x = b'x' * 100_000_000; import time; time.sleep(0.5)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert run(job(tmp_path, code), Limits(60)).peak > 100_000_000


def test_a_traceback_is_a_failure_though_validators_end_with_1_too(tmp_path: Path) -> None:
    assert run(job(tmp_path, "raise SystemExit(1)"), Limits(60)).outcome == "done"
    failed = repeated(job(tmp_path, "raise ValueError('why')"), Limits(60), times=3)
    assert [one.outcome for one in failed.runs] == ["failed"]
    assert "why" in failed.last.errors


def test_the_table_tells_ratios_limits_differences_and_absences() -> None:
    head, full, _, remarks = validation_tables([OURS, PEER, SLOW, ABSENT, *CORE], MACHINE)
    rows = {row.split("|")[1].strip(): row for row in full.splitlines()}
    assert "2 cores" in head
    assert "4.5×" in rows["Jena 4"]
    assert "4 (−2 +1)" in rows["Jena 4"]
    assert "> 60 s" in rows["pySHACL 1"]
    assert "> 30.0×" in rows["pySHACL 1"]
    assert "pyrudof: 入っていません / not installed: no network." in remarks


def test_the_chart_is_xml_and_names_who_was_measured() -> None:
    drawn = chart([OURS, PEER, SLOW, ABSENT])
    names = [element.text for element in ET.fromstring(drawn).iter() if element.get("class") == "l"]
    assert sorted(set(names), key=str) == ["Jena", "kpi-lod", "pySHACL"]


def test_the_tables_replace_what_stands_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    begin, end = MARKS
    readme.write_text(f"before\n{begin}\nold\n{end}\nafter\n", "utf-8")
    assert inserted("new", readme)
    assert readme.read_text("utf-8") == f"before\n{begin}\nnew\n{end}\nafter\n"
    readme.write_text("no marks", "utf-8")
    assert not inserted("new", readme)
