"""Changes between releases in words, in one language at a time; restated numbers first.

In: what a diff or an entry of the log tells as JSON. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from kpi_lod.register.labels import label
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.diff import KINDS
from kpi_lod.release.history import ROLLBACK, Change, Entry
from kpi_lod.release.pages.wording import Wording
from kpi_lod.release.snapshot import MONEY

Told = Mapping[str, str]
"""A change as it stands in JSON; what does not belong to it is missing."""

_HEADINGS = {
    "restated": ("値の修正", "restated values"),
    "withdrawn": ("取り下げられた提出データ", "withdrawn submissions"),
    "values-gone": ("なくなった値", "values that are gone"),
    "submissions-new": ("新しい提出データ", "new submissions"),
    "submissions-changed": ("内容が変わった提出データ", "changed submissions"),
    "submissions-gone": ("なくなった提出データ", "submissions that are gone"),
    "projects-new": ("新しい事業", "new projects"),
    "projects-gone": ("なくなった事業", "projects that are gone"),
    "kpis-new": ("新しいKPI", "new KPIs"),
    "kpis-gone": ("なくなったKPI", "KPIs that are gone"),
    "values-new": ("新しい値", "new values"),
    "descriptions": ("説明の変更", "changed descriptions"),
}
_COUNTED = {
    "submissions": ("提出データ", "submissions"),
    "projects": ("事業", "projects"),
    "kpis": ("KPI", "KPIs"),
    "values": ("値", "values"),
}
_PROPERTIES = {
    "title": ("名称", "name"),
    "prefLabel": ("名称", "name"),
    "description": ("概要", "summary"),
    "programme": ("制度", "programme"),
    "partner": ("連携自治体", "partners"),
    "departmentName": ("担当部署", "departments"),
    "firstFiscalYear": ("開始年度", "first year"),
    "lastFiscalYear": ("終了年度", "last year"),
    "unit": ("単位", "unit"),
    "level": ("指標の種類", "level"),
    "direction": ("望ましい方向", "direction"),
    "basis": ("値の捉え方", "basis"),
    "concept": ("共通指標", "harmonised indicator"),
    "match": ("共通指標との対応", "match"),
    "revision": ("改訂番号", "revision"),
    "year": ("報告年度", "reporting year"),
}
_SCHEMES = ("programme", "unit", "level", "direction", "basis", "concept", "match")


def headline(entry: Entry, language: str) -> str:
    """What happened, in one line."""
    word = Wording(language)
    if entry.action == ROLLBACK:
        return word(
            f"前のリリース {entry.release} に戻しました",
            f"Rolled back to release {entry.release}",
        )
    numbers = _numbers(entry.changes)
    told = [f"{_heading(kind, word)} {numbers[kind]:,}" for kind in KINDS if numbers.get(kind)]
    if not told:
        return word(f"リリース {entry.release}", f"Release {entry.release}")
    return f"{word('更新', 'Update')}: {word('、', ', ').join(told)}"


def changes_lines(changes: Change, language: str, limit: int) -> list[str]:
    """At most ``limit`` changes, a line each, and how many more there are."""
    word = Wording(language)
    lines = [
        f"{_heading(kind, word)}: {line}"
        for kind in KINDS
        for line in _lines(kind, _listed(changes, kind), word)
    ]
    left = sum(_numbers(changes).values()) - min(limit, len(lines))
    more = [word(f"ほかに{left:,}件", f"and {left:,} more")] if left > 0 else []
    return lines[:limit] + more


def diff_text(changes: Change, language: str) -> str:
    """All that is listed, under headings, with the numbers before and after."""
    word = Wording(language)
    parts = [f"{changes.get('before') or word('（なし）', '(none)')} → {changes['after']}"]
    numbers = _numbers(changes)
    for kind in KINDS:
        lines = [*_lines(kind, _listed(changes, kind), word)]
        if numbers.get(kind):
            left = numbers[kind] - len(lines)
            more = [word(f"ほかに{left:,}件", f"and {left:,} more")] if left else []
            heading = f"■ {_heading(kind, word)} {numbers[kind]:,}"
            parts.append("\n".join([heading, *(f"  {line}" for line in (*lines, *more))]))
    if not numbers:
        parts.append(word("データに変わりはありません。", "The data is the same."))
    return "\n\n".join([*parts, *_counts(changes, word)])


def _counts(changes: Change, word: Wording) -> Iterator[str]:
    counts, codes = changes.get("counts"), changes.get("municipalities")
    if isinstance(counts, dict) and counts and isinstance(codes, Sequence):
        told = (
            f"{word(*_COUNTED[name])} {before:,} → {after:,}"
            for name, (before, after) in counts.items()
        )
        text = word("、", ", ").join(told)
        yield word(f"変わった自治体 {len(codes)}: {text}", f"{len(codes)} changed: {text}")


def _numbers(changes: Change) -> dict[str, int]:
    found = changes.get("numbers")
    return found if isinstance(found, dict) else {}


def _listed(changes: Change, kind: str) -> Sequence[Told]:
    found = changes.get(kind, ())
    return found if isinstance(found, list) else ()


def _heading(kind: str, word: Wording) -> str:
    return word(*_HEADINGS[kind])


def _lines(kind: str, listed: Sequence[Told], word: Wording) -> Iterator[str]:
    for told in listed:
        yield f"{_where(told, word)} {_TEXTS.get(kind, _name)(told, word)}".rstrip()


def _where(told: Told, word: Wording) -> str:
    """Municipality, and the ids by which it is found."""
    row = municipalities().get(told["municipality"])
    name = word(row.name_ja, row.name_en) if row else told["municipality"]
    ids = "/".join(filter(None, (told.get("project"), told.get("kpi"), told.get("submission"))))
    return f"{name} {ids}"


def _name(told: Told, word: Wording) -> str:
    return word(f"「{told['name']}」", f"“{told['name']}”") if told.get("name") else ""


def _value(told: Told, word: Wording) -> str:
    scheme = "amount-kind" if told.get("kpi") == MONEY else "kind"
    cell = f"{word.period(told['period'])} {_code(scheme, told['kind'], word)}"
    sides = [
        f"{_number(told[side], word)} {_code('unit', told['unit'], word)}"
        + word(f"（{told[f'{side}_submission']}）", f" ({told[f'{side}_submission']})")
        for side in ("before", "after")
        if told.get(side)
    ]
    return f"{_name(told, word)} {cell}: {' → '.join(sides)}".strip()


def _submission(told: Told, word: Wording) -> str:
    parts = [_name(told, word)]
    if told.get("period"):
        parts.append(word.period(told["period"]))
    if told.get("after", "1") != "1":
        parts.append(word(f"改訂番号{told['after']}", f"revision {told['after']}"))
    return " ".join(parts)


def _withdrawn(told: Told, word: Wording) -> str:
    return f"{_name(told, word)} {word('理由', 'reason')}: {told['after']}".strip()


def _difference(told: Told, word: Wording) -> str:
    name = told.get("property", "")
    shown = word(*_PROPERTIES.get(name, (name, name)))
    nothing = word("（なし）", "(none)")
    sides = [_text(name, told[side], word) if told.get(side) else nothing
             for side in ("before", "after")]  # fmt: skip
    return f"{_name(told, word)} {shown}: {' → '.join(sides)}".strip()


def _text(name: str, text: str, word: Wording) -> str:
    if name == "partner":
        rows = [municipalities().get(code) for code in text.split(", ")]
        return word("、", ", ").join(word(r.name_ja, r.name_en) for r in rows if r) or text
    if name in {"firstFiscalYear", "lastFiscalYear", "year"}:
        return word.period(text)
    return _code(name, text, word) if name in _SCHEMES else text


def _code(scheme: str, code: str, word: Wording) -> str:
    """The label; of a code that an older program knew, the code."""
    try:
        return label(scheme, code, word.language)
    except KeyError:
        return code


def _number(text: str, word: Wording) -> str:
    try:
        return word.number(Decimal(text))
    except InvalidOperation:
        return text


_TEXTS: dict[str, Callable[[Told, Wording], str]] = {
    "restated": _value,
    "values-gone": _value,
    "values-new": _value,
    "withdrawn": _withdrawn,
    "submissions-new": _submission,
    "submissions-gone": _submission,
    "submissions-changed": _difference,
    "descriptions": _difference,
}
