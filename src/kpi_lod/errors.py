"""What can go wrong, and where: places, findings and the one family of exceptions.

A fault in somebody's data is a value (:class:`Finding`): it is collected with the others and
reported with them. What stops the program is an exception (:class:`KpiLodError`). Both speak the
words of :mod:`kpi_lod.messages`, in Japanese and in English.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kpi_lod.messages import messages
from kpi_lod.reasons import system_reason

FileName = str | os.PathLike[str]
"""What names a file or folder for whoever calls from Python."""


class Severity(StrEnum):
    """How grave a finding is; the names of SHACL 1.0, section 3.6.2.4."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file.

    ``line`` and ``column`` count characters from 1, in a ``sheet`` of a workbook rows and columns;
    line 0 means the file, or the sheet, as a whole. ``pointer`` is the way there by keys, as in
    ``projects[0].kpis[1].values.R5.actual``.

    >>> str(Place("r5.xlsx", 12, 8, sheet="実績")), str(Place("r5.yaml", 12, 8))
    ('r5.xlsx:実績!H12', 'r5.yaml:12:8')
    """

    file: str
    line: int = 0
    column: int = 0
    pointer: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}{(self.line and f'!{self.cell}') or ''}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it (``H12``); "" where it is none."""
        return f"{column_name(self.column)}{self.line}" if self.sheet and self.line else ""

    @property
    def in_table(self) -> bool:
        """Whether people see it as a cell, in a workbook or in CSV."""
        return bool(self.sheet) or self.file.lower().endswith(".csv")

    @property
    def within(self) -> tuple[str, str]:
        """Where it is in its file, in Japanese and English words."""
        if self.sheet:
            return (f"{self.sheet}!{self.cell}",) * 2
        return f"{self.line}行目", f"line {self.line}"


def column_name(number: int) -> str:
    """The letters of a spreadsheet's column, counted from 1.

    >>> column_name(1), column_name(27)
    ('A', 'AA')
    """
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark about the data.

    ``code`` is stable and stands in docs/findings.md; ``ja`` and ``en`` say what was found and what
    is allowed, ``fix_ja`` and ``fix_en`` what to do.
    """

    code: str
    severity: Severity
    place: Place
    ja: str
    en: str
    fix_ja: str
    fix_en: str

    def sort_key(self) -> tuple[int, Place, str, str]:
        """Worst first, then in the order of the file."""
        return self.severity.rank, self.place, self.code, self.ja


def finding(
    key: str, place: Place, *, severity: Severity = Severity.VIOLATION, **fields: object
) -> Finding:
    """The finding that ``key`` names in the catalogue, its texts filled from ``fields``."""
    return worded_finding(key, place, severity, fields)


def worded_finding(
    key: str, place: Place, severity: Severity, fields: Mapping[str, object]
) -> Finding:
    """The same, from fields that are already a mapping; a cell may have a wording of its own."""
    of_cell = messages().get(f"{key}/cell") if place.in_table else None
    message = of_cell or messages()[key]
    shown = {name: clipped(str(value)) for name, value in fields.items()}
    return Finding(
        code=key.partition("/")[0],
        severity=severity,
        place=place,
        ja=message.ja.format_map(shown),
        en=message.en.format_map(shown),
        fix_ja=message.fix_ja.format_map(shown),
        fix_en=message.fix_en.format_map(shown),
    )


def clipped(text: str, limit: int = 200) -> str:
    """The text on one line, visible characters only, cut in the middle past ``limit`` characters.

    >>> clipped("a" * 300, 11)
    'aaaaa…aaaaa'
    """
    half = limit // 2
    if len(text) > 2 * limit:
        # Only what can be shown is looked at: the text may be megabytes long.
        text = text[:limit] + text[-limit:]
    shown = visible(text)
    return shown if len(shown) <= limit else f"{shown[:half]}…{shown[-half:]}"


_SHOWN = {"\n": "↵"}


def visible(text: str) -> str:
    r"""The text with what nobody can see written out.

    A line break is shown as ↵, the sign on the key.

    >>> visible("a\n\u202eb")
    'a↵<U+202E>b'
    """
    return "".join(c if c.isprintable() else _SHOWN.get(c, f"<U+{ord(c):04X}>") for c in text)


class KpiLodError(Exception):
    """The program cannot go on; the command line prints it and exits with ``exit_status``.

    Exit status 1: the data does not conform. 2: usage or environment.
    """

    exit_status = 2

    def __init__(self, key: str, *, place: Place | None = None, **fields: object) -> None:
        self.finding = worded_finding(key, place or Place(""), Severity.VIOLATION, fields)
        super().__init__(f"{self.finding.code}: {self.finding.ja} / {self.finding.en}")

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args, self.__dict__)

    def add(self, ja: str, en: str) -> None:
        """Tell more of what was found: what only a caller knows, behind the texts."""
        told = replace(self.finding, ja=self.finding.ja + ja, en=self.finding.en + en)
        self.finding = told
        self.args = (f"{told.code}: {told.ja} / {told.en}",)

    @property
    def findings(self) -> Sequence[Finding]:
        """All there is to tell; one here, more for errors about data."""
        return (self.finding,)


def _again(kind: type[KpiLodError], args: tuple[object, ...], told: dict[str, object]) -> object:
    """An error as it comes from another process, which has no use for the arguments it had."""
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(told)
    return error


class UnreadableError(KpiLodError):
    """A printed text cannot be read as what it should be; who knows its place adds it."""

    exit_status = 1

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key, place=None, **fields)
        self.key = key
        self.fields: Mapping[str, object] = fields


def file_error(file: object, error: OSError) -> KpiLodError:
    """The error to raise where a file cannot be opened: not there, or not readable."""
    if isinstance(error, FileNotFoundError):
        return KpiLodError("file-missing", found=file)
    ja, en = system_reason(error)
    return KpiLodError("file-unreadable", found=file, reason_ja=ja, reason_en=en)


def refuse_folder_or_url(file: Path, pattern: str) -> None:
    """Raise KpiLodError ``file-folder`` for a folder, ``file-url`` for an address on the web.

    ``file-special`` for what is no file at all, such as a pipe, which might never end.

    ``pattern``: what the files in such a folder are called. Also raises file_error's.
    """
    scheme, _, rest = file.as_posix().partition(":/")
    if rest and len(scheme) > 1 and scheme.isalpha():
        # Path makes one of the two strokes.
        raise KpiLodError("file-url", found=f"{scheme}://{rest}")
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise file_error(file, error) from error
    if stat.S_ISDIR(mode):
        raise KpiLodError("file-folder", found=file, allowed=(file / pattern).as_posix())
    if not stat.S_ISREG(mode):
        raise KpiLodError("file-special", found=file)


class NothingCheckedError(KpiLodError):
    """No shape met a node: nobody may take that for data that conforms."""

    exit_status = 1


class DataError(KpiLodError):
    """The data does not conform: everything found, worst first."""

    exit_status = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(sorted(findings, key=Finding.sort_key))
        first = self._findings[0]
        Exception.__init__(self, f"{first.place}: {first.code}: {first.ja} / {first.en}")
        self.finding = first

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, worst first."""
        return self._findings
