"""The municipality that was stated, and the one that the document tells."""

from __future__ import annotations

from dataclasses import replace

from kpi_lod.layouts.context import partners
from kpi_lod.layouts.found import Doubt, Found, FoundProject
from kpi_lod.register.municipalities import municipalities

_ABOUT_IT = "draft-municipality"


def with_municipality(found: Found, code: str | None) -> Found:
    """What was found, about the municipality that was stated; contradicting it is a doubt.

    Raises UnreadableError ``municipality-code`` for a code that is none.
    """
    if code is None:
        return found
    stated = municipalities().checked_code(code)
    rest = tuple(one for one in found.doubts if not one.key.startswith(_ABOUT_IT))
    if found.municipality == stated:
        return replace(found, doubts=rest)
    doubts = (*_contradiction(found.municipality, stated), *rest)
    projects = tuple(_with_partners(one, stated) for one in found.projects)
    return replace(found, municipality=stated, doubts=doubts, projects=projects)


def _contradiction(printed: str, stated: str) -> tuple[Doubt, ...]:
    if not printed:
        return ()
    fields = {"found": _named(printed), "stated": _named(stated)}
    return (Doubt("draft-municipality-stated", "", tuple(fields.items())),)


def _named(code: str) -> str:
    one = municipalities().get(code)
    return f"{one.name_ja} {code}" if one else code


def _with_partners(project: FoundProject, own: str) -> FoundProject:
    """Lists of partners are known by the town among them, which was not known before."""
    names = "\n".join([project.name, *(kpi.name for kpi in project.kpis)])
    return replace(project, partners=project.partners or partners(names, own))
