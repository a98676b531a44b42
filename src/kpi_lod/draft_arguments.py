"""The arguments of ``draft``: the document, what to write, and whose document it is."""

from __future__ import annotations

import argparse

from kpi_lod.usage import file_name

DRAFT = (
    "公表された資料から提出物の下書きを作る / draft a submission from the document a city printed"
)
DRAFT_EXAMPLE = "kpi-lod draft docs/examples/202151-yamazato-r6.txt --review review.html"
DRAFT_EXIT = """\
終了コード: 0 下書きを書いた（確認の要る点があっても）、1 自治体が分からない（下書きは書いた）、
資料を読めない、KPIの値がない、2 使い方か環境。
Exit codes: 0 drafted (with points to look at or without), 1 municipality unknown (the draft was
written), the document cannot be read or holds no value of a KPI, 2 usage or environment.
"""


def add_draft(verb: argparse.ArgumentParser) -> None:
    """Add the document and the options."""
    verb.add_argument(
        "document",
        type=file_name,
        metavar="DOCUMENT",
        help="資料 / the document (.pdf .xlsx .xls .ods .docx .html .csv .txt)",
    )
    verb.add_argument(
        "-o",
        "--output",
        type=file_name,
        metavar="FILE",
        help="書くファイル .yaml .xlsx。- は標準出力。省けば今いるフォルダーの "
        "<団体コード>-<年度>.yaml / "
        "the file to write; - is stdout; without it, <code>-<year>.yaml in this folder",
    )
    verb.add_argument(
        "--municipality",
        metavar="CODE",
        help="だれの資料か、団体コード6桁 / whose document it is, a six-digit code",
    )
    verb.add_argument(
        "--review",
        type=file_name,
        metavar="OUT.html",
        help="資料と下書きを並べた確認用の画面 / a page with the source beside the draft",
    )
    verb.add_argument("--force", action="store_true", help="あれば上書きする / overwrite files")
