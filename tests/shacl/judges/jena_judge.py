"""Jena as a judge: one Java process that is handed pair after pair, for it starts slowly.

In: shapes and data as triples. Out: the rows of Jena's report. The jars are those of Debian's
``libapache-jena-java``; its jena-core looks for the message bundles of its XML Schema code under a
name at which the package does not keep them, so they are unpacked to where they are looked for.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from tests.shacl.judges.pyshacl_judge import JudgeError
from tests.shacl.judges.rows import Rows, Term, report_rows

from kpi_lod.vocabulary import SH

JARS = Path("/usr/share/java")
PROGRAM = Path(__file__).with_name("Judge.java")
_BUNDLES = "org/apache/jena/ext/"


def jena_is_installed() -> bool:
    """Whether Debian's package is there."""
    return (JARS / "jena-shacl.jar").is_file()


class JenaJudge:
    """A running Jena; ``rows`` asks it. A context manager that ends the process."""

    def __init__(self, java: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kpi-lod-jena-")
        self._unpack_bundles()
        self._process = subprocess.Popen(
            [java, *_OPTIONS, "-cp", f"{self._folder.name}:{_class_path()}", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self) -> JenaJudge:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def rows(self, data: Iterable[Triple], shapes: Iterable[Triple]) -> Rows:
        """What Jena finds; raises JudgeError where it gives up."""
        files = (self._file("shapes", _with_one_message(shapes)), self._file("data", data))
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(files) + "\n")
        self._process.stdin.flush()
        report = parse(self._answer(), format=RdfFormat.N_TRIPLES)
        return report_rows(_own_labels(quad.triple) for quad in report)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        lines: list[str] = []
        for line in self._process.stdout:
            if line == ".\n":
                return "".join(lines)
            if line.startswith("!"):
                raise JudgeError(f"Jena: {line[2:].strip()}")
            lines.append(line)
        raise JudgeError("Jena: the process has ended")

    def _file(self, name: str, triples: Iterable[Triple]) -> str:
        file = Path(self._folder.name) / f"{name}.nt"
        with file.open("wb") as written:
            serialize(triples, written, RdfFormat.N_TRIPLES)
        return str(file)

    def _unpack_bundles(self) -> None:
        with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
            for name in jar.namelist():
                if name.startswith(_BUNDLES) and name.endswith(".properties"):
                    file = Path(self._folder.name) / name.removeprefix(_BUNDLES)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(jar.read(name))


_OPTIONS = (
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dfile.encoding=UTF-8",
)


def _class_path() -> str:
    """Jena and whatever stands beside it, each jar once (the name without version is a link).

    slf4j finds one place to write to, and that is nowhere.
    """
    silent = [JARS / "slf4j-api.jar", JARS / "slf4j-nop.jar"]
    others = (jar for jar in sorted(JARS.glob("*.jar")) if not jar.name.startswith("slf4j"))
    return ":".join(map(str, [*silent, *(jar for jar in others if jar.is_symlink())]))


def _with_one_message(shapes: Iterable[Triple]) -> list[Triple]:
    """Without sh:message: Jena refuses a sh:sparql constraint that has two, which is allowed."""
    return [triple for triple in shapes if triple.predicate != SH.message]


def _own_labels(triple: Triple) -> Triple:
    """The triple with our labels of blank nodes; Jena writes a B in front of them."""
    subject, value = _own_label(triple.subject), _own_label(triple.object)
    return Triple(subject, triple.predicate, value)  # type: ignore[arg-type]


def _own_label(term: object) -> Term:
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return BlankNode(term.value.removeprefix("B")) if isinstance(term, BlankNode) else term
