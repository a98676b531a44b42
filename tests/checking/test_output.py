"""Where reports go: colours only for a terminal, UTF-8 for programs, files whole or not there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi_lod.checking.output import look_of
from kpi_lod.checking.text_report import PLAIN, Look
from kpi_lod.cli import main

CHINO = "data/submissions/202142/2023-promotion.yaml"


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Console(Terminal):
    encoding = "cp932"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_only_a_terminal_has_colours() -> None:
    assert look_of(Terminal()) == Look(colour=True)
    assert look_of(io.StringIO()) == PLAIN


def test_colours_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not look_of(Terminal(), no_color=True).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not look_of(Terminal()).colour
    monkeypatch.setenv("NO_COLOR", "")
    assert look_of(Terminal()).colour
    monkeypatch.setenv("TERM", "dumb")
    assert not look_of(Terminal()).colour


def test_a_japanese_console_has_wide_symbols() -> None:
    assert look_of(Console()).ambiguous == 2


def test_an_old_windows_console_has_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi_lod.checking.output.os.name", "nt")
    monkeypatch.delenv("TERM")
    monkeypatch.delenv("WT_SESSION", raising=False)
    monkeypatch.delenv("ANSICON", raising=False)
    assert not look_of(Terminal()).colour
    monkeypatch.setenv("WT_SESSION", "x")
    assert look_of(Terminal()).colour


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html", "turtle"])
def test_a_japanese_windows_pipe_loses_nothing_for_programs(root: Path, form: str) -> None:
    command = [sys.executable, "-m", "kpi_lod", "check", "--format", form, str(root / CHINO)]
    ran = subprocess.run(
        command, env={**os.environ, "PYTHONIOENCODING": "cp932"}, capture_output=True, check=True
    )
    assert "参考" in ran.stdout.decode("cp932" if form == "text" else "utf-8") or form != "text"
    if form in ("json", "sarif"):
        assert "資料で確かめ" in json.dumps(json.loads(ran.stdout), ensure_ascii=False)


def test_a_report_goes_into_a_file(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "結果.html"
    assert main(["check", "--format", "html", "-o", str(file), str(root / CHINO)]) == 0
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [one.name for one in file.parent.iterdir()] == ["結果.html"]
    assert capsys.readouterr().out == ""


def test_annotate_says_what_it_made_and_the_report_comes_all_the_same(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "指摘.xlsx"
    assert main(["check", "--annotate", str(file), str(root / CHINO)]) == 0
    out, err = capsys.readouterr()
    assert "ten-times" in out
    assert "ブック（.xlsx）ではない" in err
    assert load_workbook(file).sheetnames == ["指摘一覧"]


def test_an_annotated_workbook_that_is_there_stays(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "指摘.xlsx"
    file.write_bytes(b"mended")
    assert main(["check", "--annotate", str(file), str(root / CHINO)]) == 2
    assert "output-exists" in capsys.readouterr().err
    assert file.read_bytes() == b"mended"


def test_the_checked_file_is_never_written_over(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes((root / CHINO).read_bytes())
    assert main(["check", "-o", str(file), str(file)]) == 2
    assert "output-is-input" in capsys.readouterr().err
    assert file.read_bytes() == (root / CHINO).read_bytes()


def test_check_of_yaml_loads_no_library_of_workbooks(root: Path) -> None:
    code = (
        "import sys; from kpi_lod.cli import main; main(['check', sys.argv[1]]); "
        "print(sorted({'openpyxl', 'xlsxwriter', 'jinja2', 'python_calamine'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(root / CHINO)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.endswith("[]\n")
