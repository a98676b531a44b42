"""The catalogue of a release: DCAT 3 and VoID for portals, schema.org for search engines.

``municipal.municipal_catalogue`` makes a municipality's own catalogue and its pieces of the whole
one, ``overall.joined`` the whole one, ``structured_data`` what pages embed.
"""

from kpi_lod.release.catalogue.formats import FileFact

__all__ = ["FileFact"]
