"""The file that a new submission begins with, written for a municipality."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import FileName, KpiLodError
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.submissions.convert import parsed_source, sound
from kpi_lod.submissions.files import XLSX
from kpi_lod.submissions.output import write_new
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.template import Template, blank, following

FORMS = ("submission", "national")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: for which municipality, from which submission, for which fiscal year.

    ``year`` as printed (R7, 令和7年度, 2025). ``form``: one of FORMS.
    """

    municipality: str | None = None
    last: FileName | None = None
    year: str | None = None
    form: str = FORMS[0]


def write_template(wanted: Wanted, output: FileName | None = None) -> tuple[Path, tuple[str, ...]]:
    """Write the file and return where it is, with the names of the projects that have ended.

    Without ``output`` it is ``<code>-<year>.xlsx`` in the folder we are in. Raises KpiLodError
    ``output-exists``, ``output-type``, ``output-folder``, ``template-source``, ``template-year``;
    UnreadableError for a code or a year; DataError where ``last`` cannot be read.
    """
    if output and Path(output).suffix.lower() != XLSX:
        raise KpiLodError("output-type/template", found=output, allowed=XLSX)
    name, content, ended = (_national if wanted.form == FORMS[1] else _submission)(wanted)
    file = Path(output or f"{name}{XLSX}")
    write_new({file: content})
    return file, ended


def _submission(wanted: Wanted) -> tuple[str, bytes, tuple[str, ...]]:
    from kpi_lod.submissions.workbook.writing import workbook  # noqa: PLC0415  (start-up counts)

    made = template(wanted)
    return made.name, workbook(made.words), made.ended


def template(wanted: Wanted) -> Template:
    """The words to begin with. Raises the same errors, but for the file that is written."""
    year = fiscal_year(wanted.year) if wanted.year else None
    if wanted.last is not None:
        return following(_last(wanted, wanted.last), year)
    if wanted.municipality is None:
        raise KpiLodError("template-source")
    return blank(wanted.municipality, year)


def _national(wanted: Wanted) -> tuple[str, bytes, tuple[str, ...]]:
    from kpi_lod.submissions.workbook.national import national_form  # noqa: PLC0415

    if wanted.last is None:
        raise KpiLodError("template-source/form")
    words = _last(wanted, wanted.last)
    assert not isinstance(words, str | list)
    year = fiscal_year(str(words["reporting-year"]))
    return f"{words['municipality']}-{year}-national", national_form(words), ()


def _last(wanted: Wanted, file: FileName) -> Plain:
    words, meant = sound(parsed_source(Path(file)), str(file))
    code = wanted.municipality
    if code and code != meant.municipality:
        raise KpiLodError(
            "template-source/municipality", found=code, other=file, allowed=meant.municipality
        )
    return words
