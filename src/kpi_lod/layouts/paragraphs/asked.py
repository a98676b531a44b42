"""Forms whose cells stand on lines of their own: a heading alone, and its answer in the next lines.

``指標`` / ``来場者数`` / ``目標値`` / ``R6`` / ``1,200人`` / ``実績値`` / ``1,150人``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.layouts.context.project_years import project_years
from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.names import is_name

FORM_FIELDS = frozenset(("project", "department", "programme", "years", "programme-year"))
_LONGEST_NAME = 80
_TOLD = re.compile(r"[:：→⇒]|[0-9０-９] ?[^\s0-9０-９]{1,4}$")
"""What a line has that tells of figures too."""

_SENTENCE = ("。", "です", "ます")


@dataclass(slots=True)
class Asked:
    """``field``: of the heading that stood alone; ``kind`` and ``year`` its texts, where it heads
    values: of both the last one; ``dated``: whether the year came first and holds for all kinds.
    """

    field: str = ""
    kind: str = ""
    year: str = ""
    dated: bool = False

    def heading(self, text: str, said: Label) -> None:
        """A line that is a heading and nothing else."""
        if said.field == "corner" and self.field == "kpi":
            return
        self.field = said.field
        if said.field != "value":
            self.kind = self.year = ""
        elif said.kinds:
            self.year = self.year if self.dated and said.period is None else ""
            self.kind, self.dated = text, self.dated and bool(self.year)
        elif self.kind and not self.dated:
            self.year = text
        else:
            self.kind, self.year, self.dated = "", text, True

    def told(self) -> None:
        """A line told figures and their names by itself: no name is asked for."""
        if self.field == "kpi":
            self.forget()

    def forget(self) -> None:
        """Something else begins."""
        self.field = self.kind = self.year = ""
        self.dated = False

    @property
    def heads(self) -> str:
        """The heading of values that stands above, "" if none does."""
        return f"{self.kind} {self.year}".strip() if self.field == "value" and self.kind else ""


def answers(text: str, field: str) -> bool:
    """Whether a line can be the answer to a heading of that field."""
    if field == "years":
        return project_years(text) is not None
    if label(text) is not None or text.endswith(_SENTENCE):
        return field == "unit" and is_unit(text)
    if field == "kpi":
        return len(text) <= _LONGEST_NAME and is_name(text) and not _TOLD.search(text)
    return is_unit(text) if field == "unit" else field in FORM_FIELDS
