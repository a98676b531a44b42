"""Pushing to a portal: what it holds, what a second push does, corrections, what is others'."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.portals.ckan.conftest import ALL, Releases, sent
from tests.portals.ckan.fake_ckan import ADMIN, EDITOR, FakeCkan, fake_ckan

from kpi_lod.cli import main
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.package import ENDED
from kpi_lod.portals.ckan.push import Wanted, push
from kpi_lod.portals.outcome import Did

BASE = "https://example.org/kpi/"
NAMES = ["kpi-032018", "kpi-032018-2023-all", "kpi-202142", "kpi-202142-2023-promotion"]


def extras(ckan: FakeCkan, name: str) -> dict[str, str]:
    return {one["key"]: one["value"] for one in ckan.packages[name]["extras"]}


def did(ckan: FakeCkan, public: Path, wanted: Wanted = ALL) -> dict[str, Did]:
    return {item.name: item.did for item in sent(public, ckan, wanted).items}


def test_each_municipality_gets_an_organisation_and_its_datasets(
    public: Path, ckan: FakeCkan
) -> None:
    made = sent(public, ckan)
    assert [item.did for item in made.items] == [Did.ADDED] * 6
    assert made.exit_status == 0
    assert sorted(ckan.packages) == NAMES
    assert ckan.organizations["kpi-032018"]["title"] == "盛岡市"
    whole = ckan.packages["kpi-032018"]
    assert whole["title"] == "盛岡市の地方創生事業とKPI（全年度）"
    assert (whole["private"], whole["license_id"]) == (False, "cc-by")
    assert whole["organization"]["name"] == "kpi-032018"
    assert {"盛岡市", "KPI", "地方創生"} <= {tag["name"] for tag in whole["tags"]}
    told = extras(ckan, "kpi-032018")
    assert told["uri"] == told["identifier"] == f"{BASE}catalogue/032018#all"
    assert (told["temporal_start"], told["temporal_end"]) == ("2023-04-01", "2024-03-31")
    assert (told["spatial_text"], told["creator_name"]) == ("岩手県盛岡市", "盛岡市")
    assert told["kpi_lod_release"] == made.release
    assert whole["notes"].index("岩手県盛岡市") < whole["notes"].index("Morioka")


def test_every_file_arrives_whole_and_is_described(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    for package in ckan.packages.values():
        assert len(package["resources"]) in {2, 10}
        for one in package["resources"]:
            content = ckan.contents[one["id"]]
            assert hashlib.sha256(content).hexdigest() == one["hash"]
            assert len(content) == one["size"]
    first = ckan.packages["kpi-032018"]["resources"][0]
    assert (first["name"], first["format"]) == ("全ての表（Excel）", "XLSX")
    assert first["description"].startswith("表計算ソフトで開くブック。")
    names = [one["name"] for one in ckan.packages["kpi-032018"]["resources"]]
    assert names[1:3] == ["結果（CSV）", "記載値（CSV）"]


def test_a_second_push_sends_nothing(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    before, written = ckan.state(), len(ckan.writes)
    times = [one["metadata_modified"] for one in ckan.packages.values()]
    assert set(did(ckan, public).values()) == {Did.UNCHANGED}
    assert len(ckan.writes) == written
    assert ckan.state() == before
    assert [one["metadata_modified"] for one in ckan.packages.values()] == times


def test_a_dry_run_needs_no_token_and_only_asks(
    public: Path, ckan: FakeCkan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KPI_LOD_TOKEN")
    monkeypatch.setenv("HOME", str(public))
    plan = sent(public, ckan, Wanted(dry_run=True, accept_terms=True))
    assert plan.is_plan
    assert [item.did for item in plan.items] == [Did.ADDED] * 6
    assert "10 files" in plan.items[1].en
    assert {method for method, _ in ckan.requests} == {"GET"}
    with pytest.raises(KpiLodError) as caught:
        sent(public, ckan)
    assert caught.value.finding.code == "ckan-token"


def test_sources_without_terms_are_held_back_and_with_them_all_years(
    releases: Releases, ckan: FakeCkan
) -> None:
    held = sent(releases.made(), ckan, Wanted())
    assert {item.did for item in held.items} == {Did.HELD_BACK}
    assert held.exit_status == 1
    assert not ckan.writes
    found = did(ckan, releases.made("stated"), Wanted())
    assert {name for name, one in found.items() if one is Did.HELD_BACK} == set(NAMES[:2])
    assert sorted(ckan.packages) == NAMES[2:]


def test_what_was_sent_before_stays_when_it_is_held_back(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    before = ckan.state()
    held = sent(public, ckan, Wanted())
    assert "前に送ったものはそのまま" in held.items[0].ja
    assert ckan.state() == before


def test_only_what_changed_is_uploaded_again(releases: Releases, ckan: FakeCkan) -> None:
    sent(releases.made(), ckan)
    before = {one["id"]: one["hash"] for p in ckan.packages.values() for one in p["resources"]}
    count = len(ckan.writes)
    found = did(ckan, releases.made("retitled"))
    assert [name for name, one in found.items() if one is Did.UPDATED] == ["kpi-202142"]
    after = {one["id"]: one["hash"] for p in ckan.packages.values() for one in p["resources"]}
    assert before.keys() == after.keys()
    changed = sum(before[id] != after[id] for id in before)
    assert 0 < changed < len(before)
    assert ckan.writes[count:].count("resource_patch") == changed
    assert ckan.writes[count:].count("package_patch") == 1


def test_a_replaced_version_says_where_the_later_one_is(releases: Releases, ckan: FakeCkan) -> None:
    sent(releases.made(), ckan)
    found = did(ckan, releases.made("corrected"))
    assert found["kpi-202142-2023-promotion-2"] is Did.ADDED
    older = ckan.packages["kpi-202142-2023-promotion"]
    assert older["title"].startswith("【旧版】")
    assert older["notes"].startswith("後の版があります")
    assert "#submission.2023-promotion-2" in older["notes"]
    assert len(older["resources"]) == 2


def test_a_withdrawn_submission_keeps_its_page_and_loses_its_files(
    releases: Releases, ckan: FakeCkan
) -> None:
    sent(releases.made(), ckan)
    withdrawn = releases.made("withdrawn")
    assert did(ckan, withdrawn, Wanted())["kpi-202142-2023-promotion"] is Did.UPDATED
    page = ckan.packages["kpi-202142-2023-promotion"]
    assert page["title"].startswith("【取り下げ】")
    assert "理由：集計の誤り" in page["notes"]
    assert page["resources"] == []


def test_what_was_withdrawn_before_it_was_ever_sent_is_not_made(
    releases: Releases, ckan: FakeCkan
) -> None:
    sent(releases.made("withdrawn"), ckan)
    assert sorted(ckan.packages) == NAMES[:3]


def test_what_the_release_no_longer_has_is_marked_as_ended_once(
    releases: Releases, ckan: FakeCkan
) -> None:
    sent(releases.made(), ckan)
    ckan.packages["kpi-202142"]["resources"].append(
        {"id": "theirs", "url": "http://x", "name": "x"}
    )
    found = did(ckan, releases.made("gone"))
    assert [name for name, one in found.items() if one is Did.REMOVED] == NAMES[2:]
    ended = ckan.packages["kpi-202142"]
    assert ended["title"] == ENDED + "茅野市の地方創生事業とKPI（全年度）"
    assert [one["id"] for one in ended["resources"]] == ["theirs"]
    again = sent(releases.made("gone"), ckan)
    assert {item.did for item in again.items} == {Did.UNCHANGED}


def test_what_comes_back_is_as_it_was(releases: Releases, ckan: FakeCkan) -> None:
    sent(releases.made(), ckan)
    before = ckan.state()
    sent(releases.made("gone"), ckan)
    sent(releases.made(), ckan, Wanted(accept_terms=True, force=True))
    assert ckan.state() == before


def test_an_older_release_is_refused_unless_forced(releases: Releases, ckan: FakeCkan) -> None:
    sent(releases.made("retitled"), ckan)
    before, count = ckan.state(), len(ckan.writes)
    with pytest.raises(KpiLodError) as caught:
        sent(releases.made(), ckan)
    assert caught.value.finding.code == "push-newer"
    assert (ckan.state(), len(ckan.writes)) == (before, count)
    forced = did(ckan, releases.made(), Wanted(accept_terms=True, force=True))
    assert forced["kpi-202142"] is Did.UPDATED
    assert forced["kpi-032018"] is Did.UNCHANGED


def test_a_dataset_of_others_is_never_overwritten(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    theirs = ckan.packages["kpi-032018"]
    theirs["extras"] = [{"key": "kpi_lod_base", "value": "https://other.example/"}]
    theirs["title"] = "別のもの"
    made = sent(public, ckan)
    assert {i.name: i.did for i in made.items}["kpi-032018"] is Did.FAILED
    assert made.exit_status == 2
    assert "上書きしていません" in made.text()
    assert theirs["title"] == "別のもの"


def test_a_deleted_dataset_of_ours_is_restored(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    ckan.packages["kpi-032018"]["state"] = "deleted"
    assert did(ckan, public)["kpi-032018"] is Did.ADDED
    assert ckan.packages["kpi-032018"]["state"] == "active"


def test_what_the_portals_people_added_stays(releases: Releases, ckan: FakeCkan) -> None:
    sent(releases.made(), ckan)
    package = ckan.packages["kpi-202142"]
    package["extras"].append({"key": "updateFrequency", "value": "年1回"})
    package["tags"].append({"name": "長野県の統計"})
    package["resources"].insert(0, {"id": "theirs", "url": "http://x", "name": "説明書"})
    package["private"] = True
    package["groups"] = [{"name": "gyosei"}]
    sent(releases.made("retitled"), ckan)
    assert extras(ckan, "kpi-202142")["updateFrequency"] == "年1回"
    assert "長野県の統計" in {tag["name"] for tag in package["tags"]}
    assert [one["name"] for one in package["resources"]].count("説明書") == 1
    assert (package["private"], package["groups"]) == (True, [{"name": "gyosei"}])
    assert did(ckan, releases.made("retitled"))["kpi-202142"] is Did.UNCHANGED


def test_what_others_did_to_our_fields_and_files_is_mended(public: Path, ckan: FakeCkan) -> None:
    sent(public, ckan)
    before = ckan.state()
    package = ckan.packages["kpi-032018"]
    package["title"] = "いたずら"
    package["tags"] = package["tags"][1:]
    package["resources"] = package["resources"][2:]
    package["resources"][0]["hash"] = "0"
    package["resources"].append(dict(package["resources"][1]))
    assert did(ckan, public)["kpi-032018"] is Did.UPDATED
    assert ckan.state() == before


def test_linked_files_are_not_uploaded(public: Path, ckan: FakeCkan) -> None:
    linked = Wanted(accept_terms=True, linked=True)
    sent(public, ckan, linked)
    assert not ckan.contents
    one = ckan.packages["kpi-032018"]["resources"][0]
    assert one["url"] == one["download_url"] == f"{BASE}tables/032018/032018.xlsx"
    assert set(did(ckan, public, linked).values()) == {Did.UNCHANGED}
    assert did(ckan, public)["kpi-032018"] is Did.UPDATED
    assert len(ckan.contents) == 24


def test_all_goes_into_one_organisation_if_asked(public: Path, ckan: FakeCkan) -> None:
    wanted = Wanted(accept_terms=True, organization="ken")
    with pytest.raises(KpiLodError) as caught:
        sent(public, ckan, wanted)
    assert caught.value.finding.code == "ckan-organization"
    ckan.organizations["ken"] = {"name": "ken", "id": "1"}
    sent(public, ckan, wanted)
    assert {one["organization"]["name"] for one in ckan.packages.values()} == {"ken"}


def test_an_editor_uses_existing_organisations_and_learns_of_missing_ones(
    public: Path, ckan: FakeCkan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_LOD_TOKEN", EDITOR)
    ckan.organizations = {n: {"name": n, "id": n} for n in ("kpi-032018", "kpi-202142")}
    ckan.editable = {"kpi-032018"}
    made = sent(public, ckan)
    assert sorted(ckan.packages) == NAMES[:2]
    assert not any(one["private"] for one in ckan.packages.values())
    assert "編集者にしてもらって" in made.text()
    del ckan.organizations["kpi-202142"]
    made = sent(public, ckan)
    assert [item.did for item in made.items].count(Did.FAILED) == 3
    assert "The portal has no organisation kpi-202142" in made.text()


def test_a_licence_the_portal_lacks_is_told_before_anything_is_sent(
    public: Path, ckan: FakeCkan
) -> None:
    ckan.licences = ckan.licences[1:]
    with pytest.raises(KpiLodError) as caught:
        sent(public, ckan)
    assert caught.value.finding.code == "ckan-licence"
    assert "other-at（その他 (表示)）" in caught.value.finding.ja
    assert not ckan.writes
    sent(public, ckan, Wanted(accept_terms=True, licence="other-at"))
    assert ckan.packages["kpi-032018"]["license_id"] == "other-at"


def test_the_command_line_pushes_and_tells_where_all_is(
    public: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_LOD_TOKEN", ADMIN)
    with fake_ckan("/data") as ckan:
        told = ["push", "ckan", f"{ckan.url}/", "--from", str(public)]
        assert main(told) == 1
        assert "保留 / held back 4" in capsys.readouterr().out
        assert main([*told, "--accept-terms"]) == 0
    out, err = capsys.readouterr()
    assert f"{ckan.url}/dataset/kpi-032018-2023-all" in out
    assert f"{ckan.url}/organization/kpi-202142" in out
    assert ADMIN not in out + err


def test_a_wrong_token_is_told_as_such_and_not_as_a_missing_right_alone(
    public: Path, ckan: FakeCkan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_LOD_TOKEN", "mistyped")
    ckan.organizations = {"kpi-032018": {"name": "kpi-032018", "id": "1"}}
    made = sent(public, ckan)
    assert {item.did for item in made.items} == {Did.FAILED}
    assert all("CKANは誤った鍵を" in item.ja for item in made.items if item.name in NAMES)
    assert "mistyped" not in made.text()


@pytest.mark.parametrize("front", ["http://me:geheim@", "", "ftp://"])
def test_an_address_that_is_none_or_tells_a_password_is_refused(
    public: Path, ckan: FakeCkan, front: str
) -> None:
    url = ckan.url.replace("http://", front)
    with pytest.raises(KpiLodError) as caught:
        push(public, url, Wanted(dry_run=True), waiting=0)
    assert caught.value.finding.code == "push-url"
    assert "geheim" not in str(caught.value)
    assert ckan.writes == []
