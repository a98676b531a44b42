"""The house stays small and in order; each rule is seen to fail on a broken fixture."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import kpi_lod

MAX_LINES = 400
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager"}
QUERY_WORDS = re.compile(
    r"\b(ASK|CONSTRUCT|DELETE|INSERT|DATA|WHERE|SELECT\s+(DISTINCT\s+)?[*?$][^{]*)\s*\{"
)
"""SPARQL, and not SQL, whose clauses open no brace."""


def sources(root: Path, *folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((root / folder).rglob("*.py"))]


def too_long(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        lines = len(file.read_text("utf-8").splitlines())
        if lines > MAX_LINES:
            yield f"{file.name}: {lines} lines"


def badly_named(files: Iterable[Path]) -> Iterator[str]:
    return (str(file) for file in files if {file.stem, file.parent.name} & FORBIDDEN_NAMES)


def queries_built_as_strings(files: Iterable[Path]) -> Iterator[str]:
    """f-strings that hold SPARQL: queries are .rq files, values are bound as terms."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                text = "".join(
                    str(part.value) for part in node.values if isinstance(part, ast.Constant)
                )
                if QUERY_WORDS.search(text):
                    yield f"{file.name}:{node.lineno}"


def bare_excepts(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type
                broad = isinstance(caught, ast.Name) and caught.id in {
                    "Exception",
                    "BaseException",
                }
                if caught is None or broad:
                    yield f"{file.name}:{node.lineno}"


RULES = {
    "too long": (too_long, "x = 1\n" * (MAX_LINES + 1)),
    "badly named": (badly_named, ""),
    "query as string": (queries_built_as_strings, 'q = f"SELECT ?s {{ ?s a <{iri}> }}"\n'),
    "bare except": (bare_excepts, "try:\n    f()\nexcept Exception:\n    pass\n"),
}


@pytest.mark.parametrize("name", RULES)
def test_the_sources_keep_the_rule(root: Path, name: str) -> None:
    files = sources(root, "src", "tests", "bench")
    if name == "query as string":  # tests may well build hostile ones
        files = sources(root, "src", "bench")
    assert len(files) > 50
    assert list(RULES[name][0](files)) == []


@pytest.mark.parametrize("name", RULES)
def test_the_rule_is_seen_to_fail(tmp_path: Path, name: str) -> None:
    rule, text = RULES[name]
    broken = tmp_path / "utils.py"
    broken.write_text(text, "utf-8")
    assert list(rule([broken])) != []


def lint_imports(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [str(program), "--no-cache", "--config", str(config)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_import_against_the_flow_is_seen_to_fail(tmp_path: Path) -> None:
    package = tmp_path / "ladder"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "upper.py").write_text("x = 1\n")
    (package / "lower.py").write_text("import ladder.upper\n")
    config = tmp_path / "pyproject.toml"
    config.write_text(
        '[tool.importlinter]\nroot_package = "ladder"\n'
        '[[tool.importlinter.contracts]]\nname = "flow"\ntype = "layers"\n'
        'layers = ["ladder.upper", "ladder.lower"]\n'
    )
    ran = lint_imports(config, tmp_path)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "BROKEN" in ran.stdout


def test_every_module_stands_on_the_ladder(root: Path) -> None:
    """A module that the contract does not name would be free to import anything."""
    ladder = set(re.findall(r"kpi_lod\.(\w+)", (root / "pyproject.toml").read_text("utf-8")))
    modules = {module.name for module in pkgutil.iter_modules(kpi_lod.__path__)}
    assert modules - {"__main__"} <= ladder
    assert len(modules) > 15


def test_the_examples_in_docstrings_are_true() -> None:
    attempted = 0
    for module in pkgutil.walk_packages(kpi_lod.__path__, "kpi_lod."):
        if module.name != "kpi_lod.__main__":
            outcome = doctest.testmod(importlib.import_module(module.name))
            assert outcome.failed == 0, module.name
            attempted += outcome.attempted
    assert attempted > 10


def test_a_wrong_example_is_seen_to_fail() -> None:
    def wrong() -> None:
        """
        >>> 1 + 1
        3
        """

    runner = doctest.DocTestRunner(verbose=False)
    (example,) = doctest.DocTestFinder().find(wrong, "wrong", globs={})
    assert runner.run(example, out=lambda _: None).failed == 1
