"""The only place that mints IRIs, and reads them back (design §5.1).

In: validated ids and codes. Out: IRIs as term texts. Shared things have slash IRIs below
https://w3id.org/kpi-lod/; a publisher's project is one document with fragments. The round trip
``parts(mint(x)) == x`` is a property test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from kpi_lod.records import Period
from kpi_lod.terms import TermText, iri
from kpi_lod.vocabulary import SAC, SHARED

ID = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
RESERVED_IDS = frozenset({"it", "area", "before", "budget", "activity", "evaluation"})
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
)
"""Names that no Windows folder may have; ids become folders of the release."""

REGISTER = NamedNode(SHARED + "register")
ONTOLOGY = NamedNode(SHARED + "ns")


@cache
def shared(scheme: str, code: str) -> TermText:
    """A shared thing, as ``status/measured``.

    >>> shared("status", "measured")
    '<https://w3id.org/kpi-lod/status/measured>'
    """
    return iri(f"{SHARED}{scheme}/{code}")


def code(scheme: str, name: str | None) -> TermText | None:
    """The code of a scheme, None if there is none."""
    return None if name is None else shared(scheme, name)


def municipality(code: str) -> TermText:
    """The municipality with that 6-digit code."""
    return shared("municipality", code)


def statistical_area(code: str) -> TermText:
    """e-Stat's area of a municipality: "C" and the code without its check digit.

    >>> statistical_area("032018")
    '<http://data.e-stat.go.jp/lod/sac/C03201>'
    """
    return iri(f"{SAC.iri}C{code[:5]}")


def year(value: Period) -> TermText:
    """The fiscal or calendar year; 事業開始前 belongs to a project, see :class:`ProjectIris`."""
    return shared("calendar-year" if value.calendar else "fiscal-year", str(value.year))


@dataclass(frozen=True, slots=True)
class ProjectIris:
    """The document of one project and everything it tells as fragments."""

    document: str

    def _fragment(self, *parts: str) -> TermText:
        return iri(f"{self.document}#{'.'.join(parts)}")

    @property
    def graph(self) -> TermText:
        """The named graph of the project's description: the document itself."""
        return iri(self.document)

    @property
    def it(self) -> TermText:
        """The project."""
        return self._fragment("it")

    @property
    def area(self) -> TermText:
        """The area of all partners of a joint project."""
        return self._fragment("area")

    @property
    def before(self) -> TermText:
        """The time before the project began (事業開始前)."""
        return self._fragment("before")

    def indicator(self, indicator: str) -> TermText:
        """A KPI."""
        return self._fragment(indicator)

    def own_area(self, indicator: str) -> TermText:
        """The area that an indicator names with a label of its own."""
        return self._fragment(indicator, "area")

    def period(self, value: Period) -> TermText:
        """A year of the register, or this project's 事業開始前."""
        return self.before if value.year is None else year(value)

    def measurement(
        self, indicator: str, period: Period, *, kind: str, submission: str
    ) -> TermText:
        """One printed cell of a KPI: ``#reach.2023.actual.2023-promotion``."""
        return self._fragment(indicator, period.key, kind, submission)

    def result(self, indicator: str, period: Period) -> TermText:
        """The comparable view of a KPI in one year: ``#reach.2023``."""
        return self._fragment(indicator, period.key)

    def amount(self, period: Period, *, kind: str, submission: str) -> TermText:
        """One printed cell of money: ``#budget.2023.grant.2023-promotion``."""
        return self._fragment("budget", period.key, kind, submission)

    def activity(self, year: int, number: int, *, submission: str) -> TermText:
        """The ``number``-th (from 1) activity of a submission."""
        return self._fragment("activity", str(year), str(number), submission)

    def evaluation(self, year: int, *, submission: str) -> TermText:
        """The evaluation of one year."""
        return self._fragment("evaluation", str(year), submission)


@dataclass(frozen=True, slots=True)
class PublisherIris:
    """The IRIs below one publisher's base (https, ends with a slash)."""

    base: str

    def project(self, municipality_code: str, project: str) -> ProjectIris:
        """The document of a project."""
        return ProjectIris(f"{self.base}project/{municipality_code}/{project}/")

    def submission(self, municipality_code: str, submission: str) -> TermText:
        """A submission, which also names the graph of what it printed."""
        return iri(f"{self.base}submission/{municipality_code}/{submission}")

    def document(self, municipality_code: str, submission: str) -> TermText:
        """The document a submission was taken from."""
        return iri(f"{self.base}document/{municipality_code}/{submission}")

    def current(self, municipality_code: str) -> TermText:
        """The graph of what holds now for a municipality; derived."""
        return iri(f"{self.base}current/{municipality_code}")

    @property
    def cube(self) -> TermText:
        """The document and graph of the two qb:DataSets."""
        return iri(f"{self.base}cube")

    @property
    def kpi_cube(self) -> TermText:
        """The qb:DataSet of all KPI observations."""
        return iri(f"{self.base}cube#kpi")

    @property
    def money_cube(self) -> TermText:
        """The qb:DataSet of all money observations."""
        return iri(f"{self.base}cube#money")

    @property
    def push(self) -> TermText:
        """The graph in a triple store that tells what was pushed there; no part of a release."""
        return iri(f"{self.base}push")

    def staging(self, name: str) -> TermText:
        """A graph in a triple store that is being filled there."""
        return iri(f"{self.base}push/staging/{name}")


def document_of(iri: str) -> str:
    """The IRI without its fragment: the document that tells about it."""
    return iri.partition("#")[0]
