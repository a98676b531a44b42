"""Which files are submissions, and reading them from disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.checking.spoilt import original

from kpi_lod.errors import KpiLodError
from kpi_lod.submissions.convert import convert
from kpi_lod.submissions.files import read_files, submission_files

ROOT = Path(__file__).resolve().parents[2]


def test_the_submissions_of_a_folder_are_given_in_order(tmp_path: Path) -> None:
    for name in ("202142/b.yml", "202142/a.yaml", "032018/c.YAML", "032018/notes.txt"):
        file = tmp_path / "submissions" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    found = [file.relative_to(tmp_path).as_posix() for file in submission_files(tmp_path)]
    assert found == [
        *("submissions/032018/c.YAML", "submissions/202142/a.yaml", "submissions/202142/b.yml")
    ]


def test_a_folder_without_submissions_is_told(tmp_path: Path) -> None:
    (tmp_path / "submissions/032018").mkdir(parents=True)
    with pytest.raises(KpiLodError) as caught:
        submission_files(tmp_path)
    assert caught.value.finding.code == "no-submissions"
    assert str(tmp_path) in caught.value.finding.ja
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("name", ["202142/a.xlsx", "a.XLSX"])
def test_a_workbook_among_the_submissions_is_to_be_converted(tmp_path: Path, name: str) -> None:
    for place in (name, "202142/b.yaml", "202142/~$a.xlsx"):
        (tmp_path / "submissions" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submissions" / place).touch()
    with pytest.raises(KpiLodError) as caught:
        submission_files(tmp_path)
    assert caught.value.finding.code == "file-place"
    assert "kpi-lod convert" in caught.value.finding.fix_ja
    (tmp_path / "submissions" / name).unlink()
    assert len(submission_files(tmp_path)) == 1  # Excel's own lock file is no submission


@pytest.mark.parametrize("place", ["a.yaml", "202142/older/a.yaml"])
def test_a_file_that_would_be_left_out_is_told(tmp_path: Path, place: str) -> None:
    file = tmp_path / "submissions" / place
    file.parent.mkdir(parents=True)
    file.touch()
    with pytest.raises(KpiLodError, match="file-place"):
        submission_files(tmp_path)


def test_our_own_submissions_are_found_and_read() -> None:
    read = read_files(submission_files(ROOT / "data"))
    assert [Path(one.file).name for one in read] == ["2023-all.yaml", "2023-promotion.yaml"]
    assert all(one.submission is not None for one in read)


@pytest.mark.parametrize("name", ["a.docx", "a.yaml.exe", "a", "a.ttl"])
def test_a_file_of_another_kind_is_told_and_not_opened(tmp_path: Path, name: str) -> None:
    (one,) = read_files([tmp_path / name])
    assert one.submission is None
    assert [(f.code, f.place.line) for f in one.findings] == [("file-type", 0)]
    assert (
        f"「{name}」は読めない種類のファイルです。読めるのは .yaml, .yml, .xlsx, .csv です"
        in one.findings[0].ja
    )
    assert one.lines == ()


def test_yaml_is_read_without_the_readers_of_workbooks(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"kpi-lod: 1")
    program = (
        "import sys; from pathlib import Path; from kpi_lod.submissions.files import read_files\n"
        "read_files([Path(sys.argv[1])])\n"
        "print([n for n in sys.modules if 'workbook' in n or 'pyexpat' in n])"
    )
    ran = subprocess.run([sys.executable, "-c", program, file], capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"


def test_a_name_that_no_system_takes_stops_the_program(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as caught:
        read_files([tmp_path / f"{'x' * 300}.xlsx"])
    assert caught.value.finding.code in ("file-unreadable", "file-missing")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"")
    (one,) = read_files([file])
    assert [f.code for f in one.findings] == ["empty"]


def test_a_file_that_is_not_there_stops_the_program(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as caught:
        read_files([tmp_path / "a.yaml"])
    assert caught.value.finding.code == "file-missing"
    assert str(tmp_path / "a.yaml") in caught.value.finding.ja


def test_a_folder_of_our_sheets_as_csv_is_one_submission(root: Path, tmp_path: Path) -> None:
    source = root / "data/submissions/202142/2023-promotion.yaml"
    convert(source, tmp_path / "sheets")
    (read,) = read_files([tmp_path / "sheets"])
    (meant,) = read_files([source])
    assert read.submission is not None
    assert read.submission == meant.submission
    (tmp_path / "other").mkdir()
    (tmp_path / "other/list.csv").write_text("a,b")
    with pytest.raises(KpiLodError, match="file-folder") as caught:
        read_files([tmp_path / "other"])
    assert "other/*.csv" in caught.value.finding.fix_ja


def test_a_folder_is_told_and_what_to_name_instead(root: Path, tmp_path: Path) -> None:
    for folder, wanted in ((root / "data", "data/submissions/*/*.yaml"), (tmp_path, "/*.yaml")):
        with pytest.raises(KpiLodError, match="file-folder") as caught:
            read_files([folder])
        assert caught.value.exit_status == 2
        assert f"{wanted}." in caught.value.finding.fix_en


def test_an_address_on_the_web_is_told_as_it_was_given() -> None:
    with pytest.raises(KpiLodError, match=r"file-url: .*'https://example.org/a.yaml'"):
        read_files([Path("https://example.org/a.yaml")])


@pytest.mark.parametrize("name", ["~$r6.xlsx", ".~lock.r6.xlsx#", "~$KPI.csv"])
def test_the_mark_of_an_open_file_is_told_as_what_it_is(name: str, tmp_path: Path) -> None:
    mark = tmp_path / name
    mark.write_bytes(b"\x04user")
    (found,) = read_files([mark])[0].findings
    assert found.code == "file-type"
    assert name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#") in found.ja
    assert "閉じ" in found.fix_ja


def test_a_workbook_that_is_called_like_a_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "~$r6.xlsx"
    file.write_bytes(original())
    assert read_files([file])[0].submission


def test_marks_of_open_files_are_passed_over_in_a_data_folder(tmp_path: Path) -> None:
    folder = tmp_path / "submissions" / "202142"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_bytes(b"")
    for name in ("~$a.xlsx", ".~lock.a.yaml#"):
        (folder / name).write_bytes(b"")
    assert submission_files(tmp_path) == [folder / "a.yaml"]


def test_a_document_of_word_is_no_workbook_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with ZipFile(file, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document/>")
    (found,) = read_files([file])[0].findings
    assert "Wordの文書" in found.ja
    assert "書き写し" in found.fix_ja


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_file_without_a_byte_is_told_as_one(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"")
    (found,) = read_files([file])[0].findings
    assert (found.code, "大きさが0" in found.ja) == ("empty", True)
