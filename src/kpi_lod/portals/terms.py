"""What each source says of its reuse, as the release tells it (``kpi:sourceTerms``).

In: a release and a municipality. Out: id of a submission → an SPDX identifier of its source, or
``not-stated``. Figures of a source without stated terms are not handed on unasked.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import RdfFormat, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.pushed import Pushed
from kpi_lod.vocabulary import KPI, NOT_STATED

FOLDER = "submission"


def source_terms(release: Pushed, code: str) -> Mapping[str, str]:
    """Id → terms, of all submissions of a municipality, in the order of the ids.

    What a release does not tell counts as not stated. Raises KpiLodError ``push-damaged``.
    """
    found = (path.split("/") for path in release.sums if path.startswith(f"{FOLDER}/{code}/"))
    ids = sorted(parts[2] for parts in found if parts[3:] == ["index.ttl"])
    return {one: _terms(release, f"{FOLDER}/{code}/{one}/index.ttl") for one in ids}


def _terms(release: Pushed, path: str) -> str:
    try:
        triples = parse(release.read(path), format=RdfFormat.TURTLE)
        found = {str(one.object.value) for one in triples if one.predicate == KPI.sourceTerms}
    except (SyntaxError, AttributeError):
        raise KpiLodError("push-damaged", found=release.file(path)) from None
    return found.pop() if len(found) == 1 else NOT_STATED
