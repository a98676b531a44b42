"""What a part of a release is made from, as one hash: program, settings, submissions.

In: files. Out: hexadecimal texts; equal ones mean that the same bytes would come out. Names and
contents count, places and times do not.
"""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kpi_lod.errors import file_error
from kpi_lod.packaged import packaged
from kpi_lod.settings import Publication

LIBRARIES = ("duckdb", "Jinja2", "markupsafe", "pyoxigraph", "PyYAML", "xlsxwriter")
"""Whose versions may change what is read, found or written."""

_DATA = ("ontology", "shapes", "data/municipalities.csv")
_LENGTH = 24


def fingerprint(*texts: str) -> str:
    """One hash of several texts, in that order."""
    joined = "\0".join(f"{len(text)}:{text}" for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:_LENGTH]


def settings_fingerprint(publication: Publication) -> str:
    """Of the settings."""
    return fingerprint(repr(publication))


def files_fingerprint(files: Iterable[Path]) -> str:
    """Of names and contents of the files. Raises KpiLodError where one cannot be read."""
    return fingerprint(*(text for file in files for text in (file.name, _sha256(file))))


@cache
def program_fingerprint() -> str:
    """Of the program: its own files, and what writes bytes for it."""
    return fingerprint(*_program())


def _program() -> Iterator[str]:
    yield platform.python_version()
    yield zlib.ZLIB_RUNTIME_VERSION
    for library in LIBRARIES:
        yield _version(library)
    package = Path(__file__).resolve().parents[1]
    for top in (package, *map(packaged, _DATA)):
        files = [top] if top.is_file() else sorted(top.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(top.parent).as_posix()
                yield _sha256(file)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # pragma: no cover  (a wheel without metadata)
        return "?"


def _sha256(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise file_error(file, error) from None
