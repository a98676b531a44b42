"""The characters of a text → its lines: what tells of pages is taken out, torn cells are joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_MAX_JOINED = 60
"""So many lines may belong to one cell in quotes or in tags."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its number in the file; that of the first, where several were joined.

    ``text`` is "" for a blank line. ``page``: whether a new page begins here; it is blank then.
    """

    number: int
    text: str
    page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text


_DASH = "[-‐‑–—―－─ー]"
_PAGE = re.compile(
    rf"{_DASH}{{1,3}} ?[0-9０-９]{{1,4}} ?{_DASH}{{1,3}}"
    r"|[-=—―─*\[<(【]{0,8} ?(?:page|ページ|頁|p\.|slide) ?[0-9０-９]{1,4}"
    r"(?: ?(?:/|of|／) ?[0-9０-９]{1,4})? ?[-=—―─*\]>)】:]{0,8}"
    r"|[0-9０-９]{1,4} ?(?:ページ|頁)"
    r"|<!--.{0,80}-->|```[a-z]{0,10}",
    re.IGNORECASE,
)
_LONGEST_MARK = 100
_MOST_BLANK = 2
_RULE = re.compile(r"[-=_*─━―‐~～]{5,}")
_NUMBER = re.compile(r"[0-9０-９]{1,4}")
_OPENED = re.compile(r'(?:^|[\t,])"(?:[^"]|"")*\Z')
_TAG = re.compile(r"<(/?)(p|ul|ol|li|td|div|span)(?:\s[^<>]{0,500})?>", re.IGNORECASE)


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, with the blank ones."""
    return tuple(_joined(_unnumbered(list(_thinned(_paged(text))))))


def _paged(text: str) -> Iterator[Line]:
    """Lines without marks of pages; a form feed begins a page, wherever it stands."""
    for number, line in enumerate(text.split("\n"), 1):
        for after, part in enumerate(line.split("\f")):
            if after:
                yield Line(number, "", page=True)
            yield _line(number, part)


def _thinned(found: Iterable[Line]) -> Iterator[Line]:
    """The lines, of many blank ones on end only two: more than one is all that matters."""
    blank = 0
    for line in found:
        blank = 0 if line.text or line.page else blank + 1
        if blank <= _MOST_BLANK:
            yield line


def _line(number: int, printed: str) -> Line:
    bare = printed.strip()
    if not bare:
        # Tabs alone are an empty row of a table, and end nothing.
        return Line(number, printed.strip(" \u3000") if "\t" in printed else "")
    if len(bare) <= _LONGEST_MARK and _PAGE.fullmatch(bare):
        return Line(number, "", page=True)
    if _RULE.fullmatch(bare):
        return Line(number, "")
    return Line(number, printed.rstrip(" \u3000"))


def _unnumbered(found: list[Line]) -> list[Line]:
    """The lines without the bare page numbers: those before form feeds that count on."""
    ends = [at for at, line in enumerate(found) if line.page] + [len(found)]
    last = [_last_printed(found, end) for end in ends]
    numbers = [_number(found, at) for at in last]
    for place, (at, number) in enumerate(zip(last, numbers, strict=True)):
        beside = {*numbers[max(place - 1, 0) : place], *numbers[place + 1 : place + 2]}
        if number is not None and beside & {number - 1, number + 1}:
            found[at] = Line(found[at].number, "")
    return found


def _last_printed(found: Sequence[Line], end: int) -> int:
    """The last line before ``end`` that is not blank, -1 if a page has none."""
    for at in range(end - 1, -1, -1):
        if found[at].page:
            return -1
        if not found[at].is_blank:
            return at
    return -1


def _number(found: Sequence[Line], at: int) -> int | None:
    bare = found[at].text.strip() if at >= 0 else ""
    return int(bare) if _NUMBER.fullmatch(bare) else None


def _joined(found: Sequence[Line]) -> Iterator[Line]:
    """The lines, a cell in quotes or in tags that goes over several joined into one."""
    marks = [line.text.count('"') for line in found]
    tags = [_open_tags(line.text) for line in found]
    at = 0
    while at < len(found):
        end = at + 1
        if marks[at] % 2 and _OPENED.search(found[at].text):
            end = _closed(marks, at, lambda still: still % 2 == 0)
        elif tags[at] > 0 and "\t" in found[at].text:
            end = _closed(tags, at, lambda still: still <= 0)
        text = "\n".join(line.text for line in found[at:end])
        yield found[at] if end == at + 1 else Line(found[at].number, text)
        at = end


def _open_tags(text: str) -> int:
    """How many tags of a line stay open, or are closed that were open before."""
    return sum(-1 if tag[1] else 1 for tag in _TAG.finditer(text)) if "<" in text else 0


def _closed(counts: Sequence[int], at: int, is_closed: Callable[[int], bool]) -> int:
    """Behind the line that closes what a line leaves open; if none does soon, nothing was open."""
    still = counts[at]
    for end in range(at + 1, min(at + _MAX_JOINED, len(counts))):
        still += counts[end]
        if is_closed(still):
            return end + 1
    return at + 1
