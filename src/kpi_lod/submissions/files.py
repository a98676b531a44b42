"""Submission files on disk: which there are, and reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from kpi_lod.errors import KpiLodError, Place, file_error, finding, refuse_folder_or_url
from kpi_lod.foreign.kinds import locked
from kpi_lod.foreign.limits import MAX_BYTES
from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.reader import ReadSubmission, submission_of
from kpi_lod.submissions.yaml_tree import tree

SUFFIXES = (".yaml", ".yml")
XLSX = ".xlsx"
CSV = ".csv"

_WORKBOOKS = (XLSX, ".xls", ".xlsm", ".xlsb", ".ods")
"""Only the first is read; of the others the reader says how to make one of it."""

_ENOUGH = MAX_BYTES + 1


def submission_files(data: Path) -> list[Path]:
    """The submissions below a data folder (``submissions/<code>/<id>.yaml`` or ``.yml``), in order.

    Raises KpiLodError ``no-submissions`` where there is none, ``file-place`` where one lies
    elsewhere below ``submissions`` and would be left out, or is a workbook.
    """
    folder = data / "submissions"
    there = sorted(folder.rglob("*"))
    for file in there:
        if file.suffix.lower() == XLSX and not locked(file.name):
            raise KpiLodError("file-place/workbook", found=file)
    files = [file for file in there if file.suffix.lower() in SUFFIXES]
    if not files:
        raise KpiLodError("no-submissions", found=data)
    for file in files:
        if file.parent.parent != folder:
            raise KpiLodError("file-place", found=file)
    return files


def read_files(files: Iterable[Path]) -> list[ReadSubmission]:
    """All files, read; what cannot be a submission is a finding.

    CSV files of one folder are one submission, with the sheets beside them; so is a folder of
    them. Raises KpiLodError ``file-missing`` or ``file-unreadable`` where one cannot be opened,
    ``file-folder`` or ``file-url`` where it is no file.
    """
    return [submission_of(parsed_files(group), str(group[0])) for group in submission_groups(files)]


def submission_groups(files: Iterable[Path]) -> list[list[Path]]:
    """The files of each submission, in the order given: one file, or the CSV files of a folder."""
    groups: dict[Path, list[Path]] = {}
    for number, file in enumerate(chain.from_iterable(map(_within, files))):
        of_folder = file.suffix.lower() == CSV
        groups.setdefault(file.parent / CSV if of_folder else Path(str(number)), []).append(file)
    return list(groups.values())


def _within(file: Path) -> Sequence[Path]:
    """The sheets in a folder of CSV files, as ``convert`` writes it; any other file itself."""
    if not os.path.isdir(file):  # Path.is_dir raises for a name that no system takes
        return (file,)
    from kpi_lod.submissions.workbook.recognising import named_sheet  # noqa: PLC0415

    try:
        there = [one for one in sorted(file.iterdir()) if one.suffix.lower() == CSV]
    except OSError as error:
        raise file_error(file, error) from None
    return [one for one in there if named_sheet(one.stem)] or (file,)


def _names_within(folder: Path) -> str:
    """What to name in a folder instead of the folder."""
    if os.path.isdir(folder / "submissions"):
        return "submissions/*/*.yaml"
    return f"*{CSV}" if os.path.isdir(folder) and any(folder.glob(f"*{CSV}")) else "*.yaml"


def parsed_files(files: Sequence[Path]) -> Parsed:
    """The tree of the submission in a file, or in CSV files of one folder.

    Raises KpiLodError ``file-missing``, ``file-unreadable``, ``file-folder`` or ``file-url``.
    """
    for one in files:
        refuse_folder_or_url(one, _names_within(one))
    file = files[0]
    if file.suffix.lower() != XLSX and (other := locked(file.name)):
        mark = finding("file-type/lock", Place(str(file)), found=file.name, other=other)
        return Parsed(None, (mark,), ())
    suffix = file.suffix.lower()
    if suffix in SUFFIXES:
        return tree(_content(file), str(file))
    if suffix == CSV:
        from kpi_lod.submissions.workbook.csv_reading import read_csv_files  # noqa: PLC0415

        return read_csv_files(files)
    if suffix in _WORKBOOKS:
        from kpi_lod.submissions.workbook.reading import read_workbook  # noqa: PLC0415

        return read_workbook(_content(file), str(file))
    allowed = ", ".join((*SUFFIXES, XLSX, CSV))
    wrong = finding("file-type", Place(str(file)), found=file.name or file, allowed=allowed)
    return Parsed(None, (wrong,), ())


def _content(file: Path) -> bytes:
    """The bytes, or as many as show that there are too many for any reader."""
    try:
        with file.open("rb") as stream:
            return stream.read(_ENOUGH)
    except OSError as error:
        raise file_error(file, error) from None
