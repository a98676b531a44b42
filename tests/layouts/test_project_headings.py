"""The line above figures that names their project, and the lines that name none."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.paragraphs.project_headings import name_and_told
from tests.layouts.drawn import printed

FIGURES = "指標\t目標値\t実績値\n来場者数（人）\t100\t90\n"


def names(text: str) -> list[str]:
    return [project.name for project in printed(text).projects]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("■ 花まつり交流事業（担当：観光課）", "花まつり交流事業"),
        ("○花まつり交流事業　【観光課】", "花まつり交流事業"),
        ("1 花まつり交流事業　観光商工課", "花まつり交流事業"),
        ("（2）花まつり交流事業", "花まつり交流事業"),
        ("Ⅰ　花まつり交流事業（地方創生推進交付金）", "花まつり交流事業"),
        ("事業１：花まつり交流事業", "花まつり交流事業"),
        ("事業② 花まつり交流事業", "花まつり交流事業"),
        ("○花まつり交流事業【デジタル実装タイプTYPE1】　企画政策課", "花まつり交流事業"),
        ("【花まつり交流事業】", "花まつり交流事業"),
        ("## 花まつり交流プロジェクト", "花まつり交流プロジェクト"),
        ("■ 花でつながるまちづくり推進計画", "花でつながるまちづくり推進計画"),
        ("◆「花いっぱいの里」", "花いっぱいの里"),
        ("3. 移住体験住宅の整備", "移住体験住宅の整備"),
        ("(1) 起業家の支援（新規）", "起業家の支援"),
        ("第２章　里山の再生", "里山の再生"),
        ("1-2 里山カフェ", "里山カフェ"),
        ("花まつり交流事業（令和3年度～令和5年度）", "花まつり交流事業"),
        ("<h2>花まつり交流事業</h2>", "花まつり交流事業"),
    ],
)
def test_a_heading_names_the_project_of_the_table_below(line: str, name: str) -> None:
    assert names(f"令和5年度 効果検証の結果\n\n{line}\n{FIGURES}") == [name]


@pytest.mark.parametrize(
    "line",
    [
        "■ KPIの達成状況について",
        "２ 評価結果",
        "○来場者の声",
        "(1) 数値目標の推移",
        "## 実績一覧",
        "(3) 指標の見方",
        "・商店街の活性化支援",
        "アンケートでは9割が満足と答えた。",
        "○ 来場者アンケートの結果（抜粋）",
        "◇その他の取組",
    ],
)
def test_what_stands_between_a_project_and_its_table_is_no_project(line: str) -> None:
    assert names(f"■ 花まつり交流事業\n{line}\n{FIGURES}") == ["花まつり交流事業"]


def test_each_project_has_its_own_table() -> None:
    heads = ("■ 花まつり交流事業", "■ 里山カフェ", "■ 港の再生（港湾課）")
    text = "\n".join(f"{head}\n{FIGURES}" for head in heads)
    assert names(text) == ["花まつり交流事業", "里山カフェ", "港の再生"]


def test_a_grant_above_the_projects_is_no_project_but_theirs() -> None:
    text = f"1 地方創生推進交付金対象事業\n（1）花まつり交流\n{FIGURES}\n（2）里山の再生\n{FIGURES}"
    found = printed(text).projects
    assert [one.name for one in found] == ["花まつり交流", "里山の再生"]
    assert [one.programme for one in found] == ["地方創生推進交付金"] * 2


def test_groups_of_a_strategy_stand_for_projects_unless_one_is_named() -> None:
    text = f"""
基本目標１　しごとをつくる
{FIGURES}
施策（１）　農業の担い手確保
{FIGURES}
○新規就農支援事業
{FIGURES}
基本目標２　人の流れをつくる
{FIGURES}
"""
    assert names(text) == [
        "基本目標１　しごとをつくる",
        "施策（１）　農業の担い手確保",
        "新規就農支援事業",
        "基本目標２　人の流れをつくる",
    ]


def test_departments_and_grants_behind_a_name_are_told() -> None:
    found = printed(f"○花まつり交流事業【デジタル実装タイプTYPE1】　企画政策課\n{FIGURES}").projects
    assert found[0].departments == ("企画政策課",)
    assert found[0].programme == "デジタル実装タイプTYPE1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("空き家（古民家）活用事業", "空き家（古民家）活用事業"),
        ("拠点施設整備事業（ソフト）", "拠点施設整備事業（ソフト）"),
        ("2拠点居住推進事業", "2拠点居住推進事業"),
        ("「道の駅」活用", "「道の駅」活用"),
        ("3世代同居支援事業", "3世代同居支援事業"),
    ],
)
def test_what_belongs_to_a_name_stays(text: str, name: str) -> None:
    assert name_and_told(text)[0] == name


def test_a_heading_that_names_an_indicator_heads_its_figures() -> None:
    lines = ["■ 花まつり交流事業", "○ 来場者数", "目標値：100人", "実績値：90人"]
    lines += ["○ 満足度", "目標値：80％", "実績値：85％"]
    (project,) = printed("\n".join(lines)).projects
    found = [(kpi.name, len(kpi.figures)) for kpi in project.kpis]
    assert found == [("来場者数", 2), ("満足度", 2)]


def test_a_strategy_ends_the_projects_of_grants() -> None:
    grant = "事業名\t指標\t目標値\t実績値\n花まつり交流事業\t来場者数（人）\t100\t90\n"
    text = f"■ 交付金事業\n{grant}\n■ 総合戦略のKPI（抜粋）\n{FIGURES}"
    assert names(text) == ["花まつり交流事業", "総合戦略のKPI（抜粋）"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("花まつり交流事業の効果検証\n", "花まつり交流事業"),
        ("効果検証\n本市は「花まつり交流事業」に取り組んでいます。\n", "花まつり交流事業"),
        ("第2期山里市総合戦略 数値目標の進捗\n", "第2期山里市総合戦略 数値目標の進捗"),
        ("令和5年度「花まつり交流事業」実績報告書\n", "花まつり交流事業"),
    ],
)
def test_where_no_heading_names_a_project_the_document_does_and_that_is_told(
    text: str, name: str
) -> None:
    found = printed(text + FIGURES)
    assert [one.name for one in found.projects] == [name]
    assert [dict(one.fields) for one in found.doubts if one.key == "draft-project"] == [
        {"name": name}
    ]
