"""Municipalities and prefectures as pages name them: names, ways there, files and their sizes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kpi_lod.register.municipalities import Municipality, municipalities
from kpi_lod.release.pages.frame import Link
from kpi_lod.settings import Text


def name_of(code: str) -> Text:
    """The name of a municipality."""
    row = municipalities()[code]
    return Text(row.name_ja, row.name_en)


def names_of(code: str, partners: Sequence[str]) -> Text:
    """The names of a municipality and its partners, as the joint area's label lists them."""
    rows = [municipalities()[one] for one in sorted({code, *partners})]
    return Text("・".join(r.name_ja for r in rows), ", ".join(r.name_en for r in rows))


@cache
def prefectures() -> dict[str, Text]:
    """The two digits of each prefecture → its name."""
    return {
        row.code[:2]: Text(row.name_ja, row.name_en)
        for row in municipalities().values()
        if row.kind == "prefecture"
    }


@cache
def members(prefecture: str) -> tuple[Municipality, ...]:
    """The municipalities of a prefecture, without the wards of designated cities."""
    return tuple(
        row
        for row in municipalities().values()
        if row.code[:2] == prefecture and row.kind not in ("ward", "prefecture")
    )


def crumbs_of(code: str, *, itself: bool = True) -> tuple[Link, ...]:
    """The way from home to a municipality, or to its parent."""
    home = Link(Text("ホーム", "Home"), "")
    prefecture = Link(prefectures()[code[:2]], f"prefecture/{code[:2]}")
    here = (Link(name_of(code), f"municipality/{code}"),) if itself else ()
    return (home, prefecture, *here)
