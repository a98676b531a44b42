"""A project as it was found, and its words; the submission around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.drafting.given import (
    DOCUMENT,
    R5,
    codes,
    drafted,
    figure,
    found,
    kpi,
    money,
    project,
    project_of,
)

from kpi_lod.drafting.draft import drafted_document
from kpi_lod.errors import DataError, UnreadableError
from kpi_lod.layouts.found import Done, Doubt, Evaluated
from kpi_lod.submissions.reader import read_submission

ONE = kpi(figure("5"))


def test_the_head_says_whose_and_which_document() -> None:
    words = drafted(project(ONE)).words
    assert words["municipality"] == "202142"
    assert (words["id"], words["reporting-year"], words["revision"]) == ("2023-report", "R5", "1")
    assert words["source"] == {
        "title": "令和5年度 事業の実績（架空）",
        "file": "r5.txt",
        "sha256": "0" * 64,
        "terms": "not-stated",
    }


def test_a_draft_without_doubts_reads_without_violation() -> None:
    made = drafted(project(ONE))
    assert codes(made) == []
    assert read_submission(made.text.encode(), "").submission is not None


def test_the_description_is_what_was_found() -> None:
    words = project_of(
        drafted(
            project(
                ONE,
                departments=("観光課", ""),
                first_year=2022,
                last_year=2024,
                programme_year=2,
                subsidy_rate=(1, 2),
            )
        )
    )
    assert words["programme"] == "regional-promotion"
    assert words["departments"] == ["観光課"]
    assert words["period"] == {"from": "R4", "to": "R6"}
    assert (words["programme-year"], words["subsidy-rate"]) == ("2", "1/2")
    assert "summary" not in words


def test_ids_are_unique_and_counted() -> None:
    made = drafted(project(ONE, kpi(figure("6"), name="起業数")), project(ONE, name="別の事業"))
    assert [project_of(made, n)["id"] for n in (0, 1)] == ["project-1", "project-2"]
    assert [one["id"] for one in project_of(made)["kpis"]] == ["kpi-1", "kpi-2"]


def test_last_years_ids_go_on(root: Path) -> None:
    name = (
        "立川市を起点とし多摩地区及び首都圏からの交流人口・関係人口の拡大及び地域資源への"
        "関わりを通じた関係人口創出事業"
    )
    kpis = (kpi(figure("5"), name="地域資源に関する「コトづくり」事業等への 参加者数"), ONE)
    made = drafted_document(DOCUMENT, found(project(*kpis, name=name)), data=root / "data")
    words = project_of(made)
    assert words["id"] == "tachikawa"
    assert [one["id"] for one in words["kpis"]] == ["co-creation-participants", "kpi-2"]


@pytest.mark.parametrize(
    ("printed", "written", "doubts"),
    [
        ("市の補助金", "市の補助金", ["draft-programme"]),
        ("地方創生推進交付金（みらい型）", "regional-promotion", ["draft-programme"]),
        ("地方創生推進交付金等", "regional-promotion", []),
        ("", None, ["draft-programme"]),
    ],
)
def test_a_grant_is_a_code_where_there_is_one(
    printed: str, written: str | None, doubts: list[str]
) -> None:
    made = drafted(project(ONE, programme=printed))
    assert project_of(made).get("programme") == written
    assert codes(made) == doubts


def test_amounts_are_yen_with_the_scale_said() -> None:
    one = project(
        ONE,
        subsidy_rate=(1, 2),
        money=(money("9,989,100", "eligible-expenditure"), money("4,995", "grant", scale=1000)),
    )
    made = drafted(one)
    assert project_of(made)["budget"]["R5"] == {
        "eligible-expenditure": {
            "value": "9989100",
            "as-written": "9,989,100",
            "at": "table 2 eligible-expenditure",
        },
        "grant": {
            "value": "4995000",
            "as-written": "4,995千円",
            "note": "資料の金額の単位は千円。",
            "at": "table 2 grant",
        },
    }
    assert codes(made) == ["draft-grant"]
    read = read_submission(made.text.encode(), "")
    assert [f.code for f in read.findings if f.code == "as-written-number"] == []


def test_a_grant_of_half_the_expenditure_is_no_doubt() -> None:
    amounts = (money("75,443,943", "eligible-expenditure"), money("37,721,971", "grant"))
    assert codes(drafted(project(ONE, subsidy_rate=(1, 2), money=amounts))) == []


@pytest.mark.parametrize(("value", "drafted_as"), [("-", "-"), ("", ""), ("約束", None)])
def test_words_for_money_stay_or_are_left_out(value: str, drafted_as: str | None) -> None:
    made = drafted(project(ONE, money=(money(value, "grant"),)))
    budget = project_of(made).get("budget")
    assert (budget and budget["R5"]["grant"]["value"]) == drafted_as
    assert ("draft-amount" in codes(made)) == (drafted_as is None)


def test_partners_ask_for_the_area_and_never_name_the_town_itself() -> None:
    made = drafted(project(ONE, partners=("202142", "032018")))
    assert project_of(made)["partners"] == ["032018"]
    assert codes(made) == ["draft-area"]


def test_what_was_done_is_an_activity_with_its_count() -> None:
    done = (Done("講座", "line 3", "6", "回", R5), Done("広報", "line 4", "たくさん", "回"))
    assert project_of(drafted(project(ONE, done=done)))["activities"] == [
        {"text": "講座", "count": "6", "unit": "回", "year": "R5"},
        {"text": "広報"},
    ]


def test_evaluations_are_answers_of_the_list_or_doubts() -> None:
    rated = Evaluated(R5, effect="地方創生に効果があった", next_step="わからない", comment="よい。")
    made = drafted(project(ONE, evaluated=(rated,)))
    assert project_of(made)["evaluation"]["R5"].keys() == {"effect", "comment"}
    assert codes(made) == ["draft-evaluation"]


def test_a_unit_that_is_not_in_the_list_is_a_doubt_with_its_place() -> None:
    made = drafted(project(kpi(figure("5"), unit="ふしぎな単位")))
    (doubt,) = made.doubts
    assert (doubt.code, doubt.place.pointer) == ("draft-check", "table 1 row 2 column 1")
    assert "ふしぎな単位" in doubt.ja


def test_a_municipality_that_is_stated_wins() -> None:
    doubts = (Doubt("draft-municipality-stated", "", (("found", ""), ("stated", ""))),)
    made = drafted(project(ONE), municipality="032018", doubts=doubts)
    assert made.words["municipality"] == "032018"
    assert codes(made) == ["draft-municipality-stated"]
    assert "茅野市 202142" in made.doubts[0].ja


def test_one_that_agrees_is_no_doubt() -> None:
    assert codes(drafted(project(ONE), municipality="202142")) == []


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(UnreadableError):
        drafted(project(ONE), municipality="999999")


def test_a_municipality_nobody_knows_is_left_out() -> None:
    made = drafted_document(DOCUMENT, found(project(ONE), municipality=""))
    assert "municipality" not in made.words


def test_kpis_without_figures_are_left_out_and_told() -> None:
    made = drafted(project(ONE, kpi(name="からっぽ")), project(kpi(), name="なにもない事業"))
    assert [len(project_of(made, n)["kpis"]) for n in (0, 1)] == [1, 0]
    assert sorted(codes(made)) == ["draft-no-kpis", "draft-no-values", "draft-no-values"]


def test_nothing_at_all_is_an_error() -> None:
    with pytest.raises(DataError) as caught:
        drafted(project(kpi()))
    assert caught.value.findings[0].code == "draft-nothing"
