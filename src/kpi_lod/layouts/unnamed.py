"""What to call the project of figures that no heading puts to a project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from kpi_lod.documents.document import Document, Paragraph
from kpi_lod.layouts.context.programmes import programme
from kpi_lod.layouts.found import Doubt, FoundProject

_QUOTED = re.compile(r"[「『“]([^「」『』“”]{3,60}?(?:事業|プロジェクト|計画))[」』”]")
_TITLED = re.compile(
    r"(?:^|[ \u3000】）)])([^ \u3000「」【】（）()]{3,60}?事業)"
    r"(?:の?(?:令和|平成|効果|実績|評価|検証|成果|実施|概要|進捗|KPI|達成)|[ \u3000]|$)"
)
_ENOUGH = 4
_NOT_ONE = re.compile(
    r"(?:交付金|対象|活用|関連|各|主要|実施|補助|本|当該|対策)(?:を?(?:活用)?した)?事業$"
)


def with_name(project: FoundProject, document: Document, title: str) -> FoundProject:
    """The project, where it has no name by that of the only project that the document speaks of,
    else by the document's title.
    """
    if project.name:
        return project
    at = project.at or next((kpi.at for kpi in project.kpis), "")
    return replace(project, name=_name(document, title), at=at)


def unnamed(projects: tuple[FoundProject, ...], named: tuple[FoundProject, ...]) -> Iterator[Doubt]:
    """The doubt that a name was taken from elsewhere."""
    for before, after in zip(projects, named, strict=True):
        if before.name != after.name:
            yield Doubt("draft-project", after.at, (("name", after.name),))


def _name(document: Document, title: str) -> str:
    found = {name for name in _candidates(title) if _is_one(name)}
    quoted = found or {
        match[1]
        for block in document.blocks()
        if isinstance(block, Paragraph)
        for match in _QUOTED.finditer(block.text)
        if _is_one(match[1])
    }
    if len(quoted) == 1:
        return quoted.pop()
    return title or PurePath(document.file).stem


def _candidates(title: str) -> Iterator[str]:
    yield from (match[1] for match in _QUOTED.finditer(title))
    yield from (match[1] for match in _TITLED.finditer(title))


def _is_one(name: str) -> bool:
    return len(name) > _ENOUGH and not _NOT_ONE.search(name) and not programme(name)
