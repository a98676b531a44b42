"""What an officer runs works where there is no POSIX, on a console of cp932."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHINO = "data/submissions/202142/2023-promotion.yaml"
_WITHOUT_POSIX = """
import sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "pty", "tty", "syslog"):
    sys.modules[name] = None  # an import of it fails
from kpi_lod.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


def ran(root: Path, folder: Path, *arguments: str) -> str:
    """What a verb prints, which must be cp932."""
    made = subprocess.run(
        [sys.executable, "-c", _WITHOUT_POSIX, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "cp932"},
        capture_output=True,
        check=False,
    )
    assert made.returncode in (0, 1), made.stderr.decode("cp932")
    return (made.stdout + made.stderr).decode("cp932")


def test_the_three_verbs_of_an_officer_run(root: Path, tmp_path: Path) -> None:
    assert "a.xlsx" in ran(root, tmp_path, "template", "--municipality", "032018", "-o", "a.xlsx")
    assert "b.xlsx" in ran(root, tmp_path, "convert", str(root / CHINO), "b.xlsx")
    assert "違反 0件" in ran(root, tmp_path, "check", "b.xlsx", "--annotate", "c.xlsx")
    assert "違反" in ran(root, tmp_path, "check", "a.xlsx")


@pytest.mark.parametrize("name", ["none.xlsx", "folder"])
def test_errors_are_told_too(name: str, root: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    program = [sys.executable, "-c", _WITHOUT_POSIX, "check", name]
    env = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "cp932"}
    made = subprocess.run(program, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert made.returncode == 2
    assert "エラー" in made.stderr.decode("cp932")
