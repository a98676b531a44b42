"""Submission files on disk: which there are, and reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpi_lod.errors import KpiLodError, Place, file_error, finding, refuse_folder_or_url
from kpi_lod.submissions.reader import ReadSubmission, read_submission

SUFFIXES = (".yaml", ".yml")


def submission_files(data: Path) -> list[Path]:
    """The submissions below a data folder (``submissions/<code>/<id>.yaml`` or ``.yml``), in order.

    Raises KpiLodError ``no-submissions`` where there is none, ``file-place`` where one lies
    elsewhere below ``submissions`` and would be left out.
    """
    folder = data / "submissions"
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in SUFFIXES]
    if not files:
        raise KpiLodError("no-submissions", found=data)
    for file in files:
        if file.parent.parent != folder:
            raise KpiLodError("file-place", found=file)
    return files


def read_files(files: Iterable[Path]) -> list[ReadSubmission]:
    """All files, read; what is no YAML file is a finding.

    Raises KpiLodError ``file-missing`` or ``file-unreadable`` where one cannot be opened,
    ``file-folder`` or ``file-url`` where it is no file.
    """
    return [_read(file) for file in files]


def _read(file: Path) -> ReadSubmission:
    published = (file / "submissions").is_dir()
    refuse_folder_or_url(file, "submissions/*/*.yaml" if published else "*.yaml")
    if file.suffix.lower() not in SUFFIXES:
        allowed = ", ".join(SUFFIXES)
        wrong = finding("file-type", Place(str(file)), found=file.name or file, allowed=allowed)
        return ReadSubmission(str(file), None, (wrong,), ())
    try:
        content = file.read_bytes()
    except OSError as error:
        raise file_error(file, error) from None
    return read_submission(content, str(file))
