"""What is no address to push to."""

from __future__ import annotations

import pytest

from kpi_lod.cli import main
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.target import checked_target
from kpi_lod.release.build import Release


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost:7878", "ftp://a.example/", "file:///etc/passwd", "http://", "http:///x"),
        *("https://a.example/#x", "https://a.example/?q=1", "https://a.example/a b"),
        *("http://a.example:port/", "http://[::1", "https://me:secret@a.example/"),
        *("https://me:secret@[::1", "http://me:sec/secret@a.example:x/"),
    ],
)
def test_what_is_no_address_is_refused_without_telling_a_password(url: str) -> None:
    with pytest.raises(KpiLodError) as caught:
        checked_target(url)
    assert caught.value.finding.code == "push-url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", ["ckan", "store"])
def test_no_portal_and_no_store_is_asked_at_what_is_no_address(
    kind: str, built: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    public = built.folder.parents[1]
    assert main(["push", kind, "portal.example.jp", "--from", str(public), "--dry-run"]) == 2
    assert "portal.example.jp は送り先のURLになりません" in capsys.readouterr().err
