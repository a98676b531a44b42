"""A sentence that reports one KPI → its name and figures.

Only where the name stands before は or を and ends as names of indicators do, and each number is
its target, its result, a year or a rate between brackets; nothing else is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.names import is_name
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.texts.names import ends_as_name
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.times import YEAR, year_period
from kpi_lod.records import Period

_LONGEST = 400
_SENTENCES = re.compile(r"[。\n]")
_SUBJECT = re.compile(
    r"(?:[^「」、]{0,20}「(?P<quoted>[^「」]{2,50})」|(?P<plain>[^「」、は]{2,50}))"
    r"(?:について)?は、? ?"
)
_LEAD = re.compile(
    rf"^[ \u3000・○●]*(?:また|なお|さらに|一方|このうち|同じく)?、?(?:(?:{YEAR})(?:の|における))?"
)
_FIGURE = r"(?:延べ|のべ|累計で?|約)?[0-9][0-9,.]*[^\s0-9、。()「」にとでをがはの:]{0,8}"
_TARGET = re.compile(rf"目標(?:値|数)?(?:の|は|である|:)? ?(?P<figure>{_FIGURE})")
_RESULTS = (
    re.compile(rf"実績(?:値|数)?(?:は|が|で|の|:)? ?(?P<figure>{_FIGURE})"),
    re.compile(rf"に対し(?:て|、)*(?P<figure>{_FIGURE})"),
    re.compile(rf"(?P<figure>{_FIGURE}) ?\(目標"),
)
_ASIDE = re.compile(r"\((?:達成率|達成度|前年|対前年|進捗率)[^()]{0,20}\)")
_TWO = re.compile(r"(?:数|率|額|量|度)(?:と|及び|および|並びに)")
_SPAN = re.compile(r"(?P<count>[2-9]|10)(?:年間|か年|カ年|ヵ年|ヶ年)で?")
_AIM = re.compile(
    rf"(?P<name>[^、。]{{2,60}})を、?(?P<when>[^、。を]{{0,30}}?)(?P<figure>{_FIGURE})(?:以上|以下|以内)?"
    r"(?:と|に|まで|へ)(?:する|し|増|減|引き|高め|向上|拡大|達)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A KPI of a sentence, with its figures."""

    name: str
    figures: tuple[Printed, ...]


def sentences(text: str) -> Iterator[Said]:
    """The KPIs that the sentences of a paragraph report, each with target and result."""
    for sentence in _SENTENCES.split(narrow(text)):
        if "目標" in sentence and len(sentence) <= _LONGEST:
            said = _said(_LEAD.sub("", sentence, count=1), _year(sentence))
            if said is not None:
                yield said


def aim(text: str, plan: tuple[int, int] | None) -> Said | None:
    """What ``新規就業者数を5年間で延べ15人とする`` sets as a target.

    ``plan``: first and last year of the plan, whose end is meant by as many years; without a year
    the KPI has no figure.
    """
    match = _AIM.match(narrow(text))
    figure = _figure(match["figure"], "target") if match else None
    if match is None or figure is None or not _names(match["name"]):
        return None
    period = _year(narrow(text)) or _end(match["when"], plan)
    made = replace(figure, period=period)
    if _SPAN.search(match["when"]):
        made = replace(made, basis=made.basis or "cumulative")
    return Said(match["name"], (made,) if period is not None else ())


def _end(when: str, plan: tuple[int, int] | None) -> Period | None:
    count = _SPAN.search(when)
    if count is None or plan is None or plan[1] - plan[0] + 1 != int(count["count"]):
        return None
    return Period(plan[1])


def _said(sentence: str, period: Period | None) -> Said | None:
    subject = _SUBJECT.match(sentence)
    if subject is None:
        return None
    name = (subject["quoted"] or subject["plain"]).strip()
    body = _ASIDE.sub("", sentence[subject.end() :])
    target = _TARGET.search(body)
    result = next((found for one in _RESULTS if (found := one.search(body))), None)
    if target is None or result is None or not _names(name) or _others(body, (target, result)):
        return None
    made = (_figure(target["figure"], "target"), _figure(result["figure"], "actual"))
    figures = tuple(replace(one, period=period) for one in made if one is not None)
    return Said(name, figures) if len(figures) == len(made) else None


def _names(name: str) -> bool:
    return is_name(name) and ends_as_name(name) and not _TWO.search(name)


def _others(body: str, told: Sequence[re.Match[str]]) -> bool:
    """Whether a number stands in a sentence that is neither of those, nor a year."""
    kept = list(body)
    for match in told:
        for place in range(match.start("figure"), match.end("figure")):
            kept[place] = " "
    rest = re.sub(YEAR, "", "".join(kept))
    return any(character.isdigit() for character in rest)


def _figure(text: str, kind: str) -> Printed | None:
    found = [one for one in printed(text) if not one.role]
    if len(found) != 1 or not found[0].unit:
        return None
    return replace(found[0], kind=kind)


def _year(sentence: str) -> Period | None:
    """The one year that a sentence tells; None for none, and for several."""
    years = {year_period(match[0]) for match in re.finditer(YEAR, sentence)}
    return years.pop() if len(years) == 1 else None
