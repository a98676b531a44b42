"""The pages of the rules: everything the check may say, when, and how to mend it.

In: messages.toml and the shapes, through the rulebook that docs/findings.md is made of too. Out:
``rules``, ``rules/submissions``, ``rules/shapes``, ``rules/errors``; a code is its anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kpi_lod.checking.rulebook import (
    ERRORS,
    RULES,
    SHAPE_FILES,
    sections,
    severities,
    shape_codes,
    shape_texts,
    shown_template,
)
from kpi_lod.checking.wording import SEVERITIES
from kpi_lod.errors import Severity
from kpi_lod.messages import messages
from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.settings import Text

SECTION = "rules"
INDEX = Text("規則", "Rules")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a rule: what is told, and what to do."""

    told: Text
    fix: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its code; ``severity`` where the rule itself fixes it, else None."""

    code: str
    wordings: Sequence[Wording]
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Rules of one kind."""

    anchor: str
    title: Text
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of rules."""

    name: str
    title: Text
    description: Text
    sections: Sequence[Section]

    @property
    def count(self) -> int:
        """How many rules it holds."""
        return sum(len(one.rules) for one in self.sections)


def rule_pages() -> Iterator[Page]:
    """The index and the chapters."""
    chapters = rule_chapters()
    yield Page(
        folder=SECTION,
        template="rules.html",
        title=INDEX,
        description=Text(
            "公開の前にデータを検査する規則のすべて。何を見るか、なぜか、どう直すか。",
            "All rules that data is checked against before publication: what, why, how to mend.",
        ),
        values={"chapters": chapters, "severities": _severity_texts()},
        section=SECTION,
        crumbs=(Link(HOME, ""),),
    )
    for chapter in chapters:
        yield Page(
            folder=f"{SECTION}/{chapter.name}",
            template="rules_chapter.html",
            title=chapter.title,
            description=chapter.description,
            values={"chapter": chapter, "severities": _severity_texts()},
            section=SECTION,
            crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
            alternates=_SHAPES if chapter.name == "shapes" else (),
        )


_SHAPES = (Alternate("shared/shapes/index.ttl", "text/turtle", "SHACL"),)


def rule_chapters() -> tuple[Chapter, ...]:
    """All rules: those of the reader, those of the shapes, and what stops the program."""
    return (
        Chapter(
            "submissions",
            Text("提出物を読むときの規則", "Rules of reading a submission"),
            Text(
                "提出物（YAML・Excel・CSV）の書き方の規則と、見つかったときの文。",
                "How a submission (YAML, Excel, CSV) is written, and what is told if it is not.",
            ),
            tuple(_told(RULES)),
        ),
        Chapter(
            "shapes",
            Text("データの規則（SHACL）", "Rules of the data (SHACL)"),
            Text(
                "読み取ったデータが満たすべき条件。誰でもSHACLの検査器で確かめられます。",
                "The conditions the data must meet; anyone can check them with a SHACL validator.",
            ),
            tuple(_shaped()),
        ),
        Chapter(
            "errors",
            Text("エラー", "Errors"),
            Text(
                "データではなく、使い方や環境の問題を伝える文。",
                "What is told about usage or the machine, and not about the data.",
            ),
            tuple(_told(ERRORS)),
        ),
    )


def _severity_texts() -> Mapping[Severity, Text]:
    return {severity: Text(*names) for severity, names in SEVERITIES.items()}


def _told(titles: Mapping[str, tuple[str, str]]) -> Iterator[Section]:
    for number, (name, title) in enumerate(titles.items(), start=1):
        codes = groupby(sections()[name], key=lambda key: key.partition("/")[0])
        rules = tuple(Rule(code, tuple(map(_wording, keys))) for code, keys in codes)
        yield Section(f"section-{number}", Text(*title), rules)


def _wording(key: str) -> Wording:
    one = messages()[key]
    told, told_en, fix, fix_en = map(shown_template, (one.ja, one.en, one.fix_ja, one.fix_en))
    return Wording(Text(told, told_en), Text(fix, fix_en))


def _shaped() -> Iterator[Section]:
    for file, title in SHAPE_FILES.items():
        yield Section(f"section-{file}", Text(*title), tuple(map(_shape, shape_codes(file))))


def _shape(code: str) -> Rule:
    said = shape_texts()[code]
    told = Text(said["description", "ja"], said["description", "en"])
    fix = Text(said["message", "ja"], said["message", "en"])
    return Rule(code, (Wording(told, fix),), severities().get(code, Severity.VIOLATION))
