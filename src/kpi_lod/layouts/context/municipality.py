"""Whose document it is: by codes, labels, title, publisher and file name, else by what prevails.

In: a document. Out: a six-digit code or "", with the doubts about it. Pure. A town that is merely
mentioned (a partner, a venue) must not become the one that reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kpi_lod.documents.document import Document
from kpi_lod.layouts.context.owners import SOURCES, lines, owners
from kpi_lod.layouts.context.towns import named, stem, towns
from kpi_lod.layouts.found import Doubt
from kpi_lod.register.municipalities import municipalities

_ENOUGH, _FAR, _CANDIDATES = 3, 3, 5

_Tally = Counter[str]


class Whose(NamedTuple):
    """The code, "" if it cannot be told, and what a person must look at."""

    code: str
    doubts: tuple[Doubt, ...] = ()


def municipality(document: Document) -> Whose:
    """The municipality that reports; what only prevails in the text is doubted."""
    texts = lines(document)
    tallies = [(said, _tally(source(document, texts))) for said, source in SOURCES]
    told = [(said, tally) for said, tally in tallies if tally]
    for said, tally in told:
        code = _single(tally, told) or _in_prefecture([*tally], texts)
        if code:
            return Whose(code, _contradicted(code, said, told))
    return _prevailing(texts, tuple(code for _, tally in told for code in tally))


def _tally(found: Iterator[tuple[str, ...]]) -> _Tally:
    """How often each code was found; a name of two towns counts for both."""
    return Counter(code for codes in found for code in dict.fromkeys(codes))


def _single(tally: _Tally, told: list[tuple[str, _Tally]]) -> str:
    """The one code of a source; of two towns of one name the one that a source tells alone."""
    if len(tally) == 1:
        return next(iter(tally))
    alone = {code for _, other in told if len(other) == 1 for code in other}
    elsewhere = [code for code in tally if code in alone]
    return elsewhere[0] if _is_one_name(tally) and len(elsewhere) == 1 else ""


def _is_one_name(codes: Iterable[str]) -> bool:
    return len({municipalities()[code].name_ja for code in codes}) == 1


def _contradicted(code: str, said: str, told: list[tuple[str, _Tally]]) -> tuple[Doubt, ...]:
    """A doubt where a code, a label or the title says another."""
    others = [c for sure, tally in told if sure == said == "sure" for c in tally if c != code]
    if not others:
        return ()
    candidates = named(tuple(dict.fromkeys((code, *others))))
    fields = (("found", named((code,))), ("candidates", candidates))
    return (Doubt("draft-municipality-guessed", "", fields),)


def _prevailing(texts: tuple[str, ...], told: tuple[str, ...]) -> Whose:
    """What prevails by far in the text, else nothing; doubted either way. ``told``: by others."""
    ranked = _ranked(texts)
    every = dict.fromkeys((*told, *(code for codes, _ in ranked for code in codes)))
    candidates = named(tuple(every)[:_CANDIDATES])
    leads = _leads(ranked) or (len(ranked) == 1 and _begins_a_line(ranked[0][0], texts))
    code = _in_prefecture(ranked[0][0], texts) if leads else ""
    if code:
        fields = (("found", named((code,))), ("candidates", candidates))
        return Whose(code, (Doubt("draft-municipality-guessed", "", fields),))
    if candidates:
        return Whose("", (Doubt("draft-municipality", "", (("candidates", candidates),)),))
    return Whose("", (Doubt("draft-municipality/none", ""),))


def _ranked(texts: tuple[str, ...]) -> list[tuple[tuple[str, ...], int]]:
    """How often each town is named, the one named most first; its name without 市 counts too."""
    counts = Counter(town.codes for text in texts for town in towns(text) if not town.is_prefecture)
    whole = "\n".join(texts)
    weights = [
        (codes, max(count, whole.count(stem(codes[0])) if stem(codes[0]) else 0))
        for codes, count in counts.items()
    ]
    return sorted(weights, key=lambda item: (-item[1], item[0]))


def _leads(ranked: list[tuple[tuple[str, ...], int]]) -> bool:
    second = ranked[1][1] if len(ranked) > 1 else 0
    return bool(ranked) and ranked[0][1] >= max(_ENOUGH, _FAR * second)


def _begins_a_line(codes: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether the only town of the document begins a name, as a town's own projects do."""
    return any(
        town.codes == codes and town.start == 0 and codes in owners(text)
        for text in texts
        for town in towns(text)[:1]
    )


def _in_prefecture(codes: Sequence[str], texts: tuple[str, ...]) -> str:
    """The one code; of two towns of one name the one whose prefecture the text names."""
    if len(codes) == 1 or not _is_one_name(codes):
        return codes[0] if len(codes) == 1 else ""
    named_ones = {t.codes[0][:2] for text in texts for t in towns(text) if t.is_prefecture}
    inside = [code for code in codes if code[:2] in named_ones]
    return inside[0] if len(inside) == 1 else ""
