"""The arguments of ``push``: where a release goes, and how much of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kpi_lod.usage import Parser, add_verb, file_name

PUSH = "リリースをCKANやRDFストアに送る / send the release to a CKAN portal or a triple store"
PUSH_EXAMPLE = "kpi-lod push ckan https://portal.example.jp --dry-run"

_EXIT = """\
終了コード: 0 すべて届いている、1 保留したものがある、2 使い方か環境、送れなかったもの。
Exit codes: 0 all is there, 1 something is held back, 2 usage, environment or something not sent.

鍵は環境変数 KPI_LOD_TOKEN（または KPI_LOD_USER と KPI_LOD_PASSWORD）か、鍵のファイルで。
The token is taken from KPI_LOD_TOKEN (or KPI_LOD_USER, KPI_LOD_PASSWORD), or a keyring file.
"""


def add_push(verb: argparse.ArgumentParser) -> None:
    """Add the kinds of targets, with their options."""
    kinds = verb.add_subparsers(dest="kind", required=True, metavar="KIND", parser_class=Parser)
    _add_ckan(kinds)
    _add_store(kinds)


def _add_kind(
    kinds: argparse._SubParsersAction[Parser], name: str, text: str, example: str
) -> argparse.ArgumentParser:
    kind = add_verb(kinds, name, text=text, example=example, exits=_EXIT)
    kind.add_argument("url", metavar="URL", help="送り先 / the target")
    kind.add_argument(
        "--from",
        dest="source",
        type=file_name,
        default=Path("public"),
        metavar="FOLDER",
        help="リリースを置いたフォルダー / the folder of the releases (public)",
    )
    kind.add_argument(
        "--dry-run", action="store_true", help="計画だけを示す / show the plan, send nothing"
    )
    kind.add_argument(
        "--force",
        action="store_true",
        help="新しいリリースがあっても上書きする / overwrite even a newer release",
    )
    kind.add_argument(
        "--keyring", type=file_name, metavar="FILE", help="鍵のファイル / the keyring file"
    )
    kind.add_argument("--format", choices=("text", "json"), default="text")
    kind.add_argument("--quiet", action="store_true", help="進み具合を示さない / no progress bar")
    return kind


def _add_ckan(kinds: argparse._SubParsersAction[Parser]) -> None:
    kind = _add_kind(
        kinds,
        "ckan",
        "CKANに送る / send to a CKAN portal",
        "kpi-lod push ckan https://portal.example.jp --dry-run",
    )
    kind.add_argument(
        "--accept-terms",
        action="store_true",
        help="利用条件が示されていない資料の提出物も送る / "
        "send submissions whose source states no terms, too",
    )
    kind.add_argument(
        "--link",
        action="store_true",
        help="ファイルを送らず、公開先のURLだけを登録する / link to the files, upload none",
    )
    kind.add_argument(
        "--organization",
        default="",
        metavar="NAME",
        help="すべてを既にあるこの組織に入れる / put everything into this existing organisation",
    )
    kind.add_argument(
        "--licence",
        default="",
        metavar="ID",
        help="ポータルのライセンス一覧でのID / the licence's id in the portal's own list",
    )


def _add_store(kinds: argparse._SubParsersAction[Parser]) -> None:
    kind = _add_kind(
        kinds,
        "store",
        "RDFストアに送る / send to a triple store",
        "kpi-lod push store http://localhost:7878 --dry-run",
    )
    kind.add_argument(
        "--kind",
        dest="store",
        choices=("auto", "oxigraph", "fuseki", "graphdb", "virtuoso"),
        default="auto",
        help="ストアの種類 / the kind of store (auto: as the server calls itself)",
    )
    for name, text in _ENDPOINTS.items():
        kind.add_argument(name, metavar="URL", help=text)


_ENDPOINTS = {
    "--query-endpoint": "問い合わせのURL / where it is queried (SPARQL 1.1 Query)",
    "--update-endpoint": "更新のURL / where it is updated (SPARQL 1.1 Update)",
    "--graph-store": "グラフストアのURL / its graphs (SPARQL 1.1 Graph Store Protocol)",
}
"""For stores whose addresses are not the usual ones of their kind."""
