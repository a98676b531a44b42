"""The arguments of the command line: every verb with its options, help and example."""

from __future__ import annotations

import argparse
from pathlib import Path

from kpi_lod import __version__
from kpi_lod.draft_arguments import DRAFT, DRAFT_EXAMPLE, DRAFT_EXIT, add_draft
from kpi_lod.push_arguments import PUSH, PUSH_EXAMPLE, add_push
from kpi_lod.query_arguments import QUERY, QUERY_EXAMPLE, add_query
from kpi_lod.usage import Parser, add_verb, file_name, natural

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


def parser() -> argparse.ArgumentParser:
    """The parser of all verbs; what was chosen stands in ``verb``, and ``action`` below it."""
    made = Parser(
        prog="kpi-lod",
        description="事業とKPIの記録を検査し、リンクトオープンデータとして公開し、問い合わせる。 / "
        "Check records of projects and KPIs, publish them as linked open data, and query them.",
    )
    made.add_argument("--version", action="version", version=f"kpi-lod {__version__}")
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    add_draft(add_verb(verbs, "draft", text=DRAFT, example=DRAFT_EXAMPLE, exits=DRAFT_EXIT))
    _add_template(verbs)
    _add_convert(verbs)
    _add_check(verbs)
    _add_validate(verbs)
    _add_build(verbs)
    _add_releases(verbs)
    add_push(add_verb(verbs, "push", text=PUSH, example=PUSH_EXAMPLE))
    _add_query(verbs)
    return made


def _add_template(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = add_verb(
        verbs,
        "template",
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
    verb = add_verb(
        verbs,
        "convert",
        text="YAML、Excel、CSVを互いに変換する / convert between YAML, Excel and CSV",
        example="kpi-lod convert data/submissions/202142/2023-promotion.yaml 202142-2023.xlsx",
        exits=_CONVERT_EXIT,
    )
    verb.add_argument("source", type=file_name, metavar="A", help="提出物 / submission")
    verb.add_argument(
        "target", type=file_name, metavar="B", help=".yaml、.xlsx、CSVのフォルダー / folder for CSV"
    )
    verb.add_argument("--force", action="store_true", help="Bがあれば上書きする / overwrite B")


def _add_check(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = add_verb(
        verbs,
        "check",
        text="提出物を検査する / check submissions",
        example="kpi-lod check data/submissions/202142/2023-promotion.yaml",
        exits=_CHECK_EXIT,
    )
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
    verb = add_verb(
        verbs,
        "validate",
        text="だれのRDFでも、だれのSHACLでも検査する / check anyone's RDF against anyone's SHACL",
        example="kpi-lod validate --shapes shapes/period.ttl public/current/dumps/kpi-lod.nq.gz",
        exits=_VALIDATE_EXIT,
    )
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
    verb = add_verb(
        verbs,
        "build",
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
    verb.add_argument(
        "--jobs",
        type=natural,
        metavar="N",
        help="同時に使う処理の数。結果は同じ / processes at once; what comes out is the same",
    )
    verb.add_argument(
        "--keep",
        type=natural,
        default=3,
        metavar="N",
        help="残すリリースの数。古いものは消して知らせる / "
        "how many releases stay; older ones are removed, which is told (3)",
    )
    verb.add_argument("--quiet", action="store_true", help="進み具合を示さない / no progress bar")


def _add_releases(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = add_verb(
        verbs,
        "releases",
        text="リリースを調べる、戻す、消す、比べる / examine, roll back, prune, compare releases",
        example="kpi-lod releases list --in public",
    )
    actions = verb.add_subparsers(
        dest="action", required=True, metavar="ACTION", parser_class=Parser
    )
    _add_action(actions, "list", "リリースの一覧 / all releases", "kpi-lod releases list")
    verify = _add_action(
        actions,
        "verify",
        "ファイルが記録どおりか調べる / check every file against the manifest",
        "kpi-lod releases verify current",
    )
    verify.add_argument("release", nargs="?", default="current", metavar="ID", help=_RELEASE)
    rollback = _add_action(
        actions,
        "rollback",
        "前のリリースに戻す / make a former release current",
        "kpi-lod releases rollback",
    )
    rollback.add_argument(
        "release", nargs="?", metavar="ID", help="省けば1つ前 / without it, the former one"
    )
    prune = _add_action(
        actions,
        "prune",
        "古いリリースを消す / remove old releases",
        "kpi-lod releases prune --keep 3",
    )
    prune.add_argument(
        "--keep",
        type=natural,
        default=3,
        metavar="N",
        help="残す数。公開中のものは必ず残る / how many stay; the current one always does (3)",
    )
    _add_diff(actions)


_RELEASE = "リリースのid。current は公開中のもの / id of a release, or current"


def _add_diff(actions: argparse._SubParsersAction[Parser]) -> None:
    verb = _add_action(
        actions,
        "diff",
        "2つのリリースで変わったこと / what changed between two, restated values first",
        "kpi-lod releases diff",
    )
    verb.add_argument(
        "before", nargs="?", metavar="A", help="省けばBの1つ前 / without it, the one before B"
    )
    verb.add_argument("after", nargs="?", default="current", metavar="B", help=_RELEASE)
    _add_form(verb, "text", "json")


def _add_action(
    actions: argparse._SubParsersAction[Parser], name: str, text: str, example: str
) -> argparse.ArgumentParser:
    verb = add_verb(actions, name, text=text, example=example)
    verb.add_argument(
        "--in",
        "--to",
        dest="folder",
        type=file_name,
        default=Path("public"),
        metavar="FOLDER",
        help="リリースを置いたフォルダー / the folder of the releases (public)",
    )
    return verb


def _add_query(verbs: argparse._SubParsersAction[Parser]) -> None:
    verb = add_verb(verbs, "query", text=QUERY, example=QUERY_EXAMPLE)
    add_query(verb)
    _add_form(verb, "table", "csv", "json")


def _add_form(verb: argparse.ArgumentParser, *forms: str) -> None:
    verb.add_argument(
        "--format",
        choices=forms,
        default=forms[0],
        help=f"結果の形 / the form of the result ({forms[0]})",
    )
