"""Finding a store, and giving each server only its own credentials."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faulty import faulty, says

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.stores.finding import Address, service


def test_a_store_is_known_by_its_header_even_where_it_wants_a_password() -> None:
    # http.server has a Server header of its own; a second one is joined to it.
    with faulty(says(401)) as there, service(Address(there.url, "virtuoso"), None, 0) as store:
        assert store.kind.name == "virtuoso"
        assert there.asked == []  # it was told


def test_a_server_that_is_no_store_we_know_is_asked_about() -> None:
    with faulty(says(200)) as there, pytest.raises(KpiLodError) as caught:  # noqa: SIM117
        with service(Address(there.url), None, 0):
            pass
    assert caught.value.finding.code == "push-kind"


def test_endpoints_can_be_told() -> None:
    address = Address("http://a.example", query="http://a.example/q", update="http://b.example/u")
    with service(address, None) as store:
        found = store.query.base, store.update.base, store.graph_store
        assert found == ("http://a.example/q", "http://b.example/u", None)


def test_another_server_gets_no_credentials_but_its_own(tmp_path: Path) -> None:
    keyring = tmp_path / "keys.toml"
    keyring.write_text('["http://a.example"]\ntoken = "secret"\n', "utf-8")
    keyring.chmod(0o600)
    address = Address("http://a.example", query="http://a.example/q", update="http://b.example/u")
    with service(address, keyring) as store:
        assert store.query.auth is not None
        assert store.update.auth is None
