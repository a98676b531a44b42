"""The command line: arguments in, exit code out, no logic.

Data goes to stdout, messages to stderr. Exit 0: conforms; 1: the data does not; 2: usage or
environment.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kpi_lod import __version__
from kpi_lod.errors import KpiLodError
from kpi_lod.usage import Parser, file_name

_CHECK_EXIT = """\
終了コード: 0 違反なし（警告と参考は1にしない）、1 違反あり、2 使い方か環境。
Exit codes: 0 no violation (warnings and infos do not count), 1 violations, 2 usage or environment.
"""

_CONVERT_EXIT = """\
終了コード: 0 変換した（検査で違反になるものがあっても。件数を示す）、1 読めない、2 使い方か環境。
Exit codes: 0 converted (even with violations, which are counted), 1 unreadable, 2 usage or
environment.
"""

_VALIDATE_EXIT = """\
終了コード: 0 適合、1 結果あり（警告と参考も。--fail-on で変わる）か何も検査されていない、
2 使い方、環境、正しくないシェイプ。
Exit codes: 0 conforms, 1 any result (warnings and infos too, unless --fail-on says otherwise) or
nothing checked, 2 usage, environment, malformed shapes.
"""

_FILE = (
    "提出物 (.yaml .xlsx .csv)。CSVは同じフォルダーのシートも読む / "
    "submissions; of CSV the sheets beside it are read too"
)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="kpi-lod",
        description="事業とKPIの記録を検査し、リンクトオープンデータとして公開し、問い合わせる。 / "
        "Check records of projects and KPIs, publish them as linked open data, and query them.",
    )
    parser.add_argument("--version", action="version", version=f"kpi-lod {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_template(verbs)
    _add_convert(verbs)
    _add_check(verbs)
    _add_validate(verbs)
    _add_build(verbs)
    _add_query(verbs)
    return parser


def _add_verb(
    verbs: argparse._SubParsersAction[Parser],
    name: str,
    *,
    run: Callable[[argparse.Namespace], int],
    text: str,
    example: str,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name,
        help=text,
        description=text,
        epilog=f"例 / Example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(run=run)
    return verb


def _add_template(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "template",
        run=_template,
        text="記入するExcelファイルを作る / make the Excel file to fill in",
        example="kpi-lod template --municipality 032018 --year R7 -o 032018-2025.xlsx",
    )
    verb.add_argument("--municipality", metavar="CODE", help="団体コード6桁 / six-digit code")
    verb.add_argument(
        "--from", dest="last", type=file_name, metavar="LAST", help="昨年度の提出物 / last year's"
    )
    verb.add_argument("--year", metavar="YEAR", help="報告年度 / fiscal year: R7, 令和7年度, 2025")
    verb.add_argument(
        "--form",
        choices=("submission", "national"),
        default="submission",
        help="national: LASTを国の実績報告の様式に写す / fill the national form from LAST",
    )
    verb.add_argument(
        "-o", "--output", type=file_name, metavar="FILE", help="<団体コード>-<年度>.xlsx"
    )


def _add_convert(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "convert",
        run=_convert,
        text="YAML、Excel、CSVを互いに変換する / convert between YAML, Excel and CSV",
        example="kpi-lod convert data/submissions/202142/2023-promotion.yaml 202142-2023.xlsx",
    )
    verb.epilog = f"{_CONVERT_EXIT}\n{verb.epilog}"
    verb.add_argument("source", type=file_name, metavar="A", help="提出物 / submission")
    verb.add_argument(
        "target", type=file_name, metavar="B", help=".yaml、.xlsx、CSVのフォルダー / folder for CSV"
    )
    verb.add_argument("--force", action="store_true", help="Bがあれば上書きする / overwrite B")


def _add_check(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "check",
        run=_check,
        text="提出物を検査する / check submissions",
        example="kpi-lod check data/submissions/202142/2023-promotion.yaml",
    )
    verb.epilog = f"{_CHECK_EXIT}\n{verb.epilog}"
    verb.add_argument(
        "files",
        nargs="+",
        type=file_name,
        metavar="FILE",
        help=_FILE,
    )
    _add_form(verb, "text", "json", "sarif", "html", "turtle")
    verb.add_argument(
        "-o",
        "--output",
        type=file_name,
        metavar="OUT",
        help="結果を書くファイル / file of the report",
    )
    verb.add_argument(
        "--annotate",
        type=file_name,
        metavar="OUT.xlsx",
        help="指摘を書き込んだブックを別に作る / a copy of the workbook with the findings in it",
    )
    verb.add_argument("--no-color", action="store_true", help="色を付けない / no colours")
    verb.add_argument(
        "--engine",
        choices=("sql", "pyshacl"),
        default="sql",
        help="検査エンジン。pyshaclは遅く、照らし合わせ用 / "
        "the engine; pyshacl is slow, for a second opinion (sql)",
    )
    verb.add_argument(
        "--with",
        dest="data",
        type=file_name,
        metavar="FOLDER",
        help="前の年の提出物があるフォルダー（submissions/ を含む。省けば data）"
        " / data folder with earlier submissions to compare with (default: data)",
    )


def _add_validate(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "validate",
        run=_validate,
        text="だれのRDFでも、だれのSHACLでも検査する / check anyone's RDF against anyone's SHACL",
        example="kpi-lod validate --shapes shapes/period.ttl public/current/dumps/kpi-lod.nq.gz",
    )
    verb.epilog = f"{_VALIDATE_EXIT}\n{verb.epilog}"
    verb.add_argument(
        "data",
        nargs="+",
        type=file_name,
        metavar="DATA",
        help="検査するRDF / RDF to be checked (.ttl .trig .nt .nq .jsonld .json, .gz)",
    )
    verb.add_argument(
        "--shapes",
        action="append",
        required=True,
        type=file_name,
        metavar="FILE",
        help="SHACLのRDFファイル1つ。何度でも書ける / one RDF file of SHACL; may be repeated",
    )
    _add_form(verb, "text", "json", "turtle")
    verb.add_argument(
        "--memory",
        default="1GB",
        metavar="SIZE",
        help="使うメモリーの目安。400MB、2GBのように書く。超えた分はディスクに置く / "
        "memory to use, as 400MB or 2GB; what exceeds it goes to disk (1GB)",
    )
    verb.add_argument(
        "--time-limit",
        type=float,
        default=3_600,
        metavar="SECONDS",
        help="読み込みから検査までの上限の秒数、1週間まで / "
        "seconds that loading and checking may take, at most a week (3600)",
    )
    verb.add_argument(
        "--fail-on",
        choices=("violation", "warning", "info"),
        default="info",
        help="終了コードを1にする最も軽い重大度。はじめは info（どの結果でも） / "
        "the least severity that exits with 1; info, unless told: any result",
    )


def _add_build(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "build",
        run=_build,
        text="データのフォルダーからリリースを作る / build the release of a data folder",
        example="kpi-lod build data --to public",
    )
    verb.add_argument(
        "data",
        type=file_name,
        metavar="DATA",
        help="publication.yaml と submissions/ のあるフォルダー / "
        "the folder with publication.yaml and submissions/",
    )
    verb.add_argument(
        "--to",
        type=file_name,
        default=Path("public"),
        metavar="FOLDER",
        help="リリースを置くフォルダー / the folder for the release (public)",
    )


def _add_query(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_verb(
        verbs,
        "query",
        run=_query,
        text="SPARQLで問い合わせる / ask a question in SPARQL",
        example="kpi-lod query met-targets --from public",
    )
    verb.add_argument(
        "question",
        nargs="?",
        metavar="QUESTION",
        help="問いの名前、.rqファイル、SPARQLの文。なければ問いの一覧 / "
        "the name of a question, an .rq file, or SPARQL; without it, the questions are listed",
    )
    verb.add_argument(
        "--from",
        dest="source",
        default="public",
        metavar="SOURCE",
        help="リリース、RDFのフォルダー、SPARQLエンドポイントのURL / "
        "a release, a folder of RDF, or the URL of a SPARQL endpoint (public)",
    )
    _add_form(verb, "table", "csv", "json")
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="問いの変数の値、例 kpi=https://…。何度でも書ける / "
        "the value of a variable, e.g. kpi=https://…; may be repeated",
    )


def _add_form(verb: argparse.ArgumentParser, *forms: str) -> None:
    verb.add_argument(
        "--format",
        choices=forms,
        default=forms[0],
        help=f"結果の形 / the form of the result ({forms[0]})",
    )


def _template(arguments: argparse.Namespace) -> int:
    from kpi_lod.submissions.template_file import Wanted, write_template  # noqa: PLC0415

    chosen = (arguments.municipality, arguments.last, arguments.year, arguments.form)
    file, ended = write_template(Wanted(*chosen), arguments.output)
    for name in ended:
        print(f"終了した事業なので入れていません / has ended, left out: {name}", file=sys.stderr)
    print(file)
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.conversion import said_of  # noqa: PLC0415
    from kpi_lod.submissions.convert import conversion  # noqa: PLC0415
    from kpi_lod.submissions.siblings import data_folder  # noqa: PLC0415

    made = conversion(arguments.source, arguments.target, force=arguments.force)
    for file in made.files:
        print(file)
    print(said_of(made, data_folder(None)), file=sys.stderr)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.check import checked_files  # noqa: PLC0415  (start-up counts)
    from kpi_lod.checking.output import Wanted, tell  # noqa: PLC0415
    from kpi_lod.submissions.siblings import data_folder  # noqa: PLC0415

    wanted = Wanted(arguments.format, arguments.output, arguments.annotate, arguments.no_color)
    data = data_folder(arguments.data)
    found = checked_files(arguments.files, engine=arguments.engine, data=data)
    tell(found, wanted)
    return 0 if found.conforms else 1


def _validate(arguments: argparse.Namespace) -> int:
    from kpi_lod.errors import NothingCheckedError  # noqa: PLC0415
    from kpi_lod.shacl.reports import written_report  # noqa: PLC0415
    from kpi_lod.shacl.validate import validate  # noqa: PLC0415

    found = validate(
        arguments.data,
        arguments.shapes,
        memory=arguments.memory,
        seconds=arguments.time_limit,
    )
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    print(written_report(found, arguments.format))
    if not found.focus_nodes:
        raise NothingCheckedError("nothing-checked/anyone")
    return 1 if found.fails_on(arguments.fail_on) else 0


def _build(arguments: argparse.Namespace) -> int:
    from kpi_lod.checking.wording import summary  # noqa: PLC0415
    from kpi_lod.release.build import build  # noqa: PLC0415

    made = build(arguments.data, arguments.to)
    print(f"{summary(made.findings)} (kpi-lod check)", file=sys.stderr)
    print(made.description(arguments.to, _program()))
    return 0


def _program() -> str:
    """How to call this program again: as it was called, if by its name."""
    called = Path(sys.argv[0])
    return str(called) if called.stem == "kpi-lod" else "kpi-lod"


def _query(arguments: argparse.Namespace) -> int:
    from kpi_lod.querying.answers import answer, bound, settings_of  # noqa: PLC0415
    from kpi_lod.querying.questions import question_list, question_text  # noqa: PLC0415
    from kpi_lod.querying.sources import results  # noqa: PLC0415

    if arguments.question is None:
        print(question_list())
        return 0
    query = bound(question_text(arguments.question), settings_of(arguments.set))
    print(answer(results(query, arguments.source), arguments.format))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A cp932 console has no "é": better a substitute than a traceback.
            stream.reconfigure(errors="replace")
    chosen = _parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
        return status
    except KpiLodError as error:
        from kpi_lod.checking.text_report import error_text  # noqa: PLC0415

        print(error_text(error), file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader went away, so nobody was told whether the data conforms.
        sys.stderr.close()
        return 2
    except OSError as error:
        from kpi_lod.checking.text_report import error_text  # noqa: PLC0415
        from kpi_lod.reasons import system_reason  # noqa: PLC0415

        ja, en = system_reason(error)
        print(error_text(KpiLodError("output", reason_ja=ja, reason_en=en)), file=sys.stderr)
        return 2
