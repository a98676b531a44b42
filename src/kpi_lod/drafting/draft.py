"""``kpi-lod draft``: a document → the words of a submission, doubts, and a page to review them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.documents.document import Document
from kpi_lod.documents.reading import read_document
from kpi_lod.drafting.context import Drafting
from kpi_lod.drafting.doubts import ordered, told
from kpi_lod.drafting.drafted import Drafted
from kpi_lod.drafting.earlier import earlier
from kpi_lod.drafting.notes import Notes
from kpi_lod.drafting.read_back import violations
from kpi_lod.drafting.stated import with_municipality
from kpi_lod.drafting.submission import submission_words
from kpi_lod.errors import DataError, FileName, Finding, KpiLodError
from kpi_lod.layouts.found import Doubt, Found
from kpi_lod.layouts.reading import found
from kpi_lod.submissions.files import SUFFIXES, XLSX
from kpi_lod.submissions.output import (
    refuse_existing,
    refuse_input,
    refuse_missing_folder,
    write,
)
from kpi_lod.submissions.plain import Plain, yaml_text
from kpi_lod.submissions.siblings import data_folder

STDOUT = Path("-")
"""As the output: the YAML goes to stdout, and no file is written."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of the submission, the doubts about it, and the files written.

    ``text``: the same as YAML, the doubts as comments above it.
    """

    words: Plain
    doubts: Sequence[Finding]
    files: tuple[Path, ...] = ()
    text: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the municipality is known: what has none cannot be checked."""
        return isinstance(self.words, dict) and bool(self.words.get("municipality"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """``output``: .yaml, .yml, .xlsx, or - for stdout; ``review``: the page with source beside
    draft.
    """

    output: Path | None = None
    municipality: str | None = None
    review: Path | None = None
    force: bool = False


def draft(document: FileName, wanted: Wanted) -> Draft:
    """Read the document and write the draft.

    Raises what read_document does; KpiLodError ``output-exists``, ``output-type``,
    ``output-folder``, ``output-is-input``; UnreadableError for a code that is none; DataError with
    ``draft-nothing`` where no figure of a KPI was found.
    """
    _refuse(document, wanted)
    read = read_document(document)
    drafted = drafted_document(read, found(read), municipality=wanted.municipality)
    files = dict(_files(drafted, wanted))
    if not wanted.force:
        refuse_existing(files, "output-exists/force")
    for file in files:
        refuse_input(file, [str(document)], "output-is-input/draft")
    write(files)
    return Draft(drafted.words, drafted.doubts, tuple(files), drafted.text)


def drafted_document(
    document: Document,
    found_in: Found,
    *,
    municipality: str | None = None,
    data: Path | None = None,
) -> Drafted:
    """The draft of what was found in a document; ``data``: folder with what was handed in before,
    else ``data`` here if there is one.

    Raises UnreadableError for a ``municipality`` that is none, DataError ``draft-nothing``.
    """
    stated = with_municipality(found_in, municipality)
    notes = Notes(list(stated.doubts))
    before = earlier(data or data_folder(None), stated.municipality, stated.reporting_year)
    drafting = Drafting(stated.municipality, stated.reporting_year, before, notes)
    words = submission_words(document, stated, drafting)
    _refuse_nothing(words, document, notes)
    notes.doubts += violations(yaml_text(words), notes)
    findings = [told(one, document.file) for one in notes.doubts]
    return Drafted(document, words, tuple(ordered([*document.remarks, *findings])), notes)


def _refuse_nothing(words: Mapping[str, Plain], document: Document, notes: Notes) -> None:
    projects = words["projects"]
    assert isinstance(projects, list)
    if not any(isinstance(one, dict) and one["kpis"] for one in projects):
        doubts = [Doubt("draft-nothing", "", ()), *notes.doubts]
        found_out = [told(one, document.file) for one in doubts]
        raise DataError(ordered([*found_out, *document.remarks]))


def _refuse(document: FileName, wanted: Wanted) -> None:
    """What can be told before a minute is spent on reading."""
    given = [one for one in (wanted.output, wanted.review) if one not in (None, STDOUT)]
    refuse_missing_folder(one for one in given if one)
    if wanted.output and wanted.output != STDOUT:
        allowed = (*SUFFIXES, XLSX)
        if wanted.output.suffix.lower() not in allowed:
            raise KpiLodError("output-type/draft", found=wanted.output, allowed=", ".join(allowed))
    if wanted.review and wanted.review.suffix.lower() not in (".html", ".htm"):
        raise KpiLodError("output-type/draft", found=wanted.review, allowed=".html")
    if not wanted.force:
        refuse_existing([one for one in given if one], "output-exists/force")


def _files(drafted: Drafted, wanted: Wanted) -> Mapping[Path, bytes]:
    output = wanted.output or _name(drafted)
    files: dict[Path, bytes] = {}
    if output != STDOUT:
        files[output] = _content(drafted, output)
    if wanted.review:
        from kpi_lod.drafting.review.page import review_page  # noqa: PLC0415  (start-up counts)

        files[wanted.review] = review_page(drafted).encode()
    return files


def _content(drafted: Drafted, output: Path) -> bytes:
    if output.suffix.lower() != XLSX:
        return drafted.text.encode()
    from kpi_lod.submissions.workbook.writing import workbook  # noqa: PLC0415  (start-up counts)

    return workbook(drafted.words)


def _name(drafted: Drafted) -> Path:
    """``<code>-<year>.yaml``; without a code the name of the document."""
    stem = Path(drafted.document.file).stem[:_LONGEST_NAME]
    code = drafted.words.get("municipality") or f"{stem}-draft"
    year = str(drafted.words["id"]).partition("-")[0]
    return Path(f"{code}-{year}.yaml" if year != "report" else f"{code}.yaml")
