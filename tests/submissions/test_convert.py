"""A conversion says the same as its source, or it does not happen."""

from __future__ import annotations

import codecs
import sys
from itertools import pairwise
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, assume, given, settings
from tests.submissions.workbook.books import BASIC, VALUE, book, saved, sheet
from tests.submissions.workbook.test_rows import documents
from tests.submissions.written_submissions import submissions

from kpi_lod.cli import main
from kpi_lod.errors import DataError, KpiLodError
from kpi_lod.submissions.convert import convert, in_order, parsed_source
from kpi_lod.submissions.plain import Plain, plain, yaml_text
from kpi_lod.submissions.reader import ReadSubmission, read_submission, submission_of
from kpi_lod.submissions.workbook.fitting import MAX_CELL
from kpi_lod.submissions.workbook.reading_sheets import example

ROOT = Path(__file__).resolve().parents[2]
CHINO = ROOT / "data/submissions/202142/2023-promotion.yaml"


def meaning(file: Path) -> ReadSubmission:
    return submission_of(parsed_source(file), str(file))


@pytest.mark.parametrize("text", documents())
def test_all_kinds_say_the_same(text: str, tmp_path: Path) -> None:
    first = tmp_path / "a.yaml"
    first.write_text(text, "utf-8")
    before = meaning(first)
    assert before.submission is not None
    way = [first, tmp_path / "b.xlsx", tmp_path / "c", tmp_path / "d.yml", tmp_path / "e.xlsx"]
    for source, target in pairwise(way):
        assert convert(source, target)
        after = meaning(target)
        assert after.submission == before.submission
        assert {f.code for f in after.findings} <= {f.code for f in before.findings}
    assert way[1].read_bytes() == way[4].read_bytes()


@settings(
    max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # shrinking is slow
@given(submissions())
def test_nothing_is_lost_on_the_way(words: Plain) -> None:
    content = yaml_text(words).encode()
    before = read_submission(content, "a.yaml").submission
    assume(before is not None)
    assert before is not None
    with TemporaryDirectory() as folder:
        way = [Path(folder) / name for name in ("a.yaml", "b.xlsx", "c", "d.yaml")]
        way[0].write_bytes(content)
        for source, target in pairwise(way):
            convert(source, target)
        after = meaning(way[-1]).submission
        assert after is not None
        assert in_order(after) == in_order(before)


def test_the_generated_submissions_can_mostly_be_read() -> None:
    """Otherwise the test above would have tried next to nothing."""
    read = []

    @settings(max_examples=60, database=None)
    @given(submissions())
    def examined(words: Plain) -> None:
        read.append(read_submission(yaml_text(words).encode(), "a.yaml").submission is not None)

    examined()
    assert sum(read) > len(read) / 3


def test_csv_files_open_in_excel_as_they_are(tmp_path: Path) -> None:
    made = convert(CHINO, tmp_path / "out")
    assert [file.name for file in made] == [
        *("提出情報.csv", "事業.csv", "活動.csv", "KPI.csv", "実績.csv", "事業費.csv", "評価.csv")
    ]
    for file in made:
        content = file.read_bytes()
        assert content.startswith(codecs.BOM_UTF8)
        assert content.count(b"\r\n") == content.count(b"\n") > 0


def test_one_csv_file_stands_for_its_folder(tmp_path: Path) -> None:
    convert(CHINO, tmp_path / "out")
    convert(tmp_path / "out" / "実績.csv", tmp_path / "a.yaml")
    assert meaning(tmp_path / "a.yaml").submission == meaning(CHINO).submission


def test_what_cannot_be_read_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "a.yaml"
    broken.write_text(CHINO.read_text("utf-8").replace("unit: 社", "unit: 杜"), "utf-8")
    assert main(["convert", str(broken), str(tmp_path / "b.xlsx")]) == 1
    shown = capsys.readouterr().err
    assert "a.yaml:" in shown
    assert "[code-unknown]" in shown
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"]


def test_what_was_not_read_is_told_and_what_a_check_would_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = book({**BASIC, "values": [{**VALUE, "period": "R7"}]})
    values = sheet(made, "values")
    values["F1"], values["F2"], values["A3"] = "メモ", "x", "※ 速報値"
    made.create_sheet("別の表")["A1"] = "y"
    file = tmp_path / "a.xlsx"
    file.write_bytes(saved(made))
    assert main(["convert", str(file), str(tmp_path / "b.yaml")]) == 0
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'b.yaml'}\n"
    assert f"警告 Warning [column-not-read] {file}:実績!F1\n  見出し「メモ」は" in err
    assert f"参考 Info [note-not-read] {file}:実績!A3\n" in err
    assert f"参考 Info [sheet-not-read] {file}:別の表\n" in err
    assert "違反 1件" in err.splitlines()[-1]
    assert err.endswith(f"→ kpi-lod check {file}\n")
    assert main(["check", str(file)]) == 1


def test_one_taken_back_is_converted_and_has_nothing_to_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    text = CHINO.read_text("utf-8").replace("revision: 1", "revision: 1\nwithdrawn: 誤り")
    file.write_text(text[: text.index("projects:")], "utf-8")
    assert main(["convert", str(file), str(tmp_path / "b.xlsx")]) == 0
    assert "違反 0件" in capsys.readouterr().err


@pytest.mark.parametrize("spelled", ["a.xlsx", "x/../a.xlsx", "hard.xlsx", "soft.xlsx"])
def test_the_source_is_never_written_over(spelled: str, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (source,) = convert(CHINO, tmp_path / "a.xlsx")
    (tmp_path / "hard.xlsx").hardlink_to(source)
    (tmp_path / "soft.xlsx").symlink_to(source)
    before = source.read_bytes(), source.stat().st_ino
    with pytest.raises(KpiLodError, match="output-is-input"):
        convert(source, tmp_path / spelled, force=True)
    assert (source.read_bytes(), source.stat().st_ino) == before


@pytest.mark.parametrize("source", ["c", "c/実績.csv"])
def test_the_folder_of_the_source_is_never_written_over(source: str, tmp_path: Path) -> None:
    convert(CHINO, tmp_path / "c")
    with pytest.raises(KpiLodError, match="output-is-input"):
        convert(tmp_path / source, tmp_path / "c", force=True)


@pytest.mark.parametrize("name", ["b.xlsx", "b.yaml", "b"])
def test_what_is_there_stays_unless_forced(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    made = convert(CHINO, target)
    before = [file.read_bytes() for file in made]
    other = tmp_path / "other.yaml"
    other.write_text(yaml_text(example()), "utf-8")
    with pytest.raises(KpiLodError, match="output-exists"):
        convert(other, target)
    assert [file.read_bytes() for file in made] == before
    convert(other, target, force=True)
    assert meaning(target).submission == meaning(other).submission
    assert {file.name for file in tmp_path.iterdir()} == {name, "other.yaml"}


def test_a_text_too_long_for_a_cell_is_told_at_its_line(tmp_path: Path) -> None:
    long = tmp_path / "a.yaml"
    long.write_text(CHINO.read_text("utf-8").replace("summary: ", f"summary: {'長' * MAX_CELL}"))
    for name in ("b.xlsx", "b"):
        with pytest.raises(DataError) as told:
            convert(long, tmp_path / name)
        assert {found.code for found in told.value.findings} == {"cell-too-long"}
        assert len(told.value.findings) == 2
        assert told.value.finding.place.pointer.endswith(".summary")
    assert not (tmp_path / "b").exists()
    assert convert(long, tmp_path / "c.yaml")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError, match="output-type"):
        convert(CHINO, tmp_path / "a.ods")
    with pytest.raises(DataError, match="file-type"):
        convert(ROOT / "README.md", tmp_path / "a.yaml")
    with pytest.raises(KpiLodError, match="file-missing"):
        convert(tmp_path / "absent.yaml", tmp_path / "a.yaml")


def test_a_conversion_that_would_say_something_else_does_not_happen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(words: Plain) -> dict[str, Plain]:
        assert isinstance(words, dict)
        return {**words, "revision": "9"}

    monkeypatch.setattr("kpi_lod.submissions.convert.yaml_text", lambda w: yaml_text(forgetful(w)))
    with pytest.raises(KpiLodError, match="convert-loss"):
        convert(CHINO, tmp_path / "a.yaml")
    assert not [*tmp_path.iterdir()]


def test_the_words_stay_as_they_were_said(tmp_path: Path) -> None:
    convert(CHINO, tmp_path / "a.xlsx")
    before, after = parsed_source(CHINO).root, parsed_source(tmp_path / "a.xlsx").root
    assert before is not None
    assert after is not None
    assert plain(after) == plain(before)


def test_convert_and_template_print_on_a_console_of_cp932(tmp_path: Path) -> None:
    for arguments in (
        ["convert", str(CHINO), "out"],
        ["template", "--from", str(ROOT / "data/submissions/032018/2023-all.yaml")],
        ["convert", "absent.yaml", "b.yaml"],
    ):
        ran = run(
            [sys.executable, "-m", "kpi_lod", *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "cp932", "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in ran.stderr
        assert (ran.stdout + ran.stderr).decode("cp932")


def test_nothing_heavy_is_imported_to_read_yaml() -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from kpi_lod.submissions.convert import parsed_source;"
        f"parsed_source(Path({str(CHINO)!r}));"
        "print([m for m in ('xlsxwriter', 'openpyxl', 'python_calamine', 'duckdb', 'fcntl')"
        " if m in sys.modules])"
    )
    ran = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
