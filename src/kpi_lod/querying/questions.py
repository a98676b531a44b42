"""The named questions: ``.rq`` files whose header says question, why and what comes back.

The first comment lines of each file are the header, Japanese first: ``# 問い:``, ``# Question:``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import dropwhile
from pathlib import Path

from kpi_lod.errors import KpiLodError, file_error

_SUFFIX = ".rq"
_FOLDER = files("kpi_lod.querying") / "questions"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its wording, why it is asked, what comes back, each in two languages.

    ``text`` is the whole file, ``query`` the same without its header.
    """

    name: str
    ja: str
    en: str
    text: str
    why_ja: str
    why_en: str
    returns_ja: str
    returns_en: str

    @property
    def query(self) -> str:
        """The SPARQL behind the header."""
        lines = self.text.splitlines(keepends=True)
        return "".join(dropwhile(lambda line: line.startswith("#"), lines))


def questions() -> dict[str, Question]:
    """All named questions, by name in alphabetical order."""
    found = (f for f in _FOLDER.iterdir() if f.name.endswith(_SUFFIX))
    made = (_question(f.name.removesuffix(_SUFFIX), f.read_text("utf-8")) for f in found)
    return {question.name: question for question in sorted(made, key=lambda q: q.name)}


def _question(name: str, text: str) -> Question:
    return Question(
        name=name,
        ja=_header(text, "# 問い: "),
        en=_header(text, "# Question: "),
        text=text,
        why_ja=_header(text, "# なぜ: "),
        why_en=_header(text, "# Why: "),
        returns_ja=_header(text, "# 返すもの: "),
        returns_en=_header(text, "# Returns: "),
    )


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
