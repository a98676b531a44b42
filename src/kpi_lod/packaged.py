"""Where the files that come with the program lie: ontology, shapes, list of municipalities.

In the installed wheel they stand inside the package, in a checkout at its top. Out: paths.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def packaged(name: str) -> Path:
    """The file or folder ``name``, as ``ontology`` or ``data/municipalities.csv``."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _CHECKOUT / name


def ontology_files() -> list[Path]:
    """kpi.ttl and the schemes, in a fixed order."""
    folder = packaged("ontology")
    return [folder / "kpi.ttl", *sorted((folder / "schemes").glob("*.ttl"))]


def shape_files() -> list[Path]:
    """The core shapes, one file per class, in a fixed order."""
    return sorted(packaged("shapes").glob("*.ttl"))
