"""The nodes of the catalogue: settings, codes and ids → IRIs.

Two kinds of document: ``{base}catalogue`` about all, ``{base}catalogue/<code>`` about one
municipality. Everything in them is a fragment. Ids of submissions hold no dot, so none can be
taken for a node of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.release.catalogue.coverage import Coverage
from kpi_lod.terms import TermText, iri

FOLDER = "catalogue"


@dataclass(frozen=True, slots=True)
class CatalogueIris:
    """The catalogue's document about all (``code`` "") or about one municipality."""

    base: str
    code: str = ""

    @property
    def folder(self) -> str:
        """Where it lies in the release."""
        return f"{FOLDER}/{self.code}" if self.code else FOLDER

    @property
    def document(self) -> str:
        """Its IRI as a text."""
        return f"{self.base}{self.folder}"

    @property
    def it(self) -> TermText:
        """The dcat:Catalog: the document itself."""
        return iri(self.document)

    def fragment(self, *parts: str) -> TermText:
        """A node that it tells about."""
        return iri(f"{self.document}#{'.'.join(parts)}")

    @property
    def everything(self) -> TermText:
        """The dataset of all years."""
        return self.fragment("all")

    @property
    def series(self) -> TermText:
        """The series of a municipality's reports."""
        return self.fragment("series")

    def submission(self, submission: str) -> TermText:
        """The dataset of what one submission printed."""
        return self.fragment("submission", submission)

    def period(self, coverage: Coverage) -> TermText:
        """The time that a dataset is about."""
        return self.fragment("period", coverage.key)
