"""The encodings that Japanese offices write, and what is none."""

from __future__ import annotations

import pytest

from kpi_lod.documents.encoding import decoded, without_controls
from kpi_lod.foreign.limits import RefusedError

TEXT = "令和5年度 髙①－ｶﾅ 茅野市の実績～\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("declared", ["", "shift_jis", "utf-8", "euc-jp", "no-such"])
def test_what_is_declared_wrongly_is_read_all_the_same(encoding: str, declared: str) -> None:
    assert decoded(TEXT.replace("\n", "\r\n").encode(encoding), declared) == TEXT


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_old_pages_are_read(encoding: str) -> None:
    text = "令和５年度の目標値と実績値"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("content", [b"\xff\xff", b"\x81", "あ".encode("utf-16")[:-1]])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        decoded(content)
    assert caught.value.key == "encoding/document"


def test_controls_go_and_nothing_else() -> None:
    assert without_controls("a\0\x1b\x7fb\t\n\u3000\ufeff") == "ab\t\n\u3000"
