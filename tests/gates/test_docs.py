"""The pages for officers are true: codes, examples, keys, printed values and links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.gates.codes_page import CHOSEN, PAGE, codes_page, row

from kpi_lod.checking.check import checked
from kpi_lod.errors import Severity, UnreadableError
from kpi_lod.iris import PublisherIris
from kpi_lod.japanese.cells import cell
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.reader import (
    ACTIVITY_KEYS,
    PROJECT_KEYS,
    SOURCE_KEYS,
    SUBMISSION_KEYS,
    read_submission,
)
from kpi_lod.submissions.tables import EVALUATION_KEYS, INDICATOR_KEYS, JUDGED
from kpi_lod.submissions.values import VALUE_KEYS

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PRINTED_ROW = re.compile(r"^\|(.*)\| `([a-z-]+)` \| ○? ?\|$", re.MULTILINE)
KEYS = {
    *(*SUBMISSION_KEYS, *SOURCE_KEYS, *PROJECT_KEYS, *ACTIVITY_KEYS, *INDICATOR_KEYS),
    *(*VALUE_KEYS, *EVALUATION_KEYS, *JUDGED, "from", "to", "before"),
}


def submission_page(root: Path) -> str:
    return (root / "docs/submission.md").read_text("utf-8")


def examples(text: str) -> list[str]:
    """The yaml blocks that are whole submissions."""
    found = [body for language, body in FENCE.findall(text) if language == "yaml"]
    return [body for body in found if body.startswith("kpi-lod:")]


def violations(blocks: Iterable[str]) -> list[str]:
    """What blocks publishing in submissions that are checked together."""
    read = [read_submission(text.encode(), f"{n}.yaml") for n, text in enumerate(blocks, 1)]
    found = checked(read, PublisherIris("https://example.org/kpi/"), "CC-BY-4.0").findings
    return [f"{f.place}: {f.code}" for f in found if f.severity is Severity.VIOLATION]


def unmentioned(keys: Iterable[str], text: str) -> list[str]:
    """The keys that do not stand in backticks in the prose."""
    return sorted(set(keys) - set(SPAN.findall(FENCE.sub("", text))))


def printed_values(text: str) -> Iterator[tuple[str, str]]:
    """The printed text and the status that the page says it has."""
    for printed, status in PRINTED_ROW.findall(text):
        for span in SPAN.findall(printed):
            yield span.replace('""', ""), status


def misread(text: str) -> list[str]:
    found = []
    for printed, status in printed_values(text):
        try:
            read = cell(printed).status
        except UnreadableError as error:
            read = error.key
        if read != status:
            found.append(f"{printed}: {read}, not {status}")
    return found


def broken_links(pages: Iterable[Path]) -> Iterator[str]:
    """Relative links that lead to no file; code is not looked at."""
    for page in pages:
        prose = SPAN.sub("", FENCE.sub("", page.read_text("utf-8")))
        for link in LINK.findall(prose):
            path = link.partition("#")[0]
            if "://" not in link and path and not (page.parent / path).exists():
                yield f"{page.name}: {link}"


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def broken_anchors(pages: Iterable[Path]) -> Iterator[str]:
    for page in pages:
        for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
            path, mark, anchor = link.partition("#")
            target = page.parent / path if path else page
            if "://" not in link and mark and anchor not in anchors(target.read_text("utf-8")):
                yield f"{page.name}: {link}"


def pages(root: Path) -> list[Path]:
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def test_the_page_of_codes_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == codes_page(), "run: python -m tests.gates.codes_page"


def test_every_code_stands_in_the_page_of_codes() -> None:
    text = PAGE.read_text("utf-8")
    codes = [code for name in CHOSEN for code in schemes()[name].labels]
    assert len(codes) > 250
    assert [code for code in codes if f"\n| `{code}` | " not in text] == []


def test_a_bar_in_a_label_does_not_break_the_table() -> None:
    assert row(["a|b", "c"]) == "| a\\|b | c |"


def test_every_example_of_a_submission_can_be_published(root: Path) -> None:
    found = examples(submission_page(root))
    assert len(found) >= 2
    assert [(text[:80], wrong) for text in found if (wrong := violations([text]))] == []


def test_the_examples_can_stand_beside_each_other(root: Path) -> None:
    assert violations(examples(submission_page(root))) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [("unit: 人", "unti: 人", "unknown-key"), ('grant: "600,500"', "grant: 5", "grant-rate")],
)
def test_a_wrong_example_is_seen(root: Path, right: str, wrong: str, code: str) -> None:
    text = submission_page(root)
    assert right in text
    broken = examples(text.replace(right, wrong))
    assert any(f.endswith(code) for block in broken for f in violations([block]))


def test_the_examples_for_python_run(root: Path, tmp_path: Path) -> None:
    """In a folder that has the data, by a process of its own, as a user would."""
    fenced = FENCE.findall(submission_page(root))
    blocks = [body for language, body in fenced if language == "python"]
    assert len(blocks) == 1
    (tmp_path / "data").symlink_to(root / "data")
    for body in blocks:
        ran = subprocess.run(
            [sys.executable, "-c", body],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert "Warning" in ran.stdout
    made = {"032018-2025.xlsx", "202142-2023.xlsx", "202142-2023.html"}
    assert made <= {file.name for file in tmp_path.iterdir()}


def test_every_key_is_told(root: Path) -> None:
    kinds = [code for name in ("kind", "amount-kind") for code in schemes()[name].labels]
    assert len(KEYS) > 40
    assert unmentioned({*KEYS, *kinds}, submission_page(root)) == []


def test_every_key_is_used_in_the_first_example(root: Path) -> None:
    example = examples(submission_page(root))[0]
    kinds = [code for name in ("kind", "amount-kind") for code in schemes()[name].labels]
    words = {*re.findall(r"([a-z0-9-]+):", example)}
    assert sorted({*KEYS, *kinds} - words) == ["withdrawn"]


def test_a_key_that_stands_only_in_an_example_is_seen() -> None:
    text = "`id` and name\n```yaml\n# `unit`\nunit: 人\n```\n"
    assert unmentioned(["id", "name", "unit"], text) == ["name", "unit"]


def test_every_printed_value_is_read_as_the_page_says(root: Path) -> None:
    text = submission_page(root)
    assert len(list(printed_values(text))) > 30
    assert misread(text) == []


def test_a_value_that_is_read_otherwise_is_seen() -> None:
    table = "| `5` `約5` `1:30` | `measured` | ○ |\n"
    assert [found.partition(":")[0] for found in misread(table)] == ["約5", "1"]


def test_every_link_leads_to_a_file(root: Path) -> None:
    found = pages(root)
    assert len(found) >= 4
    assert list(broken_links(found)) == []
    assert list(broken_anchors(found)) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# 頁 / Page\n[a](page.md) [b](none.md#x) ![c](none.svg) [d](https://example.org/)\n"
        "[e](#頁--page) [f](#none) `[g](code.md)`\n",
        "utf-8",
    )
    assert list(broken_links([page])) == ["page.md: none.md#x", "page.md: none.svg"]
    page.write_text("# 頁 / Page\n[e](#頁--page) [f](page.md#none)\n", "utf-8")
    assert list(broken_anchors([page])) == ["page.md: page.md#none"]
