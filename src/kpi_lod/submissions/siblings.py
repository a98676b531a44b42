"""The other submissions of the same municipality, looked for where they lie.

In: submissions that were read, and a data folder. Out: those of the same municipality and of the
same year or before (beside a file in ``submissions/<code>/``, and in that folder of the data
folder), for comparing. Only that municipality's files are opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import Finding, KpiLodError, Place, Severity, finding
from kpi_lod.records import Submission
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission

SUBMISSIONS = "submissions"
DEFAULT_DATA = Path("data")

_SUFFIXES = (".yaml", ".yml")
"""What a data folder holds."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """The submissions to compare with, and what there is to say of those that cannot be read."""

    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()


def data_folder(stated: Path | None, default: Path = DEFAULT_DATA) -> Path | None:
    """The data folder: the one stated, else ``data`` here if it holds submissions.

    Raises KpiLodError ``no-submissions`` where the one stated has no folder ``submissions``.
    """
    folder = default if stated is None else stated
    if (folder / SUBMISSIONS).is_dir():
        return folder
    if stated is None:
        return None
    raise KpiLodError("no-submissions", found=stated)


def siblings(read: Sequence[ReadSubmission], data: Path | None) -> Siblings:
    """The siblings of all that could be read, those themselves left out."""
    given = [one.submission for one in read if one.submission is not None]
    files = {_real(Path(one.file)) for one in read}
    found: dict[Path, Submission] = {}
    findings: list[Finding] = []
    for one in given:
        for file in _candidates(one, data):
            real = _real(file)
            if real in files:
                continue
            files.add(real)
            other = _read(file)
            if other is None:
                place = Place(str(_file(one)))
                findings.append(finding("sibling", place, severity=Severity.INFO, found=file))
            else:
                found[file] = other
    wanted = (other for file, other in found.items() if _belongs(file, other, given))
    return Siblings(tuple(wanted), tuple(findings))


def folder_findings(submissions: Iterable[Submission]) -> list[Finding]:
    """A submission in the folder of another municipality: one of the two codes is wrong."""
    return [
        finding("folder-code", one.places["municipality"], found=folder.name, code=one.municipality)
        for one in submissions
        if (folder := _file(one).absolute().parent).parent.name == SUBMISSIONS
        and folder.name != one.municipality
    ]


def _candidates(one: Submission, data: Path | None) -> Iterator[Path]:
    folder = _file(one).absolute().parent
    if folder.parent.name == SUBMISSIONS and folder.name == one.municipality:
        yield from _files(_file(one).parent)
    if data is not None:
        yield from _files(data / SUBMISSIONS / one.municipality)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.suffix.lower() in _SUFFIXES)


def _read(file: Path) -> Submission | None:
    try:
        (read,) = read_files([file])
    except KpiLodError:
        return None
    return read.submission


def _belongs(file: Path, other: Submission, given: Sequence[Submission]) -> bool:
    """Whether it is to be compared with: not a later one, and not a given one in another form."""
    own = [one for one in given if one.municipality == other.municipality]
    copied = any(
        (one.id, one.edition) == (other.id, other.edition)
        and _real(_file(one)).parent != _real(file).parent
        for one in own
    )
    newest = max((one.reporting_year for one in own), default=0)
    return not copied and other.reporting_year <= newest


def _file(submission: Submission) -> Path:
    return Path(submission.places[""].file)


def _real(file: Path) -> Path:
    return file.resolve()
