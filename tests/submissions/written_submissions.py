"""Submissions as hypothesis writes them: all that format 1 can say, with hostile texts."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain
from kpi_lod.vocabulary import LICENCES

Written = st.SearchStrategy[Plain]

IDS = st.from_regex(r"x[a-z0-9]{0,4}(-[a-z0-9]{1,3})?", fullmatch=True)
_CHARACTERS = st.sampled_from("あ山ｱＡ１aZ09 -=+@'\"\\,;:#&<>]）（※\t\n𠮷é☃")
TEXTS = st.one_of(
    st.text(_CHARACTERS, min_size=1, max_size=12),
    st.sampled_from(
        ["=1+1", "（空欄）", "\\（空欄）", "この自治体", "はい", "no", "1e5", "_x0041_"]
    ),
).filter(lambda text: text.strip() == text and bool(text))
_PRINTED = st.one_of(
    st.sampled_from(
        ["", "-", "－", "集計中", "未計測", "非公表", "実施", "約3", "5（速報）", "△5"]
    ),
    st.integers(-999, 99_999).map(str),
    st.decimals(0, 99, places=2).map(str),
    st.integers(0, 10**7).map("{:,}".format),
)
_STATUS = {"value": st.just("順調"), "status": st.just("qualitative")}
_PERIODS = st.sampled_from(["before", "R3", "R4", "令和5年度", "2026", "calendar-2022"])


def code(scheme: str, *, labels: bool = True) -> st.SearchStrategy[str]:
    """A code, or the label that people write for it."""
    found = schemes()[scheme].labels
    return st.sampled_from([*found, *(found.values() if labels else ())])


def mapping(needed: dict[str, Written], optional: dict[str, Written]) -> Written:
    made: Written = st.fixed_dictionaries(needed, optional=optional)
    return made


def value() -> Written:
    told: dict[str, Written] = {"note": TEXTS, "at": TEXTS, "as-written": TEXTS}
    rate: dict[str, Written] = {
        "value": st.just("50"),
        "numerator": st.just("1"),
        "denominator": st.just("2"),
    }
    return st.one_of(
        _PRINTED,
        mapping({"value": _PRINTED}, told),
        mapping(dict(_STATUS), told),
        mapping(rate, told),
    )


def cells(scheme: str) -> Written:
    """Period → kind → value."""
    kinds: dict[str, Written] = {kind: value() for kind in schemes()[scheme].labels}
    return st.dictionaries(_PERIODS, mapping({}, kinds).filter(bool), max_size=3)


def many(items: Written, key: Callable[[Plain], object]) -> Written:
    made: Written = st.lists(items, min_size=1, max_size=3, unique_by=key)
    return made


def by_id(one: Plain) -> object:
    return one["id"]  # type: ignore[call-overload, index]


def kpis() -> Written:
    needed = {"id": IDS, "name": TEXTS, "unit": st.sampled_from(["人", "%", "千人", "社"])}
    optional: dict[str, Written] = {
        "area": st.one_of(st.just("municipality"), TEXTS),
        **{key: code(key) for key in ("direction", "level", "basis", "concept", "match")},
        "judged": st.lists(st.sampled_from(["direction", "year", "unit"]), unique=True, min_size=1),
        "reviewed": st.sampled_from(["true", "false"]),
    }
    return many(mapping({**needed, "values": cells("kind")}, optional), by_id)


def projects() -> Written:
    count: dict[str, Written] = {"count": value(), "unit": st.just("回")}
    activity = st.one_of(mapping({"text": TEXTS}, {}), mapping({"text": TEXTS, **count}, {}))
    evaluation: dict[str, Written] = {
        "effect": code("effect"),
        "external-review": code("external-review"),
        "comment": TEXTS,
        "next": code("next-step"),
        "reason": TEXTS,
    }
    optional: dict[str, Written] = {
        "departments": st.lists(TEXTS, min_size=1, max_size=4),
        "period": mapping({"from": st.just("R4"), "to": st.just("2025")}, {}),
        "programme-year": st.just("2"),
        "subsidy-rate": st.just("1/2"),
        "summary": TEXTS,
        "activities": st.lists(activity, min_size=1, max_size=3),
        "budget": cells("amount-kind"),
        "evaluation": st.dictionaries(
            st.sampled_from(["R4", "2023"]), mapping({}, evaluation).filter(bool), min_size=1
        ),
    }
    needed: dict[str, Written] = {
        "id": IDS,
        "name": TEXTS,
        "programme": code("programme"),
        "kpis": kpis(),
    }
    return many(mapping(needed, optional), by_id)


def submissions() -> Written:
    """Words of whole submissions; the reader of submissions may still refuse one."""
    source = mapping(
        {"title": TEXTS},
        {"file": TEXTS, "terms": st.sampled_from([*LICENCES, "not-stated"])},
    )
    needed: dict[str, Written] = {
        "kpi-lod": st.just("1"),
        "municipality": st.just("202151"),
        "id": IDS,
        "reporting-year": st.sampled_from(["R5", "2023", "令和5年度"]),
        "source": source,
        "projects": projects(),
    }
    return mapping(needed, {"revision": st.just("2")})
