"""The command line: exit codes, streams, and messages instead of tracebacks."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpi_lod import __version__
from kpi_lod.cli import main
from kpi_lod.release.build import Release


def test_check_exits_with_0_and_prints_to_stdout(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(root / "data/submissions/202142/2023-promotion.yaml")]) == 0
    out, err = capsys.readouterr()
    assert "ten-times" in out
    assert err == ""


def test_check_compares_with_the_data_folder_here_or_the_one_stated(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (root / "data/submissions/202142/2023-promotion.yaml").read_text("utf-8")
    text = text.replace("id: 2023-promotion", "id: 2024-promotion")
    text = text.replace("reporting-year: R5", "reporting-year: R6").replace('"13,257"', '"1,325"')
    (tmp_path / "new.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "new.yaml"]) == 0
    assert "value-restated" not in capsys.readouterr().out
    assert main(["check", "new.yaml", "--with", str(root / "data")]) == 0
    assert "昨年度の報告では13,257、今年度は1,325です" in capsys.readouterr().out
    assert main(["check", "new.yaml", "--with", "."]) == 2
    assert "no-submissions" in capsys.readouterr().err
    monkeypatch.chdir(root)
    assert main(["check", str(tmp_path / "new.yaml")]) == 0
    assert "value-restated" in capsys.readouterr().out


def test_check_exits_with_1_when_the_data_does_not_conform(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("kpi-lod: 1\nmunicipality: 032018\n", "utf-8")
    assert main(["check", str(file)]) == 1
    assert "yaml-ambiguous" in capsys.readouterr().out


def test_a_missing_file_exits_with_2_and_speaks_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "nowhere.yaml"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("エラー Error [file-missing]")
    assert "見つかりません" in err
    assert "does not exist" in err


SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://x.org/> .
:S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ."""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A folder with shapes, data that conforms and data that does not."""
    for name, text in {
        "shapes.ttl": SHAPES,
        "good.ttl": "<http://x.org/a> a <http://x.org/C> ; <http://x.org/p> 1 .",
        "bad.ttl": "<http://x.org/b> a <http://x.org/C> .",
        "other.ttl": "<http://x.org/b> a <http://x.org/D> .",
        "recursive.ttl": "<urn:s> <http://www.w3.org/ns/shacl#node> <urn:s> ; "
        "<http://www.w3.org/ns/shacl#targetNode> <urn:n> .",
        "empty.ttl": "",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "status", "told"),
    [
        ("shapes.ttl good.ttl", 0, "適合: 違反 0件"),
        ("shapes.ttl bad.ttl", 1, "<http://x.org/b>"),
        ("shapes.ttl other.ttl", 1, "nothing-checked"),
        ("shapes.ttl empty.ttl", 1, "nothing-checked"),
        ("empty.ttl good.ttl", 2, "no-shapes"),
        ("recursive.ttl good.ttl", 2, "shape-recursive"),
        ("missing.ttl good.ttl", 2, "file-missing"),
        ("shapes.ttl missing.nt", 2, "file-missing"),
    ],
)
def test_validate_exits_with_what_it_found(
    asked: Path, capsys: pytest.CaptureFixture[str], files: str, status: int, told: str
) -> None:
    shapes, data = (str(asked / name) for name in files.split())
    arguments = ["validate", "--shapes", shapes, data]
    assert main(arguments) == status
    shown = capsys.readouterr()
    assert told in (shown.err if status == 2 or "nothing" in told else shown.out)


@pytest.mark.parametrize("form", ["json", "turtle"])
def test_validate_writes_reports_for_programs(
    asked: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    shapes, data = str(asked / "shapes.ttl"), str(asked / "bad.ttl")
    assert main(["validate", "--shapes", shapes, "--format", form, data]) == 1
    assert "MinCountConstraintComponent" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_validate_writes_a_report_where_nothing_was_checked(
    asked: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    shapes, data = str(asked / "shapes.ttl"), str(asked / "other.ttl")
    assert main(["validate", "--shapes", shapes, "--format", form, data]) == 1
    out, err = capsys.readouterr()
    assert "nothing-checked" in err
    if form == "json":
        told = json.loads(out)
        assert (told["focusNodes"], told["results"], len(told["remarks"])) == (0, [], 2)
    else:
        assert {"text": "Nothing was checked", "turtle": "sh:ValidationReport"}[form] in out


@pytest.mark.parametrize(
    ("severity", "statuses"),
    [
        ("sh:Violation", [1, 1, 1]),
        ("sh:Warning", [0, 1, 1]),
        ("sh:Info", [0, 0, 1]),
        (":Odd", [0, 0, 1]),
    ],
)
def test_validate_fails_on_the_severity_that_is_asked_for(
    asked: Path, severity: str, statuses: list[int]
) -> None:
    shapes = asked / "graded.ttl"
    shapes.write_text(SHAPES.replace("sh:path", f"sh:severity {severity} ; sh:path"), "utf-8")
    arguments = ["validate", "--shapes", str(shapes), str(asked / "bad.ttl")]
    told = [main([*arguments, "--fail-on", one]) for one in ("violation", "warning", "info")]
    assert told == statuses
    assert main(arguments) == statuses[-1]


@pytest.mark.parametrize("verb", ["check", "validate"])
def test_help_says_what_a_warning_does(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    told = capsys.readouterr().out
    assert "警告と参考" in told
    assert "warnings and infos" in told


def test_both_engines_of_check_say_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(root / "data/submissions/202142/2023-promotion.yaml")
    told = []
    for engine in ("sql", "pyshacl"):
        assert main(["check", "--engine", engine, file]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_build_says_what_was_made_and_what_to_try(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(root / "data"), "--to", str(tmp_path / "public")]) == 0
    out, err = capsys.readouterr()
    assert "kpi-lod query met-targets" in out
    lines = gzip.decompress((tmp_path / "public/current/dumps/kpi-lod.nq.gz").read_bytes()).count(
        b"\n"
    )
    assert out.count(f"{lines:,}") == 2
    assert "違反 0件" in err


def test_query_lists_the_questions_when_none_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query"]) == 0
    assert "met-targets" in capsys.readouterr().out


def test_query_answers_for_both_cities(built: Release, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(built.folder)
    assert main(["query", "met-targets", "--from", source]) == 0
    out = capsys.readouterr().out
    assert "盛岡市" in out
    assert "茅野市" in out


def test_query_takes_values(built: Release, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["query", "SELECT ?c ?n { ?c skos:prefLabel ?n FILTER(LANG(?n) = 'en') }"]
    arguments += ["--from", str(built.folder), "--set", "c=mun:032018", "--format", "csv"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "https://w3id.org/kpi-lod/municipality/032018,Morioka"
    ]


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit) as raised:
        main(["nonsense"])
    assert raised.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "ja"),
    [
        ("validate a.ttl", "引数 --shapes がありません"),
        ("validate --shapes s.ttl", "引数 DATA がありません"),
        ("validate --shapes s.ttl a.ttl --time-limit x", "数ではありません"),
        ("validate a.ttl --shapes", "--shapes には値が要ります"),
        ("check a.yaml --format xml", "'text', 'json', 'sarif', 'html', 'turtle'"),
        ("check a.yaml --nope", "--nope という引数はありません"),
        ("nonsense", "'nonsense' は使えません"),
        ("query --format=table=1", "使えません"),
        ("query a b", "b という引数はありません"),
        ("query --from a --endpoint http://a.example/", "--endpoint と --from は一緒に使えません"),
        ("build --to= data", "--to のファイルの名前が空です"),
        ("query --from=a --f=b", "使い方が正しくありません"),
    ],
)
def test_wrong_usage_is_told_in_japanese_first(
    arguments: str, ja: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments.split())
    assert raised.value.code == 2
    first, second = capsys.readouterr().err.splitlines()[-2:]
    assert ja in first
    assert ": error: " in second


def test_a_name_that_is_empty_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["validate", "--shapes", "", "a.ttl"])
    assert "--shapes のファイルの名前が空です" in capsys.readouterr().err


@pytest.mark.parametrize("limit", ["0", "-5", "nan", "inf", "1e9"])
def test_a_time_limit_that_is_none_is_refused(
    asked: Path, capsys: pytest.CaptureFixture[str], limit: str
) -> None:
    files = ["--shapes", str(asked / "shapes.ttl"), str(asked / "good.ttl")]
    assert main(["validate", f"--time-limit={limit}", *files]) == 2
    assert "time-setting" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "validate", "build", "query"])
def test_the_help_tells_every_argument_in_both_languages(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    shown = capsys.readouterr().out.partition("arguments:")[2].partition("例 / Example")[0]
    told = [part for part in re.split(r"\n  (?=\S)", shown)[1:] if not part.startswith("-h")]
    assert len(told) > 1
    bilingual = re.compile(r"[ぁ-ん一-龥].* / .*[a-z]")
    assert [part for part in told if not bilingual.search(part)] == []


def test_shapes_behind_the_first_are_told_to_be_data(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (asked / "more.ttl").write_text(SHAPES.replace(":S ", ":More "))
    names = [str(asked / name) for name in ("shapes.ttl", "more.ttl", "good.ttl")]
    assert main(["validate", "--shapes", *names]) == 0
    assert "<http://x.org/More>" in capsys.readouterr().err


def test_a_relative_iri_in_json_ld_is_checked(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = asked / "half.jsonld"
    data.write_text('{"@id": "city/1", "@type": "http://x.org/C"}')
    assert main(["validate", "--shapes", str(asked / "shapes.ttl"), str(data)]) == 1
    assert (asked / "city/1").as_uri() in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"kpi-lod {__version__}\n"


def test_a_japanese_windows_console_gets_substitutes_and_no_traceback(root: Path) -> None:
    file = root / "data/submissions/202142/2023-promotion.yaml"
    ran = subprocess.run(
        [sys.executable, "-m", "kpi_lod", "check", str(file)],
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert "参考" in ran.stdout.decode("cp932")


def test_a_reader_that_goes_away_gets_no_traceback_and_no_success(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["query"]) == 2
