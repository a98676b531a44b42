"""Whoever calls from Python names files as she likes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpi_lod.checking.check import checked_files
from kpi_lod.errors import KpiLodError
from kpi_lod.submissions.convert import convert
from kpi_lod.submissions.template_file import Wanted, write_template

CHINO = "data/submissions/202142/2023-promotion.yaml"


class Named(os.PathLike[str]):
    """A name that is neither a text nor a Path."""

    def __init__(self, name: object) -> None:
        self.name = str(name)

    def __fspath__(self) -> str:
        return self.name


@pytest.mark.parametrize("name", [str, Path, Named])
def test_files_are_named_by_text_or_path(
    name: type[str] | type[Path] | type[Named], root: Path, tmp_path: Path
) -> None:
    source, book = name(str(root / CHINO)), name(str(tmp_path / "a.xlsx"))
    assert convert(source, book) == (tmp_path / "a.xlsx",)
    following = write_template(Wanted(last=source), name(str(tmp_path / "b.xlsx")))
    assert following[0] == tmp_path / "b.xlsx"
    one, several = checked_files(book, data=name(str(root / "data"))), checked_files([book])
    assert one.conforms
    assert [found.code for found in one.findings] == [found.code for found in several.findings]


def test_a_text_that_names_no_file_is_an_error_and_not_its_letters() -> None:
    with pytest.raises(KpiLodError, match="file-missing"):
        checked_files("none.yaml")
