"""Where a document tells whose it is: codes, labels, title, publisher, sites, file name. Pure.

In: a document and its lines. Out: for each name or code the municipalities that it may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from kpi_lod.documents.document import Cell, Document, Paragraph, Table
from kpi_lod.layouts.context.headlines import headlines, title
from kpi_lod.layouts.context.letters import closed_up, plain
from kpi_lod.layouts.context.towns import Town, stem, towns
from kpi_lod.register.municipalities import municipalities, of_five_digits

_HEAD, _SHORT_LINE = 12, 60
_MONTHS = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])")
_SIX = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_FIVE = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
_CODE_LABEL = re.compile(
    r"(?:市区?町村|団体|自治体|公共団体)[・ ]?コード"
    r"(?:\([^()]{1,6}\))?[ :\n]{0,3}([0-9]{5,6})(?![0-9])"
)
_LABELS = re.compile(
    r"(?:市区?町村|市町|自治体|(?:地方公共)?団体|申請者?|実施主体|事業主体|作成者?|作成主体|発行者?|発行元|編集|著者|公表者?)(?:の?名称?)?"
)
_OWN = re.compile(
    r"(?:役所|役場|長(?![期年さい寿野崎])|教育委員会|議会|公式|企画|総務|政策|地方創生(?!推進タイプ|拠点)|版総合戦略|総合戦略|創生総合戦略|人口ビジョン"
    r"|第?[0-9一二三四五六]{1,2}[期次]|まち・ひと|デジタル田園都市構想|総合計画|ホームページ|[\u4e00-\u9fffァ-ヺー]{2,8}(?:課|部)(?![\u4e00-\u9fff]))"
)
_NOT_OWN = re.compile(
    r"(?:等)?(?:と|から|へ|を|や|で(?!の)|及び|、|・|等|出身|在住|方面|産|内の|開催|会場)"
)
_SPEAKER = re.compile(r"(?:で)?は")
_WEB = re.compile(
    r"(?:www\.)?((?:city|town|vill|pref)\.[a-z0-9\-]{2,30}(?:\.[a-z\-]{2,20}){0,2}\.jp|[a-z\-]{2,30}\.lg\.jp)"
)
_LETTERS = re.compile(r"[a-z]{3,}")


def _file_codes(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Six digits of the file's name; such as may be a month only where the text names the town."""
    for match in _SIX.finditer(plain(document.file)):
        code = match[0]
        if code in municipalities() and (
            not _MONTHS.fullmatch(code) or match.start() == 0 or _mentions(code, texts)
        ):
            yield (code,)


def _file_hints(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Names, Latin names and five digits in the file's name; the latter two if the text agrees."""
    name = plain(document.file)
    yield from (town.codes for town in towns(name) if not town.is_prefecture)
    fives = [code for match in _FIVE.finditer(name) for code in of_five_digits(match[0])]
    latin = [code for word in _LETTERS.findall(name.lower()) for code in _latin().get(word, ())]
    for code in (*fives, *latin):
        if code in municipalities() and _mentions(code, texts):
            yield (code,)


def _labelled(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What stands behind 市区町村名, 団体コード, 発行 and the like, in a line or the next cell."""
    for text, following in pairwise((*texts, "")):
        if _LABELS.fullmatch(text.strip(" :【】[]")) and _alone(following):
            yield from _only_towns(following)
        for match in _CODE_LABEL.finditer(f"{text}\n{following}"):
            digits = match[1] if len(match[1]) == 6 else "".join(of_five_digits(match[1])[-1:])  # noqa: PLR2004
            yield (digits,) if digits in municipalities() else ()
        label, colon, rest = text.partition(":")
        if colon and _LABELS.fullmatch(label.strip()):
            yield from _only_towns(rest)
    for block in document.blocks():
        if isinstance(block, Table):
            yield from _beside_labels(block)


def _beside_labels(table: Table) -> Iterator[tuple[str, ...]]:
    grid = table.grid()
    for cell in table.cells:
        if _LABELS.fullmatch(plain(cell.text).strip(" :【】[]")):
            beside = grid.get((cell.row, cell.column + cell.columns))
            yield from _only_towns(beside.text if beside else "")


def _only_towns(text: str) -> Iterator[tuple[str, ...]]:
    """The towns of a text; the prefecture where it names nothing else and no list."""
    found = towns(text)
    smaller = [town.codes for town in found if not town.is_prefecture]
    yield from smaller or [town.codes for town in found]


def _titled(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Towns in the title, unless they are what somebody goes to."""
    for text in (document.title, title(document)):
        yield from owners(plain(text))


def _heads(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Towns in the first short lines, and such as begin a sentence about what they did."""
    for line in headlines(document)[:_HEAD]:
        first = towns(line.text)[:1]
        if first and first[0].start == 0 and _SPEAKER.match(plain(line.text), first[0].end):
            yield first[0].codes
        if len(line.text) <= _SHORT_LINE and "。" not in line.text:
            yield from owners(plain(line.text))


def owners(text: str) -> Iterator[tuple[str, ...]]:
    """Towns of a short line that may be whose report it is; a prefecture only without a town."""
    found = [town for town in towns(text) if not _NOT_OWN.match(text, town.end)]
    smaller = [town for town in found if not town.is_prefecture]
    yield from (town.codes for town in smaller or found)


def _publishers(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Lines that are nothing but a town's name, and ○○市役所, ○○市企画課, ○○町長, its strategy."""
    for block in document.blocks():
        if isinstance(block, Paragraph):
            said = map(closed_up, block.text.split("\n"))
            yield from (town.codes for line in said for town in _alone(line))
    for text in texts:
        yield from (town.codes for town in towns(text) if _OWN.match(text, town.end))


def _alone(line: str) -> tuple[Town, ...]:
    found = towns(line)
    rest = plain(line)
    for town in reversed(found):
        rest = rest[: town.start] + rest[town.end :]
    return found[-1:] if found and not rest.strip(" ()【】[]「」") else ()


def _websites(document: Document, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Whose domain addresses in the text have."""
    for text in texts:
        for match in _WEB.finditer(text.lower()):
            code = _domains().get(match[1])
            yield (code,) if code else ()


_Source = Callable[[Document, tuple[str, ...]], Iterator[tuple[str, ...]]]
SOURCES: tuple[tuple[str, _Source], ...] = (
    ("sure", _file_codes),
    ("sure", _labelled),
    ("sure", _titled),
    ("sure", _heads),
    ("", _publishers),
    ("", _websites),
    ("", _file_hints),
)
"""Where it is told, the surest first; two that are sure must agree."""


def _mentions(code: str, texts: tuple[str, ...]) -> bool:
    name = municipalities()[code].name_ja
    return any(name in text or (stem(code) and stem(code) in text) for text in texts)


def lines(document: Document) -> tuple[str, ...]:
    """Each line and each cell of the document, narrow."""
    lines: list[str] = []
    for block in document.blocks():
        parts: tuple[Cell | Paragraph, ...] = block.cells if isinstance(block, Table) else (block,)
        lines += (closed_up(plain(line)) for part in parts for line in part.text.split("\n"))
    return tuple(lines)


@cache
def _latin() -> dict[str, tuple[str, ...]]:
    """Latin names without City and the like, as file names print them → codes."""
    names: dict[str, tuple[str, ...]] = {}
    signs = str.maketrans("āēīōūĀĒĪŌŪ", "aeiouAEIOU")
    for town in municipalities().values():
        if town.kind != "ward":
            word = "".join(_LETTERS.findall(town.name_en.translate(signs).lower().split(" (")[0]))
            names[word] = (*names.get(word, ()), town.code)
    return names


@cache
def _domains() -> dict[str, str]:
    """Domain of each municipality's site → its code; shared ones are left out."""
    found: dict[str, list[str]] = {}
    for town in municipalities().values():
        host = re.sub(r"^https?://(?:www\.)?|/.*$", "", town.website or "")
        found.setdefault(host, []).append(town.code)
    return {host: codes[0] for host, codes in found.items() if len(codes) == 1}
