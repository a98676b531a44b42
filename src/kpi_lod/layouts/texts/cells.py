"""The text of one value cell → the figures in it, or none where it holds sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.texts.behind import is_known_unit
from kpi_lod.layouts.texts.figures import are_words, figures
from kpi_lod.layouts.texts.lexicon import WORDS, Sort
from kpi_lod.layouts.texts.notes import with_notes
from kpi_lod.layouts.texts.settled import settled
from kpi_lod.layouts.texts.shown import Printed
from kpi_lod.layouts.texts.tokens import tokens

_LONGEST = 400
"""Characters of a cell that holds figures; a longer one tells a story."""

_RATED = re.compile(r"[A-Za-z◎○●△▲×✕〇◯☆★Ⓐ-Ⓩ☑✓レ]{1,3}\Z")
_POINTS = re.compile(r"別紙|参照|上記|同上|再掲|裏面|以下のとおり|(?:た|です|ます)\Z")
"""Words that point elsewhere, and the ends of sentences."""

_LABELS = ("暦年", "年度", "単位", "数値", "項目", "備考")
_PLAIN_WORDS = (Sort.MARK, Sort.BESIDE, Sort.TEXT, Sort.BASIS)


@lru_cache(maxsize=4096)  # tables are gone over for headings, years and values
def cell_figures(text: str) -> tuple[Printed, ...]:
    """The figures in the text of one value cell; () where there is none, or where text remains."""
    plain = narrow(text).strip()
    if not plain or len(plain) > _LONGEST:
        return ()
    if not any(char.isdigit() for char in plain) and _is_wording(plain):
        return _words(text)
    found, strange = figures(text, settled(text, with_notes(tokens(text))))
    return () if strange else found


def _is_wording(plain: str) -> bool:
    """Words of no list (実施, 前年度を上回る): neither a heading, a unit nor a mark of rating."""
    if _POINTS.search(plain):
        return False
    known = any(word in plain for word, (sort, _) in WORDS.items() if sort not in _PLAIN_WORDS)
    return are_words(plain) and not known and not _RATED.match(plain) and plain not in _LABELS


def _words(text: str) -> tuple[Printed, ...]:
    words = text.strip()
    if is_known_unit(narrow(words)) or "\n" in words or words in WORDS:
        return ()
    start = text.index(words)
    return (Printed(words, words, start, start + len(words), status="qualitative"),)
