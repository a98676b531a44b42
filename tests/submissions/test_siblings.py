"""Which other submissions a file is compared with, and where they are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.mistakes.year_mistakes import NEXT, Edits, after

from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.submissions import siblings as module
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.siblings import Siblings, data_folder, folder_findings, siblings

CODE = "202142"
EARLIER: Edits = (
    ("id: 2023-promotion", "id: 2022-p"),
    ("reporting-year: R5", "reporting-year: R4"),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three years of one city, a broken file and another city."""
    folder = tmp_path / "data/submissions" / CODE
    folder.mkdir(parents=True)
    for name, edits in (("2022.yaml", EARLIER), ("2023.yml", ()), ("2024.yaml", NEXT)):
        (folder / name).write_text(after(edits), "utf-8")
    (folder / "notes.txt").write_text("?", "utf-8")
    other = folder.parent / "032018"
    other.mkdir()
    (other / "broken.yaml").write_text("a: [", "utf-8")
    return tmp_path / "data"


def names(found: Siblings) -> list[str]:
    return [one.id for one in found.submissions]


def of(file: Path, data: Path | None = None) -> Siblings:
    return siblings(read_files([file]), data)


def test_earlier_ones_beside_the_file_are_found(data: Path) -> None:
    folder = data / "submissions" / CODE
    assert names(of(folder / "2024.yaml")) == ["2022-p", "2023-promotion"]
    assert names(of(folder / "2023.yml")) == ["2022-p"]
    assert names(of(folder / "2022.yaml")) == []


def test_earlier_ones_are_found_from_within_the_folder(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data / "submissions" / CODE)
    assert names(of(Path("2024.yaml"))) == ["2022-p", "2023-promotion"]


def test_files_that_were_given_are_not_compared_with_twice(data: Path) -> None:
    folder = data / "submissions" / CODE
    read = read_files([folder / "2023.yml", folder / "2024.yaml"])
    assert names(siblings(read, data)) == ["2022-p"]


def test_a_broken_file_that_was_given_is_not_told_again(data: Path) -> None:
    folder = data / "submissions" / CODE
    (folder / "2022.yaml").write_text("a: [", "utf-8")
    read = read_files([folder / "2022.yaml", folder / "2024.yaml"])
    assert siblings(read, data).findings == ()


def test_a_file_elsewhere_is_compared_with_a_data_folder(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(after(NEXT), "utf-8")
    assert names(of(file)) == []
    # The submission of 2024 that lies there is this one in another form.
    assert names(of(file, data)) == ["2022-p", "2023-promotion"]
    file.write_text(after(EARLIER), "utf-8")
    assert names(of(file, data)) == []


def test_the_same_submission_twice_in_one_folder_is_kept(data: Path) -> None:
    folder = data / "submissions" / CODE
    (folder / "copy.yaml").write_text(after(()), "utf-8")
    assert names(of(folder / "2023.yml")) == ["2022-p", "2023-promotion"]


def test_only_the_files_of_the_municipality_are_opened(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_files([data / "submissions" / CODE / "2024.yaml"])
    opened: list[str] = []

    def seen(files: Sequence[Path]) -> list[object]:
        opened.extend(file.name for file in files)
        return list(read_files(files))

    monkeypatch.setattr(module, "read_files", seen)
    siblings(read, data)
    assert opened == ["2022.yaml", "2023.yml"]


def test_one_that_cannot_be_read_is_told_and_no_more(data: Path) -> None:
    folder = data / "submissions" / CODE
    (folder / "2022.yaml").write_text("a: [", "utf-8")
    (folder / "2021.yaml").mkdir()
    found = of(folder / "2024.yaml")
    assert names(found) == ["2023-promotion"]
    assert [(f.code, f.severity) for f in found.findings] == [("sibling", Severity.INFO)] * 2
    assert found.findings[0].place.file == str(folder / "2024.yaml")
    assert str(folder / "2021.yaml") in found.findings[0].ja


def test_a_file_that_cannot_be_read_has_no_siblings(data: Path) -> None:
    assert of(data / "submissions/032018/broken.yaml", data) == Siblings()


def test_a_data_folder_is_the_one_stated_or_the_one_here(data: Path, tmp_path: Path) -> None:
    assert data_folder(data) == data
    assert data_folder(None, default=data) == data
    assert data_folder(None, default=tmp_path / "none") is None
    with pytest.raises(KpiLodError, match="no-submissions"):
        data_folder(tmp_path)


def test_a_file_in_the_folder_of_another_municipality_is_told(data: Path, tmp_path: Path) -> None:
    wrong = data / "submissions/032018/2023.yaml"
    wrong.write_text(after(()), "utf-8")
    elsewhere = tmp_path / "032018"
    elsewhere.mkdir()
    (elsewhere / "2023.yaml").write_text(after(()), "utf-8")
    read = read_files([wrong, data / "submissions" / CODE / "2023.yml", elsewhere / "2023.yaml"])
    (found,) = folder_findings(one.submission for one in read if one.submission)
    assert (found.code, found.severity) == ("folder-code", Severity.VIOLATION)
    assert (found.place.file, found.place.pointer) == (str(wrong), "municipality")
    assert "団体コードは 202142 ですが、ファイルは「032018」" in found.ja
    assert "The municipality is 202142, but the file lies in a folder called '032018'" in found.en
