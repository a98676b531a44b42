"""The cases over which judges are wrong: we find what the standard demands, and they still do not.

Each file of ``disputed/`` is shapes, data and the report in one, with the words of the standard.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from tests.shacl.judges.jena_judge import JenaJudge
from tests.shacl.judges.known_faults import JENA, KNOWN_FAULTS, PYSHACL
from tests.shacl.judges.pyshacl_judge import JudgeError, pyshacl_rows
from tests.shacl.judges.rows import Rows, our_rows, report_rows

from kpi_lod.shacl.validate import validate

FOLDER = Path(__file__).parent / "disputed"
NAMES = sorted(file.stem for file in FOLDER.glob("*.ttl"))
FAULTY = {
    judge: {fault.name for fault in KNOWN_FAULTS if judge in fault.judges}
    for judge in (PYSHACL, JENA)
}


@cache
def case(name: str) -> tuple[Triple, ...]:
    text = (FOLDER / f"{name}.ttl").read_bytes()
    return tuple(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def expected(name: str) -> Rows:
    return report_rows(case(name))


@pytest.mark.parametrize("name", NAMES)
def test_we_find_what_the_standard_demands(name: str) -> None:
    assert our_rows(validate(case(name), case(name))) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_pyshacl_is_wrong_where_we_say_so(name: str) -> None:
    try:
        right = pyshacl_rows(case(name), case(name)) == expected(name)
    except JudgeError:
        right = False
    assert right != (name in FAULTY[PYSHACL])


@pytest.mark.parametrize("name", NAMES)
def test_jena_is_wrong_where_we_say_so(jena: JenaJudge, name: str) -> None:
    assert (jena.rows(case(name), case(name)) == expected(name)) != (name in FAULTY[JENA])


def test_each_known_fault_has_a_case_and_each_case_a_fault() -> None:
    assert sorted({fault.name for fault in KNOWN_FAULTS}) == NAMES
    assert len(NAMES) > 10
