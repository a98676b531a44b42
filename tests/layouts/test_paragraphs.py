"""Lines outside tables: forms with a cell on each line, headings and answers side by side."""

from __future__ import annotations

import pytest

from tests.layouts.told import figures_of, projects_of


@pytest.mark.parametrize(
    "lines",
    [
        "指標/宿泊者数/基準値/[H26] 5人/目標値/[R6] 9人/実績値/[R4] 6人/[R5] 7人",
        "KPI/名称/宿泊者数/基準値（H26）/5人/目標値（R6）/9人/実績値/R4/6人/R5/7人",
        "指標名/宿泊者数/単位/人/H26/基準値/5/R6/目標値/9/実績値/R4：6/R5：7",
        "KPI：宿泊者数/基準値：5人（H26）/目標値：9人（R6）/実績値：6人（R4）/実績値：7人（R5）",
        "【KPI】宿泊者数/【基準値】H26 5人/【目標値】R6 9人/【実績値】R4 6人　R5 7人",
        "■重要業績評価指標（KPI）/①宿泊者数/・基準値（H26）　5人/・目標値（R6）　9人/"
        "・実績値（R4）　6人/・実績値（R5）　7人",
        "○指標　宿泊者数/＜基準値＞5人（H26）/＜目標値＞9人（R6）/＜実績値＞R4：6人、R5：7人",
        "宿泊者数（人）/基準値 H26：5/目標値 R6：9/実績値 R4：6 R5：7",
    ],
)
def test_the_values_of_a_kpi_stand_on_lines_below_its_name(lines: str) -> None:
    assert figures_of(lines.replace("/", "\n")) == {
        "宿泊者数 [人]": "baseline 2014 5, target 2024 9, actual 2022 6, actual 2023 7"
    }


@pytest.mark.parametrize(
    "lines",
    [
        "KPI①：起業件数/実績値：8件/目標値：10件/KPI②：満足度/実績値：71%/目標値：70%",
        "KPI① 起業件数/目標値 10件　実績値 8件/KPI② 満足度/目標値 70%　実績値 71%",
        "指標①　起業件数　目標値 10件　実績値 8件/指標②　満足度　目標値 70%　実績値 71%",
        "実績値（KPI）：①起業件数 8件（目標10件）②満足度 71%（目標70%）",
        "・起業件数　8件（目標：10件）/・満足度　71％（目標：70％）",
        "(1) 起業件数（目標値10件、実績値8件）/(2) 満足度（目標値70%、実績値71%）",
    ],
)
def test_names_and_values_side_by_side(lines: str) -> None:
    told = figures_of(lines.replace("/", "\n"))
    assert {name[:3]: sorted(figures.split(", ")) for name, figures in told.items()} == {
        "起業件": ["actual 8", "target 10"],
        "満足度": ["actual 71", "target 70"],
    }


@pytest.mark.parametrize(
    "line",
    [
        "・登録世帯数　R4：85世帯 → R5：142世帯（目標：200世帯／R7）",
        "登録世帯数（世帯）　　　４年度 85　５年度 142　（目標 200 R7）",
        "登録世帯数：R4 85世帯、R5 142世帯（R7目標 200世帯）",
    ],
)
def test_a_series_with_its_target_is_a_kpi(line: str) -> None:
    assert figures_of(f"事業の進捗\n{line}\n") == {
        "登録世帯数 [世帯]": "actual 2022 85, actual 2023 142, target 2025 200"
    }


@pytest.mark.parametrize(
    "text",
    [
        "・開催数：4回、参加者数：72人",  # counts of activities have no target
        "来館者数は1,820人であった。",
        "目標値 10人\n実績値 8人",  # of what?
        "担当：企画課\n目標値：別紙のとおり",
    ],
)
def test_counts_without_a_target_or_a_name_stay_out(text: str) -> None:
    assert figures_of(text) == {}


@pytest.mark.parametrize(
    "line",
    [
        "事業名 里山体験事業 所管課 観光課 事業期間 R3～R5",
        "事業名：里山体験事業　担当課：観光課　実施期間：令和3年度～令和5年度",
        "事業名　里山体験事業/担当　観光課/期間 令和3～5年度",
        "１ 事業の名称 里山体験事業 担当部署 観光課 計画期間 令和３年度 ～ 令和５年度",
        "【事業名】里山体験事業/【所管】観光課/【事業期間】R3～R5",
        "事業名/里山体験事業/担当課/観光課/実施期間/R3年度～R5年度",
    ],
)
def test_what_a_form_tells_of_a_project(line: str) -> None:
    (project,) = projects_of(f"{line}\nKPI：参加者数\n目標：10人\n実績：8人".replace("/", "\n"))
    assert (project.name, project.departments) == ("里山体験事業", ("観光課",))
    assert (project.first_year, project.last_year) == (2021, 2023)


def test_a_heading_below_values_is_no_answer_to_a_heading_before_them() -> None:
    text = "1 農業事業（農林課）\nKPI\n　体数 目標値 2体 実績値 3体\n"
    text += "2 医療事業（健康課）\nKPI\n　利用者数 目標値 9人 実績値 5人\n"
    assert [project.name for project in projects_of(text)] == ["農業事業", "医療事業"]
