"""Why a file cannot be opened or written is told in the language of its message."""

from __future__ import annotations

import errno
import os
import re

import pytest

from kpi_lod.errors import file_error
from kpi_lod.reasons import system_reason

_JAPANESE = re.compile("[぀-ヿ㐀-鿿]")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_of_the_system_is_told_in_both_languages(number: int) -> None:
    ja, en = system_reason(OSError(number, os.strerror(number)))
    assert _JAPANESE.search(ja)
    assert not _JAPANESE.search(en)
    assert os.strerror(number) not in ja


def test_a_file_in_use_is_told_with_what_may_use_it() -> None:
    found = file_error("a.xlsx", PermissionError(errno.EACCES, "Permission denied")).finding
    assert "Excel" in found.ja
    assert "閉じ" in found.fix_ja
    assert "Permission denied" not in found.ja + found.en


def test_an_unknown_error_is_told_by_its_number() -> None:
    assert system_reason(OSError(9_999, "x")) == (
        "システムのエラー 9999",
        "error 9999 of the system",
    )
    assert system_reason(OSError("x"))[1] == "error 0 of the system"
