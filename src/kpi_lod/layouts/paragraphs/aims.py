"""A sentence that sets the target of one KPI: ``新規就業者数を5年間で延べ15人とする``.

Only where the name ends as names of indicators do and one number is what is to be reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.names import is_name
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.texts.names import ends_as_name
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.times import YEAR, year_period
from kpi_lod.records import Period

_FIGURE = r"(?:延べ|のべ|累計で?|約)?[0-9][0-9,.]*[^\s0-9、。()「」にとでをがはの:]{0,8}"
_SPAN = re.compile(r"(?P<count>[2-9]|10)(?:年間|か年|カ年|ヵ年|ヶ年)で?")
_TWO = re.compile(r"(?:数|率|額|量|度)(?:と|及び|および|並びに)")
_AIM = re.compile(
    rf"(?P<name>[^、。]{{2,60}})を、?(?P<when>[^、。を]{{0,30}}?)(?P<figure>{_FIGURE})(?:以上|以下|以内)?"
    r"(?:と|に|まで|へ)(?:する|し|増|減|引き|高め|向上|拡大|達)"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A KPI and its target; None where the sentence does not tell of which year it is."""

    name: str
    target: Printed | None


def aim(text: str, plan: tuple[int, int] | None) -> Aim | None:
    """The KPI whose target a sentence sets; None where it sets none, or that is not certain.

    ``plan``: first and last year of the plan, whose end is meant where the sentence counts as many.
    """
    match = _AIM.match(narrow(text))
    figure = _figure(match["figure"]) if match else None
    if match is None or figure is None or not _names(match["name"]):
        return None
    period = _year(narrow(text)) or _end(match["when"], plan)
    if period is None:
        return Aim(match["name"], None)
    basis = figure.basis or ("cumulative" if _SPAN.search(match["when"]) else "")
    return Aim(match["name"], replace(figure, period=period, basis=basis))


def _end(when: str, plan: tuple[int, int] | None) -> Period | None:
    count = _SPAN.search(when)
    if count is None or plan is None or plan[1] - plan[0] + 1 != int(count["count"]):
        return None
    return Period(plan[1])


def _names(name: str) -> bool:
    return is_name(name) and ends_as_name(name) and not _TWO.search(name)


def _figure(text: str) -> Printed | None:
    found = [one for one in printed(text) if not one.role]
    if len(found) != 1 or not found[0].unit:
        return None
    return replace(found[0], kind="target")


def _year(sentence: str) -> Period | None:
    """The one year that a sentence tells; None for none, and for several."""
    years = {year_period(match[0]) for match in re.finditer(YEAR, sentence)}
    return years.pop() if len(years) == 1 else None
