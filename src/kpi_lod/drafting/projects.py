"""A project as it was found → its words in a submission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi_lod.drafting.concepts import proposed
from kpi_lod.drafting.context import Drafting
from kpi_lod.drafting.ids import ids
from kpi_lod.drafting.kpis import Named, kpi_unit, kpi_words
from kpi_lod.drafting.money import budget
from kpi_lod.drafting.periods import period_key
from kpi_lod.drafting.printable import printable
from kpi_lod.drafting.programmes import programme_code
from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell
from kpi_lod.layouts.context.contacts import without_contacts
from kpi_lod.layouts.found import Done, Evaluated, FoundKpi, FoundProject
from kpi_lod.records import Period
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.units import unit

_RATED = {"effect": "effect", "external-review": "external_review", "next": "next_step"}
"""Key → the field of what was found; their answers are those of a closed list."""

_SCHEME = {"next": "next-step"}


def project_words(
    project: FoundProject, name: str, pointer: str, drafting: Drafting
) -> dict[str, Plain]:
    """The words of a project; ``name``: its id, ``pointer``: the way to it by keys."""
    drafting.notes.places[pointer] = project.at
    words: dict[str, Plain] = {"id": name, "name": printable(project.name)}
    words |= _programme(project, drafting)
    words |= _listed("departments", [printable(one) for one in project.departments])
    words |= _partners(project, drafting)
    words |= _years(project)
    words |= _listed("activities", list(_activities(project.done, pointer, drafting)))
    words["kpis"] = list(_kpis(project, name, pointer, drafting))
    words |= _stated("budget", budget(project, pointer, drafting))
    words |= _stated("evaluation", dict(_evaluations(project, drafting)))
    return words


def _listed(key: str, items: Sequence[Plain]) -> dict[str, Plain]:
    kept = [one for one in items if one]
    return {key: kept} if kept else {}


def _stated(key: str, words: dict[str, Plain]) -> dict[str, Plain]:
    return {key: words} if words else {}


def _programme(project: FoundProject, drafting: Drafting) -> dict[str, Plain]:
    printed, name = printable(project.programme), printable(project.name)
    if not printed:
        drafting.notes.doubt("draft-programme", project.at, name=name)
        return {}
    code = programme_code(printed, drafting.year)
    if code is None:
        drafting.notes.doubt("draft-programme/unknown", project.at, name=name, found=printed)
    elif _is_wider(code, printed):
        told = {"name": name, "found": printed, "code": schemes()["programme"].named(code)}
        drafting.notes.doubt("draft-programme/wider", project.at, **told)
    return {"programme": code or printed}


def _is_wider(code: str, printed: str) -> bool:
    """Whether the print names a type of the grant, and the code does not."""
    label = schemes()["programme"].labels[code]
    return any(word in printed and word not in label for word in ("タイプ", "型"))


def _partners(project: FoundProject, drafting: Drafting) -> dict[str, Plain]:
    others = [code for code in project.partners if code != drafting.municipality]
    if others:
        drafting.notes.doubt("draft-area", project.at, name=printable(project.name))
    return _listed("partners", others)


def _years(project: FoundProject) -> dict[str, Plain]:
    words: dict[str, Plain] = {}
    first, last = (period_key(Period(one)) if one else "" for one in _span(project))
    if first and last:
        words["period"] = {"from": first, "to": last}
    if project.programme_year and project.programme_year > 0:
        words["programme-year"] = str(project.programme_year)
    if project.subsidy_rate and 0 < project.subsidy_rate[0] <= project.subsidy_rate[1]:
        words["subsidy-rate"] = "/".join(map(str, project.subsidy_rate))
    return words


def _span(project: FoundProject) -> tuple[int | None, int | None]:
    return project.first_year, project.last_year


def _activities(done: Sequence[Done], pointer: str, drafting: Drafting) -> Iterator[Plain]:
    kept = 0
    for one in done:
        words: dict[str, Plain] = {"text": without_contacts(printable(one.text))}
        if not words["text"]:
            continue
        count = _count(one)
        words |= {"count": count, "unit": printable(one.unit)} if count else {}
        if one.period is not None and one.period.year and not one.period.calendar:
            words |= {"year": period_key(one.period)} if period_key(one.period) else {}
        drafting.notes.places[f"{pointer}.activities[{kept}]"] = one.at
        kept += 1
        yield words


def _count(one: Done) -> str:
    """The count as it is printed; "" where it cannot be told, or not in a known unit."""
    if not one.count or unit(printable(one.unit)) is None:
        return ""
    try:
        read = cell(printable(one.count))
    except UnreadableError:
        return ""
    number: Decimal | None = read.number
    return "" if number is None or read.unit_text else printable(one.count)


def _kpis(
    project: FoundProject, name: str, pointer: str, drafting: Drafting
) -> Iterator[dict[str, Plain]]:
    kept = [kpi for kpi in project.kpis if _has_figures(kpi, drafting)]
    if not kept:
        drafting.notes.doubt("draft-no-kpis", project.at, name=printable(project.name))
    proposals = [proposed(printable(kpi.name), kpi_unit(kpi)) for kpi in kept]
    codes = [one.concept if one else "" for one in proposals]
    names = [printable(kpi.name) for kpi in kept]
    known = drafting.earlier.kpi_names(name)
    called = ids(names, known=known, proposals=codes, prefix="kpi")
    for number, (kpi, key, proposal) in enumerate(zip(kept, called, proposals, strict=True)):
        way = f"{pointer}.kpis[{number}]"
        yield kpi_words(kpi, Named(key, proposal), way, drafting)


def _has_figures(kpi: FoundKpi, drafting: Drafting) -> bool:
    named = bool(printable(kpi.name))
    if not (named and kpi.figures):
        drafting.notes.doubt("draft-no-values", kpi.at, name=printable(kpi.name))
    return named and bool(kpi.figures)


def _evaluations(project: FoundProject, drafting: Drafting) -> Iterator[tuple[str, Plain]]:
    for one in project.evaluated:
        period = one.period or (Period(drafting.year) if drafting.year else None)
        key = period_key(period) if period and period.year and not period.calendar else ""
        words = _evaluation(one, project, drafting)
        if key and words:
            yield key, words


def _evaluation(one: Evaluated, project: FoundProject, drafting: Drafting) -> dict[str, Plain]:
    words: dict[str, Plain] = {}
    for key, field in _RATED.items():
        printed = printable(getattr(one, field))
        code = schemes()[_SCHEME.get(key, key)].code(printed) if printed else None
        if code:
            words[key] = code
        elif printed:
            told = {"name": printable(project.name), "found": printed}
            drafting.notes.doubt("draft-evaluation", project.at, **told)
    texts = {
        "comment": without_contacts(printable(one.comment)),
        "reason": without_contacts(printable(one.reason)),
    }
    return words | {key: text for key, text in texts.items() if text}
