"""All pages that are about no single place: which of them are made when.

``fixed_pages`` depend on the program and the settings, ``pages_of_topics`` on the summaries of all
municipalities, ``closing_pages`` on the finished files. Out of each: path and content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO, NamedTuple

from pyoxigraph import Quad

from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.structured_data import whole_linked_data
from kpi_lod.release.pages.concepts import concept_pages, prefecture_concept_pages
from kpi_lod.release.pages.cubes import cube_page
from kpi_lod.release.pages.downloads import download_files
from kpi_lod.release.pages.frame import pages_html
from kpi_lod.release.pages.listing import long
from kpi_lod.release.pages.programmes import prefecture_programme_pages, programme_pages
from kpi_lod.release.pages.questions import question_files
from kpi_lod.release.pages.reference import reference_pages
from kpi_lod.release.pages.rules import rule_pages
from kpi_lod.release.pages.shared import shared_pages
from kpi_lod.release.summary import Summary
from kpi_lod.settings import Publication


def fixed_pages(publication: Publication, shared: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """Vocabulary, rules, cubes and all shared things; ``shared``: what is told about these."""
    for page in chain(reference_pages(), rule_pages(), [cube_page(publication)]):
        yield from pages_html(publication, page)
    yield from shared_pages(publication, shared)


def pages_of_topics(
    publication: Publication, summaries: Sequence[Summary]
) -> Iterator[tuple[str, bytes]]:
    """Harmonised indicators and programmes; ``summaries`` in the order of the codes."""
    for page in chain(concept_pages(summaries), programme_pages(summaries)):
        yield from pages_html(publication, page)


class LongLists(NamedTuple):
    """Codes of the harmonised indicators and programmes whose lists have pages by prefecture."""

    concepts: frozenset[str]
    programmes: frozenset[str]


def long_lists(summaries: Sequence[Summary]) -> LongLists:
    """Which lists are long, with all municipalities in them."""
    projects = [project for one in summaries for project in one.projects]
    concepts = (kpi.concept for project in projects for kpi in project.indicators if kpi.concept)
    return LongLists(long(concepts), long(project.programme for project in projects))


def pages_of_prefecture(
    publication: Publication, summaries: Sequence[Summary], lists: LongLists
) -> Iterator[tuple[str, bytes]]:
    """The pages of one prefecture in long lists; ``summaries``: of its municipalities."""
    concepts = prefecture_concept_pages(summaries, lists.concepts)
    for page in chain(concepts, prefecture_programme_pages(summaries, lists.programmes)):
        yield from pages_html(publication, page)


def closing_pages(
    publication: Publication,
    summaries: Sequence[Summary],
    facts: Iterable[FileFact],
    dump: BinaryIO,
    triples: int,
) -> Iterator[tuple[str, bytes]]:
    """Questions and downloads; ``dump``: all quads, packed, ``triples`` of them, ``facts`` of all
    other files, ``summaries`` in the order of the codes.
    """
    yield from question_files(publication, [dump], triples)
    codes, about = [one.code for one in summaries], whole_linked_data(publication, summaries)
    yield from download_files(publication, codes, facts, about)
