"""One action: what is told of answers that are refusals, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.faulty import nobody
from tests.portals.ckan.fake_ckan import ADMIN, EDITOR, FakeCkan, Fault

from kpi_lod.connection import Connection, client
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.portal import Portal, RefusedError

Portals = Callable[[str, str], Portal]


@pytest.fixture
def portals() -> Iterator[Portals]:
    with client() as http:
        yield lambda url, token: Portal(
            Connection(url, {"Authorization": token}, waiting=0, client=http)
        )


@pytest.fixture
def portal(portals: Portals, ckan: FakeCkan) -> Portal:
    return portals(ckan.url, ADMIN)


@pytest.fixture
def editors(portals: Portals, ckan: FakeCkan) -> Portal:
    return portals(ckan.url, EDITOR)


@pytest.fixture
def private(ckan: FakeCkan, portal: Portal) -> FakeCkan:
    """A portal with one dataset that only its organisation sees."""
    ckan.organizations["ken"] = {"name": "ken"}
    told = {"name": "kpi-x", "owner_org": "ken", "private": True}
    portal.do("package_create", told)
    return ckan


def test_what_may_not_be_seen_is_another_thing_than_what_is_not_there(
    private: FakeCkan, editors: Portal
) -> None:
    assert editors.found("package_show", "kpi-absent") is None
    with pytest.raises(RefusedError) as caught:
        editors.found("package_show", "kpi-x")
    assert caught.value.finding.code == "ckan-hidden"


def test_what_a_token_may_not_do_is_told_in_the_portals_words(editors: Portal) -> None:
    with pytest.raises(RefusedError) as caught:
        editors.do("organization_create", {"name": "machi"})
    assert caught.value.finding.code == "ckan-forbidden"
    assert "作成権限がありません" in caught.value.finding.ja


def test_a_validation_is_told_field_by_field(private: FakeCkan, portal: Portal) -> None:
    told = {"name": "kpi-y", "owner_org": "ken", "tags": [{"name": "a（b）"}]}
    with pytest.raises(RefusedError) as caught:
        portal.do("package_create", told)
    assert 'tags: Tag "a（b）"' in caught.value.finding.ja
    assert "tags" in caught.value.fields


def test_an_error_that_is_a_text_is_told_as_it_is(ckan: FakeCkan, portal: Portal) -> None:
    ckan.fault = lambda *_: Fault(400, body=b'{"success": false, "error": "Bad request"}')
    with pytest.raises(RefusedError) as caught:
        portal.ask("status_show")
    assert "Bad request" in caught.value.finding.en
    ckan.fault = lambda *_: Fault(400, body=b'{"success": false}')
    with pytest.raises(RefusedError):
        portal.ask("status_show")


def test_nested_errors_of_resources_are_told(ckan: FakeCkan, portal: Portal) -> None:
    body = '{"success": false, "error": {"resources": [{}, {"url": ["不正なURL"]}]}}'
    ckan.fault = lambda *_: Fault(409, body=body.encode())
    with pytest.raises(RefusedError) as caught:
        portal.do("package_patch", {})
    assert "resources: url 不正なURL" in caught.value.finding.ja


def test_a_404_that_is_not_of_an_action_is_no_absence(ckan: FakeCkan, portal: Portal) -> None:
    ckan.fault = lambda *_: Fault(404, body=b"<html>nginx")
    with pytest.raises(KpiLodError) as caught:
        portal.found("package_show", "x")
    assert caught.value.finding.code == "ckan-not"


def test_a_portal_that_is_not_there_is_told(portals: Portals) -> None:
    with nobody() as url, pytest.raises(KpiLodError) as caught:
        portals(url, ADMIN).ask("status_show")
    assert caught.value.finding.code == "push-unreachable"


def test_the_token_is_in_no_text(portal: Portal) -> None:
    assert ADMIN not in repr(portal)
