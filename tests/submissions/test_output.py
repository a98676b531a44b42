"""Files go where they are meant to, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_lod.cli import main
from kpi_lod.errors import KpiLodError
from kpi_lod.submissions.output import write

CHINO = "data/submissions/202142/2023-promotion.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["template", "--municipality", "202142", "-o", "{to}/a.xlsx"],
        ["convert", "{from}", "{to}/a.xlsx"],
        ["convert", "{from}", "{to}/a.yaml", "--force"],
        ["convert", "{from}", "{to}/csv"],
        ["check", "{from}", "--annotate", "{to}/a.xlsx"],
        ["check", "{from}", "-o", "{to}/a.txt"],
    ],
)
def test_a_folder_that_is_not_there_is_no_place_to_write_to(
    command: list[str], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "misspelt" / "folder"
    filled = [one.format_map({"to": to, "from": root / CHINO}) for one in command]
    assert main(filled) == 2
    told = capsys.readouterr().err
    assert "output-folder" in told
    assert f"「{to}」がありません" in told
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_one_of_two_folders_is_missing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["--annotate", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "none" / "a.txt")]
    assert main(["check", str(root / CHINO), *wanted]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_csv_is_made_in_one_that_is_there(root: Path, tmp_path: Path) -> None:
    assert main(["convert", str(root / CHINO), str(tmp_path / "csv")]) == 0
    assert (tmp_path / "csv" / "KPI.csv").exists()


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(KpiLodError, match="output-folder"):
        write({tmp_path / "a" / "b.txt": b""})
