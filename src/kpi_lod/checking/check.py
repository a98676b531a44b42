"""Checking: submissions → findings by file and line (design §6).

Each municipality is mapped, its literals are checked lexically, then the shapes are run over its
data with what the register tells about the nodes it uses, and every result is led back to the place
in the submission that caused it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from kpi_lod.checking.cell_words import in_cells
from kpi_lod.checking.comparison import Compared, compared
from kpi_lod.checking.engine import DEFAULT_ENGINE, ENGINES, Engine
from kpi_lod.checking.findings import origin, result_findings
from kpi_lod.checking.lexical import ill_typed
from kpi_lod.checking.shapes import core_shapes, target_classes
from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.errors import FileName, Finding, NothingCheckedError, Severity, finding
from kpi_lod.iris import PublisherIris
from kpi_lod.register.described import described
from kpi_lod.shacl.results import ValidationResult
from kpi_lod.submissions.collection import between_findings, by_municipality
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import ReadSubmission
from kpi_lod.submissions.siblings import Siblings, folder_findings, siblings
from kpi_lod.submissions.workbook.empty_cells import at_empty_cell
from kpi_lod.vocabulary import RDF

EXAMPLE_BASE = "https://example.org/kpi/"
_ALONE = Siblings()


@dataclass(frozen=True, slots=True)
class CheckedData:
    """The data of the municipalities and everything found about it, worst first.

    ``results``: what the shapes found; ``beside_shapes``: the findings that no shape made, but
    reading or mapping. ``unchecked`` are the files whose content the rules have not seen yet,
    because something else has to be mended first; ``read``: what came of each file, for showing
    what a finding is about; ``compared``: the earlier submissions beside which each was checked.
    """

    municipalities: tuple[MunicipalityData, ...]
    findings: tuple[Finding, ...]
    results: tuple[ValidationResult, ...]
    beside_shapes: tuple[Finding, ...]
    unchecked: tuple[str, ...]
    read: tuple[ReadSubmission, ...]
    compared: tuple[Compared, ...] = ()

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """File → its lines."""
        return {one.file: one.lines for one in self.read}

    @property
    def files(self) -> frozenset[str]:
        """All files that were read; the tables of one submission may lie in several."""
        return frozenset(
            name for one in self.read for name in (one.file, *(r[0] for r in one.rows))
        )

    @property
    def conforms(self) -> bool:
        """Whether nothing blocks publishing."""
        return all(f.severity is not Severity.VIOLATION for f in self.findings)


def checked_files(
    files: FileName | Iterable[FileName],
    *,
    engine: str = DEFAULT_ENGINE,
    data: FileName | None = None,
) -> CheckedData:
    """What is found in submission files, one or several, before anybody publishes them.

    They are compared with the earlier submissions of the same municipality, in their own folder and
    in the folder ``data``; nothing is told about those. IRIs are those of the example base;
    ``engine``: a name of ENGINES. What is wrong with a file is a finding; KpiLodError
    ``file-missing``, ``file-unreadable``, ``file-folder``, ``file-special`` or ``file-url`` is
    raised where there is none to read, ``nothing-checked`` where no shape matched a node.
    """
    named = [files] if isinstance(files, str | os.PathLike) else files
    other = None if data is None else Path(data)
    return checked_submissions(read_files(map(Path, named)), engine=engine, data=other)


def checked_submissions(
    read: Sequence[ReadSubmission], *, engine: str = DEFAULT_ENGINE, data: Path | None = None
) -> CheckedData:
    """The same for what was read before."""
    others = siblings(read, data)
    iris = PublisherIris(EXAMPLE_BASE)
    return checked(read, iris, "CC-BY-4.0", engine=ENGINES[engine], others=others)


def checked(
    read: Sequence[ReadSubmission],
    publisher: PublisherIris,
    licence: str,
    *,
    engine: Engine = ENGINES[DEFAULT_ENGINE],
    others: Siblings = _ALONE,
) -> CheckedData:
    """The mapped data of all submissions that could be read, and all findings.

    ``others`` are only compared with. Raises KpiLodError ``nothing-checked`` where no shape matched
    a node.
    """
    findings = [found for one in read for found in one.findings]
    submissions = [one.submission for one in read if one.submission is not None]
    unchecked = [one.file for one in read if one.submission is None]
    mapped: list[MunicipalityData] = []
    sound: list[MunicipalityData] = []
    findings += [*others.findings, *folder_findings(submissions)]
    beside = by_municipality(others.submissions)
    for code, editions in by_municipality(submissions).items():
        between, remarks = between_findings(editions, beside.get(code, []))
        findings += remarks
        if between:
            findings += between
            unchecked += [edition.places[""].file for edition in editions]
            continue
        one = municipality_data(editions, publisher, licence)
        mapped.append(one)
        wrong = list(_lexical_findings(one))
        findings += wrong
        if not wrong:
            sound.append(one)
    results = validation_results(sound, engine)
    told = _asked([*findings, *_in_tables(_result_findings(results, sound), read)], read)
    return CheckedData(
        municipalities=tuple(mapped),
        findings=tuple(sorted(told, key=Finding.sort_key)),
        results=results,
        beside_shapes=tuple(sorted(_asked(findings, read), key=Finding.sort_key)),
        unchecked=tuple(unchecked),
        read=tuple(read),
        compared=compared(read, others.submissions),
    )


def _asked(findings: Iterable[Finding], read: Sequence[ReadSubmission]) -> list[Finding]:
    """The findings without those that only say what the form of a file does not ask for."""
    unasked = {(one.file, code) for one in read for code in one.unasked}
    return [one for one in findings if (one.place.file, one.code) not in unasked]


def _in_tables(findings: Iterable[Finding], read: Iterable[ReadSubmission]) -> Iterable[Finding]:
    """The findings in the words of tables and at the cells to fill in; equal ones once."""
    of_file = {name: one for one in read for name in (one.file, *(row[0] for row in one.rows))}
    made: dict[Finding, None] = {}
    for found in findings:
        one = of_file.get(found.place.file)
        moved = at_empty_cell(found, one.rows, one.columns) if one else found
        made[in_cells(moved)] = None
    return made


def validation_results(
    data: Sequence[MunicipalityData], engine: Engine
) -> tuple[ValidationResult, ...]:
    """What the engine finds in the data of municipalities, all of them in one run.

    Raises KpiLodError ``nothing-checked`` where no shape matched a node.
    """
    if not data:
        return ()
    rows = [row for one in data for row in one.rows()]
    targets = {(str(RDF.type), str(cls)) for cls in target_classes(core_shapes())}
    if targets.isdisjoint(row[1:] for row in rows):
        raise NothingCheckedError("nothing-checked")
    known = described({value for _, _, value in rows})
    return engine([*rows, *known], core_shapes()).results


def _result_findings(
    results: Iterable[ValidationResult], data: Sequence[MunicipalityData]
) -> Iterator[Finding]:
    """Municipality by municipality: a fault in one must not hide what is derived in another."""
    of_node: dict[str, list[ValidationResult]] = {}
    for result in results:
        of_node.setdefault(str(result.focus), []).append(result)
    for one in data:
        nodes = of_node.keys() & {node for node, _, _ in one.rows()} if of_node else ()
        yield from result_findings((r for n in nodes for r in of_node.pop(n)), one.origins)
    yield from result_findings((r for found in of_node.values() for r in found), {})


def _lexical_findings(data: MunicipalityData) -> Iterator[Finding]:
    typed = {text for _, _, text in data.rows() if text[0] == '"' and text[-1] == ">"}
    wrong = ill_typed(typed)
    for quad in data.quads if wrong else ():
        if isinstance(quad.object, Literal) and quad.object in wrong:
            place = origin(data.origins, quad.subject, quad.predicate.value)
            allowed = quad.object.datatype.value
            yield finding("lexical", place, found=quad.object.value, allowed=allowed)
