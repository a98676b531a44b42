"""Lines outside tables: headings that name a project or KPI, notes for what follows, results.

A line that begins with a heading (事業名：…, 目標値　600人) is a row of a form. Other lines are
read as results of KPIs only below a heading that says so (KPI, 実績, 成果): elsewhere numbers in
prose are no values of KPIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kpi_lod.documents.document import Cell, Paragraph
from kpi_lod.layouts.labels import Label, label, squeezed
from kpi_lod.layouts.names import is_name
from kpi_lod.layouts.printed import items, printed
from kpi_lod.layouts.project_headings import GROUP, Heading, heading, is_kpi_name
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.spots import Spot
from kpi_lod.layouts.tables import read_row
from kpi_lod.layouts.texts.shown import Item

_SIDES = re.compile(r"[ \u3000]{2,}[/／|｜]?[ \u3000]*|\u3000[/／|｜]\u3000")
_PAIR = re.compile(
    r"[【\[〔(（■●○◆◇・⇒→‐-]{0,2}[ \u3000]?"
    r"([^:：\t】\]〕【\[〔]{1,24}?(?:[(（][^()（）]{1,14}[)）])?)"
    r"(?:[】\]〕)）]?[ \u3000]?[:：\t]+|[】\]〕]|[ \u3000]+)[ \u3000]{0,9}(\S.*)",
    re.DOTALL,
)
_ARROW = re.compile("[→⇒➡➔]")
_ROWS_TOLD = re.compile(r"[上下]段|[上下左右][:：]|[/／・]")
"""What a note about the rows of a KPI has, and a line of headings above a table has not."""

_FROM_TO = ("baseline", "target")
_CLOSING = "】]〕)）"
_LONGEST_LINE = 300
_LONGEST_ALONE = 20
"""Characters; a longer line of headings alone is the torn row of a table."""
_ASKING = frozenset(("project", "department", "programme", "years", "programme-year"))
_KPI_WORDS = ("KPI", "指標", "数値目標")
_PLAIN_FIELDS = frozenset(("text", "done", "other", "rate", "corner", "number", "total", "unit"))


def read_paragraph(paragraph: Paragraph, scope: Scope) -> None:
    """Read one line or paragraph."""
    text = paragraph.text.strip()
    if not text or _noted(text, scope) or _answered(text, paragraph.at, scope):
        return
    said = label(text)
    if said is not None and not said.weak:
        _of_strategy(paragraph, scope)
        _headed(text, said, scope)
    elif _is_form(text, paragraph.at, scope) or (
        scope.results and not paragraph.level and _results(text, paragraph.at, scope)
    ):
        return
    elif (found := heading(text, paragraph.at, paragraph.level)) is not None:
        _begun(found, scope)


def _of_strategy(paragraph: Paragraph, scope: Scope) -> None:
    """総合戦略のKPI is a heading of figures, and names what they are of."""
    found = heading(paragraph.text, paragraph.at, paragraph.level)
    if paragraph.level and found is not None and found.worth == GROUP:
        _begun(found, scope)


def _begun(found: Heading, scope: Scope) -> None:
    """A heading: of a project or part, or the name of the KPI that the lines below tell of."""
    scope.results, scope.kpi = False, None
    if is_kpi_name(found):
        scope.kpi = scope.named(found.name, found.at)
    elif scope.headings.put(found):
        scope.forms.named = False


def _told(text: str, paragraph: Paragraph, scope: Scope) -> bool:
    """Whether the line told of a project or of results."""
    if _is_form(text, paragraph.at, scope):
        return True
    return scope.results and not paragraph.level and _results(text, paragraph.at, scope)


def settle(scope: Scope) -> None:
    """A table or section begins: no line goes on with results."""
    scope.results, scope.asked = False, ""


def _noted(text: str, scope: Scope) -> bool:
    """A note for what follows: （単位：千円）, 上段：目標 下段：実績."""
    said = label(text)
    several = said is not None and len(said.kinds) > 1 and _ROWS_TOLD.search(text) is not None
    if said is None or said.weak or not (said.unit or several):
        return False
    kinds = said.kinds if several else scope.said.kinds
    scope.said = replace(scope.said, unit=said.unit or scope.said.unit, kinds=kinds)
    return True


def _answered(text: str, at: str, scope: Scope) -> bool:
    """The line below a heading of a form that stood alone is its answer."""
    asked, scope.asked = scope.asked, ""
    if not asked or len(text) > _LONGEST_LINE or label(text) is not None:
        return False
    scope.forms.answer(asked, text, at)
    return True


def _headed(text: str, said: Label, scope: Scope) -> None:
    """A line that is a heading and nothing else: of results, of a form, of something else."""
    plain = squeezed(text)
    tells = any(word in plain for word in _KPI_WORDS)
    heads = tells or said.field in ("kpi", "results") or bool(said.kinds)
    scope.results = heads and len(plain) <= _LONGEST_ALONE
    scope.asked = said.field if said.field in _ASKING else ""
    if said.field == "value" and said.period is not None and not said.kinds:
        scope.said = replace(scope.said, period=said.period)


def _is_form(text: str, at: str, scope: Scope) -> bool:
    """Whether the line is one of a form, a heading and its answer, or several side by side."""
    if len(text) > _LONGEST_LINE:
        return False
    pairs = [pair for part in _SIDES.split(text) if (pair := _pair(part))]
    whole = _pair(text)
    if len(pairs) > 1 and len(pairs) == len(_SIDES.split(text)):
        return any([_take(pair, at, scope) for pair in pairs])
    return whole is not None and _take(whole, at, scope)


def _pair(text: str) -> tuple[str, Label, str] | None:
    match = _PAIR.fullmatch(text.strip())
    said = label(match[1]) if match else None
    if match is None or said is None or said.weak or said.bare:
        return None
    answer = match[2].strip()
    if answer[-1:] in _CLOSING and not any(c in answer for c in "【[〔(（"):
        answer = answer[:-1].strip()
    return match[1], said, answer


def _take(pair: tuple[str, Label, str], at: str, scope: Scope) -> bool:
    head, said, answer = pair
    if said.field == "kpi":
        return _named(said, answer, at, scope)
    if said.field == "results":
        return _results(answer, at, scope)
    if said.field == "value":
        return _valued(head, answer, at, scope)
    if said.field == "money":
        read_row(tuple(_row((head, answer), at)), scope)
        return True
    if said.field in _PLAIN_FIELDS:
        return said.field in ("text", "other", "rate", "done")
    scope.forms.answer(said.field, answer, at)
    return True


def _valued(head: str, answer: str, at: str, scope: Scope) -> bool:
    """A figure below the name of its KPI; a line with a name of its own is none of these."""
    if scope.kpi is None or not printed(answer):
        return False
    read_row(tuple(_row((head, answer), at)), scope)
    return True


def _row(texts: tuple[str, ...], at: str) -> Iterator[Spot]:
    for column, text in enumerate(texts, 1):
        yield Spot(Cell(1, column, text, at), label(text) if column == 1 else None)


def _named(said: Label, answer: str, at: str, scope: Scope) -> bool:
    found = items(answer)
    for item in found:
        scope.item(item, at)
    if not found and is_name(answer):
        scope.kpi = scope.named(answer, at, said=said)
        scope.results = True
    return bool(found) or is_name(answer)


def _results(text: str, at: str, scope: Scope) -> bool:
    found = items(text, result=True)
    for item in found:
        scope.item(_from_to(item, text), at)
    return bool(found)


def _from_to(item: Item, text: str) -> Item:
    """``12人（H30）→ 20人（R6）`` is a baseline and a target."""
    figures = [one for one in item.printed if not one.role]
    if len(figures) != len(_FROM_TO) or not _ARROW.search(text[figures[0].end : figures[1].start]):
        return item
    kinds = zip(figures, _FROM_TO, strict=True)
    return replace(item, printed=tuple(replace(one, kind=kind) for one, kind in kinds))
