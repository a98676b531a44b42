"""The named questions: ``.rq`` files whose header says question, why and what comes back.

The first comment lines of each file are the header, Japanese first: ``# 問い:``, ``# Question:``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kpi_lod.errors import KpiLodError, file_error

_SUFFIX = ".rq"
_FOLDER = files("kpi_lod.querying") / "questions"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question; ``ja`` and ``en`` are its first header lines."""

    name: str
    ja: str
    en: str
    text: str


def questions() -> dict[str, Question]:
    """All named questions, by name in alphabetical order."""
    found = (f for f in _FOLDER.iterdir() if f.name.endswith(_SUFFIX))
    made = (_question(f.name.removesuffix(_SUFFIX), f.read_text("utf-8")) for f in found)
    return {question.name: question for question in sorted(made, key=lambda q: q.name)}


def _question(name: str, text: str) -> Question:
    return Question(name, _header(text, "# 問い: "), _header(text, "# Question: "), text)


def _header(text: str, start: str) -> str:
    return next(line.removeprefix(start) for line in text.splitlines() if line.startswith(start))


def question_list() -> str:
    """Name and wording of every question, one below the other."""
    return "\n".join(f"{q.name}\n  {q.ja}\n  {q.en}" for q in questions().values())


def question_text(name: str) -> str:
    """The SPARQL that ``name`` stands for: a question's name, a file ``*.rq``, or SPARQL itself.

    Raises KpiLodError ``question-unknown``, ``file-missing`` or ``encoding``.
    """
    named = questions()
    if name in named:
        return named[name].text
    if name.endswith(_SUFFIX):
        try:
            return Path(name).read_text("utf-8")
        except OSError as error:
            raise file_error(name, error) from None
        except UnicodeDecodeError:
            raise KpiLodError("encoding", found_ja=name, found_en=name) from None
    if not any(sign in name for sign in "{ \n"):
        raise KpiLodError("question-unknown", found=name, allowed=", ".join(named))
    return name
