"""publication.yaml: ours is read, and each mistake in it is one finding with exit status 2."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kpi_lod.errors import DataError, Finding, KpiLodError
from kpi_lod.settings import Text, publication
from tests.mistakes.mistake import Mistake, block, due_place, edited, original
from tests.mistakes.setting_mistakes import MISTAKES, OURS

ROOT = Path(__file__).resolve().parents[1]
PUBLISHER = block("publisher:", "contact:", OURS)

# Name → edit (old, new), attribute, its value.
ACCEPTED: Mapping[str, tuple[str, str, str, object]] = {
    "a base of one's own": (
        block("base:", "title:", OURS),
        "base: https://data.example.jp/kpi/\n",
        "base",
        "https://data.example.jp/kpi/",
    ),
    "no licence": ("licence: CC-BY-4.0\n", "", "licence", "CC-BY-4.0"),
    "another licence": ("licence: CC-BY-4.0", "licence: PDL-1.0", "licence", "PDL-1.0"),
    "no languages": ("languages: [ja, en]\n", "", "languages", ("ja", "en")),
    "one language": ("languages: [ja, en]", "languages: [ja]", "languages", ("ja",)),
    "no theme": (block("theme:", "issued:", OURS), "", "themes", ()),
    "a day without quotes": ('"2026-11-22"', "2026-11-22", "issued", "2026-11-22"),
    "a title in Japanese only": (
        block("title:", "description:", OURS),
        "title: {ja: 表}\n",
        "title",
        Text("表", None),
    ),
    "a municipality": (
        PUBLISHER,
        f'{PUBLISHER}  municipality: "032018"\n',
        "publisher_number",
        "6000020032018",
    ),
    "a corporate number": (
        PUBLISHER,
        f'{PUBLISHER}  corporate-number: "4000020202142"\n',
        "publisher_number",
        "4000020202142",
    ),
}


def file_with(folder: Path, text: str) -> Path:
    file = folder / "publication.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def refused(file: Path) -> list[Finding]:
    with pytest.raises(DataError) as caught:
        publication(file)
    assert caught.value.exit_status == 2
    return list(caught.value.findings)


def test_our_own_settings_are_read() -> None:
    made = publication(ROOT / OURS)
    assert made.base == "https://example.org/kpi/"
    assert made.iris.base == made.base
    assert made.title.ja.startswith("地方創生関連交付金事業のKPI")
    assert made.description.en is not None
    assert made.publisher == Text("kpi-lod 実演", "kpi-lod demonstration")
    assert made.publisher_number is None
    assert made.contact_url == "https://example.org/kpi/"
    assert (made.licence, made.issued, made.languages) == ("CC-BY-4.0", "2026-11-22", ("ja", "en"))
    assert [theme.rpartition("/")[2] for theme in made.themes] == ["GOVE", "REGI"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_may_be_written_otherwise_is_read(tmp_path: Path, name: str) -> None:
    old, new, attribute, value = ACCEPTED[name]
    made = publication(file_with(tmp_path, edited(old, new, OURS)))
    assert getattr(made, attribute) == value


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_wrong_setting_is_one_finding_at_its_place(tmp_path: Path, mistake: Mistake) -> None:
    file = file_with(tmp_path, edited(mistake.old, mistake.new, OURS))
    (found,) = refused(file)
    assert found.code == mistake.code
    assert found.place.file == str(file)
    assert (found.place.line, found.place.column) == due_place(mistake)
    assert mistake.ja in f"{found.ja} {found.fix_ja}"
    assert mistake.en in f"{found.en} {found.fix_en}"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = original(OURS)
    for old, new in (("demo: true\n", ""), ("licence:", "license:"), ("data-theme/REGI", "[1]")):
        assert old in text
        text = text.replace(old, new, 1)
    codes = [found.code for found in refused(file_with(tmp_path, text))]
    assert codes == ["settings-demo", "unknown-key", "url-form"]


def test_settings_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as raised:
        publication(tmp_path / "publication.yaml")
    assert raised.value.exit_status == 2
    assert raised.value.finding.code == "file-missing"
    assert str(tmp_path / "publication.yaml") in raised.value.finding.ja


def test_settings_that_are_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError, match="file-unreadable"):
        publication(tmp_path)


def test_settings_that_are_not_yaml_are_told(tmp_path: Path) -> None:
    assert [f.code for f in refused(file_with(tmp_path, "base: [\n"))] == ["yaml-syntax"]
