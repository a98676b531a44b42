"""What texts say of a project: departments, grant, period, partners, rate; and no persons."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.drafting.programmes import programme_code
from kpi_lod.layouts import context
from tests.layouts.documents import document


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("【担当課:地域創生課】", ["地域創生課"]),
        ("学校教育課 学校情報室", ["学校教育課", "学校情報室"]),
        ("スポーツ推進課 実施期間 R2年度", ["スポーツ推進課"]),
        ("企画部地域創生課", ["企画部地域創生課"]),
        ("企画部 企画課、観光課 主査 山田（内線12）", ["企画部 企画課", "観光課"]),
        ("総合政策部 企画課\n産業部 観光課", ["総合政策部 企画課", "産業部 観光課"]),
        ("まちづくり課・農林課", ["まちづくり課", "農林課"]),
        ("まち・ひと・しごと創生課", ["まち・ひと・しごと創生課"]),
        ("スポーツ・文化課", ["スポーツ・文化課"]),
        ("教育委員会 学校教育課", ["教育委員会 学校教育課"]),
        ("担当部署：子育て支援センター、福祉課", ["子育て支援センター", "福祉課"]),
        ("主担当課 財政課 関係課 企画課、税務課", ["財政課", "企画課", "税務課"]),
        ("総務課、企画課及び税務課", ["総務課", "企画課", "税務課"]),
        ("企画課企画係", ["企画課"]),
        ("地域づくり推進課\n（関係課）\n税務課", ["地域づくり推進課", "税務課"]),
        ("企画課が担当し、観光課と連携", []),
        ("経済部（商工課、観光課）", ["経済部 商工課", "観光課"]),
        ("雇用促進奨励金事業 【まちづくり推進課】", ["まちづくり推進課"]),
        ("名称 総合戦略課 課長 宮崎 育雄", ["総合戦略課"]),
        ("地域創生課長 鈴木 太郎", ["地域創生課"]),
        ("担当：山田", []),
        ("利用者の一部", []),
        ("各課", []),
        ("教室", []),
        ("運営は観光課", []),
        ("整備工事を実施した。", []),
        ("", []),
    ],
)
def test_departments_are_named_as_printed(text: str, named: list[str]) -> None:
    assert list(context.departments(text)) == named


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("地域創生課 主査 山田 太郎（内線 123）", "地域創生課"),
        (
            "問い合わせ先：企画課 TEL0266-72-2101 FAX0266-72-9999 E-mail: kikaku@example.jp",
            "問い合わせ先：企画課",
        ),
        ("担当：山田\n事業を実施した。", "事業を実施した。"),
        ("○○市長　山田 太郎", "○○市"),
        ("（電話）0266（72）2101", ""),
    ],
)
def test_officials_and_contacts_are_left_out(text: str, left: str) -> None:
    assert context.without_contacts(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "課長会議を開催した",
        "電話相談 123件",
        "代表 3社が参加",
        "市内500社",
        "FAX 20台",
        "担当：観光 農政課",
        "R5.4.1-2024-03",
        "主査級職員 3名",
    ],
)
def test_what_is_no_contact_stays_as_printed(text: str) -> None:
    assert context.without_contacts(text) == text


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        (
            "令和5年度分に係るデジタル田園都市国家構想交付金(地方創生推進タイプ)対象事業",
            "デジタル田園都市国家構想交付金(地方創生推進タイプ)",
            "digital-garden-city-promotion",
        ),
        (
            "デジタル⽥園都市国家構想交付⾦（デジタル実装タイプ（ＴＹＰＥ１））",
            "デジタル⽥園都市国家構想交付⾦（デジタル実装タイプ（ＴＹＰＥ１））",
            "digital-garden-city-implementation-type1",
        ),
        (
            "デジタル田園都市国家構想交付金\nデジタル実装タイプTYPE2",
            "デジタル田園都市国家構想交付金デジタル実装タイプTYPE2",
            "digital-garden-city-implementation-type2",
        ),
        ("地方創生推進交付金事業 効果検証", "地方創生推進交付金", "regional-promotion"),
        ("地方創生推進交付金（令和5年度）", "地方創生推進交付金", "regional-promotion"),
        ("第2世代交付金（ソフト事業）", "第2世代交付金（ソフト事業）", "new-regional-economy-soft"),
        (
            "地方創生推進タイプ（旧地方創生推進交付金）",
            "地方創生推進タイプ",
            "digital-garden-city-promotion",
        ),
        ("推進交付金", "推進交付金", None),
        ("地方創生推進交付金・地方創生拠点整備交付金の効果検証", "", None),
        (
            "地方創生推進交付金から移行。交付金名称 加速化交付金",
            "加速化交付金",
            "regional-acceleration",
        ),
        ("地方創生関連交付金等を活用した事業", "", None),
    ],
)
def test_a_grant_is_named_with_its_type(text: str, name: str, code: str | None) -> None:
    assert context.programme(text) == name
    assert programme_code(name) == code


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("推進交付金", 2021, "regional-promotion"),
        ("推進交付金", 2023, None),
        ("デジタル実装タイプ TYPE1", 2022, "digital-garden-city-promotion-early-type1"),
        ("デジタル実装タイプ TYPE1", 2023, "digital-garden-city-implementation-type1"),
        ("商店街振興補助金", 2023, None),
    ],
)
def test_a_short_name_of_a_grant_stands_for_that_of_its_year(
    name: str, year: int, code: str | None
) -> None:
    assert programme_code(name, year) == code


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("道の駅整備推進室 実施期間 R4～R8", (2022, 2026)),
        ("スポーツ推進課 実施期間 R2年度", (2020, 2020)),
        ("令和4年度から令和6年度まで", (2022, 2024)),
        ("令和４～６年度（３か年）", (2022, 2024)),
        ("事業期間：令和4年4月1日～令和7年3月31日", (2022, 2024)),
        ("R2年度", (2020, 2020)),
        ("実施期間 R4～", None),
        ("開始年度 R3 終了年度 R5", (2021, 2023)),
        ("事業始期 平成28年4月 事業終期 平成29年3月", (2016, 2016)),
        ("R4年度～（3年間）", (2022, 2024)),
        ("令和5年度 3回", None),
        ("R5 3年間の計画", None),
        ("令和5年度に実施した", None),
        ("R5 6,615人", None),
        (
            "東北六魂祭（2011～2016年）と絆まつり（2017年～）の実施により協力が深まったので本事業を行う",
            None,
        ),
    ],
)
def test_the_period_of_a_project(text: str, years: tuple[int, int] | None) -> None:
    assert context.project_years(text) == years


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("交付額(交付対象事業費/2)", (1, 2)),
        ("補助率１／２", (1, 2)),
        ("交付率 2分の1", (1, 2)),
        ("国費率50％", (1, 2)),
        ("補助率 10/10", (10, 10)),
        ("達成率 50%", None),
        ("総事業費 9,000千円", None),
        ("事業費 12/5", None),
    ],
)
def test_the_rate_of_a_grant(text: str, rate: tuple[int, int] | None) -> None:
    assert context.subsidy_rate(text) == rate


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("六市（青森市、盛岡市、仙台市）の宿泊者数", ["022012", "041009"]),
        ("連携市町村：花巻市・北上市", ["032051", "032069"]),
        ("東北六市連携による事業", []),
        ("青森市を起点とした盛岡の事業", []),
        ("盛岡市、伊達市", []),
    ],
)
def test_partners_stand_in_a_list_with_the_own_town(text: str, codes: list[str]) -> None:
    assert list(context.partners(text, "032018")) == codes
    assert context.partners(text, "") == ()


_FUNCTIONS: tuple[Callable[[str], object], ...] = (
    *(context.departments, context.without_contacts, context.programme),
    *(context.project_years, context.subsidy_rate),
    lambda text: context.partners(text, "032018"),
    lambda text: context.about(document(text, file=text[:200], title=text)),
)
_PIECES = (
    *(
        "交付金",
        "地方創生推進",
        "（",
        "(",
        "タイプ",
        "TYPE",
        "担当",
        "課",
        "・",
        "電話",
        "0",
        "-",
        "@",
    ),
    *(
        "a.",
        "令和",
        "R",
        "5",
        "年度",
        "～",
        "市",
        "盛岡市",
        "、",
        " ",
        "\n",
        "事業費",
        "/",
        "主査 ",
        "山",
    ),
)


@pytest.mark.parametrize(
    "piece", [*_PIECES, "課・", "a@", "R5～", "電話 0-", "（地方創生", "担当課 "]
)
def test_hostile_texts_of_10_000_characters_take_no_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    for function in _FUNCTIONS:
        before = time.process_time()
        function(text)
        assert time.process_time() - before < 10, (function, piece)


@given(st.text() | st.lists(st.sampled_from(_PIECES)).map("".join))
def test_no_text_makes_them_fail(text: str) -> None:
    for function in _FUNCTIONS:
        function(text)
    assert not re.search(
        r"[\w.]@[\w]+\.[a-z]", context.without_contacts("x@example.jp " + text[:0])
    )
