"""The catalogue of a release: DCAT 3 and VoID for portals, schema.org for search engines."""

from kpi_lod.release.catalogue.dcat import Dataset, catalogue, municipality_dataset
from kpi_lod.release.catalogue.formats import FileFact

__all__ = ["Dataset", "FileFact", "catalogue", "municipality_dataset"]
