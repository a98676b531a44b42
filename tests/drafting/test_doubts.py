"""Doubts in words: every key has its text, and its fields are there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.gates.unshown import UNSHOWN

from kpi_lod.drafting.doubts import ordered, told
from kpi_lod.errors import Severity
from kpi_lod.layouts.found import Doubt
from kpi_lod.messages import messages

KEY = re.compile(r'"(draft-[a-z-]+(?:/[a-z-]+)?)"')


def keys(root: Path) -> set[str]:
    """The keys of doubts that stand in the sources."""
    folders = (root / "src/kpi_lod" / name for name in ("drafting", "layouts"))
    texts = (file.read_text("utf-8") for folder in folders for file in folder.rglob("*.py"))
    return {key for text in texts for key in KEY.findall(text)}


def test_every_doubt_has_its_words(root: Path) -> None:
    found = keys(root)
    assert len(found) > 20
    assert found - messages().keys() == set()


def test_every_doubt_is_as_grave_as_its_page_says() -> None:
    """docs/findings.md tells the severity; doubts.py decides it."""
    listed = {key: of for key, (of, _) in UNSHOWN.items() if key.startswith("draft-")}
    assert len(listed) > 20
    fields = {name for key in listed for name in re.findall(r"\{(\w+)\}", str(messages()[key]))}
    told_now = {
        key: told(Doubt(key, "line 1", tuple((name, "x") for name in fields)), "a.txt").severity
        for key in listed
    }
    wrong = {key: of for key, of in listed.items() if of and told_now[key] is not of}
    assert wrong == {}


def test_doubts_come_by_kind_and_once_with_warnings_first() -> None:
    one, two = (
        Doubt("draft-unit", "line 9", (("name", "甲"),)),
        Doubt("draft-far-apart", "line 1", (("name", "甲"), ("target", "1"), ("actual", "20"))),
    )
    found = [
        told(each, "a.txt") for each in (two, one, two, Doubt("draft-unit", "line 10", one.fields))
    ]
    assert [(each.code, each.place.pointer) for each in ordered(found)] == [
        ("draft-unit", "line 9"),
        ("draft-unit", "line 10"),
        ("draft-far-apart", "line 1"),
    ]
    assert ordered(found)[-1].severity is Severity.INFO
