"""A report says with which earlier submissions one was compared, and that there was none."""

from __future__ import annotations

import json
from pathlib import Path

from tests.mistakes.year_mistakes import NEXT, Edits, after
from tests.submissions.workbook.books import write_csv_files

from kpi_lod.checking.check import CheckedData, checked_files
from kpi_lod.checking.comparison import Compared, compared_words
from kpi_lod.checking.report import report

EARLIER: Edits = (
    ("id: 2023-promotion", "id: 2022-p"),
    ("reporting-year: R5", "reporting-year: R4"),
)


def written(folder: Path, name: str, edits: Edits) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(after(edits), "utf-8")
    return file


def last_lines(found: CheckedData, count: int) -> list[str]:
    return report(found, "text").splitlines()[-count:]


def test_the_earlier_ones_that_were_found_are_named_the_newest_first(tmp_path: Path) -> None:
    folder = tmp_path / "submissions/202142"
    files = [
        written(folder, name, edits)
        for name, edits in (("a.yaml", EARLIER), ("b.yaml", ()), ("c.yaml", NEXT))
    ]
    found = checked_files([files[2]])
    assert found.compared == (Compared(str(files[2]), (str(files[1]), str(files[0]))),)
    (line, counts) = last_lines(found, 2)
    assert f"{files[2]}: 前の提出物 {files[1]}、{files[0]} と比べました。" in line
    assert f"compared with the earlier {files[1]}, {files[0]}." in line
    assert counts.startswith("違反 ")


def test_that_there_was_none_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, "a.yaml", ())
    found = checked_files([file])
    assert found.compared == (Compared(str(file)),)
    assert "前の提出物は見つからず" in last_lines(found, 2)[0]
    assert "no earlier submission was found" in last_lines(found, 2)[0]
    assert "no earlier submission was found" in report(found, "html")
    told = json.loads(report(found, "json"))
    assert told["compared"] == [{"file": str(file), "with": []}]


def test_years_that_are_checked_together_are_compared_with_each_other(tmp_path: Path) -> None:
    files = [written(tmp_path, "a.yaml", ()), written(tmp_path, "b.yaml", NEXT)]
    told = json.loads(report(checked_files(files), "json"))["compared"]
    assert [one["with"] for one in told] == [[], [str(files[0])]]


def test_tables_in_a_folder_are_named_by_the_file_that_was_given(tmp_path: Path) -> None:
    file = write_csv_files(tmp_path / "tables")
    assert checked_files([file]).compared == (Compared(str(file)),)


def test_one_taken_back_or_not_read_is_not_told(tmp_path: Path) -> None:
    back = written(tmp_path, "a.yaml", (("revision: 1", "revision: 1\nwithdrawn: 誤り"),))
    broken = written(tmp_path, "b.yaml", (("reporting-year: R5", "reporting-year: R500"),))
    assert checked_files([back, broken]).compared == ()


def test_many_are_counted_and_long_lists_are_cut() -> None:
    many = [Compared(str(n), ("x",) * (n % 2)) for n in range(6)]
    assert list(compared_words(many)) == [
        (
            "6件のうち3件を、前の提出物と比べました。",
            "3 of 6 were compared with earlier submissions.",
        )
    ]
    ((ja, en),) = compared_words([Compared("f", ("a", "b", "c", "d", "e"))])
    assert ja == "f: 前の提出物 a、b、c、ほか2件 と比べました。"
    assert en == "compared with the earlier a, b, c and 2 more."
