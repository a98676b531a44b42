"""The reference of rules is the one the sources make; no code and no example is missing from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from tests.gates.examples import Example, message_examples, shape_examples
from tests.gates.findings_page import PAGE, findings_page
from tests.gates.unshown import UNSHOWN

from kpi_lod.checking import rulebook
from kpi_lod.checking.rulebook import RULES, sections, severities
from kpi_lod.errors import Severity
from kpi_lod.messages import messages

_HEADING = re.compile(r"^### (\S+)$", re.MULTILINE)


def unshown(keys: set[str], examples: Mapping[str, Example]) -> set[str]:
    """The rules that have neither an example nor a reason for having none."""
    assert keys, "no rule was examined"
    return keys - examples.keys() - UNSHOWN.keys()


def rule_keys() -> set[str]:
    return {key for section in RULES for key in sections()[section]}


def test_the_page_is_up_to_date() -> None:
    text = PAGE.read_text("utf-8")
    assert text == findings_page(), "run: python -m tests.gates.findings_page"


def test_every_code_is_an_anchor_of_the_page_once() -> None:
    found = Counter(_HEADING.findall(PAGE.read_text("utf-8")))
    codes = {key.partition("/")[0] for key in messages()} | rulebook.shape_texts().keys()
    assert len(codes) > 150
    assert found.keys() == codes
    assert set(found.values()) == {1}


def test_every_rule_has_an_example() -> None:
    """Add a case to tests/mistakes, or to UNSHOWN (findings_page.py) which test has it."""
    assert len(rule_keys()) > 70
    assert unshown(rule_keys(), message_examples()) == set()
    assert unshown(set(rulebook.shape_texts()), shape_examples()) == set()


def test_a_rule_without_an_example_is_noticed() -> None:
    assert unshown({"id-form", "file-type"}, {}) == {"id-form"}


def test_no_reason_is_left_of_a_rule_that_has_an_example() -> None:
    assert UNSHOWN.keys() & message_examples().keys() == set()
    assert UNSHOWN.keys() <= messages().keys()


def test_every_example_shows_a_change() -> None:
    examples = {**message_examples(), **shape_examples()}
    assert len(examples) > 150
    assert [key for key, one in examples.items() if len(one.change.strip()) < len("+ x")] == []


def test_examples_have_the_severity_of_their_shape() -> None:
    stated = severities()
    wrong = [
        code
        for code, one in shape_examples().items()
        if not one.made and one.severity is not stated.get(code, Severity.VIOLATION)
    ]
    assert wrong == []
    assert Counter(stated.values())[Severity.WARNING] > 4


def test_each_section_of_the_catalogue_has_a_title() -> None:
    """Add the section to RULES or ERRORS of tests/gates/findings_page.py."""
    assert sections().keys() == RULES.keys() | rulebook.ERRORS.keys()


def test_the_contents_lead_to_the_sections() -> None:
    text = PAGE.read_text("utf-8")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert re.findall(r"^- \[(.+)\]\(#", text, re.MULTILINE) == titles
    assert len(titles) > 20
