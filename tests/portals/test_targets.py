"""The URL of a target: what is one, and what is refused before anything is asked."""

from __future__ import annotations

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.target import checked_target


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost:7878", "ftp://a.example/", "file:///etc/passwd", "http://", "http:///x"),
        *("https://a.example/#x", "https://a.example/?q=1", "https://a.example/a b"),
        *("http://a.example:port/", "http://[::1", "https://me:secret@a.example/"),
    ],
)
def test_what_is_no_address_is_refused_without_telling_a_password(url: str) -> None:
    with pytest.raises(KpiLodError) as caught:
        checked_target(url)
    assert caught.value.finding.code == "push-url"
    assert "secret" not in str(caught.value)
