"""One kind of submission file → another: YAML, workbook (.xlsx), a folder of CSV files.

What cannot be read is not converted. What is written is read back before it is kept, so that a
conversion either says the same or does not happen; the comments of a YAML file are not part of what
it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_lod.errors import DataError, FileName, Finding, KpiLodError, finding
from kpi_lod.records import Amount, Measurement, Project, Submission
from kpi_lod.submissions.files import CSV, SUFFIXES, XLSX, parsed_files
from kpi_lod.submissions.nodes import MappingNode, Node, Parsed, ScalarNode
from kpi_lod.submissions.output import refuse_existing, refuse_input, write
from kpi_lod.submissions.plain import Plain, plain, yaml_text
from kpi_lod.submissions.reader import ReadSubmission, submission_of
from kpi_lod.submissions.workbook.csv_writing import csv_files
from kpi_lod.submissions.workbook.fitting import MAX_CELL, length
from kpi_lod.submissions.workbook.layout import sheets


@dataclass(frozen=True, slots=True)
class Conversion:
    """The files written; what came of the source; what was told of its form, such as columns
    that were not read and so are not in the files.
    """

    files: tuple[Path, ...]
    read: ReadSubmission
    remarks: tuple[Finding, ...]


def convert(source: FileName, target: FileName, *, force: bool = False) -> tuple[Path, ...]:
    """Write what ``source`` says to ``target``; returns the files written.

    Kinds are told by suffix: .yaml, .yml, .xlsx; a name without one is a folder of CSV files, one
    for each sheet, of which one is enough as the source.
    ``force``: what is there may be replaced, but for the source itself. Raises DataError with what
    is wrong with the source, KpiLodError ``output-exists``, ``output-is-input``, ``output-type``,
    ``output-folder``, ``convert-loss``.
    """
    return conversion(source, target, force=force).files


def conversion(source: FileName, target: FileName, *, force: bool = False) -> Conversion:
    """The same as :func:`convert`, and what there is to say of the source. Raises the same."""
    source, target = Path(source), Path(target)
    first = _first(source)
    parsed = parsed_files([first])
    read = submission_of(parsed, str(first))
    words, meant = _sound(parsed, read)
    if not _is_yaml(target):
        _refuse_long_texts(parsed)
    files = _contents(words, target)
    inputs = {str(first), *(name for name, _, _ in parsed.rows)}
    for file in (target, *files):
        refuse_input(file, inputs, "output-is-input/convert")
    if not force:
        refuse_existing(files, "output-exists/force")
    _refuse_loss(files, target, meant)
    write(files, own=target)
    return Conversion(tuple(files), read, parsed.findings)


def parsed_source(source: Path) -> Parsed:
    """The tree of a file, or of a folder of CSV files.

    Raises KpiLodError ``file-missing`` or ``file-unreadable``.
    """
    return parsed_files([_first(source)])


def _first(source: Path) -> Path:
    """The file itself, or the one that leads to the others of its folder."""
    return source / f"{sheets()['head'].name}{CSV}" if source.is_dir() else source


def sound(parsed: Parsed, file: str) -> tuple[Plain, Submission]:
    """The words of a file and what they mean. Raises DataError where they cannot be read."""
    return _sound(parsed, submission_of(parsed, file))


def _sound(parsed: Parsed, read: ReadSubmission) -> tuple[Plain, Submission]:
    if parsed.root is None or read.submission is None:
        raise DataError(read.findings)
    return plain(parsed.root), read.submission


def _is_yaml(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES


def _contents(words: Plain, target: Path) -> Mapping[Path, bytes]:
    """The files to write. What the words are too long for is told before."""
    if _is_yaml(target):
        return {target: yaml_text(words).encode()}
    if target.suffix.lower() == XLSX:
        from kpi_lod.submissions.workbook.writing import workbook  # noqa: PLC0415  (start-up counts)

        return {target: workbook(words)}
    if not target.suffix or target.is_dir():
        return {target / name: content for name, content in csv_files(words).items()}
    allowed = ", ".join((*SUFFIXES, XLSX))
    raise KpiLodError("output-type", found=target, allowed=allowed)


def _refuse_loss(files: Mapping[Path, bytes], target: Path, meant: Submission) -> None:
    """Read back what is about to be written, in a folder of its own."""
    with TemporaryDirectory(prefix="kpi-lod-") as folder:
        trial = {Path(folder) / file.name: content for file, content in files.items()}
        write(trial)
        first = next(iter(trial))
        back = submission_of(parsed_files([first]), str(target)).submission
        if back is None or in_order(back) != in_order(meant):
            raise KpiLodError("convert-loss", found=target)


def in_order(submission: Submission) -> Submission:
    """The same with the cells of each KPI and of the money in order: in tables the columns have one
    of their own, and what a submission says does not depend on it.
    """
    return replace(submission, projects=tuple(map(_project_in_order, submission.projects)))


def _project_in_order(project: Project) -> Project:
    kpis = (
        replace(kpi, measurements=tuple(sorted(kpi.measurements, key=_when)))
        for kpi in project.indicators
    )
    ordered = tuple(sorted(project.amounts, key=_when))
    return replace(project, indicators=tuple(kpis), amounts=ordered)


def _when(cell: Measurement | Amount) -> tuple[tuple[int, bool], str]:
    return cell.period.order, cell.kind


def _refuse_long_texts(parsed: Parsed) -> None:
    found = [one for root in (parsed.root,) if root is not None for one in _long_texts(root)]
    if found:
        raise DataError(found)


def _long_texts(node: Node) -> list[Finding]:
    """A finding for each text that a cell of a spreadsheet would cut."""
    if isinstance(node, ScalarNode):
        count = length(node.value)
        long = count > MAX_CELL
        return [finding("cell-too-long", node.place, found=count, allowed=MAX_CELL)] if long else []
    if isinstance(node, MappingNode):
        return [one for entry in node.entries.values() for one in _long_texts(entry.value)]
    return [one for item in node.items for one in _long_texts(item)]
