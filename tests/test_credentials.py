"""Tokens and passwords: where they are looked for, and that nothing shows them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpi_lod import credentials as module
from kpi_lod.credentials import Credentials, credentials
from kpi_lod.errors import KpiLodError

URL = "https://portal.example.jp/data"
TEXT = """\
["https://portal.example.jp"]
token = "outer"

["https://portal.example.jp/data"]
user = "kpi"
password = "inner"
"""


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KPI_LOD_TOKEN", "KPI_LOD_USER", "KPI_LOD_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "KEYRING", tmp_path / "absent.toml")


@pytest.fixture
def keyring(tmp_path: Path) -> Path:
    file = tmp_path / "keyring.toml"
    file.write_text(TEXT, "utf-8")
    file.chmod(0o600)
    return file


def test_without_any_nothing_is_known() -> None:
    assert credentials(URL) == Credentials()


def test_the_environment_goes_before_the_keyring(
    keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_LOD_TOKEN", " secret\n")
    assert credentials(URL, keyring).token == "secret"


def test_the_longest_address_in_the_keyring_counts(keyring: Path) -> None:
    assert credentials(URL + "/x/", keyring) == Credentials(None, "kpi", "inner")
    assert credentials("https://portal.example.jp/", keyring).token == "outer"
    assert credentials("https://portal.example.jp.evil.example", keyring) == Credentials()


def test_the_usual_keyring_is_read_where_it_is(
    keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEYRING", keyring)
    assert credentials("https://portal.example.jp").token == "outer"


@pytest.mark.skipif(os.name != "posix", reason="files have no modes there")
def test_a_keyring_that_others_may_read_is_refused(keyring: Path) -> None:
    keyring.chmod(0o640)
    with pytest.raises(KpiLodError) as caught:
        credentials(URL, keyring)
    assert caught.value.finding.code == "keyring-open"


@pytest.mark.parametrize(
    "text",
    ["token = secret", 'x = 1\n["https://portal.example.jp"]\ntoken = 1', "",
     '["https://portal.example.jp"]\npasword = "secret"', '"https://portal.example.jp" = "secret"'],
)  # fmt: skip
def test_a_keyring_of_another_form_is_told_without_its_content(keyring: Path, text: str) -> None:
    keyring.write_text(text, "utf-8")
    if not text:
        assert credentials(URL, keyring) == Credentials()
        return
    with pytest.raises(KpiLodError) as caught:
        credentials(URL, keyring)
    assert caught.value.finding.code == "keyring-form"
    assert "secret" not in str(caught.value)


def test_a_named_keyring_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as caught:
        credentials(URL, tmp_path / "absent.toml")
    assert caught.value.finding.code == "file-missing"


def test_nothing_shows_them() -> None:
    assert repr(Credentials("secret", "kpi", "secret")) == "Credentials()"
