"""The bar on a terminal: one line, wiped at the end, and not a byte anywhere else."""

from __future__ import annotations

from io import StringIO

import pytest

from kpi_lod import progress
from kpi_lod.progress import Bar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(progress, "_SECONDS", 0)
    return Terminal()


def test_it_is_drawn_over_itself_and_wiped(terminal: Terminal) -> None:
    with Bar(terminal) as bar:
        bar(1, 1_741)
        bar(1_741, 1_741)
    first, second, blank, end = terminal.getvalue().split("\r")[1:]
    assert first == f"[{'.' * 30}] 1/1,741"
    assert second == f"[{'#' * 30}] 1,741/1,741"
    assert (blank.strip(), len(blank), end) == ("", len(second), "")


def test_it_is_wiped_when_the_work_fails(terminal: Terminal) -> None:
    def work() -> None:
        with Bar(terminal) as bar:
            bar(1, 2)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        work()
    assert terminal.getvalue().endswith(" \r")


@pytest.mark.parametrize("stream", [StringIO(), Terminal()])
def test_nothing_is_shown_to_a_file_or_if_quiet(stream: StringIO) -> None:
    with Bar(stream, quiet=stream.isatty()) as bar:
        bar(1, 2)
    assert stream.getvalue() == ""


def test_it_is_not_drawn_more_often_than_people_see() -> None:
    terminal = Terminal()
    with Bar(terminal) as bar:
        for done in range(1_000):
            bar(done, 1_000)
        assert terminal.getvalue().count("\r") < 100
        bar(1_000, 1_000)
        assert "1,000/1,000" in terminal.getvalue()
