"""One submission → the named graph of what its document printed (design §5.1, §5.2).

The graph is named by the submission and never changes later: measurements, amounts, activities,
evaluations, the submission and its document.
"""

from __future__ import annotations

from kpi_lod import iris
from kpi_lod.graph import Statement
from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.mapping.traced import TracedGraph
from kpi_lod.records import (
    Activity,
    Amount,
    Evaluation,
    Indicator,
    Period,
    Project,
    Reading,
    Source,
    Submission,
)
from kpi_lod.terms import (
    ATTRIBUTE,
    DCT,
    DIMENSION,
    KPI,
    MEASURE,
    PROV,
    RDFS,
    SKOS,
    TermText,
    iri,
    japanese,
    number,
    plain,
    whole,
)
from kpi_lod.vocabulary import LICENCES

MAPPING_VERSION = "1"
"""Raised when the same submission would give other triples."""

_SUBMISSION_FIELDS = {"reporting-year": DIMENSION.refPeriod, "revision": KPI.revision}
_READING_FIELDS = {
    "value": MEASURE.obsValue,
    "numerator": KPI.numerator,
    "denominator": KPI.denominator,
    "note": SKOS.note,
    "status": ATTRIBUTE.obsStatus,
    "as-written": KPI.valueAsWritten,
    "at": KPI.place,
}
_EVALUATION_FIELDS = {
    "effect": KPI.effect,
    "external-review": KPI.externalReview,
    "comment": KPI.externalComment,
    "next": KPI.nextStep,
    "reason": KPI.nextStepReason,
}


def submission_graph(submission: Submission, publisher: PublisherIris, licence: str) -> TracedGraph:
    """What the submission's document printed. ``licence``: SPDX identifier of our compilation.

    A withdrawn submission keeps its own description and its reason, nothing else.
    """
    node = publisher.submission(submission.municipality, submission.id)
    document = publisher.document(submission.municipality, submission.id)
    graph = TracedGraph(node)
    graph.describe(
        node,
        (KPI.Submission, PROV.Entity),
        (DCT.publisher, iris.municipality(submission.municipality)),
        (DCT.identifier, plain(f"{submission.municipality}/{submission.id}")),
        (DIMENSION.refPeriod, iris.year(Period(submission.reporting_year))),
        (DCT.license, iri(LICENCES[licence])),
        (KPI.sourceTerms, plain(submission.source.terms)),
        (KPI.revision, whole(submission.revision)),
        (KPI.mappingVersion, plain(MAPPING_VERSION)),
        (KPI.withdrawalReason, japanese(submission.withdrawn)),
        (PROV.wasDerivedFrom, document),
    )
    graph.trace(node, submission.places, _SUBMISSION_FIELDS)
    if terms := submission.source.places.get("terms"):
        graph.trace(node, {"terms": terms}, {"terms": KPI.sourceTerms})
    _add_document(graph, document, submission.source)
    if submission.withdrawn is None:
        for project in submission.projects:
            iris_of_project = publisher.project(submission.municipality, project.id)
            _PrintedProject(graph, iris_of_project, submission).add(project)
    return graph


def area_iri(own: ProjectIris, indicator: Indicator, municipality: str) -> TermText | None:
    """The area an indicator's figures speak of; None where a joint project does not say."""
    if indicator.area is None:
        return None
    fixed = {"municipality": iris.statistical_area(municipality), "partners": own.area}
    return fixed.get(indicator.area, own.own_area(indicator.id))


def _add_document(graph: TracedGraph, node: TermText, source: Source) -> None:
    graph.describe(
        node,
        (PROV.Entity, DCT.BibliographicResource),
        (DCT.title, japanese(source.title)),
        (RDFS.seeAlso, iri(source.url) if source.url else None),
        (KPI.fileName, plain(source.file)),
        (KPI.sha256, plain(source.sha256)),
    )
    graph.trace(node, source.places, {"title": DCT.title, "url": RDFS.seeAlso})


class _PrintedProject:
    """What one submission printed about one project."""

    def __init__(self, graph: TracedGraph, own: ProjectIris, submission: Submission) -> None:
        self.graph = graph
        self.own = own
        self.submission = submission
        self.node = graph.graph

    def add(self, project: Project) -> None:
        for indicator in project.indicators:
            self._add_indicator(indicator)
        for amount in project.amounts:
            self._add_amount(amount)
        numbers: dict[int, int] = {}
        for activity in project.activities:
            numbers[activity.year] = numbers.get(activity.year, 0) + 1
            self._add_activity(activity, numbers[activity.year])
        for evaluation in project.evaluations:
            self._add_evaluation(evaluation)

    def _add_indicator(self, indicator: Indicator) -> None:
        about = (
            (KPI.indicator, self.own.indicator(indicator.id)),
            (DIMENSION.refArea, area_iri(self.own, indicator, self.submission.municipality)),
        )
        for m in indicator.measurements:
            node = self.own.measurement(
                indicator.id, m.period, kind=m.kind, submission=self.submission.id
            )
            self.graph.describe(
                node,
                (KPI.Measurement,),
                *about,
                (KPI.valueKind, iris.shared("kind", m.kind)),
                (DIMENSION.refPeriod, self.own.period(m.period)),
                *self._reading(m.reading, ATTRIBUTE.unitMeasure),
            )
            self._trace_reading(node, m.reading)

    def _add_amount(self, amount: Amount) -> None:
        node = self.own.amount(amount.period, kind=amount.kind, submission=self.submission.id)
        self.graph.describe(
            node,
            (KPI.Amount,),
            (KPI.project, self.own.it),
            (KPI.amountKind, iris.shared("amount-kind", amount.kind)),
            (DIMENSION.refPeriod, self.own.period(amount.period)),
            *self._reading(amount.reading, ATTRIBUTE.unitMeasure),
        )
        self._trace_reading(node, amount.reading)

    def _add_activity(self, activity: Activity, number: int) -> None:
        node = self.own.activity(activity.year, number, submission=self.submission.id)
        figure = activity.reading
        self.graph.describe(
            node,
            (KPI.Activity,),
            (KPI.project, self.own.it),
            (DCT.description, japanese(activity.text)),
            (DIMENSION.refPeriod, iris.year(Period(activity.year))),
            *(self._reading(figure, KPI.unit, KPI.count) if figure else self._submission()),
        )
        self.graph.trace(node, activity.places, {"count": KPI.count, "text": DCT.description})

    def _add_evaluation(self, evaluation: Evaluation) -> None:
        node = self.own.evaluation(evaluation.year, submission=self.submission.id)
        self.graph.describe(
            node,
            (KPI.Evaluation,),
            (KPI.project, self.own.it),
            (DIMENSION.refPeriod, iris.year(Period(evaluation.year))),
            (KPI.effect, iris.code("effect", evaluation.effect)),
            (KPI.externalReview, iris.code("external-review", evaluation.external_review)),
            (KPI.externalComment, japanese(evaluation.comment)),
            (KPI.nextStep, iris.code("next-step", evaluation.next_step)),
            (KPI.nextStepReason, japanese(evaluation.reason)),
            *self._submission(),
        )
        self.graph.trace(node, evaluation.places, _EVALUATION_FIELDS)

    def _submission(self) -> list[Statement]:
        return [(KPI.submission, self.node)]

    def _reading(
        self, reading: Reading, unit: TermText, value: TermText = MEASURE.obsValue
    ) -> list[Statement]:
        """The statements of a printed cell; ``unit`` and ``value`` are the properties to use."""
        return [
            (ATTRIBUTE.obsStatus, iris.shared("status", reading.status)),
            (unit, iris.shared("unit", reading.unit)),
            (value, number(reading.value)),
            (KPI.scale, whole(reading.scale) if reading.scale != 1 else None),
            (KPI.numerator, number(reading.numerator)),
            (KPI.denominator, number(reading.denominator)),
            (KPI.valueAsWritten, plain(reading.as_written)),
            (KPI.unitAsWritten, plain(reading.unit_as_written)),
            (SKOS.note, japanese(reading.note)),
            (KPI.place, plain(reading.at)),
            *self._submission(),
        ]

    def _trace_reading(self, node: TermText, reading: Reading) -> None:
        self.graph.trace(node, reading.places, _READING_FIELDS)
