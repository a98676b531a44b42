"""The examples of the reference of rules: the tests' own cases, so that no example can rot.

Of each wording of the catalogue, and of each shape, the shortest case that gives it: what changed
from right to wrong, and the finding that comes of it.
"""

from __future__ import annotations

import difflib
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from tests.mistakes import shape_mistakes, sheet_mistakes, year_mistakes
from tests.mistakes.mistake import Mistake, edited, original
from tests.mistakes.test_mistakes import MISTAKES
from tests.submissions.workbook.test_rows import said

from kpi_lod.errors import Finding, Severity, clipped
from kpi_lod.messages import messages
from kpi_lod.submissions.reader import read_submission
from kpi_lod.submissions.workbook.layout import sheets

SHAPE_CASES = Path(__file__).resolve().parents[1] / "shapes"
WIDTH = 100
LINES = 4
"""Of each side of a change."""

_REPORTED = re.compile(r"sh:source(?:Shape|Constraint) kpish:([a-z0-9-]+)")
_NEW_FILE = re.compile(r"^(?:id|reporting-year): ")


@dataclass(frozen=True)
class Example:
    """A change that is told: lines ``- right`` and ``+ wrong``, and the finding it gives.

    ``finding`` is None for shapes, whose text is always the same; ``made`` says that only data made
    by other programs can have the fault.
    """

    change: str
    severity: Severity = Severity.VIOLATION
    finding: Finding | None = None
    made: bool = False


@cache
def message_examples() -> Mapping[str, Example]:
    """Key of the catalogue → its shortest example."""
    found: dict[str, Example] = {}
    for example in sorted(_examples(), key=lambda one: (len(one.change), one.change)):
        assert example.finding
        found.setdefault(_key(example.finding), example)
    return found


@cache
def shape_examples() -> Mapping[str, Example]:
    """Code of a shape → its example: in YAML where a submission can have the fault."""
    found = {
        code: Example(_changed((folder / "valid.ttl").read_text("utf-8"), case), made=True)
        for folder in sorted(SHAPE_CASES.iterdir())
        for code, case in _turtle_cases(folder)
    }
    for mistake in shape_mistakes.MISTAKES:
        text = original(mistake.file)
        wrong = year_mistakes.after(mistake.edits, text)
        change = _changed(text, wrong) if mistake.edits else _line_with(text, mistake.at)
        found[mistake.code] = Example(change, mistake.severity)
    return found


def _turtle_cases(folder: Path) -> Iterator[tuple[str, str]]:
    """Code → an invalid case; the one of fewest results where several have it."""
    reports = {file: file.read_text("utf-8") for file in sorted(folder.glob("*.report.ttl"))}
    for file, report in sorted(reports.items(), key=lambda one: -len(one[1])):
        case = file.with_name(file.name.replace(".report.ttl", ".ttl")).read_text("utf-8")
        for code in _REPORTED.findall(report):
            yield code, case


def _examples() -> Iterator[Example]:
    yield from (_of_mistake(mistake) for mistake in MISTAKES)
    for year in year_mistakes.MISTAKES:
        last, now = year.texts
        (found,) = year_mistakes.between(year)
        leave_out = None if found.code.startswith("duplicate") else _NEW_FILE
        yield Example(_changed(last, now, leave_out), found.severity, found)
    for sheet in sheet_mistakes.MISTAKES:
        (found,) = said(*sheet.rows).findings
        yield Example(_rows(sheet), found.severity, found)


def _of_mistake(mistake: Mistake) -> Example:
    wrong = edited(mistake.old, mistake.new, mistake.file)
    read = read_submission(wrong.encode("utf-8", "surrogatepass"), mistake.file)
    change = _changed(original(mistake.file), wrong)
    return Example(change, read.findings[0].severity, read.findings[0])


def _key(finding: Finding) -> str:
    """The wording of the catalogue that a finding was filled from."""
    own = [key for key in messages() if key.partition("/")[0] == finding.code]
    # A wording that is more particular has more letters of its own.
    for key in sorted(own, key=lambda one: -sum(map(len, _literals(one)))):
        pattern = ".*".join(re.escape(text) for text in _literals(key))
        if re.fullmatch(pattern, finding.ja, re.DOTALL):
            return key
    raise AssertionError(finding)


def _literals(key: str) -> list[str]:
    """The Japanese wording around its fields: "" at an end where a field stands."""
    parts = [""]
    for literal, field, _, _ in Formatter().parse(messages()[key].ja):
        parts[-1] += literal
        parts += [""] if field is not None else []
    return parts


def _changed(right: str, wrong: str, leave_out: re.Pattern[str] | None = None) -> str:
    """The lines that differ; the first LINES of each side, none longer than WIDTH."""
    lines = difflib.unified_diff(right.split("\n"), wrong.split("\n"), n=0, lineterm="")
    differing = [line for line in list(lines)[2:] if not line.startswith("@@")]
    if leave_out:
        differing = [line for line in differing if not leave_out.match(line[1:])]
    texts = textwrap.dedent("\n".join(_visible(line[1:]) for line in differing)).split("\n")
    marked = [(line[0], text) for line, text in zip(differing, texts, strict=True)]
    return "\n".join(line for side in "-+" for line in _side(side, marked))


def _side(side: str, marked: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"{side} {clipped(text, WIDTH)}" for mark, text in marked if mark == side]
    return lines if len(lines) <= LINES else [*lines[:LINES], f"{side} …"]


def _visible(text: str) -> str:
    """The text with what nobody can see as <U+XXXX>."""
    hidden = (unicodedata.combining(c) or not c.isprintable() for c in text)
    return "".join(
        f"<U+{ord(c):04X}>" if is_hidden else c for c, is_hidden in zip(text, hidden, strict=True)
    )


def _line_with(text: str, part: str) -> str:
    return f"  {next(line for line in text.splitlines() if part in line).strip()}"


def _rows(mistake: sheet_mistakes.SheetMistake) -> str:
    """The rows as they stand in the sheet: heading and text of each cell."""
    names = {column.key: column.ja for column in sheets()["values"].columns}
    return "\n".join(_row(names, row.items()) for row in mistake.rows)


def _row(names: Mapping[str, str], cells: Iterable[tuple[str, str]]) -> str:
    told = "、".join(f"{names[key]}: {text}" for key, text in cells)
    return f"+ {sheets()['values'].name} | {told}"
