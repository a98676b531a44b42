"""Lines outside tables: headings that name a project or KPI, notes for what follows, results.

Lines are read as results of KPIs only below a heading that says so (KPI, 実績, 成果): elsewhere
numbers in prose are no values of KPIs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kpi_lod.documents.document import Paragraph
from kpi_lod.layouts.labels import Label, label
from kpi_lod.layouts.names import is_name, joined_lines, project_name
from kpi_lod.layouts.printed import items
from kpi_lod.layouts.scope import Scope

_PAIR = re.compile(
    r"[【\[〔(（■●○◆◇・\s]{0,4}([^:：\t】\]〕]{1,24})(?:[】\]〕)）]?[:：\t]+|[】\]〕])\s{0,9}(\S.*)",
    re.DOTALL,
)
_PROJECT_HEADING = re.compile(
    r"(?:事業|プロジェクト|計画|構想|推進|整備|対策|づくり|創出|支援|促進|強化|振興)"
    r"(?:[(（【\[「].{0,60})?[】\]」)）]*\s*$"
)
_CLOSING = "】]〕)）"
_SENTENCE = ("。", "です", "ます", "こと")
_LONGEST_HEADING = 90


def read_paragraph(paragraph: Paragraph, scope: Scope) -> None:
    """Read one line or paragraph."""
    text = paragraph.text.strip()
    if not text or _noted(text, scope) or _asked(text, paragraph.at, scope):
        return
    said = label(text)
    if said is not None:
        _headed(said, scope)
    elif scope.results and _results(text, paragraph.at, scope):
        return
    elif _may_head(text, paragraph):
        scope.heading = (project_name(text.strip("【】[]〔〕■◆●○")), paragraph.at)
        scope.results = False
        scope.kpi = None


def settle(scope: Scope) -> None:
    """A table or section begins: no line goes on with results."""
    scope.results = False


def _noted(text: str, scope: Scope) -> bool:
    """A note for what follows: （単位：千円）, 上段：目標 下段：実績."""
    said = label(text)
    if said is None or not (said.unit or len(said.kinds) > 1):
        return False
    kinds = said.kinds or scope.said.kinds
    scope.said = replace(scope.said, unit=said.unit or scope.said.unit, kinds=kinds)
    return True


def _asked(text: str, at: str, scope: Scope) -> bool:
    """A heading of a form and its answer in one line: 事業名：…, 【担当課：…】, KPI①：…."""
    match = _PAIR.fullmatch(text)
    said = label(match[1]) if match else None
    if match is None or said is None:
        return False
    answer = match[2].strip()
    if answer[-1:] in _CLOSING and not any(c in answer for c in "【[〔(（"):
        answer = answer[:-1].strip()
    if said.field == "kpi":
        _named(said, answer, at, scope)
    elif said.field in ("results", "value"):
        return _results(text, at, scope)
    else:
        scope.forms.answer(said.field, answer, at)
    return True


def _named(said: Label, answer: str, at: str, scope: Scope) -> None:
    found = items(answer)
    for item in found:
        scope.item(item, at)
    if not found and is_name(answer):
        scope.kpi = scope.named(answer, at, said=said)
        scope.results = True


def _headed(said: Label, scope: Scope) -> None:
    """A line that is a heading: of results, or of something else."""
    scope.results = said.field in ("kpi", "results") or bool(said.kinds)
    if said.field == "value" and said.period is not None:
        scope.said = replace(scope.said, period=said.period)


def _results(text: str, at: str, scope: Scope) -> bool:
    found = items(text, result=True)
    for item in found:
        scope.item(item, at)
    return bool(found)


def _may_head(text: str, paragraph: Paragraph) -> bool:
    line = joined_lines(text)
    if len(line) > _LONGEST_HEADING or any(line.endswith(end) for end in _SENTENCE):
        return False
    return paragraph.level > 0 or bool(_PROJECT_HEADING.search(line))
