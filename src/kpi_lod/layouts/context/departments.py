"""The departments (課, 室, 局, 部 …) that a text names, as printed, without persons. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi_lod.layouts.context.contacts import without_contacts
from kpi_lod.layouts.context.letters import KANJI, plain

_LETTERS = rf"{KANJI}ぁ-んァ-ヺーA-Za-z0-9"
_LABEL = re.compile(
    rf"(?<![{_LETTERS}])(?:【|\[|\(|<|〈|■|●|○|◎|・)?[ ]?"
    r"(?:(?:主な|事業|主|関係|関連|実施|推進)?(?:主?担当|所管|主管|所属|所轄|関係|関連|実施|推進|作成|事務局)"
    r"(?:部局?[・/]?課室?名?|課室?[・/]?係?名?|室名?|部署名?|部局(?:名|等)?|所属名?|部門|組織|者)?等?|部局?[・/]?課名|課室?名|部署名?|部名)"
    r"(?:】|\]|\)|>|〉)?[ ]?(?::|(?=[ \n])|(?<=[】\])>〉]))"
)
_SEPARATORS = re.compile(
    r"[\n、，,;；/／|]|[ \u3000]{1,4}"
    r"|(?<=[課室部局])(?:及び|並びに|と(?=[^、\s]{1,20}[課室])|ほか|他)"
)
_BRACKETS = re.compile(r"[()\[\]【】〔〕<>〈〉「」『』:※→]")
_SURE = re.compile(rf"[{_LETTERS}・&]{{1,24}}[課室]")
_LIKELY = re.compile(
    rf"[{_LETTERS}・&]{{1,24}}(?:部|局|センター|支所|出張所|委員会|図書館|公民館|博物館|署|本部|保健所|病院|グループ|チーム|班|係)"
)
_ABOVE = re.compile(rf"[{KANJI}ァ-ヺー・]{{1,14}}(?:部|局|本部|委員会|区役所|支所)")
_BELOW = re.compile(
    rf"([{_LETTERS}・&]{{1,24}}[課室])(?:長|[{_LETTERS}・]{{1,12}}(?:係|担当|班|グループ|チーム))"
)
_CALLED = re.compile(r"(?:市|町|村|区)?長?部局")
_NO_ROOMS = re.compile(
    r"(?:教|会議|研修|和|洋|浴|客|調理|図書|実習|寝|温|更衣|音楽|待合|分|個|病|診察|茶|談話|学習|工作|体育|放送|相談|多目的|展示|[0-9]+)室$"
    r"|^(?:日|放|当該|各|関係|同|全|担当|所管|本|主管|庁内(?:各)?|複数|他|関係各)[課室]$|(?:賦|公|日)課$"
    r"|(?:一|全|内|外|上|下|大|細|幹|深|腹|頭|中心|都市|市街地|平野|山間|沿岸|北|南|東|西|中央|周辺|中)部$"
    r"|(?:薬|郵便|放送|支|結|当)局$|(?:各種|実行|推進|検討|審議|評価|検証|協議|有識者|専門|選定|運営)[^、]{0,6}委員会$"
)
_VERBS = re.compile(
    rf"[をが]|(?<=[{KANJI}])[はでへも]|した|する|して|され|による|における|のため|など|こと|及び|又は|から|まで"
)


def departments(text: str) -> tuple[str, ...]:
    """The departments that a text names, without officials, extensions and telephone numbers.

    What ends in 部, センター and the like counts where the text is nothing but departments or says
    what it lists; a 部 in front of its 課 belongs to its name.

    >>> departments("【担当課:地域創生課】"), departments("企画部 企画課、観光課 主査 山田")
    (('地域創生課',), ('企画部 企画課', '観光課'))
    """
    left = without_contacts(text)
    labels = list(_LABEL.finditer(plain(left)))
    before, after = (left[: labels[0].start()], left[labels[0].end() :]) if labels else (left, "")
    named = [(_department(piece), False) for piece in _pieces(before) if piece]
    only = all(name for name, _ in named)
    named += [(_department(piece), True) for piece in _pieces(after) if piece]
    found = _joined(
        name for name, told in named if name and (told or only or _SURE.fullmatch(plain(name)))
    )
    larger = tuple(name for name in found if not name.endswith("係"))
    return larger or found


def _pieces(text: str) -> Iterator[str]:
    """The parts of the text between separators; ・ is one where both sides are departments."""
    marks = _BRACKETS.sub("\n", plain(text))
    start = 0
    for match in (*_SEPARATORS.finditer(marks), re.compile(r"\Z").search(marks)):
        if match is not None:
            yield from _around_dots(text[start : match.start()], marks[start : match.start()])
            start = match.end()


def _around_dots(text: str, marks: str) -> Iterator[str]:
    start = 0
    for match in re.finditer(r"(?<=[課室局部])・(?=[^・]{2,20}(?:[課室局部]|センター))", marks):
        yield text[start : match.start()].strip()
        start = match.end()
    for piece in re.split(r"\n", marks[start:]):
        at = marks.index(piece, start)
        yield text[at : at + len(piece)].strip()


def _department(piece: str) -> str:
    """The department that a piece names, "" if none."""
    printed = plain(piece)
    below = _BELOW.fullmatch(printed)
    if below is not None:
        piece, printed = piece[: below.end(1)], below[1]
    if _NO_ROOMS.search(printed) or _VERBS.search(printed) or _CALLED.fullmatch(printed):
        return ""
    return piece if _SURE.fullmatch(printed) or _LIKELY.fullmatch(printed) else ""


def _joined(names: Iterator[str]) -> tuple[str, ...]:
    """Each once; a 部 that stands directly in front of a 課 or 室 is put before it."""
    found: list[str] = []
    above = ""
    for name in names:
        if _ABOVE.fullmatch(name) and not above:
            above = name
            continue
        found.append(f"{above} {name}".strip() if _SURE.fullmatch(plain(name)) else name)
        if above and not _SURE.fullmatch(plain(name)):
            found.insert(-1, above)
        above = ""
    return tuple(dict.fromkeys((*found, *([above] if above else []))))
