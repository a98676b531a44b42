"""What a rule says, in the words of the workbook: headings and labels instead of keys and codes.

In: a finding whose texts name keys of the YAML (```basis```). Out: the same for somebody who has
a table before her (「値の捉え方」); other findings as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kpi_lod.errors import Finding
from kpi_lod.submissions.workbook.layout import period_label, sheets
from kpi_lod.submissions.workbook.names import code_labels

_WORD = re.compile(r"`([\w-]+)(?:: ([\w-]+))?`(?:（([^（）]*)）)?")
_SPACED = re.compile(r"(?<=」) (?=[^ -~])|(?<=[^ -~]) (?=「)")
"""Spaces around what stood in backticks."""

_SHEETS = ("projects", "activities", "kpis", "values", "budget", "evaluation")


def in_cells(found: Finding) -> Finding:
    """The finding in the words of tables, where it is about one."""
    if not found.place.in_table:
        return found
    return replace(found, ja=_japanese(found.ja), en=_english(found.en))


def _japanese(text: str) -> str:
    def told(match: re.Match[str]) -> str:
        key, code, gloss = match.groups()
        name = _headings().get(key) or code_labels().get(key) or period_label(key)
        if name == key:
            return match[0]
        label = f"の「{code_labels().get(code, code)}」" if code else ""
        same = gloss is None or gloss == name
        return f"「{name}」{label}" if same else f"「{name}」{label}（{gloss}）"

    return _SPACED.sub("", _WORD.sub(told, text))


def _english(text: str) -> str:
    def told(match: re.Match[str]) -> str:
        key, code, gloss = match.groups()
        heading, label = _english_headings().get(key), code_labels().get(code or key, code)
        if heading is None:
            return f"'{label}' ({key})" if code is None and label else match[0]
        choice = f": '{label}' ({code})" if code else ""
        return f"'{heading}'{choice}" + (f"（{gloss}）" if gloss else "")

    return _WORD.sub(told, text)


@cache
def _headings() -> Mapping[str, str]:
    """Key → heading of its column or name of its sheet; a KPI's own before a project's."""
    named = {key: f"{sheets()[key].name}シート" for key in _SHEETS}
    return {**_columns("ja"), **named}


@cache
def _english_headings() -> Mapping[str, str]:
    return {**_columns("en"), **{key: f"sheet {sheets()[key].en}" for key in _SHEETS}}


def _columns(language: str) -> dict[str, str]:
    order = ("head", "evaluation", "budget", "values", "activities", "projects", "kpis")
    found = (column for key in order for column in sheets()[key].columns)
    return {one.key.rpartition(".")[2]: str(getattr(one, language)) for one in found}
