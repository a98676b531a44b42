"""A submission beside the earlier ones of its municipality: what changed without a word.

In: one submission and the others of its municipality. Out: findings at the places of that one
submission; nothing is told about the others. All of it may be right, so nothing is a violation:
a Warning where a series would break or a fault is likely, an Info where one should only know.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpi_lod.errors import Finding
from kpi_lod.records import Submission
from kpi_lod.submissions.history import History
from kpi_lod.submissions.identity import Identity
from kpi_lod.submissions.left_out import left_out
from kpi_lod.submissions.restated import falls, restated


def earlier(edition: Submission, others: Sequence[Submission]) -> list[Submission]:
    """The submissions that ``edition`` is compared with: older and not taken back, oldest first."""
    older = (one for one in _standing(edition, others) if one.edition < edition.edition)
    return sorted(older, key=lambda one: one.edition)


def _standing(edition: Submission, others: Sequence[Submission]) -> list[Submission]:
    return [one for one in others if one.withdrawn is None and one is not edition]


def year_findings(edition: Submission, others: Sequence[Submission]) -> list[Finding]:
    """What is odd in ``edition`` beside ``others``, further submissions of its municipality.

    Only what stands and is older counts; of the same year also the newer ones, for what vanished.
    """
    if edition.withdrawn is not None:
        return []
    older = earlier(edition, others)
    beside = [
        one for one in _standing(edition, others) if one.reporting_year == edition.reporting_year
    ]
    years = [one.reporting_year for one in older if one.reporting_year < edition.reporting_year]
    last_year = [one for one in older if one.reporting_year == max(years, default=0)]
    before = History(tuple(older))
    compared = Identity(edition, before, History(tuple(last_year)), History(tuple(beside)))
    return [
        *compared.findings(),
        *left_out(edition, before),
        *restated(edition, before),
        *falls(edition, before),
    ]
