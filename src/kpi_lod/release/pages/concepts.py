"""The pages of the harmonised indicators: who measures the same, side by side, and what may be
compared (``concept/``, ``concept/<code>``, ``concept/<code>/<prefecture>``).

In: the summaries of all municipalities. Out: pages. What may not be compared stands apart, each KPI
with the reason; medians are taken only over what may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from kpi_lod.register.labels import definition, label
from kpi_lod.register.schemes import concept_units, schemes
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.release.pages.harmonised import (
    Measured,
    YearFigures,
    by_basis,
    by_concept,
    unsure,
    year_figures,
)
from kpi_lod.release.pages.listing import Slice, by_prefecture, city, prefecture, slices
from kpi_lod.release.pages.tally import why_not
from kpi_lod.release.summary import Summary
from kpi_lod.settings import Text
from kpi_lod.vocabulary import SHARED

SECTION = "concept"
INDEX = Text("共通指標", "Harmonised indicators")
HOME = Text("ホーム", "Home")

HINDRANCES: Mapping[str, Text] = {
    "match-broad": Text(
        "数えるものが共通指標の一部だけ",
        "Counts only a part of what the harmonised indicator counts",
    ),
    "match-related": Text("数えるものが違う（関連のみ）", "Counts something else (related only)"),
    "match-None": Text("共通指標との一致度が不明", "How closely it matches is not stated"),
    "unit": Text("単位が違う", "Another unit"),
    "basis": Text("値の捉え方（単年・累計など）が不明", "Basis (yearly, cumulative …) not stated"),
    "area-joint": Text("複数の市町村の共同の値", "A joint figure of several municipalities"),
    "area-unknown": Text("値の対象区域が不明", "Area of the figure not stated"),
    "area-own": Text("市区町村の一部などの値", "Not a figure for the whole municipality"),
    "no-number": Text("実績の数値がまだない", "No actual with a number"),
}
"""Why a KPI may not be compared."""


JUDGED: Mapping[str, tuple[str, str]] = {
    "direction": ("望ましい方向", "direction"),
    "level": ("段階", "level"),
    "basis": ("値の捉え方", "basis"),
    "concept": ("共通指標", "harmonised indicator"),
    "match": ("一致度", "match"),
    "area": ("対象区域", "area"),
    "unit": ("単位", "unit"),
    "year": ("年度", "year"),
}
"""What a person may have decided beyond print, in Japanese and English."""


@dataclass(frozen=True, slots=True)
class Group:
    """KPIs of one basis, which may be compared, and their figures by year."""

    basis: str
    measured: Sequence[Measured]
    figures: Sequence[YearFigures]
    cities: int

    @property
    def has_medians(self) -> bool:
        """Whether a year has enough KPIs for a median."""
        return any(year.median_actual is not None for year in self.figures)


@dataclass(frozen=True, slots=True)
class Place:
    """One prefecture in the summary of a long list."""

    name: Text
    path: str
    cities: int
    kpis: int
    comparable: int


def concept_pages(summaries: Sequence[Summary]) -> Iterator[Page]:
    """The index, and the page of each harmonised indicator, used in this release or not."""
    measured = by_concept(summaries)
    codes = list(schemes()["concept"].labels)
    yield _index(codes, measured)
    for code in codes:
        found = measured.get(code, ())
        places = by_prefecture(found).items()
        yield _page(code, found, [_place(code, digits, ones) for digits, ones in places])


def prefecture_concept_pages(summaries: Sequence[Summary], long: Set[str]) -> Iterator[Page]:
    """The pages of one prefecture for the harmonised indicators whose lists are ``long``."""
    for code, found in sorted(by_concept(summaries).items()):
        if code in long:
            for one in slices(found[0].code[:2], found):
                yield _prefecture_page(code, one)


def title(code: str) -> Text:
    """The label of a harmonised indicator in both languages."""
    return Text(label(SECTION, code, "ja"), label(SECTION, code, "en"))


def _index(codes: Sequence[str], measured: Mapping[str, Sequence[Measured]]) -> Page:
    used = sorted((c for c in codes if measured.get(c)), key=lambda c: (-_cities(measured[c]), c))
    return Page(
        folder=SECTION,
        template="concept_index.html",
        title=INDEX,
        description=Text(
            "自治体をまたいで比べるための共通指標の一覧と、それを測っている市区町村の数。",
            "The harmonised indicators for comparing municipalities, and how many measure each.",
        ),
        values={
            "used": [(code, _counts(measured[code])) for code in used],
            "unused": [code for code in codes if code not in used],
            "units": concept_units(),
        },
        section=SECTION,
        crumbs=(Link(HOME, ""),),
    )


def _cities(measured: Sequence[Measured]) -> int:
    return len({one.code for one in measured})


def _counts(measured: Sequence[Measured]) -> Mapping[str, int]:
    return {
        "cities": _cities(measured),
        "kpis": len(measured),
        "comparable": sum(not one.hindrances for one in measured),
    }


def _place(code: str, digits: str, found: Sequence[Measured]) -> Place:
    path = f"{SECTION}/{code}/{digits}"
    return Place(prefecture(digits), path, **_counts(found))


def _page(code: str, measured: Sequence[Measured], places: Sequence[Place]) -> Page:
    name = title(code)
    return Page(
        folder=f"{SECTION}/{code}",
        template="concept.html",
        title=name,
        description=Text(
            f"共通指標「{name.ja}」を測っている市区町村の目標値と実績値を並べ、比べてよいものと、そうでないものを分けて示します。",
            f"Targets and actuals of the municipalities that measure '{name.en}', side by side: "
            "what may be compared, and what may not and why.",
        ),
        values={
            **_common(code),
            "counts": _counts(measured),
            "groups": [_group(basis, found) for basis, found in by_basis(measured).items()],
            **_apart(measured),
            "places": places,
        },
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
        alternates=(_turtle(code),),
        linked_data=_defined_term(code, name),
    )


def _prefecture_page(code: str, one: Slice[Measured]) -> Page:
    name, where = title(code), prefecture(one.prefecture)
    nth = f"（{one.number}／{one.pages}）" if one.pages > 1 else ""
    nth_en = f" ({one.number} of {one.pages})" if one.pages > 1 else ""
    return Page(
        folder=f"{SECTION}/{code}/{one.folder}",
        template="concept_prefecture.html",
        title=Text(f"{name.ja}：{where.ja}{nth}", f"{name.en}: {where.en}{nth_en}"),
        description=Text(
            f"{where.ja}の市区町村が測っている共通指標「{name.ja}」の目標値と実績値。",
            f"Targets and actuals of '{name.en}' in the municipalities of {where.en}.",
        ),
        values={
            **_common(code),
            "groups": [_group(basis, found) for basis, found in by_basis(one.entries).items()],
            **_apart(one.entries),
            "slice": one,
            "parent": f"{SECTION}/{code}",
        },
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION), Link(name, f"{SECTION}/{code}")),
    )


def _common(code: str) -> Mapping[str, object]:
    return {
        "code": code,
        "unit": concept_units().get(code),
        "hindrances": HINDRANCES,
        "judged_words": JUDGED,
        "why_not": why_not,
        "city": city,
        "definition": partial(definition, SECTION, code),
    }


def _apart(found: Sequence[Measured]) -> Mapping[str, object]:
    unsure_ones = unsure(found)
    return {
        "unsure": unsure_ones,
        "apart": [one for one in found if one.hindrances and one not in unsure_ones],
    }


def _group(basis: str, found: Sequence[Measured]) -> Group:
    return Group(basis, found, year_figures(found), _cities(found))


def _turtle(code: str) -> Alternate:
    return Alternate(f"shared/{SECTION}/{code}/index.ttl", "text/turtle", "Turtle")


def _defined_term(code: str, name: Text) -> Mapping[str, object]:
    """https://schema.org/DefinedTerm."""
    return {
        "@context": "https://schema.org/",
        "@type": "DefinedTerm",
        "@id": f"{SHARED}{SECTION}/{code}",
        "name": [
            {"@value": text, "@language": language}
            for language, text in (("ja", name.ja), ("en", name.en))
        ],
        "description": definition(SECTION, code, "ja"),
        "inDefinedTermSet": f"{SHARED}{SECTION}",
    }
