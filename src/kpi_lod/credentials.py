"""Who asks or pushes: a token, or name and password; never an argument, which all processes see.

From the environment (``KPI_LOD_TOKEN``, or ``KPI_LOD_USER`` and ``KPI_LOD_PASSWORD``), else from a
keyring file: TOML with a table for each URL, readable by its owner alone.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kpi_lod.errors import KpiLodError, file_error

KEYRING = Path("~/.config/kpi-lod/keyring.toml")
"""Where it lies unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server may ask for; all None: nothing is known. Never shown."""

    token: str | None = field(default=None, repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


def credentials(url: str, keyring: Path | None = None) -> Credentials:
    """Those for a URL: of the environment, else of the longest URL in the keyring it begins with.

    ``keyring``: another file than KEYRING, which then must be there. Raises KpiLodError
    ``keyring-open`` where others may read it, ``keyring-form`` where it is no such file.
    """
    found = _of_environment(os.environ)
    if found != Credentials():
        return found
    file = keyring or KEYRING.expanduser()
    if keyring is None and not file.exists():
        return found
    tables = _tables(file)
    fitting = [one for one in tables if _is_below(url, one)]
    return _credentials(file, tables[max(fitting, key=len)]) if fitting else found


def _of_environment(environment: Mapping[str, str]) -> Credentials:
    names = ("KPI_LOD_TOKEN", "KPI_LOD_USER", "KPI_LOD_PASSWORD")
    return Credentials(*(environment.get(name, "").strip() or None for name in names))


def _is_below(url: str, one: str) -> bool:
    return url.rstrip("/") == one.rstrip("/") or url.startswith(one.rstrip("/") + "/")


def _tables(file: Path) -> dict[str, Any]:
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise KpiLodError("keyring-open", found=file)
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise file_error(file, error) from None
    except ValueError:
        raise KpiLodError("keyring-form", found=file) from None


def _credentials(file: Path, table: object) -> Credentials:
    try:
        assert isinstance(table, dict)
        found = Credentials(**table)
        assert all(isinstance(one, str) for one in table.values())
    except (TypeError, AssertionError):
        raise KpiLodError("keyring-form", found=file) from None
    return found
