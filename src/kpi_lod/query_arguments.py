"""The arguments of ``query``: what is asked, where, and how an endpoint is asked."""

from __future__ import annotations

import argparse

from kpi_lod.usage import file_name, natural, web_address

QUERY = "SPARQLで問い合わせる / ask a question in SPARQL"
QUERY_EXAMPLE = "kpi-lod query met-targets --from public"
SOURCE = "public"
"""Where questions are asked unless told otherwise; no default of argparse, which would let
``--endpoint URL --from public`` pass."""


def add_query(verb: argparse.ArgumentParser) -> None:
    """Add the question and its source, with the options for endpoints."""
    verb.add_argument(
        "question",
        nargs="?",
        metavar="QUESTION",
        help="問いの名前、.rqファイル、SPARQLの文。なければ問いの一覧 / "
        "the name of a question, an .rq file, or SPARQL; without it, the questions are listed",
    )
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="問いの変数の値、例 kpi=https://…。何度でも書ける / "
        "the value of a variable, e.g. kpi=https://…; may be repeated",
    )
    _add_source(verb.add_mutually_exclusive_group())
    _add_endpoint(verb.add_argument_group("エンドポイント / endpoints"))


def _add_source(group: argparse._MutuallyExclusiveGroup) -> None:
    group.add_argument(
        "--from",
        dest="source",
        metavar="SOURCE",
        help="リリース、RDFのフォルダー、SPARQLエンドポイントのURL / "
        "a release, a folder of RDF, or the URL of a SPARQL endpoint (public)",
    )
    group.add_argument(
        "--endpoint",
        dest="source",
        type=web_address,
        metavar="URL",
        help="SPARQLエンドポイントのURL、例 http://localhost:7878/query / "
        "the URL of a SPARQL endpoint, e.g. http://localhost:7878/query",
    )


def _add_endpoint(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--timeout",
        type=natural,
        default=60,
        metavar="SECONDS",
        help="一つの答えを待つ秒数 / how long to wait for an answer (60)",
    )
    group.add_argument(
        "--keyring", type=file_name, metavar="FILE", help="鍵のファイル / the keyring file"
    )
    group.add_argument(
        "--as-is",
        action="store_true",
        help="既定グラフを確かめず、続きの行も取りに行かない / "
        "do not look at the default graph, nor fetch further rows",
    )
