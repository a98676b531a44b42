"""Why a file cannot be opened or written is told in the language of its message."""

from __future__ import annotations

import errno
import os
import re
import socket
import ssl
from pathlib import Path

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


def test_a_file_where_a_folder_is_wanted_is_not_called_a_folder(tmp_path: Path) -> None:
    (tmp_path / "public").touch()
    with pytest.raises(FileExistsError) as raised:
        (tmp_path / "public").mkdir(exist_ok=True)
    ja, en = system_reason(raised.value)
    assert "フォルダーです" not in ja
    assert (ja, en) == (
        "同じ名前のファイルがすでにあります",
        "a file of that name is there already",
    )


def test_a_file_above_the_limit_of_its_size_is_no_full_disk() -> None:
    ja, en = system_reason(OSError(errno.EFBIG, "File too large"))
    assert "空き" not in ja
    assert en == "a file would be larger than the system allows"


def test_a_server_is_not_told_of_as_a_file() -> None:
    refused = system_reason(ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"))
    assert "接続を拒まれました" in refused[0]
    nameless = system_reason(socket.gaierror(-2, "Name or service not known"))
    assert nameless[1] == "no server of that name is known"
    untrusted = ssl.SSLCertVerificationError(1, "certificate verify failed")  # 1 is EPERM, too
    assert "証明書" in system_reason(untrusted)[0]
    assert "encrypted" in system_reason(ssl.SSLError(1, "wrong version number"))[1]
