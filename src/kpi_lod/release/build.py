"""Building: a data folder → a published release, or an error and nothing changed.

A violation blocks publishing, and so does what nobody has looked at yet (``reviewed: false``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kpi_lod.checking.check import CheckedData, checked, raise_violations
from kpi_lod.errors import Finding, KpiLodError, Severity
from kpi_lod.reasons import system_reason
from kpi_lod.release.assembly import release_files
from kpi_lod.release.store import published
from kpi_lod.settings import publication
from kpi_lod.submissions.files import read_files, submission_files

NOT_REVIEWED = "indicator-reviewed"
"""A warning while checking, a violation when publishing."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was made: where, how much, and what was remarked about its data.

    ``first``: the code of its first municipality. ``triples``: how many there are, ``described`` of
    them about municipalities and not shared.
    """

    folder: Path
    municipalities: int
    first: str
    triples: int
    described: int
    files: int
    findings: tuple[Finding, ...]

    def description(self, folder: Path, program: str) -> str:
        """What was made, where to look and what to try next; ``program``: how it was called."""
        return DESCRIPTION.format(
            program=program,
            folder=self.folder,
            current=folder / "current",
            first=self.first,
            source=folder,
            municipalities=self.municipalities,
            triples=self.triples,
            described=self.described,
            files=self.files,
        )


DESCRIPTION = """\
リリースを作りました / release made: {folder}
  自治体 {municipalities}、トリプル {triples:,}（うち自治体のもの {described:,}）、{files:,}ファイル
  {municipalities} municipalities, {triples:,} triples ({described:,} about them), {files:,} files
見る / look at:
  {current}/dumps/{first}.ttl
  {current}/catalogue/index.ttl
試す / try next:
  {program} query met-targets --from {source}
  {program} query                   (問いの一覧 / the list of questions)"""


def build(data: Path, folder: Path) -> Release:
    """The release of all submissions below ``data``, published below ``folder``.

    Raises DataError where the data does not conform, KpiLodError where the folder is not usable.
    """
    settings = publication(data / "publication.yaml")
    read = read_files(submission_files(data))
    found = checked(read, settings.iris, settings.licence)
    findings = tuple(_for_publishing(f) for f in found.findings)
    raise_violations(findings)
    files, triples = release_files(settings, found.municipalities)
    try:
        made = published(files, folder)
    except OSError as error:
        ja, en = system_reason(error)
        raise KpiLodError("disk", found=folder, reason_ja=ja, reason_en=en) from None
    return Release(
        folder=made,
        municipalities=len(found.municipalities),
        first=found.municipalities[0].code,
        triples=triples,
        described=_described(found),
        files=len(files),
        findings=findings,
    )


def _for_publishing(finding: Finding) -> Finding:
    if finding.code == NOT_REVIEWED:
        return replace(finding, severity=Severity.VIOLATION)
    return finding


def _described(found: CheckedData) -> int:
    return sum(len(one.quads) for one in found.municipalities)
