"""docs/tables.md: every table and column of a release, from the declaration of the columns.

``python -m tests.gates.tables_page`` writes the page; a gate holds it to the declaration.
"""

from __future__ import annotations

from pathlib import Path

from kpi_lod.release.tables.guide import guide

PAGE = Path(__file__).resolve().parents[2] / "docs/tables.md"

if __name__ == "__main__":
    PAGE.write_text(guide(), "utf-8")
