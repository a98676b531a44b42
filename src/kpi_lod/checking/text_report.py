"""Findings as text for a terminal: by project, worst first, the fault marked in its line or row.

Japanese stands first, English second. Every wording stands once in a project, with all its places,
and is explained once in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.checking.comparison import Compared, compared_words
from kpi_lod.checking.situated import Group, Situated, grouped, same_wording
from kpi_lod.checking.wording import (
    NOT_READ,
    RULES,
    SEVERITIES,
    SHOWN,
    WHOLE,
    more,
    summary,
    title,
)
from kpi_lod.errors import DataError, Finding, KpiLodError, Severity, visible

_MARKED = 3
"""Up to so many places of a wording have the fault marked below their line."""

_AGAIN = 30
"""Characters of a wording that are shown where it comes again."""

_COLOURS = {Severity.VIOLATION: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}
"""SGR codes of ECMA-48, section 8.3.117; colours 30-37 are those of the reader's own terminal."""

_BOLD = "1"


@dataclass(frozen=True, slots=True)
class Look:
    """How a terminal shows text; ``ambiguous``: columns of characters like ※ (2 under cp932)."""

    colour: bool = False
    ambiguous: int = 1

    def painted(self, text: str, code: str) -> str:
        """The text in a colour, where there are colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Look()


def text_report(
    found: Sequence[Situated],
    *,
    unchecked: Sequence[str] = (),
    compared: Sequence[Compared] = (),
    look: Look = PLAIN,
) -> str:
    """What is wrong and what to do, at most SHOWN findings; then the counts.

    ``found``: worst first; ``unchecked``: files whose content was not looked at; ``compared``: what
    the others were compared with.
    """
    told: set[str] = set()
    parts = [_group(group, told, look) for group in grouped(found[:SHOWN])]
    parts.append(" / ".join(more(len(found)) or ()))
    if unchecked:
        parts.append("\n  ".join(["\n".join(NOT_READ), *map(visible, unchecked)]))
    beside = [" / ".join(words) for words in compared_words(compared)]
    last = "\n".join([*beside, summary(one.finding for one in found)])
    return "\n\n".join(filter(None, [*parts, last]))


def error_text(error: KpiLodError) -> str:
    """Why the program stopped: findings about data, or one error."""
    if isinstance(error, DataError):
        return text_report([Situated(one, one.place.file) for one in error.findings])
    (found,) = error.findings
    place = [f"  {found.place}"] if found.place.file else []
    return "\n".join([f"エラー Error [{found.code}]", *_texts(found), *place])


def finding_text(found: Finding) -> str:
    """The words of one finding, without its severity and code."""
    return "\n".join(text.strip() for text in _texts(found))


def _group(group: Group, told: set[str], look: Look) -> str:
    """One file's findings about one project; ``told``: what needs no explaining any more."""
    ja, en = WHOLE
    name = f"{ja} / {en}" if group.project is None else f"事業 Project {title(group.project)}"
    heading = f"■ {visible(group.file)}  {name}" if group.file else f"■ {name}"
    parts = ("\n".join(_wording(ones, told, look)) for ones in same_wording(group.found))
    return "\n\n".join([look.painted(heading, _BOLD), *parts])


def _wording(ones: Sequence[Situated], told: set[str], look: Look) -> Iterator[str]:
    """One wording and its places."""
    found = ones[0].finding
    link = "" if found.code in told else f" {RULES}#{found.code}"
    label = look.painted(" ".join(SEVERITIES[found.severity]), _COLOURS[found.severity])
    yield f"{label} [{found.code}]{link}"
    known = f"{found.ja}{found.fix_ja}"
    again = f"  {found.ja[:_AGAIN]}…（上と同じ / as above）"
    yield from [again] if known in told else _texts(found)
    told |= {found.code, known}
    brief = len(ones) > _MARKED
    for one in ones:
        yield from _place(one, look, brief=brief)


def _texts(found: Finding) -> Iterator[str]:
    for text, fix in ((found.ja, found.fix_ja), (found.en, found.fix_en)):
        yield f"  {text}"
        if fix:
            yield f"    → {fix}"


def _place(one: Situated, look: Look, *, brief: bool) -> Iterator[str]:
    """Where, which KPI, and the words there; in one line where there are many places."""
    if not one.place.file:
        return
    kpi = f"  KPI{title(one.kpi)}" if one.kpi else ""
    excerpt = one.excerpt
    if excerpt is None or brief:
        yield f"  {one.place}{kpi}" + (f" | {excerpt}" if excerpt else "")
        return
    yield f"  {one.place}{kpi}"
    yield f"    {excerpt}"
    mark = excerpt.mark(ambiguous=look.ambiguous)
    if mark:
        yield look.painted(f"    {mark}", _COLOURS[one.finding.severity])
