"""Files that are made for people: written beside, then renamed; nothing is overwritten by accident.

Where something goes wrong, what was there before is still there.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from kpi_lod.errors import KpiLodError


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that must not exist yet. Raises KpiLodError ``output-exists``."""
    refuse_existing(files, "output-exists")
    write(files)


def refuse_existing(files: Iterable[Path], key: str) -> None:
    """Raise KpiLodError ``key`` where one of the files exists."""
    for file in files:
        if file.exists():
            raise KpiLodError(key, found=file)


def refuse_input(target: Path, inputs: Iterable[str], key: str = "output-is-input") -> None:
    """Raise KpiLodError ``key`` for one of the files that were read, however it is spelled."""
    if any(_same(target, Path(one)) for one in inputs):
        raise KpiLodError(key, found=target)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (
        one.exists() and other.exists() and one.samefile(other)
    )


def refuse_missing_folder(files: Iterable[Path], own: Path | None = None) -> None:
    """Raise KpiLodError ``output-folder`` where a file would need a folder that is not there.

    A name misspelt must not become a folder; only ``own`` is made, in a folder that is there.
    """
    for file in files:
        folder = file.parent.parent if file.parent == own else file.parent
        if not folder.is_dir():
            raise KpiLodError("output-folder", found=folder)


def write(files: Mapping[Path, bytes], own: Path | None = None) -> None:
    """Write files, each is whole or not there; ``own``: the folder that may have to be made.

    Raises KpiLodError ``output-folder``, OSError.
    """
    refuse_missing_folder(files, own)
    made: dict[Path, Path] = {}
    try:
        for number, (file, content) in enumerate(files.items()):
            if file.parent == own:
                own.mkdir(exist_ok=True)
            made[file] = _written_beside(file, content, number)
        for file, beside in made.items():
            beside.replace(file)
    finally:
        for beside in made.values():
            beside.unlink(missing_ok=True)


def _written_beside(file: Path, content: bytes, number: int) -> Path:
    beside = file.with_name(f".kpi-lod-{os.getpid()}-{number}.tmp")
    try:
        beside.write_bytes(content)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def print_result(text: str, form: str) -> None:
    """A result on stdout; in a pipe what programs read is UTF-8, whatever the console has."""
    stream = sys.stdout
    if form != "text" and isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8")
    print(text, file=stream)
