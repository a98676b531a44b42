"""Rules that no change of a line of YAML can show, and which test has them."""

from __future__ import annotations

from kpi_lod.errors import Severity

UNSHOWN: dict[str, tuple[Severity | None, str]] = {
    "file-missing": (None, "stops the program: tests/submissions/test_files.py"),
    "file-folder": (None, "stops the program: tests/test_cli.py"),
    "file-special": (None, "stops the program: tests/columns/test_files.py"),
    "file-url": (None, "stops the program: tests/columns/test_files.py"),
    "file-unreadable": (None, "stops the program: tests/submissions/test_files.py"),
    "file-type": (Severity.VIOLATION, "about a file's name: tests/submissions/test_files.py"),
    "file-too-large": (Severity.VIOLATION, "too large: tests/submissions/test_yaml_tree.py"),
    "yaml-too-many": (Severity.VIOLATION, "too large: tests/submissions/test_yaml_tree.py"),
    "too-many-findings": (Severity.VIOLATION, "too large: tests/submissions/test_fields.py"),
    "folder-code": (Severity.VIOLATION, "about a folder: tests/submissions/test_siblings.py"),
    "municipality-code/unknown/none": (Severity.VIOLATION, "no code is so far from all others"),
    "data-changed": (None, "stops the program: tests/release/test_workshop.py"),
    "worker-ended": (None, "stops the program: tests/release/test_workshop.py"),
    "disk/full": (None, "stops the program: tests/release/test_faults.py"),
    "disk/space": (None, "stops the program: tests/release/test_workshop.py"),
    "release-unknown": (None, "stops the program: tests/release/test_releases.py"),
    "release-unknown/none": (None, "stops the program: tests/release/test_releases.py"),
    "release-unknown/former": (None, "stops the program: tests/release/test_releases.py"),
    "release-broken": (None, "stops the program: tests/release/test_releases.py"),
    "sibling": (Severity.INFO, "about another file: tests/submissions/test_siblings.py"),
}
"""Key → severity (None: an error), and which test has it."""

_FILES = (
    *("file-type/content", "file-type/suffix", "file-type/resave", "file-type/zip"),
    *("file-broken", "xls-old", "encrypted", "macro", "xml-doctype", "archive-limits/members"),
    *("archive-limits/ratio", "archive-limits/nested", "archive-limits/name"),
    *("archive-limits/twice", "archive-limits/overlap", "archive-limits/method"),
    *("expanded-size", "expanded-size/text", "sheet-too-large/sheets", "sheet-too-large/columns"),
    *("sheet-too-large/cells", "sheet-too-large/merged", "sheet-too-large/characters"),
    *("too-many-rows", "parser-stopped", "parser-stopped/time", "parser-stopped/memory"),
    *("encoding/rdf", "encoding/csv", "encoding/lost", "csv-quote", "csv-quote/open"),
)
_CELLS = (
    *("form-unknown", "sheet-missing", "sheet-missing/empty", "sheet-missing/csv"),
    *("heading-missing", "duplicate-heading", "cell-formula", "cell-error", "cell-date"),
    *("cell-date/number", "cell-number", "cell-number/digits", "cell-number/date"),
    *("cell-format/scaled", "cell-format/masked", "cell-format/sign", "cell-format/condition"),
)
_WARNINGS = ("sheet-not-read/same", "column-not-read", "cell-beside", "cell-beside/csv")
_INFOS = (
    *("encoding/read", "sheet-not-read", "note-not-read", "hidden/sheet", "hidden/rows"),
    *("hidden/columns", "cell-rounded", "cell-rounded/more"),
)

_TESTS = "about workbooks and CSV: tests/submissions/workbook, tests/foreign"

UNSHOWN |= dict.fromkeys((*_FILES, *_CELLS), (Severity.VIOLATION, _TESTS))
UNSHOWN |= dict.fromkeys(_WARNINGS, (Severity.WARNING, _TESTS))
UNSHOWN |= dict.fromkeys(_INFOS, (Severity.INFO, _TESTS))

_AT_CELLS = (
    *("missing-key/cell", "municipality-code/form/cell", "fiscal-year/period/cell"),
    *("value-trailing-text/cell", "value-trailing-text/scale/cell", "number-form/cell"),
)
_SAME = "the same rule in the words of a table: tests/checking/test_cell_words.py"

UNSHOWN |= dict.fromkeys(_AT_CELLS, (Severity.VIOLATION, _SAME))
UNSHOWN |= {"number-in-words/cell": (Severity.WARNING, _SAME)}
