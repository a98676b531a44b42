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
    "disk/first": (None, "stops the program: tests/release/test_faults.py"),
    "disk/full/first": (None, "stops the program: tests/release/test_faults.py"),
    "disk/space": (None, "stops the program: tests/release/test_workshop.py"),
    "release-unknown": (None, "stops the program: tests/release/test_releases.py"),
    "release-unknown/none": (None, "stops the program: tests/release/test_releases.py"),
    "release-unknown/former": (None, "stops the program: tests/release/test_releases.py"),
    "release-unknown/compared": (None, "stops the program: tests/release/test_releases.py"),
    "release-broken": (None, "stops the program: tests/release/test_releases.py"),
    "push-unauthorised": (None, "stops the program: tests/test_connection.py"),
    "push-too-large": (None, "stops the program: tests/test_connection.py"),
    "push-busy": (None, "stops the program: tests/test_connection.py"),
    "push-slow": (None, "stops the program: tests/test_connection.py"),
    "push-unreachable": (None, "stops the program: tests/test_connection.py"),
    "push-refused": (None, "stops the program: tests/portals/stores/test_faults.py"),
    "push-newer": (None, "stops the program: tests/portals/stores/test_push.py"),
    "push-foreign": (None, "stops the program: tests/portals/stores/test_push.py"),
    "push-overtaken": (None, "stops the program: tests/portals/stores/test_push.py"),
    "push-url": (None, "stops the program: tests/portals/test_targets.py"),
    "push-kind": (None, "stops the program: tests/portals/stores/test_finding.py"),
    "push-iri": (None, "stops the program: tests/portals/stores/test_sparql.py"),
    "draft-municipality": (Severity.WARNING, "about a document: tests/layouts/test_context.py"),
    "draft-municipality/none": (Severity.WARNING, "of a document: tests/layouts/test_context.py"),
    "draft-municipality-guessed": (Severity.WARNING, "doubt: tests/layouts/test_context.py"),
    "draft-year": (Severity.WARNING, "about a document: tests/layouts/test_context_year.py"),
    "draft-year/guessed": (Severity.WARNING, "a document: tests/layouts/test_context_year.py"),
    "draft-year/none": (Severity.WARNING, "about a document: tests/layouts/test_context_year.py"),
    "sibling": (Severity.INFO, "about another file: tests/submissions/test_siblings.py"),
}
"""Key → severity (None: an error), and which test has it."""

_FILES = (
    *("file-type/content", "file-type/suffix", "file-type/resave", "file-type/zip"),
    *("file-type/document", "file-type/lock", "empty/bytes"),
    *("file-broken", "xls-old", "encrypted", "macro", "xml-doctype", "archive-limits/members"),
    *("archive-limits/ratio", "archive-limits/nested", "archive-limits/name"),
    *("archive-limits/twice", "archive-limits/overlap", "archive-limits/method"),
    *("expanded-size", "expanded-size/text", "sheet-too-large/sheets", "sheet-too-large/columns"),
    *("sheet-too-large/cells", "sheet-too-large/merged", "sheet-too-large/characters"),
    *("too-many-rows", "parser-stopped", "parser-stopped/time", "parser-stopped/memory"),
    *("encoding/rdf", "encoding/csv", "encoding/lost", "csv-quote", "csv-quote/open"),
)
_CELLS = (
    "repeated-cell/row",
    *("form-unknown", "sheet-missing", "sheet-missing/empty", "sheet-missing/csv"),
    *("heading-missing", "duplicate-heading", "cell-formula", "cell-error", "cell-date"),
    *("missing-cell/form-year", "missing-cell/form-code"),
    *("row-without-owner/other", "row-without-owner/id", "row-without-owner/ditto"),
    *("row-without-owner/total", "repeated-cell/money", "duplicate-id/row"),
    *("cell-date/number", "cell-number", "cell-number/digits", "cell-number/date"),
    *("cell-format/scaled", "cell-format/masked", "cell-format/sign", "cell-format/condition"),
)
_WARNINGS = (
    *("sheet-not-read/same", "column-not-read", "cell-beside", "cell-beside/csv"),
    *("form-blank", "form-due", "form-due/past", "form-twice"),
    *("note-not-read/row", "column-missing", "merged"),
    *("heading-remark", "heading-remark/unit", "heading-remark/year"),
    *("struck", "struck/part", "municipality-name"),
)
_INFOS = (
    *("encoding/read", "sheet-not-read", "note-not-read", "hidden/sheet", "hidden/rows"),
    *("hidden/columns", "cell-rounded", "cell-rounded/more", "note-not-read/form"),
    *("form-lacks", "code-read", "comment-not-read"),
)

_TESTS = "about workbooks and CSV: tests/submissions/workbook, tests/foreign"

UNSHOWN |= dict.fromkeys((*_FILES, *_CELLS), (Severity.VIOLATION, _TESTS))
UNSHOWN |= dict.fromkeys(_WARNINGS, (Severity.WARNING, _TESTS))
UNSHOWN |= dict.fromkeys(_INFOS, (Severity.INFO, _TESTS))

_AT_CELLS = (
    *("missing-key", "municipality-code/form", "municipality-code/form/none"),
    *("value-trailing-text", "value-trailing-text/scale", "number-form", "fiscal-year/period"),
    *("value-trailing-text/mixed", "value-trailing-text/about"),
    *("value-type/nothing", "value-allowed/own-code", "code-unknown"),
    *("id-form", "id-form/device", "id-form/reserved", "duplicate-id", "duplicate-period"),
    *("duplicate-project", "duplicate-submission", "indicator-changed", "format-version"),
    *("url-scheme", "folder-code"),
)
_WARNINGS_AT_CELLS = (
    *("empty/values", "empty/kpis", "same-name", "place-missing", "cumulative-fell"),
    *("number-in-words", "number-in-words/read", "word-unmeant", "count-negative"),
    "actual-missing",
)
_INFOS_AT_CELLS = ("value-restated/no-number", "target-changed")
_SAME = "the same rule in the words of a table: tests/checking/test_cell_words.py"

_CELL_WORDINGS = {
    Severity.VIOLATION: _AT_CELLS,
    Severity.WARNING: _WARNINGS_AT_CELLS,
    Severity.INFO: _INFOS_AT_CELLS,
}

UNSHOWN |= {f"{key}/cell": (of, _SAME) for of, keys in _CELL_WORDINGS.items() for key in keys}

_PUSHED = {
    "tests/portals/test_release.py": ("push-nothing", "push-damaged", "push-running"),
    "tests/portals/ckan/test_push.py": (
        *("ckan-token", "ckan-taken", "ckan-organization", "ckan-no-organization"),
        *("ckan-no-editor", "ckan-no-editor/nowhere", "ckan-licence"),
    ),
    "tests/portals/ckan/test_faults.py": (*("ckan-not", "ckan-not/moved", "ckan-refused"),),
    "tests/portals/ckan/test_portal.py": ("ckan-hidden", "ckan-forbidden"),
    "tests/test_credentials.py": ("keyring-open", "keyring-form"),
}

UNSHOWN |= {
    key: (None, f"stops the program: {file}") for file, keys in _PUSHED.items() for key in keys
}

_TEXTS = "about a text that is no YAML: tests/documents/text/test_reading.py"
UNSHOWN["encoding/lost-before"] = (Severity.WARNING, _TEXTS)
_DRAFTED = (
    *("draft-unit", "draft-unit-differs", "draft-status-number", "draft-value-words"),
    *("draft-two-values", "draft-no-period", "draft-no-values", "draft-no-kpis"),
    *("draft-programme", "draft-programme/unknown", "draft-area", "draft-amount", "draft-grant"),
    *("draft-evaluation", "draft-fell", "draft-percent", "draft-check"),
    "draft-future",
    "draft-municipality-stated",
)
_DRAFTED_INFOS = ("draft-year-judged", "draft-far-apart", "draft-programme/wider")
_IN_DRAFTS = "about a draft: tests/drafting"

UNSHOWN |= dict.fromkeys(_DRAFTED, (Severity.WARNING, _IN_DRAFTS))
UNSHOWN |= dict.fromkeys(_DRAFTED_INFOS, (Severity.INFO, _IN_DRAFTS))
UNSHOWN |= dict.fromkeys(
    ("draft-nothing", "output-type/draft", "output-is-input/draft"),
    (None, "stops the program: tests/drafting/test_draft.py"),
)

UNSHOWN |= {
    "encoding/document": (Severity.VIOLATION, "about a file: tests/documents/test_encoding.py"),
    "too-deep": (Severity.VIOLATION, "about a page: tests/documents/test_html.py"),
    "too-deep/tables": (Severity.VIOLATION, "about a page: tests/documents/test_html.py"),
    "document-too-long": (Severity.VIOLATION, "too large: tests/documents/test_html.py"),
    "table-span": (Severity.VIOLATION, "about a table: tests/documents/test_spans.py"),
    "cell-left-out": (Severity.WARNING, "about a book: tests/documents/test_books.py"),
    "struck/left-out": (Severity.WARNING, "about a book: tests/documents/test_books.py"),
    "struck/left-out/document": (Severity.WARNING, "as above: tests/documents/test_docx.py"),
    "formats-unseen": (Severity.WARNING, "about a book: tests/documents/test_books.py"),
    "hidden/left-out": (Severity.INFO, "about a book: tests/documents/test_books.py"),
}

_DOCUMENTS = {
    "tests/documents/test_kinds.py": (
        *("file-type/unreadable", "file-type/claimed", "file-type/two", "empty/document"),
        "encrypted/document",
    ),
    "tests/documents/test_reading.py": (
        *("file-broken/document", "file-too-large/document", "macro/document"),
        *("parser-stopped/document", "parser-stopped/document-time"),
        "parser-stopped/document-memory",
    ),
    "tests/documents/pdf/test_faults.py": (
        *("pdf-no-text", "pdf-no-text/nothing", "pdf-encrypted", "pdf-broken", "pdf-limit/pages"),
        *("pdf-limit/size", "pdf-limit/operators", "pdf-limit/time", "pdf-limit/depth"),
    ),
}

UNSHOWN |= {
    key: (Severity.VIOLATION, f"about a document: {file}")
    for file, keys in _DOCUMENTS.items()
    for key in keys
}

_IN_PDF = (
    "pdf-broken/page",
    "pdf-no-text/pages",
    "pdf-no-text/signs",
    "pdf-no-lines",
    "text-columns",
    "pdf-no-text/recognised",
)
UNSHOWN |= dict.fromkeys(_IN_PDF, (Severity.WARNING, "about a PDF: tests/documents/pdf"))

_OF_DOCUMENTS = "about documents to draft from: tests/documents"

UNSHOWN |= dict.fromkeys(
    ("encoding/document", "empty/document", "too-deep", "too-deep/tables", "table-span"),
    (Severity.VIOLATION, _OF_DOCUMENTS),
)
UNSHOWN |= dict.fromkeys(
    ("cell-left-out", "struck/left-out", "formats-unseen"), (Severity.WARNING, _OF_DOCUMENTS)
)
UNSHOWN["hidden/left-out"] = (Severity.INFO, _OF_DOCUMENTS)

_LAYOUTS = "about a document to draft from: tests/layouts/test_doubts.py"

UNSHOWN |= dict.fromkeys(
    (
        *("draft-left-out/heading", "draft-left-out/name", "draft-left-out/kind"),
        *("draft-left-out/several", "draft-left-out/shifted", "draft-left-out/words"),
        *("draft-left-out/year", "draft-left-out/money", "draft-project"),
        "draft-left-out/project",
        *("draft-two-ways/shifted", "draft-two-ways/twice"),
    ),
    (Severity.WARNING, _LAYOUTS),
)
