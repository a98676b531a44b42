"""Headers, footers and page numbers that stand on every page: told once, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.documents.pdf.page import Line, Page

_AROUND = r"[\s\-‐-―ー－~〜～|/／()（）・.]*"
_NUMBER = re.compile(
    rf"{_AROUND}(?:p|page|ページ|頁)?{_AROUND}[0-9０-９]{{1,4}}{_AROUND}"
    rf"(?:[0-9０-９]{{1,4}}{_AROUND})?(?:ページ|頁)?{_AROUND}",
    re.IGNORECASE,
)
_MARGIN = 0.12
"""Share of the height at the top and at the bottom where such lines stand."""

_PAGES = 3
_SHARE = 0.6
_LONGEST = 40


def without_running(pages: Sequence[Page]) -> list[Page]:
    """The pages; what is printed in the margin of most of them stays where it comes first."""
    counted = Counter(text for page in pages for text in {one.text for one in _margins(page)})
    often = max(min(_PAGES, len(pages)), _SHARE * len(pages))
    repeated = {text for text, number in counted.items() if number >= often}
    told: set[str] = set()
    return [_without(page, repeated, told) for page in pages]


def _without(page: Page, repeated: set[str], told: set[str]) -> Page:
    margins = {id(line) for line in _margins(page)}
    kept = []
    for part in page.parts:
        if isinstance(part, Line) and id(part) in margins:
            if _is_page_number(part.text) or part.text in told:
                continue
            if part.text in repeated:
                told.add(part.text)
        kept.append(part)
    return replace(page, parts=tuple(kept))


def _margins(page: Page) -> list[Line]:
    lines = [part for part in page.parts if isinstance(part, Line)]
    high, low = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return [line for line in lines if line.bottom < high or line.top > low]


def _is_page_number(text: str) -> bool:
    """Whether the line is a number, as pages have them, and nothing else."""
    return len(text) < _LONGEST and bool(_NUMBER.fullmatch(text))
