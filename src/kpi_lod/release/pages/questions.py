"""The pages of the named questions: wording, why, SPARQL, and the answer on this release.

In: the packed N-Quads of a release and how many triples they hold. Out: ``questions`` and
``questions/<name>``. Past ``ASKED_UP_TO`` triples an answer would take too long and the pages say
how to ask instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pyoxigraph import Literal, QuerySolutions, Store

from kpi_lod.querying.answers import shown
from kpi_lod.querying.questions import Question, questions
from kpi_lod.querying.sources import stored_results
from kpi_lod.querying.sparql_text import with_prefixes
from kpi_lod.querying.stores import load
from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Link, Page, pages_html
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import PREFIXES, XSD

SECTION = "questions"
INDEX = Text("問いと答え", "Questions and answers")
ASKED_UP_TO = 1_000_000
"""Triples of a release whose answers are computed."""

ROWS = 100
"""Rows of an answer that a page shows."""

_HEAD = re.compile(r"(?:^|、)\?(\w+) ([^、。（]+)")
"""「、?year 年度（…）」: a column, and its name up to a remark."""

_NUMBERS = (XSD.integer, XSD.decimal)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an answer: its text, its language, and whether it is a number."""

    text: str
    language: str | None
    is_number: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns, the first rows, and how many rows there are in all.

    ``heads``: what the columns are in Japanese, as the question says it.
    """

    columns: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell | None]]
    count: int

    @property
    def titled(self) -> Sequence[tuple[str, str]]:
        """Each column's name and what it is."""
        return list(zip(self.columns, self.heads, strict=True))


def question_files(
    publication: Publication, dumps: Iterable[BinaryIO], triples: int
) -> Iterator[tuple[str, bytes]]:
    """Path and content of the pages; ``dumps``: the release's quads as packed N-Quads."""
    store = _loaded(dumps) if triples <= ASKED_UP_TO else None
    for page in question_pages(store):
        yield from pages_html(publication, page)


def _loaded(dumps: Iterable[BinaryIO]) -> Store:
    store = Store()
    for packed in dumps:
        load(store, packed)
    return store


def question_pages(store: Store | None) -> Iterator[Page]:
    """The index and a page for each question; without a store they say how to ask."""
    named = list(questions().values())
    yield Page(
        folder=SECTION,
        template="questions.html",
        title=INDEX,
        description=Text(
            "このデータに聞ける問いの一覧と、このリリースでの答え。",
            "Questions this data answers, with the answers in this release.",
        ),
        values={"questions": named, "is_asked": store is not None},
        section=SECTION,
        crumbs=(Link(HOME, ""),),
    )
    for question in named:
        yield Page(
            folder=f"{SECTION}/{question.name}",
            template="question.html",
            title=Text(question.ja, question.en),
            description=Text(question.why_ja, question.why_en),
            values={
                "question": question,
                "query": with_prefixes(question.query, PREFIXES),
                "answer": None if store is None else answer(question, store),
                "asked_up_to": ASKED_UP_TO,
            },
            section=SECTION,
            crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
        )


def answer(question: Question, store: Store) -> Answer:
    """What the question returns, cut to as many rows as a page shows."""
    found = stored_results(question.text, store)
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows, count = [], 0
    for solution in found:
        count += 1
        if count <= ROWS:
            rows.append([_cell(solution[name]) for name in columns])
    named = column_heads(question)
    return Answer(columns, [named.get(name, name) for name in columns], rows, count)


def column_heads(question: Question) -> Mapping[str, str]:
    """Name of a column → what it is in Japanese, from what the question says that it returns.

    >>> from kpi_lod.querying.questions import questions
    >>> column_heads(questions()["money"])["expenditure"]
    '交付対象事業費'
    """
    return dict(_HEAD.findall(question.returns_ja))


def _cell(value: object) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, Literal):
        return Cell(shown(value), value.language, value.datatype in _NUMBERS)
    return Cell(shown(value), None, False)
