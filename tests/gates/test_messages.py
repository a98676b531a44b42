"""The catalogue of messages speaks two languages and never one inside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from kpi_lod.checking.rules import Rule, rules
from kpi_lod.messages import Message, messages
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.workbook.layout import BLANK, sheets

_FIELD = re.compile(r"\{\w+(?:!\w)?\}")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿々〆]+")
_KANA = re.compile(r"[぀-ヿ]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_SENTENCE = re.compile(r"(?<![\w-])[a-z]{2,}(?: [a-z]{2,}){3,}")
"""Four English words in a row, as no key, code or command has them."""

_EXAMPLES = {"令和", "年度", "集計中", "未計測", "事業開始前", "千", "千人", "千円", "百万円"}


def written() -> set[str]:
    """What is to be written into a file, whatever language one reads: labels, and examples."""
    labels = {label for scheme in schemes().values() for label in scheme.labels.values()}
    columns = [column for sheet in sheets().values() for column in sheet.columns]
    labels |= {label for column in columns for label in (*column.labels, BLANK)}
    return _EXAMPLES | {word for label in labels for word in _JAPANESE.findall(label)}


def faults(texts: Mapping[str, Message]) -> Iterator[str]:
    """What is wrong with the wordings, by key."""
    for key, one in texts.items():
        pairs = {"ja": one.ja, "en": one.en, "fix_ja": one.fix_ja, "fix_en": one.fix_en}
        yield from (f"{key}: {name} is empty" for name, text in pairs.items() if not text.strip())
        japanese = (name for name in ("ja", "fix_ja") if not speaks_japanese(pairs[name]))
        yield from (f"{key}: {name} is not Japanese" for name in japanese)
        english = (name for name in ("en", "fix_en") if not speaks_english(pairs[name]))
        yield from (f"{key}: {name} is not English" for name in english)


def speaks_japanese(text: str) -> bool:
    plain = _QUOTED.sub("", _FIELD.sub("", text))
    return bool(_KANA.search(plain)) and not _SENTENCE.search(plain)


def speaks_english(text: str) -> bool:
    plain = _QUOTED.sub("", _FIELD.sub("", text))
    return set(_JAPANESE.findall(plain)) <= written()


def fields(text: str) -> set[str]:
    return set(_FIELD.findall(text.replace("{{", "").replace("}}", "")))


def test_every_wording_is_there_in_both_languages_with_what_to_do() -> None:
    assert len(messages()) > 100
    assert list(faults(messages())) == []


def test_rules_of_shapes_speak_both_languages() -> None:
    plain = {key.partition("/")[0] for key in messages() if not key.endswith("/cell")}
    of_shapes = [one for code, one in rules().items() if code not in plain]
    assert len(of_shapes) > 30
    assert [one.code for one in of_shapes if not right(one)] == []


def right(rule: Rule) -> bool:
    return speaks_japanese(rule.ja) and speaks_english(rule.en)


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        (Message("直して。", "Mend it.", "直して。", ""), "k: fix_en is empty"),
        (Message("直して。", "直す it.", "直して。", "Do."), "k: en is not English"),
        (
            Message("直して。", "Mend it.", "Write it in the file.", "Do."),
            "k: fix_ja is not Japanese",
        ),
        (
            Message("値をhere it is not allowedと。", "No.", "直して。", "Do."),
            "k: ja is not Japanese",
        ),
    ],
)
def test_a_wording_that_is_not_right_is_seen_to_fail(wording: Message, fault: str) -> None:
    assert fault in list(faults({"k": wording}))


def test_what_was_found_is_told_in_both_languages() -> None:
    """A field that one language shows and the other leaves out is a message half told."""
    unequal = []
    for key, one in messages().items():
        ja, en = fields(one.ja + one.fix_ja), fields(one.en + one.fix_en)
        if {shared(name) for name in ja} != {shared(name) for name in en}:
            unequal.append(key)
    assert unequal == []


def shared(field: str) -> str:
    """The name of a field without its language."""
    return re.sub(r"_(ja|en)\}|!r\}|\}", "}", field)
