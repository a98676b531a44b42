"""What a draft of a text takes in: nothing that only other verbs and kinds of files need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    *(
        "duckdb",
        "docx",
        "jinja2",
        "openpyxl",
        "pdfminer",
        "pdfplumber",
        "pyshacl",
        "python_calamine",
    ),
    *("rdflib", "xlsxwriter", "kpi_lod.checking", "kpi_lod.shacl", "kpi_lod.release"),
)
_PRINTED = """
import sys
from kpi_lod.cli import main
ended = main(["draft", sys.argv[1], "-o", "-"])
print(ended, *sys.modules, file=sys.stderr)
"""


def test_a_text_is_drafted_without_what_other_verbs_need(tmp_path: Path) -> None:
    document = tmp_path / "202151-r6.txt"
    document.write_text("伊那市\n指標名\tR6目標値\tR6実績値\n参加者数（人）\t120\t133\n", "utf-8")
    made = subprocess.run(
        [sys.executable, "-c", _PRINTED, str(document)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    ended, *loaded = made.stderr.splitlines()[-1].split()
    assert ended == "0"
    assert "kpi_lod.drafting.draft" in loaded
    assert [name for name in HEAVY if name in loaded] == []
