"""What a document calls itself and whose it is."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.context import About, about
from kpi_lod.layouts.context.towns import towns
from kpi_lod.messages import messages
from tests.layouts.documents import document


def keys(found: About) -> list[str]:
    return [doubt.key for doubt in found.doubts if doubt.key.startswith("draft-municipality")]


def candidates(found: About) -> str:
    doubts = [doubt for doubt in found.doubts if doubt.key.startswith("draft-municipality")]
    return dict(doubts[0].fields)["candidates"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("【地方創生交付金を活用した事業】", "交付金名称 地方創生推進交付金"),
            "地方創生交付金を活用した事業",
        ),
        (("資料１", "【担当課:企画課】", "令和５年度 事業実績報告書"), "令和５年度 事業実績報告書"),
        (("1 KPIの達成状況", "総合戦略 進捗状況"), "総合戦略 進捗状況"),
        (("これは令和5年度の実績を述べる文です。",), ""),
        (("《効果検証》について（令和5年度）",), "《効果検証》について（令和5年度）"),
        (
            ("第2回 創生推進会議", "令和６年度に実施した事業の実績"),
            "令和６年度に実施した事業の実績",
        ),
        ((), ""),
    ],
)
def test_the_title_is_the_first_line_that_names_a_report(
    lines: tuple[str, ...], title: str
) -> None:
    assert about(document(*lines)).title == title


def test_a_title_of_the_properties_comes_first_without_the_name_of_the_site() -> None:
    page = document("総合戦略の進捗", title="地方創生交付金の効果検証 | 茅野市公式サイト")
    assert about(page).title == "地方創生交付金の効果検証"
    assert about(page).municipality == "202142"
    assert (
        about(document("総合戦略の進捗", title="Microsoft Word - 報告.docx")).title
        == "総合戦略の進捗"
    )


def test_a_cell_alone_in_its_row_may_be_the_title_of_a_sheet() -> None:
    assert about(document("\t総合戦略 KPI一覧", "指標\t実績値")).title == "総合戦略 KPI一覧"


@pytest.mark.parametrize(
    ("lines", "file", "code"),
    [
        ((), "032018-r5.txt", "032018"),
        (("盛岡市の取組",), "03201_r5.csv", "032018"),
        ((), "kpi_森町_北海道.xlsx", ""),
        (("事業の実績",), "茅野市.pdf", "202142"),
        (("茅野駅から約100分",), "chino-r5.pdf", "202142"),
        (("令和5年度 茅野市総合戦略 進捗状況",), "a.pdf", "202142"),
        (("実績報告", "長野県茅野市"), "a.pdf", "202142"),
        (("事業一覧", "発行：茅野市", "立川市、文京区、立川市、立川市"), "a.pdf", "202142"),
        (("事業一覧", "市町村名\t茅野市", "連携\t立川市"), "a.pdf", "202142"),
        (("事業一覧", "団体コード：202142", "立川市での催し"), "a.pdf", "202142"),
        (("事業一覧", "a" * 70 + "立川市での催し", "茅野市役所 企画課"), "a.pdf", "202142"),
        (("事業一覧", "https://www.city.chino.lg.jp/soshiki/"), "a.pdf", "202142"),
        (("事業の実績", "東京都府中市"), "a.pdf", "132063"),
        (("事業の実績", "府中市", "広島県の補助金を使い、" + "あ" * 60), "a.pdf", "342084"),
        (("札幌市中央区 総合戦略の進捗",), "a.pdf", "011002"),
        (("岩手県 総合戦略の進捗",), "a.pdf", "030007"),
        (
            (
                "事業実施結果報告",
                "市町村名",
                "玉東町",
                "担当部局課名",
                "立川市での催し" + "あ" * 60,
            ),
            "a.pdf",
            "433641",
        ),
        (("事業実施結果報告", "都道府県・市町村コード（5桁）", "20214"), "a.pdf", "202142"),
        (("事業の実績", "茅　野　市"), "a.pdf", "202142"),
        (("事業の効果検証", "茅野市では、立川市の企業と協力しました。"), "a.pdf", "202142"),
        (("事業の実績", "名称\t内容", "茅野市DX推進事業\t実施した"), "a.pdf", "202142"),
    ],
)
def test_the_municipality_stands_in_names_labels_codes_and_addresses(
    lines: tuple[str, ...], file: str, code: str
) -> None:
    assert about(document(*lines, file=file)).municipality == code


@pytest.mark.parametrize("file", ["202207.pdf", "r5_202207.pdf", "32018.pdf", "53443.pdf"])
def test_numbers_of_file_names_are_no_codes_without_the_town(file: str) -> None:
    code = about(document("事業の実績", file=f"x{file}")).municipality
    assert code == ""


def test_a_town_that_is_gone_to_is_not_whose_document_it_is() -> None:
    found = about(document("立川市との交流事業の実績", "文京区で催しを開いた。"))
    assert (found.municipality, keys(found)) == ("", ["draft-municipality"])
    assert candidates(found) == "文京区 131059、立川市 132021"


def test_what_prevails_by_far_is_taken_and_doubted() -> None:
    text = "ことしも盛岡市と盛岡の企業は盛岡駅前で催しを開き、" + "あ" * 60 + "青森市も加わった。"
    found = about(document("事業の実績", text))
    assert (found.municipality, keys(found)) == ("032018", ["draft-municipality-guessed"])


def test_two_towns_of_one_name_are_both_candidates() -> None:
    found = about(document("伊達市総合戦略の進捗"))
    assert (found.municipality, keys(found)) == ("", ["draft-municipality"])
    assert candidates(found) == "伊達市 012335、伊達市 072133"


def test_a_text_without_towns_says_so() -> None:
    found = about(document("事業の実績"))
    assert (found.municipality, keys(found)) == ("", ["draft-municipality/none"])


def test_a_title_against_the_code_of_the_file_is_doubted() -> None:
    found = about(document("立川市の事業の実績", file="202142.txt"))
    assert (found.municipality, keys(found)) == ("202142", ["draft-municipality-guessed"])


@pytest.mark.parametrize(
    "text",
    [
        "観光市場",
        "岡山県市町村",
        "関係市町村",
        "中央市民会館前の市場",
        "森町内会",
        "機関市町村",
        "会津市民",
    ],
)
def test_names_inside_other_words_name_no_town(text: str) -> None:
    assert [t for t in towns(text.replace("中央市民", "")) if not t.is_prefecture] == []


def test_doubts_have_wordings_with_their_fields() -> None:
    for found in (
        about(document("立川市との交流事業の実績")),
        about(document("事業の実績")),
        about(document("立川市の事業の実績", file="202142.txt")),
    ):
        for doubt in found.doubts:
            assert messages()[doubt.key].ja.format_map(dict(doubt.fields))
