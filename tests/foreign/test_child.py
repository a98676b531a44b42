"""The child ends within its limits, and what it says is checked."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.submissions.workbook.books import book, saved

from kpi_lod.foreign import child, worker
from kpi_lod.foreign.answers import read, refusal, written
from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.xlsx import ShownCell, WorkbookSheet

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def refused(program: str, seconds: float = 20.0) -> RefusedError:
    """What is said of a child that runs ``program`` in place of the worker."""
    with pytest.raises(RefusedError) as caught:
        child.workbook(b"content", seconds=seconds, worker=("-c", program))
    return caught.value


def test_a_workbook_comes_back_from_the_child() -> None:
    sheets = child.workbook(saved(book()))
    assert [sheet.name for sheet in sheets] == ["提出情報", "事業", "KPI", "実績"]
    assert sheets[1].cells[2, 1] == ShownCell("p")


def test_what_is_written_is_read() -> None:
    cells = {(1, 1): ShownCell("a"), (2, 3): ShownCell("\ud800", "cell-error", "x", "y")}
    sheet = WorkbookSheet("実績", True, cells, (3,), ((2, 4),), (), ((4, 5, "z"),))
    assert read(written([sheet, WorkbookSheet("", False)])) == [sheet, WorkbookSheet("", False)]


def test_the_settings_of_python_do_not_reach_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONINSPECT", "1")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert len(child.workbook(saved(book()), seconds=15.0)) == 4


def test_no_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(Path("/nowhere/python")))
    with pytest.raises(RefusedError) as caught:
        child.workbook(b"")
    assert caught.value.key == "parser-stopped"


def test_a_refusal_comes_back_with_its_place() -> None:
    with pytest.raises(RefusedError) as caught:
        read(refusal(RefusedError("macro", at=("a", 1, 2), found="x" * 1_000)))
    assert (caught.value.key, caught.value.at) == ("macro", ("a", 1, 2))
    assert caught.value.fields == {"found": "x" * 400}


def test_a_child_that_does_not_end_is_ended_with_all_it_started() -> None:
    program = (
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    found = refused(program, seconds=1.0)
    assert time.monotonic() - began < 15
    assert found.key == "parser-stopped/time"
    assert found.fields["sha256"] == hashlib.sha256(b"content").hexdigest()


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "1 / 0",
        "print('nonsense')",
        "print('[1, 2]')",
        "print('{}')",
        """print('{"texts": [], "sheets": [["a", false, [1], [], []]]}')""",
        """print('{"texts": [], "sheets": [["a", false, [1, 1, 9, 9, 9, 9], [], [], [], []]]}')""",
        """print('{"texts": [1], "sheets": [["a", false, [], [], []]]}')""",
        """print('{"texts": ["", "x"], "sheets": [["a", false, [0, 1, 0, 0, 0, 0], [], [], [], []]]}')""",  # noqa: E501
        """print('{"texts": ["", "x"], "sheets": [["a", false, [1, 1, 0, 1, 0, 0], [], [], [], []]]}')""",  # noqa: E501
        """print('{"texts": [""], "sheets": [["a", false, [1, 1, -1, 0, 0, 0], [], [], [], []]]}')""",  # noqa: E501
        """print('{"texts": [], "sheets": [[1, false, [], [], []]]}')""",
        "print('[' * 100_000)",
        """print('{"refused": ["no-such-message", ["", 0, 0], {}]}')""",
    ],
)
def test_a_child_that_dies_or_talks_nonsense_is_told(program: str) -> None:
    found = refused(program)
    assert found.key == "parser-stopped"
    assert found.fields["sha256"] == hashlib.sha256(b"content").hexdigest()


LIMITED = "from kpi_lod.foreign.worker import limit; limit(); "


@POSIX
@pytest.mark.parametrize(
    "act",
    [
        "bytearray(2 * 1024**3)",
        "open('f', 'wb').write(bytes(70 * 1024**2))",
        "[open('/dev/null') for _ in range(100)]",
    ],
    ids=["memory", "size", "files"],
)
def test_the_worker_has_limits(act: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c"]
    free = subprocess.run([*command, f"x = {act}"], cwd=tmp_path, check=False)
    assert free.returncode == 0
    ran = subprocess.run(
        [*command, f"{LIMITED}x = {act}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode != 0


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys\nfrom kpi_lod.foreign import worker\n"
        "def greedy(content): raise MemoryError\n"
        "worker.answer = greedy\nsys.exit(worker.main())"
    )
    found = refused(program)
    assert found.key == "parser-stopped/memory"
    assert set(found.fields) == {"allowed", "sha256"}


def test_the_child_stands_in_an_empty_folder() -> None:
    program = (
        "import os, json; print(json.dumps({'refused': ['macro', ['', 0, 0], "
        "{'found': str(os.listdir('.'))}]}))"
    )
    assert refused(program).fields == {"found": "[]"}


def test_the_answer_tells_what_is_wrong_with_a_file() -> None:
    assert json.loads(worker.answer(b"PK"))["refused"][0] == "file-broken"
    assert [sheet.name for sheet in read(worker.answer(saved(book())))][-1] == "実績"


def test_a_system_without_limits_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    worker.limit()


def test_nothing_of_it_needs_more_than_the_standard_library() -> None:
    program = (
        "import sys, kpi_lod.foreign.worker, kpi_lod.foreign.child\n"
        "print([n for n in sys.modules if n.split('.')[0] in "
        "('pyoxigraph', 'yaml', 'openpyxl', 'resource')])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"


def test_a_child_that_takes_nothing_is_ended_in_time() -> None:
    """More than a pipe holds, to a child that never looks at it."""
    began = time.monotonic()
    with pytest.raises(RefusedError) as caught:
        child.workbook(bytes(4_000_000), seconds=1.0, worker=("-c", "import time; time.sleep(60)"))
    assert caught.value.key == "parser-stopped/time"
    assert time.monotonic() - began < 10


def test_a_child_that_ends_before_it_takes_all_is_told() -> None:
    with pytest.raises(RefusedError) as caught:
        child.workbook(bytes(4_000_000), worker=("-c", "raise SystemExit(3)"))
    assert (caught.value.key, caught.value.fields["found"]) == ("parser-stopped", 3)
