"""Lines outside tables: headings that name a project or KPI, notes for what follows, results.

A line that begins with a heading (事業名：…, 目標値　600人) is a row of a form. Other lines are
read as results of KPIs only below a heading that says so (KPI, 実績, 成果): elsewhere numbers in
prose are no values of KPIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_lod.documents.document import Cell, Paragraph
from kpi_lod.layouts.context.project_years import project_years
from kpi_lod.layouts.headings.labels import Label, label, squeezed
from kpi_lod.layouts.names import is_name, kpi_name, name_and_unit
from kpi_lod.layouts.paragraphs.aims import Aim, aim
from kpi_lod.layouts.paragraphs.asked import answers
from kpi_lod.layouts.paragraphs.parts import Part, parts
from kpi_lod.layouts.paragraphs.project_headings import GROUP, Heading, heading
from kpi_lod.layouts.paragraphs.told import results
from kpi_lod.layouts.printed import items, printed
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.tables.amounts import put_grant
from kpi_lod.layouts.tables.grants import amount_in_yen
from kpi_lod.layouts.tables.spots import Spot
from kpi_lod.layouts.tables.table import read_row
from kpi_lod.layouts.texts.names import ends_as_name

_PLAN = re.compile(r"(?:計画|戦略|対象|推進)期間")
_ROWS_TOLD = re.compile(r"[上下]段|[上下左右][:：]|[/／・]")
"""What a note about the rows of a KPI has, and a line of headings above a table has not."""

_SENTENCE = ("。", "です", "ます", "こと")
_LONGEST_LINE = 300
_LONGEST_NAME = 60
_LONGEST_ALONE = 20
"""Characters; a longer line of headings alone is the torn row of a table."""
_NO_VALUES = ("kpi", "project", "results", "done")
_KPI_WORDS = ("KPI", "指標", "数値目標")
_PLAIN_FIELDS = frozenset(
    ("text", "done", "measure", "other", "rate", "corner", "number", "total", "unit")
)


def read_paragraph(paragraph: Paragraph, scope: Scope) -> None:
    """Read one line or paragraph."""
    text = paragraph.text.strip()
    _planned(text, scope)
    if not text or _noted(text, scope):
        return
    said = label(text)
    if said is not None and not said.weak and not said.bare:
        _of_strategy(paragraph, scope)
        if not _dated(said, text, paragraph, scope):
            _headed(text, said, scope)
    elif not _begins_group(paragraph, scope) and _answered(text, paragraph.at, scope):
        return
    elif _told(text, paragraph, scope):
        scope.asked.told()
    else:
        _heading(text, paragraph, scope)


def _begins_group(paragraph: Paragraph, scope: Scope) -> bool:
    """施策１ 担い手の確保 below 数値目標 answers nothing."""
    found = heading(paragraph.text, paragraph.at, paragraph.level)
    return scope.asked.field == "kpi" and found is not None and found.worth >= GROUP


def _dated(said: Label, text: str, paragraph: Paragraph, scope: Scope) -> bool:
    """事業期間 R3～R5 consists of headings only, and so does its answer alone."""
    if said.period is None or "years" not in (said.field, scope.asked.field):
        return False
    return _is_form(text, paragraph.at, scope) or _answered(text, paragraph.at, scope)


def _planned(text: str, scope: Scope) -> None:
    """The period of the plan that the document is about: 総合戦略（計画期間　令和2～6年度）."""
    if _PLAN.search(text) and scope.plan is None:
        scope.plan = project_years(text)


def _told(text: str, paragraph: Paragraph, scope: Scope) -> bool:
    """Whether the line told of a project or of values of KPIs."""
    if _is_form(text, paragraph.at, scope) or _values(text, paragraph.at, scope):
        return True
    if paragraph.level:
        return False
    return results(text, paragraph.at, scope, own=not scope.results)


def _heading(text: str, paragraph: Paragraph, scope: Scope) -> None:
    """A line that tells no figure may name what follows: a KPI, or a project."""
    scope.asked.forget()
    found = heading(text, paragraph.at, paragraph.level)
    if (found is None or found.worth < GROUP) and _may_name_kpi(text, scope):
        scope.kpi = scope.named(text, paragraph.at)
    elif found is not None:
        _begun(found, scope)


def _begun(found: Heading, scope: Scope) -> None:
    """A project, or a part of the document."""
    scope.results, scope.kpi = False, None
    if found.worth <= GROUP and scope.forms.awaits_kpis:
        return  # 基本目標２ below 事業名 … says where the project belongs
    if scope.headings.put(found):
        scope.forms.named = False


def _of_strategy(paragraph: Paragraph, scope: Scope) -> None:
    """総合戦略のKPI is a heading of figures, and names what they are of."""
    found = heading(paragraph.text, paragraph.at, paragraph.level)
    if paragraph.level and found is not None and found.worth == GROUP:
        _begun(found, scope)


def _may_name_kpi(text: str, scope: Scope) -> bool:
    """Whether values may follow below it: it ends as names of indicators do, or is marked so."""
    if len(text) > _LONGEST_NAME or text.endswith(_SENTENCE) or not is_name(text):
        return False
    return ends_as_name(kpi_name(name_and_unit(text)[0]))


def settle(scope: Scope) -> None:
    """A table or section begins: no line goes on with results."""
    scope.results, scope.kpi = False, None
    scope.asked.forget()


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
    """The lines below a heading that stood alone are its answer."""
    asked = scope.asked
    if asked.heads and scope.kpi is not None and _is_answer(text, asked.heads):
        read_row(tuple(_row((asked.heads, text), at)), scope)
        return True
    told = len(text) > _LONGEST_LINE or bool(parts(text))
    if not asked.field or told or not answers(text, asked.field):
        return False
    if asked.field == "kpi":
        scope.kpi = scope.named(text, at)
    elif asked.field == "unit":
        scope.kpi = replace(scope.kpi, unit=text) if scope.kpi else None
    else:
        scope.forms.answer(asked.field, text, at)
    asked.forget()
    return True


def _is_answer(text: str, heads: str) -> bool:
    """Whether a line holds figures and nothing else; words in their place are those of a target."""
    found = printed(text)
    said = label(heads)
    worded = said is not None and "target" in said.kinds and not parts(text)
    return bool(found) and (worded or all(one.status != "qualitative" for one in found))


def _headed(text: str, said: Label, scope: Scope) -> None:
    """A line that is a heading and nothing else: of results, of a form, of something else."""
    plain = squeezed(text)
    tells = any(word in plain for word in _KPI_WORDS)
    heads = tells or said.field in ("kpi", "results") or bool(said.kinds)
    scope.results = heads and len(plain) <= _LONGEST_ALONE
    if tells or said.field in _NO_VALUES:
        scope.kpi = None
    scope.asked.heading("" if tells else text, said)
    if said.field == "value" and said.period is not None and not said.kinds:
        scope.said = replace(scope.said, period=said.period)


def _is_form(text: str, at: str, scope: Scope) -> bool:
    """Whether the line is one of a form, a heading and its answer, or several side by side."""
    found = parts(text) if len(text) <= _LONGEST_LINE else ()
    if len(found) > 1 and any(part.said.field in ("kpi", "value") for part in found):
        return _row_of(found, at, scope)
    return any([_take(part, at, scope) for part in found])


def _row_of(found: Sequence[Part], at: str, scope: Scope) -> bool:
    """指標① 修了者数　指標値 12人　実績値 14人: a row with its own headings."""
    named = found[0].said.field == "kpi" and is_name(found[0].answer)
    if not named and scope.kpi is None:
        return False
    if named:
        scope.kpi = scope.named(found[0].answer, at, said=found[0].said)
    others = found[1:] if named else found
    if not any(part.said.field == "value" for part in others):
        return named
    read_row(tuple(_row(tuple(_texts(others)), at)), scope)
    return True


def _texts(found: Sequence[Part]) -> Iterator[str]:
    for part in found:
        yield from (part.head, part.answer)


def _take(part: Part, at: str, scope: Scope) -> bool:
    said, answer = part.said, part.answer
    if said.field == "kpi":
        return _named(said, answer, at, scope)
    if said.field == "results":
        return results(answer, at, scope)
    if said.field == "value":
        return _valued(part, at, scope)
    if said.field in ("money", "programme") and _amount(part, at, scope):
        return True
    if said.field in _PLAIN_FIELDS:
        return said.field in ("text", "other", "rate", "done", "measure")
    if said.field != "project" or not scope.forms.stays(part.head):
        scope.forms.answer(said.field, answer, at)
    return True


def _amount(part: Part, at: str, scope: Scope) -> bool:
    """An amount of the project; 交付金 9,720千円 beside its cost is one, and no name of a grant."""
    if part.said.field == "money":
        read_row(tuple(_row((part.head, part.answer), at)), scope)
        return True
    grant = amount_in_yen(part.answer)
    if grant is not None:
        put_grant(grant, scope, part.said.period, at)
    return grant is not None


def _valued(part: Part, at: str, scope: Scope) -> bool:
    """A figure below the name of its KPI, or several KPIs behind the word of their kind."""
    if scope.kpi is not None and printed(part.answer):
        read_row(tuple(_row((part.head, part.answer), at)), scope)
        return True
    kinds = part.said.kinds
    wanted = aim(part.answer, scope.plan) if kinds == ("target",) else None
    if wanted is not None:
        _aimed(wanted, at, scope)
        return True
    found = items(part.answer, result=True, bare=kinds[0]) if len(kinds) == 1 else ()
    for item in found:
        scope.item(item, at)
    return bool(found)


def _aimed(wanted: Aim, at: str, scope: Scope) -> None:
    """Its target, where the year is told; the lines below tell what was reached."""
    unit = wanted.target.unit if wanted.target else ""
    scope.kpi = scope.named(wanted.name, at, unit)
    if wanted.target:
        scope.printed(scope.kpi, wanted.target, at)


def _values(text: str, at: str, scope: Scope) -> bool:
    """Figures of the KPI that was named above, each with its kind: 目標値：10人　実績値：8人."""
    figures = [one for one in printed(text) if not one.role] if scope.kpi else []
    keys = {(one.kind, one.period) for one in figures}
    if not figures or not all(one.kind for one in figures) or len(keys) < len(figures):
        return False
    for one in figures:
        if scope.kpi is not None:
            scope.printed(scope.kpi, one, at)
    return True


def _row(texts: tuple[str, ...], at: str) -> Iterator[Spot]:
    for column, text in enumerate(texts, 1):
        yield Spot(Cell(1, column, text, at), label(text) if column % 2 else None)


def _named(said: Label, answer: str, at: str, scope: Scope) -> bool:
    found = items(answer)
    for item in found:
        scope.item(item, at)
    if not found and is_name(answer):
        scope.kpi = scope.named(answer, at, said=said)
        scope.results = True
    return bool(found) or is_name(answer)
