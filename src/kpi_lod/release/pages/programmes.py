"""The pages of the grant programmes: lineage, projects, money.

``programme/``, ``programme/<code>`` and, for a long list, ``programme/<code>/<prefecture>``.

In: the summaries of all municipalities. Out: pages. Money is added up only over the projects that
state it, and every total says how many those are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pyoxigraph import NamedNode

from kpi_lod.register.labels import definition, label, texts
from kpi_lod.register.schemes import ontology_quads, schemes
from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.release.pages.listing import Slice, by_prefecture, city, prefecture, slices
from kpi_lod.release.pages.tally import Tally, tally_of
from kpi_lod.release.summary import ProjectSummary, Summary
from kpi_lod.settings import Text
from kpi_lod.vocabulary import DCT, SHARED, SKOS

SECTION = "programme"
INDEX = Text("交付金の種類", "Grant programmes")
KINDS = ("eligible-expenditure", "grant")
"""The kinds of amounts that are added up."""


@dataclass(frozen=True, slots=True)
class Undertaken:
    """One project of a municipality under a programme."""

    code: str
    project: ProjectSummary

    @property
    def path(self) -> str:
        """Where its page stands in the release."""
        return f"project/{self.code}/{self.project.id}"

    @property
    def tally(self) -> Tally:
        """Its KPIs in its newest reporting year."""
        return tally_of([self.project])

    @property
    def money(self) -> Mapping[str, Total]:
        """Kind → its total over the years that state it."""
        return {kind: total([self], kind) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in yen, None where nobody states it, and how many projects it is of."""

    yen: Decimal | None
    projects: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """Codes: what a programme is part of, its types, what it took over from, what from it."""

    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One prefecture in the summary of a long list."""

    name: Text
    path: str
    cities: int
    projects: int
    money: Mapping[str, Total]


def total(found: Sequence[Undertaken], kind: str, period: str | None = None) -> Total:
    """The sum of one kind of amounts, of one year or of all."""
    stated = [
        [
            Decimal(amount.yen)
            for amount in one.project.money
            if amount.kind == kind and period in (None, amount.period)
        ]
        for one in found
    ]
    amounts = [yen for amounts in stated for yen in amounts]
    return Total(sum(amounts, Decimal(0)) if amounts else None, sum(map(bool, stated)))


def programme_pages(summaries: Sequence[Summary]) -> Iterator[Page]:
    """The index, and the page of each programme, used in this release or not."""
    undertaken = _by_programme(summaries)
    yield _index(undertaken)
    for code in schemes()[SECTION].labels:
        found = undertaken.get(code, ())
        places = by_prefecture(found).items()
        summed = [_place(code, digits, ones) for digits, ones in places]
        types = {one: _counts(undertaken.get(one, ())) for one in lineages()[code].narrower}
        yield _page(code, found, {"places": summed, "types": types})


def prefecture_programme_pages(summaries: Sequence[Summary], long: Set[str]) -> Iterator[Page]:
    """The pages of one prefecture for the programmes whose lists are ``long``."""
    for code, found in sorted(_by_programme(summaries).items()):
        if code in long:
            for one in slices(found[0].code[:2], found):
                yield _prefecture_page(code, one)


def _by_programme(summaries: Sequence[Summary]) -> Mapping[str, Sequence[Undertaken]]:
    found: dict[str, list[Undertaken]] = defaultdict(list)
    for summary in summaries:
        for project in summary.projects:
            found[project.programme].append(Undertaken(summary.code, project))
    return found


def title(code: str) -> Text:
    """The label of a programme in both languages."""
    return Text(label(SECTION, code, "ja"), label(SECTION, code, "en"))


@cache
def lineages() -> Mapping[str, Lineage]:
    """Code → its place among the programmes, as the scheme states it."""
    start = f"{SHARED}{SECTION}/"
    stated = [
        (quad.subject.value.removeprefix(start), quad.predicate, quad.object.value[len(start) :])
        for quad in ontology_quads()
        if quad.predicate in (SKOS.broader, DCT.replaces)
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject.value.startswith(start)
    ]
    return {
        code: Lineage(
            broader=tuple(o for s, p, o in stated if (s, p) == (code, SKOS.broader)),
            narrower=tuple(s for s, p, o in stated if (o, p) == (code, SKOS.broader)),
            replaces=tuple(o for s, p, o in stated if (s, p) == (code, DCT.replaces)),
            replaced_by=tuple(s for s, p, o in stated if (o, p) == (code, DCT.replaces)),
        )
        for code in schemes()[SECTION].labels
    }


def _cities(found: Sequence[Undertaken]) -> int:
    return len({one.code for one in found})


def _counts(found: Sequence[Undertaken]) -> Mapping[str, int]:
    return {"cities": _cities(found), "projects": len(found)}


def _index(undertaken: Mapping[str, Sequence[Undertaken]]) -> Page:
    tops = [code for code, line in lineages().items() if not line.broader]
    return Page(
        folder=SECTION,
        template="programme_index.html",
        title=INDEX,
        description=Text(
            "地方創生に関わる交付金とそのタイプの一覧。引き継ぎの関係と、このリリースにある事業の数。",
            "The revitalisation grants and their types: which took over from which, and how many "
            "projects of each are in this release.",
        ),
        values={
            "tops": tops,
            "lineages": lineages(),
            "counts": {code: _counts(undertaken.get(code, ())) for code in lineages()},
        },
        section=SECTION,
        crumbs=(Link(HOME, ""),),
    )


def _place(code: str, digits: str, found: Sequence[Undertaken]) -> Place:
    money = {kind: total(found, kind) for kind in KINDS}
    return Place(prefecture(digits), f"{SECTION}/{code}/{digits}", money=money, **_counts(found))


def _page(code: str, found: Sequence[Undertaken], more: Mapping[str, object]) -> Page:
    name = title(code)
    return Page(
        folder=f"{SECTION}/{code}",
        template="programme.html",
        title=name,
        description=Text(
            f"{name.ja}による事業の一覧と、年度ごとの交付対象事業費・交付額の合計。",
            f"Projects under the {name.en}, and what they state as expenditure and grant by year.",
        ),
        values={
            **_common(code),
            **more,
            "definition": _both(definition(SECTION, code, "ja"), definition(SECTION, code, "en")),
            "notes": _both(*(texts(SECTION, code, SKOS.scopeNote).get(x) for x in ("ja", "en"))),
            "lineage": lineages()[code],
            "counts": _counts(found),
            "years": _years(found),
            "found": found,
        },
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
        alternates=(Alternate(f"shared/{SECTION}/{code}/index.ttl", "text/turtle", "Turtle"),),
    )


def _both(ja: str | None, en: str | None) -> Text | None:
    return None if ja is None else Text(ja, en)


def _years(found: Sequence[Undertaken]) -> list[tuple[str, Mapping[str, Total]]]:
    """Each year with an amount that is added up, the oldest first, and its totals by kind."""
    stated = {a.period for one in found for a in one.project.money if a.kind in KINDS}
    return [(year, {kind: total(found, kind, year) for kind in KINDS}) for year in sorted(stated)]


def _prefecture_page(code: str, one: Slice[Undertaken]) -> Page:
    name, where = title(code), prefecture(one.prefecture)
    nth = f"（{one.number}／{one.pages}）" if one.pages > 1 else ""
    nth_en = f" ({one.number} of {one.pages})" if one.pages > 1 else ""
    return Page(
        folder=f"{SECTION}/{code}/{one.folder}",
        template="programme_prefecture.html",
        title=Text(f"{name.ja}：{where.ja}{nth}", f"{name.en}: {where.en}{nth_en}"),
        description=Text(
            f"{where.ja}の市区町村が{name.ja}で行う事業。",
            f"Projects of the municipalities of {where.en} under the {name.en}.",
        ),
        values={
            **_common(code),
            "found": one.entries,
            "slice": one,
            "parent": f"{SECTION}/{code}",
        },
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION), Link(name, f"{SECTION}/{code}")),
    )


def _common(code: str) -> Mapping[str, object]:
    return {"code": code, "kinds": KINDS, "city": city}
