"""Submissions: the bytes of a YAML file → a :class:`~kpi_lod.records.Submission` and findings.

Format 1 of design §4. Nothing is guessed: what cannot be read is a finding with its line, and then
there is no submission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kpi_lod.errors import Finding, Place, Severity, UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.records import Activity, Places, Project, Source, Submission
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.amounts import small_amounts
from kpi_lod.submissions.echoes import without_echoes
from kpi_lod.submissions.fields import MAX_FINDINGS, Fields
from kpi_lod.submissions.hosts import deceptive_host
from kpi_lod.submissions.nodes import (
    Columns,
    Node,
    Parsed,
    ScalarNode,
    SequenceNode,
    ShownRows,
)
from kpi_lod.submissions.oddities import oddities
from kpi_lod.submissions.outline import Outline, outline
from kpi_lod.submissions.tables import amounts, evaluations, indicator, printed_unit
from kpi_lod.submissions.units import Unit
from kpi_lod.submissions.values import Expectation, reading
from kpi_lod.submissions.yaml_tree import tree
from kpi_lod.vocabulary import LICENCES, NOT_STATED

FORMAT = "1"
SUBMISSION_KEYS = (
    *("kpi-lod", "municipality", "id", "reporting-year", "revision", "withdrawn"),
    *("source", "projects"),
)
SOURCE_KEYS = ("title", "url", "file", "sha256", "terms")
PROJECT_KEYS = (
    *("id", "name", "programme", "departments", "partners", "period", "programme-year"),
    *("subsidy-rate", "summary", "activities", "kpis", "budget", "evaluation"),
)
ACTIVITY_KEYS = ("text", "count", "unit", "year")

_WEB = re.compile(r"https?:", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_FIVE_DIGITS = re.compile(r"[1-9][0-9]{4}", re.ASCII)
_RATE = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """What came of one file; ``submission`` is None if a finding is a violation.

    For showing what a finding is about: ``lines`` is the text of the file, ``rows`` and ``columns``
    those of its tables, ``outline`` the names of projects and KPIs. ``unasked``: codes of findings
    that only say what the form of the file does not ask for.
    """

    file: str
    submission: Submission | None
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    outline: Outline = field(default_factory=dict)
    rows: ShownRows = field(default_factory=dict)
    columns: Columns = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()


def read_submission(content: bytes, file: str) -> ReadSubmission:
    """The submission in the bytes of a YAML file that is called ``file``."""
    return submission_of(tree(content, file), file)


def submission_of(parsed: Parsed, file: str) -> ReadSubmission:
    """The submission that was written in a file of any kind."""
    findings = list(parsed.findings)
    made = None
    if parsed.root is not None:
        made = _submission(parsed.root, findings)
    submission = None if _fatal(findings) else made
    if submission is not None:
        odd = chain(oddities(submission), small_amounts(submission))
        findings += islice(odd, MAX_FINDINGS)
    later = findings[len(parsed.findings) :]
    told = (*parsed.findings, *without_echoes(parsed.findings, later))
    if parsed.columns:
        from kpi_lod.submissions.workbook.empty_cells import at_empty_cell  # noqa: PLC0415

        told = tuple(at_empty_cell(one, parsed.rows, parsed.columns) for one in told)
    ordered = tuple(sorted(told, key=Finding.sort_key))
    names = outline(parsed.root)
    of_form = (parsed.rows, parsed.columns, parsed.unasked)
    return ReadSubmission(file, submission, ordered, parsed.lines, names, *of_form)


def _fatal(findings: list[Finding]) -> bool:
    return any(f.severity is Severity.VIOLATION for f in findings)


def _submission(root: Node, findings: list[Finding]) -> Submission:
    fields = Fields(root, SUBMISSION_KEYS, findings, place=root.place)
    check_format(fields)
    code = _municipality(fields, fields.node("municipality", required=True)) or ""
    year = _year(fields, "reporting-year")
    withdrawn = fields.text("withdrawn")
    head = _Head(code, year)
    return Submission(
        municipality=code,
        id=fields.id(),
        reporting_year=year,
        revision=fields.count("revision") or 1,
        withdrawn=withdrawn,
        source=_source(fields),
        projects=_projects(fields, head, required=withdrawn is None),
        places=fields.places,
    )


def check_format(fields: Fields) -> None:
    """Report a ``kpi-lod`` that is missing or not the format this version reads."""
    found = fields.number_text("kpi-lod")
    if found is None:
        fields.node("kpi-lod", required=True)
    elif narrow(found).strip() != FORMAT:
        place = fields.places["kpi-lod"]
        fields.report("format-version", place, found=found, allowed=FORMAT)


def _municipality(fields: Fields, node: Node | None) -> str | None:
    """The code that a node is. Of five digits quotes would not make one: the zero is gone."""
    if node is None:
        return None
    bare = isinstance(node, ScalarNode) and node.plain and _FIVE_DIGITS.fullmatch(node.value)
    text = bare[0] if bare else fields.text_of(node)
    return text and fields.tried(municipalities().checked_code, text, node.place)


def _year(fields: Fields, key: str) -> int:
    """The fiscal year under ``key``, 0 where there is none that can be read."""
    fields.node(key, required=True)
    return fields.read_number(key, fiscal_year) or 0


def _source(owner: Fields) -> Source:
    node = owner.node("source", required=True)
    if node is None:
        return Source("", NOT_STATED)
    fields = Fields(node, SOURCE_KEYS, owner.findings, place=node.place)
    return Source(
        title=fields.text("title", required=True) or "",
        terms=fields.choice("terms", (*LICENCES, NOT_STATED)) or NOT_STATED,
        url=_url(fields),
        file=fields.text("file"),
        sha256=fields.read("sha256", _digest),
        places=fields.places,
    )


def _url(fields: Fields) -> str | None:
    """The address of the document; a host that looks like another one is a warning."""
    url = fields.read("url", web_address)
    if url and (host := deceptive_host(url)):
        fields.remark("look-alike-host", fields.places["url"], found=host[0], punycode=host[1])
    return url


def web_address(text: str) -> str:
    """The text if it is an http(s) URL; it is never fetched.

    Raises UnreadableError ``url-scheme`` or ``url-form``.
    """
    if not _WEB.match(text):
        raise UnreadableError("url-scheme", found=text)
    try:
        parts = urlsplit(text)
        NamedNode(text)  # what is no IRI cannot be published
        well_formed = bool(parts.hostname) and parts.port != 0 and not _SPACE.search(text)
    except ValueError:
        well_formed = False
    if not well_formed:
        raise UnreadableError("url-form", found=text)
    return text


def _digest(text: str) -> str:
    if not _SHA256.fullmatch(text):
        ja, en = "SHA-256（0〜9とa〜fの小文字64字）", "a SHA-256 of 64 digits 0-9, a-f"
        raise UnreadableError("value-type", found=text, allowed_ja=ja, allowed_en=en)
    return text


@dataclass(frozen=True, slots=True)
class _Head:
    """What the reading of a project needs of its submission: "" and 0 where unreadable."""

    municipality: str
    reporting_year: int


def _projects(fields: Fields, head: _Head, *, required: bool) -> tuple[Project, ...]:
    node = fields.node("projects", required=required)
    if required and isinstance(node, SequenceNode) and not node.items:
        fields.report("empty/projects", node.place)
    made = tuple(_project(item, fields, head) for item in fields.items("projects"))
    _check_ids(fields, [(p.id, p.places) for p in made])
    return made


def _check_ids(fields: Fields, found: list[tuple[str, Places]]) -> None:
    seen: dict[str, Place] = {}
    for name, places in found:
        place = places.get("id", places[""])
        if name in seen:
            ja, en = seen[name].within
            fields.report("duplicate-id", place, found=name, other_ja=ja, other_en=en)
        if name:
            seen.setdefault(name, place)


def _project(node: Node, owner: Fields, head: _Head) -> Project:
    fields = Fields(node, PROJECT_KEYS, owner.findings, place=node.place)
    partners = fields.items("partners")
    year = head.reporting_year
    of_one_kpi = partial(indicator, owner=fields, reporting_year=year)
    fields.node("kpis", required=True)
    kpis = tuple(of_one_kpi(item, joint=bool(partners)) for item in fields.items("kpis"))
    _check_ids(fields, [(kpi.id, kpi.places) for kpi in kpis])
    first, last = _years(fields)
    return Project(
        id=fields.id(),
        name=fields.text("name", required=True) or "",
        programme=fields.code("programme", schemes()["programme"], required=True) or "",
        departments=fields.texts("departments"),
        partners=tuple(_partners(fields, partners, own=head.municipality)),
        first_year=first,
        last_year=last,
        programme_year=fields.count("programme-year"),
        subsidy_rate=fields.read_number("subsidy-rate", _rate),
        summary=fields.text("summary"),
        activities=tuple(_activities(fields, year)),
        indicators=kpis,
        amounts=tuple(amounts(fields, "budget", year)),
        evaluations=tuple(evaluations(fields, "evaluation")),
        places=fields.places,
    )


def _partners(fields: Fields, items: tuple[Node, ...], *, own: str) -> Iterator[str]:
    for item in items:
        code = _municipality(fields, item)
        if code and code == own:
            fields.report("value-allowed/own-code", item.place, found=code)
        elif code:
            yield code


def _years(owner: Fields) -> tuple[int | None, int | None]:
    node = owner.node("period")
    if node is None:
        return None, None
    fields = Fields(node, ("from", "to"), owner.findings, place=node.place)
    return _year(fields, "from") or None, _year(fields, "to") or None


def _rate(text: str) -> tuple[int, int]:
    match = _RATE.fullmatch(narrow(text).strip())
    if match is None or int(match[1]) > int(match[2]):
        ja, en = "1以下の分数（1/2 など）", "a fraction up to 1, like 1/2"
        raise UnreadableError("value-type", found=text, allowed_ja=ja, allowed_en=en)
    return int(match[1]), int(match[2])


def _activities(owner: Fields, reporting_year: int) -> Iterator[Activity]:
    for item in owner.items("activities"):
        fields = Fields(item, ACTIVITY_KEYS, owner.findings, place=item.place)
        year = _year(fields, "year") if "year" in fields.places else reporting_year
        printed = printed_unit(fields, "unit", required="count" in fields.places)
        count = fields.node("count", required="unit" in fields.places)
        expectation = Expectation(printed or Unit("case", 1, "件"))
        figure = reading(count, fields, expectation) if count else None
        text = fields.text("text", required=True) or ""
        yield Activity(text, year, figure, places=fields.places)
