"""Changes between releases in words, in one language at a time; restated numbers first.

In: what a diff or an entry of the log tells as JSON. Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from kpi_lod.register.labels import label
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.diff import KINDS
from kpi_lod.release.diff_labels import (
    COUNTED,
    HEADINGS,
    JUDGED,
    PROPERTIES,
    REMARK_LABELS,
    SCHEMES,
)
from kpi_lod.release.history import ROLLBACK, Change, Entry
from kpi_lod.release.pages.wording import Wording
from kpi_lod.release.snapshot import MONEY

Told = Mapping[str, str]
"""A change as it stands in JSON; what does not belong to it is missing."""


def headline(entry: Entry, language: str) -> str:
    """What happened, in one line."""
    word = Wording(language)
    numbers = _numbers(entry.changes)
    told = [f"{_heading(kind, word)} {numbers[kind]:,}" for kind in KINDS if numbers.get(kind)]
    what = (
        word("更新", "Update")
        if told
        else word(f"リリース {entry.release}", f"Release {entry.release}")
    )
    if entry.action == ROLLBACK:
        what = word(
            f"前のリリース {entry.release} に戻しました",
            f"Rolled back to release {entry.release}",
        )
    return f"{what}: {word('、', ', ').join(told)}" if told else what


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
    return lines[:limit] + more + [*_files(changes, word)]


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
        parts.append(_unchanged(changes, word))
    return "\n\n".join([*parts, *_counts(changes, word), *_files(changes, word)])


def _unchanged(changes: Change, word: Wording) -> str:
    """The same is said only where nothing that holds data differs."""
    files = _of_files(changes)
    if files.get("dumps") or files.get("shared"):
        return word(
            "自治体の記述に変わりはありませんが、データのファイルが変わりました。",
            "No statement about a municipality changed, but files of data did.",
        )
    return word("データに変わりはありません。", "The data is the same.")


def _of_files(changes: Change) -> dict[str, int]:
    found = changes.get("files")
    return found if isinstance(found, dict) else {}


def _files(changes: Change, word: Wording) -> Iterator[str]:
    files = _of_files(changes)
    if files.get("all"):
        counts = {name: f"{files.get(name, 0):,}" for name in ("all", "dumps", "shared")}
        yield word(
            "変わったファイル {all}（ダンプ {dumps}、共有の定義 {shared}）",
            "{all} files changed ({dumps} dumps, {shared} shared definitions)",
        ).format(**counts)


def _counts(changes: Change, word: Wording) -> Iterator[str]:
    counts, codes = changes.get("counts"), changes.get("municipalities")
    if isinstance(counts, dict) and counts and isinstance(codes, Sequence):
        told = (
            f"{word(*COUNTED[name])} {before:,} → {after:,}"
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
    return word(*HEADINGS[kind])


def _lines(kind: str, listed: Sequence[Told], word: Wording) -> Iterator[str]:
    for told in listed:
        yield f"{_where(told, word)} {_TEXTS.get(kind, _name)(told, word)}".strip()


def _where(told: Told, word: Wording) -> str:
    """Municipality, and the ids by which it is found; nothing of what is about all."""
    if "municipality" not in told:
        return ""
    row = municipalities().get(told["municipality"])
    name = word(row.name_ja, row.name_en) if row else told["municipality"]
    ids = "/".join(filter(None, (told.get("project"), told.get("kpi"), told.get("submission"))))
    return f"{name} {ids}" if ids else name


def _name(told: Told, word: Wording) -> str:
    return word(f"「{told['name']}」", f"“{told['name']}”") if told.get("name") else ""


def _value(told: Told, word: Wording) -> str:
    sides = [
        f"{_number(told[side], word)} {_code('unit', told['unit'], word)}"
        + word(f"（{told[f'{side}_submission']}）", f" ({told[f'{side}_submission']})")
        for side in ("before", "after")
        if told.get(side)
    ]
    return f"{_name(told, word)} {_cell(told, word)}: {' → '.join(sides)}".strip()


def _submission(told: Told, word: Wording) -> str:
    parts = [_name(told, word)]
    if told.get("period"):
        parts.append(word.period(told["period"]))
    if told.get("after", "1") != "1":
        parts.append(word(f"第{told['after']}版", f"edition {told['after']}"))
    return " ".join(parts)


def _withdrawn(told: Told, word: Wording) -> str:
    return f"{_name(told, word)} {word('理由', 'reason')}: {told['after']}".strip()


def _difference(told: Told, word: Wording) -> str:
    name = told.get("property", "")
    shown = word(*PROPERTIES.get(name, (name, name)))
    sides = [_side(told, side, word) for side in ("before", "after")]
    about = " ".join(filter(None, (_name(told, word), _cell(told, word), shown)))
    return f"{about}: {' → '.join(sides)}"


def _cell(told: Told, word: Wording) -> str:
    """Period and kind of a printed cell or a remark; empty where it is of none."""
    if not told.get("period") or not told.get("kind"):
        return ""
    kind = told["kind"]
    if kind in REMARK_LABELS:
        return f"{word.period(told['period'])} {word(*REMARK_LABELS[kind])}"
    scheme = "amount-kind" if told.get("kpi") == MONEY else "kind"
    return f"{word.period(told['period'])} {_code(scheme, kind, word)}"


def _side(told: Told, side: str, word: Wording) -> str:
    """A text before or after; of a printed cell with its status, where that is another."""
    text, status = told.get(side, ""), told.get(f"{side}_status", "")
    shown = _text(told.get("property", ""), text, word) if text else word("（なし）", "(none)")
    if not status or told.get("before_status") == told.get("after_status"):
        return shown
    name = _code("status", status, word)
    return shown if name in shown else shown + word(f"（{name}）", f" ({name})")


def _statements(told: Told, word: Wording) -> str:
    count = int(told["after"])
    return word(f"ほかの記述の増減 {count:,}件", f"{count:,} other statements came or went")


def _text(name: str, text: str, word: Wording) -> str:
    if name == "partner":
        rows = [municipalities().get(code) for code in text.split(", ")]
        return word("、", ", ").join(word(r.name_ja, r.name_en) for r in rows if r) or text
    if name == "judged":
        names = (JUDGED.get(one, (one, one)) for one in text.split(", "))
        return word("、", ", ").join(word(*one) for one in names)
    if name in {"firstFiscalYear", "lastFiscalYear", "year"}:
        return word.period(text)
    return _code(SCHEMES[name], text, word) if name in SCHEMES else text


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
    "texts": _difference,
    "settings": _difference,
    "municipality-names": _difference,
    "statements": _statements,
}
