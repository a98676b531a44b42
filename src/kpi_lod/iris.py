"""The only place that mints IRIs, and reads them back (design §5.1).

In: validated ids and codes. Out: NamedNode. Shared things have slash IRIs below
https://w3id.org/kpi-lod/; a publisher's project is one document with fragments. The round trip
``parts(mint(x)) == x`` is a property test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kpi_lod.records import Period
from kpi_lod.vocabulary import SAC, SHARED

ID = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
RESERVED_IDS = frozenset({"it", "area", "before", "budget", "activity", "evaluation"})
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
)
"""Names that no Windows folder may have; ids become folders of the release."""

REGISTER = NamedNode(SHARED + "register")
ONTOLOGY = NamedNode(SHARED + "ns")


def shared(scheme: str, code: str) -> NamedNode:
    """A shared thing, as ``status/measured``.

    >>> shared("status", "measured").value
    'https://w3id.org/kpi-lod/status/measured'
    """
    return NamedNode(f"{SHARED}{scheme}/{code}")


def code(scheme: str, name: str | None) -> NamedNode | None:
    """The code of a scheme, None if there is none."""
    return None if name is None else shared(scheme, name)


def municipality(code: str) -> NamedNode:
    """The municipality with that 6-digit code."""
    return shared("municipality", code)


def statistical_area(code: str) -> NamedNode:
    """e-Stat's area of a municipality: "C" and the code without its check digit.

    >>> statistical_area("032018").value
    'http://data.e-stat.go.jp/lod/sac/C03201'
    """
    return SAC[f"C{code[:5]}"]


def year(value: Period) -> NamedNode:
    """The fiscal or calendar year; 事業開始前 belongs to a project, see :class:`ProjectIris`."""
    return shared("calendar-year" if value.calendar else "fiscal-year", str(value.year))


@dataclass(frozen=True, slots=True)
class ProjectIris:
    """The document of one project and everything it tells as fragments."""

    document: str

    def _fragment(self, *parts: str) -> NamedNode:
        return NamedNode(f"{self.document}#{'.'.join(parts)}")

    @property
    def graph(self) -> NamedNode:
        """The named graph of the project's description: the document itself."""
        return NamedNode(self.document)

    @property
    def it(self) -> NamedNode:
        """The project."""
        return self._fragment("it")

    @property
    def area(self) -> NamedNode:
        """The area of all partners of a joint project."""
        return self._fragment("area")

    @property
    def before(self) -> NamedNode:
        """The time before the project began (事業開始前)."""
        return self._fragment("before")

    def indicator(self, indicator: str) -> NamedNode:
        """A KPI."""
        return self._fragment(indicator)

    def own_area(self, indicator: str) -> NamedNode:
        """The area that an indicator names with a label of its own."""
        return self._fragment(indicator, "area")

    def period(self, value: Period) -> NamedNode:
        """A year of the register, or this project's 事業開始前."""
        return self.before if value.year is None else year(value)

    def measurement(
        self, indicator: str, period: Period, *, kind: str, submission: str
    ) -> NamedNode:
        """One printed cell of a KPI: ``#reach.2023.actual.2023-promotion``."""
        return self._fragment(indicator, period.key, kind, submission)

    def result(self, indicator: str, period: Period) -> NamedNode:
        """The comparable view of a KPI in one year: ``#reach.2023``."""
        return self._fragment(indicator, period.key)

    def amount(self, period: Period, *, kind: str, submission: str) -> NamedNode:
        """One printed cell of money: ``#budget.2023.grant.2023-promotion``."""
        return self._fragment("budget", period.key, kind, submission)

    def activity(self, year: int, number: int, *, submission: str) -> NamedNode:
        """The ``number``-th (from 1) activity of a submission."""
        return self._fragment("activity", str(year), str(number), submission)

    def evaluation(self, year: int, *, submission: str) -> NamedNode:
        """The evaluation of one year."""
        return self._fragment("evaluation", str(year), submission)


@dataclass(frozen=True, slots=True)
class PublisherIris:
    """The IRIs below one publisher's base (https, ends with a slash)."""

    base: str

    def project(self, municipality_code: str, project: str) -> ProjectIris:
        """The document of a project."""
        return ProjectIris(f"{self.base}project/{municipality_code}/{project}/")

    def submission(self, municipality_code: str, submission: str) -> NamedNode:
        """A submission, which also names the graph of what it printed."""
        return NamedNode(f"{self.base}submission/{municipality_code}/{submission}")

    def document(self, municipality_code: str, submission: str) -> NamedNode:
        """The document a submission was taken from."""
        return NamedNode(f"{self.base}document/{municipality_code}/{submission}")

    def current(self, municipality_code: str) -> NamedNode:
        """The graph of what holds now for a municipality; derived."""
        return NamedNode(f"{self.base}current/{municipality_code}")

    @property
    def cube(self) -> NamedNode:
        """The document and graph of the two qb:DataSets."""
        return NamedNode(f"{self.base}cube")

    @property
    def kpi_cube(self) -> NamedNode:
        """The qb:DataSet of all KPI observations."""
        return NamedNode(f"{self.base}cube#kpi")

    @property
    def money_cube(self) -> NamedNode:
        """The qb:DataSet of all money observations."""
        return NamedNode(f"{self.base}cube#money")


def document_of(iri: str) -> str:
    """The IRI without its fragment: the document that tells about it."""
    return iri.partition("#")[0]
