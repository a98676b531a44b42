"""The harmonised concept that the name of a KPI suggests: by its words and its unit, no model.

In: name and unit as printed. Out: a concept with its match, and the words that led to it. What is
counted stands at the end of a Japanese name, so the end weighs most; concept_cues.toml has the
words. A proposal is never exact: only a person knows how a town counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.context.letters import plain
from kpi_lod.register.schemes import concept_units, schemes
from kpi_lod.submissions.units import unit as unit_of

_LONGEST = 200
_NEVER = re.compile(
    r"(?:増加|減少|伸び|上昇|低下|増減|改善|達成|進捗)(?:率|比)|前年(?:度)?比|対前年|前年(?:度)?同|"
    r"(?:数|額|率|量)(?:・|、|及び|および|並びに|と|/)[^()]{0,30}(?:数|額|率|割合|量)(?:\(|$)"
)
_AVERAGE = re.compile(r"平均|当たり|あたり|[1一](?:日|人|回|か?月|試合|世帯)(?!親)|人/|回/|/日")
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}\)|[①-⑳]|[0-9]{1,2}\.|[・○●◎■□◆※])+")
_BRACKETS = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]|【[^【】]{0,60}】|<[^<>]{0,60}>")
_COUNTED = re.compile(
    r"の(?:総|延べ?|実|累計|合計|年間)?(?=(?:件|人|回|者|社|物件|世帯|箇所)?(?:数|額|率|量|割合|面積)$)"
)
_TOTALS = re.compile(r"(?:総|延べ?)(?=(?:件|人|回|者)?数$)")
_PERSONS = re.compile(r"者(?:の)?人数$")
_AFTER = re.compile(
    r"(?:の)?(?:累計|累積|合計|総計|年間|単年度?|実績)$|^(?:年間|累計|累積|延べ|総)"
)
_INCREASE = re.compile(r"(?:の)?(?:増加(?:数|分|人数|件数)?|増(?:分)?|向上|拡大)$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept, how well it matches (never above ``close``), and the words that led to it."""

    concept: str
    match: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a name must and must not have for one concept; see concept_cues.toml. Its expressions
    are compiled when a name asks for them: a draft of seven KPIs needs few of three hundred.
    """

    concept: str
    ends: str
    has: str
    lacks: str
    part: str
    units: frozenset[str]
    match: str
    per: bool
    unit_needed: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A KPI as it is compared: its ``whole`` name, the same without brackets, what that ends in,
    and the code of its unit.
    """

    whole: str
    bare: str
    end: str
    unit: str | None
    is_increase: bool


def proposed(name: str, unit: str) -> Proposal | None:
    """The concept to propose for a KPI of that name and printed unit; None rather than a guess.

    >>> proposed("スタンプラリー参加者数", "人")
    Proposal(concept='participants', match='close', words=('参加者数', '人'))
    >>> proposed("参加者数の前年比", "%") is None
    True
    """
    asked = _asked(name, unit)
    if asked is None or _NEVER.search(asked.whole):
        return None
    labelled = _labelled(asked)
    if labelled is not None:
        return Proposal(labelled, _match("close", asked), _words(asked.bare, unit))
    for cue in _cues():
        found = _found(cue, asked)
        if found:
            return Proposal(cue.concept, _of(cue, asked), _words(*found, unit))
    return None


def _words(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word.strip()))


def _asked(name: str, unit: str) -> _Asked | None:
    """None where the unit is none that is known: it would be no evidence, and maybe against."""
    whole = _NUMBERING.sub("", folded(plain(name))[:_LONGEST])
    code = _unit(unit)
    if not whole or (unit.strip(" -－―") and code is None):
        return None
    unbracketed = _AFTER.sub("", _BRACKETS.sub("", whole))
    bare = _INCREASE.sub("", unbracketed)
    counted = _TOTALS.sub("", _COUNTED.sub("", bare))
    return _Asked(whole, bare, _PERSONS.sub("者数", counted), code, bare != unbracketed)


def _unit(printed: str) -> str | None:
    for text in (printed.strip(), re.sub(r"^延べ?|[(（][^()（）]{0,20}[)）]", "", printed).strip()):
        found = unit_of(text)
        if found is not None:
            return found.code
    return None


def _labelled(asked: _Asked) -> str | None:
    """The concept of which the name is a label, where the unit is the concept's and no bracket says
    that an average is meant.
    """
    code = schemes()["concept"].code(asked.bare)
    if asked.bare != asked.whole and _AVERAGE.search(asked.whole):
        return None
    fits = code is not None and asked.unit in (None, concept_units()[code])
    return code if fits else None


def _found(cue: _Cue, asked: _Asked) -> tuple[str, ...]:
    """The words by which a cue fits, () where it does not."""
    end = _compiled(cue.ends).search(asked.end)
    if end is None or (cue.lacks and _compiled(cue.lacks).search(asked.whole)):
        return ()
    if not cue.per and _AVERAGE.search(asked.whole):
        return ()
    if (asked.unit is None and cue.unit_needed) or (asked.unit and asked.unit not in cue.units):
        return ()
    if not cue.has:
        return (end[0],)
    also = _compiled(cue.has).search(asked.whole)
    return (end[0], also[0]) if also else ()


def _of(cue: _Cue, asked: _Asked) -> str:
    is_part = cue.part and _compiled(cue.part).search(asked.whole)
    return _match("broad" if is_part and cue.match == "close" else cue.match, asked)


def _match(match: str, asked: _Asked) -> str:
    """An increase of something is another quantity than the thing itself."""
    return "related" if asked.is_increase else match


@cache
def _cues() -> Sequence[_Cue]:
    text = (files("kpi_lod.drafting") / "concept_cues.toml").read_text("utf-8")
    written = tomllib.loads(text)
    return tuple(_cue(one, written["units"]) for one in written["cue"])


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _cue(one: Mapping[str, object], families: Mapping[str, Sequence[str]]) -> _Cue:
    named = one["units"]
    assert isinstance(named, list)
    return _Cue(
        concept=str(one["concept"]),
        ends=f"(?:{one['ends']})$",
        has=str(one.get("has", "")),
        lacks=str(one.get("lacks", "")),
        part=str(one.get("part", "")),
        units=frozenset(code for name in named for code in families.get(name, (name,))),
        match=str(one.get("match", "close")),
        per=bool(one.get("per")),
        unit_needed=bool(one.get("unit_needed")),
    )
