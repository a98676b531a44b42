"""What looks odd and is right: read as specified, without a finding (reliability §4, 13 to 16)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.mistakes.mistake import CHINO, MORIOKA, edited

from kpi_lod.errors import Severity
from kpi_lod.records import BEFORE, Amount, Measurement, Period, Reading, Submission
from kpi_lod.submissions.reader import read_submission

_TARGET_R5 = '{value: "1", at: "table 1 row 5 column 7"}'
_ACTUAL_R6 = '{value: "-", at: "table 1 row 5 column 8"}'


def submission(old: str, new: str, file: str = CHINO) -> Submission:
    read = read_submission(edited(old, new, file).encode(), file)
    # Whether companies may be fewer than none is another question than how to read −3.
    assert [one for one in read.findings if not one.code.startswith("count-")] == []
    assert read.submission is not None
    return read.submission


def measurement(made: Submission, period: Period, kind: str) -> Measurement:
    """Of the first indicator of the first project."""
    cells = made.projects[0].indicators[0].measurements
    return next(m for m in cells if (m.period, m.kind) == (period, kind))


def target(written: str) -> Reading:
    """The target of R5 read from ``written``."""
    made = submission(_TARGET_R5, written)
    return measurement(made, Period(2023), "target").reading


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("R5", 2023),
        ("r5", 2023),
        ("R６", 2024),
        ("Ｒ０６", 2024),
        ("㋿6", 2024),
        ("令和6年度", 2024),
        ("令和６年", 2024),
        ("平成31年度", 2019),
        ("H31", 2019),
        ("令和元年", 2019),
        ("令和元年度（2019年度）", 2019),
        ("2023", 2023),
        ('"2023年度"', 2023),
    ],
)
def test_a_fiscal_year_is_read_in_every_form(written: str, year: int) -> None:
    text = edited("reporting-year: R5", f"reporting-year: {written}")
    read = read_submission(text.replace("    programme-year: 2\n", "").encode(), CHINO)
    assert {f.severity for f in read.findings} <= {Severity.WARNING}  # no actual of that year
    assert read.submission is not None
    assert read.submission.reporting_year == year


def test_digits_of_any_width_count_years_and_editions() -> None:
    made = submission("programme-year: 2", "programme-year: ２")
    assert made.projects[0].programme_year == 2
    assert submission("revision: 1", "revision: １２").revision == 12
    assert submission("kpi-lod: 1", "kpi-lod: １").projects
    made = submission("subsidy-rate: 1/2", "subsidy-rate: １／２")
    assert made.projects[0].subsidy_rate == (1, 2)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("R6", Period(2024)),
        ('"R6"', Period(2024)),
        ("令和６年度", Period(2024)),
        ("2024", Period(2024)),
        ("calendar-2023", Period(2023, calendar=True)),
        ("calendar-R5", Period(2023, calendar=True)),
    ],
)
def test_a_period_is_read_in_every_form(written: str, period: Period) -> None:
    made = submission(
        '          R6:\n            target: {value: "1"',
        f'          {written}:\n            target: {{value: "1"',
    )
    assert measurement(made, period, "target").reading.value == 1


@pytest.mark.parametrize(
    ("written", "value", "status"),
    [
        ("1", "1", "measured"),
        ("71.620", "71.62", "measured"),
        ("-5", "-5", "measured"),
        ("１，２３４", "1234", "measured"),
        ('"１，２３４"', "1234", "measured"),
        ('"16,521,845"', "16521845", "measured"),
        ('"△5.2"', "-5.2", "measured"),
        ("▲3", "-3", "measured"),
        ('"－3"', "-3", "measured"),
        ("約100", "100", "approximate"),
        ("見込み100", "100", "estimated"),
        ('"100（速報）"', "100", "provisional"),
        ("{value: 100, status: estimated}", "100", "estimated"),
        ("{value: 約100社, status: estimated}", "100", "estimated"),
    ],
)
def test_a_number_is_read_as_printed(written: str, value: str, status: str) -> None:
    read = target(written)
    assert (str(read.value), read.status, read.unit) == (value, status, "company")


@pytest.mark.parametrize(
    ("written", "value", "unit", "scale", "unit_as_written"),
    [
        ("12％", "12", "percent", 1, None),
        ('"77%"', "77", "percent", 1, None),
        ('"14,700 千人"', "14700000", "person", 1000, "千人"),
        ("1.5万件", "15000", "case", 10000, "万件"),
        ("3百万円", "3000000", "yen", 1_000_000, "百万円"),
        ("5名", "5", "person", 1, "名"),
        ("1", "1", "company", 1, None),
    ],
)
def test_a_unit_in_the_cell_is_the_unit_of_the_cell(
    written: str, value: str, unit: str, scale: int, unit_as_written: str | None
) -> None:
    read = target(written)
    assert (read.value, read.unit) == (Decimal(value), unit)
    assert (read.scale, read.unit_as_written) == (scale, unit_as_written)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ('"-"', "not-applicable"),
        ("－", "not-applicable"),
        ("ー", "not-applicable"),
        ("―", "not-applicable"),
        ("該当なし", "not-applicable"),
        ("集計中", "being-compiled"),
        ("（集計中）", "being-compiled"),
        ("公表予定", "being-compiled"),
        ("未計測", "not-measured"),
        ("未実施", "not-measured"),
        ("非公表", "suppressed"),
        ('""', "blank-in-source"),
        ('"　"', "blank-in-source"),
        ("実施", "qualitative"),
        ("前年度を上回る", "qualitative"),
        ("{status: 集計中}", "being-compiled"),
        ("{status: not-measured, note: 調査は6月}", "not-measured"),
        ("{value: 3校で実施, status: qualitative}", "qualitative"),
    ],
)
def test_what_is_no_number_is_a_status_and_never_0(written: str, status: str) -> None:
    read = target(written)
    assert read.value is None
    assert read.status == status
    assert (read.unit, read.scale, read.unit_as_written) == ("company", 1, None)


@pytest.mark.parametrize("written", ['"-"', "－", "ー", "―", "—"])
def test_a_dash_as_actual_of_a_year_to_come_is_not_yet_due(written: str) -> None:
    made = submission(_ACTUAL_R6, written)
    read = measurement(made, Period(2024), "actual").reading
    assert (read.status, read.value) == ("not-yet-due", None)
    assert read.as_written == written.strip('"')


@pytest.mark.parametrize("written", ['"-"', "－"])
def test_a_dash_in_any_other_cell_is_not_applicable(written: str) -> None:
    made = submission('{value: "0", at: "table 1 row 5 column 7"}', written)
    assert measurement(made, Period(2023), "actual").reading.status == "not-applicable"
    assert measurement(made, BEFORE, "target").reading.status == "not-applicable"


def test_a_blank_as_actual_of_a_year_to_come_stays_blank() -> None:
    read = measurement(submission(_ACTUAL_R6, '""'), Period(2024), "actual").reading
    assert read.status == "blank-in-source"


def test_money_to_come_is_not_yet_due_only_where_it_is_spent() -> None:
    made = submission(
        '        eligible-expenditure: {value: "", at: "table 1 row 9 column 8"}\n',
        "".join(
            f'        {kind}: "-"\n'
            for kind in ("initial", "grant-decision", "settlement", "eligible-expenditure")
        ),
    )
    statuses = {a.kind: a.reading.status for a in made.projects[0].amounts if a.period.year == 2024}
    assert statuses == {
        "initial": "not-applicable",
        "grant-decision": "not-applicable",
        "settlement": "not-yet-due",
        "eligible-expenditure": "not-yet-due",
        "grant": "not-yet-due",
    }


def test_money_in_thousands_is_read_in_yen() -> None:
    made = submission('{value: "9,989,100", at', '{value: "9,989千円", at')
    first: Amount = next(a for a in made.projects[0].amounts if a.reading.value is not None)
    assert first.kind == "eligible-expenditure"
    assert first.reading.value == 9_989_000
    assert (first.reading.unit, first.reading.unit_as_written) == ("yen", "千円")


def test_a_value_by_itself_and_one_with_its_place_are_the_same_reading() -> None:
    whole, bare = target('{value: "1,250", at: p.1}'), target('"1,250"')
    assert whole.value == bare.value == 1250
    assert (whole.as_written, whole.at) == ("1,250", "p.1")
    assert (bare.as_written, bare.at) == ("1,250", None)


def test_what_was_printed_can_be_given_apart_from_the_value() -> None:
    read = target("{value: 1250, as-written: '1,250社（見込）', note: 年度末}")
    assert read.value == 1250
    assert (read.as_written, read.note) == ("1,250社（見込）", "年度末")


def test_a_day_may_stand_where_a_text_is_due() -> None:
    made = submission("    summary: 立川市の", "    summary: 2024-04-01\n    # ")
    assert made.projects[0].summary == "2024-04-01"


def test_the_printed_name_of_a_programme_is_its_code() -> None:
    made = submission(
        "programme: digital-garden-city-promotion",
        "programme: デジタル田園都市国家構想交付金 (地方創生推進タイプ)",
    )
    assert made.projects[0].programme == "digital-garden-city-promotion"


@pytest.mark.parametrize(
    "url",
    ["https://www.city.chino.lg.jp/a?b=c#d", "http://例え.jp/資料.pdf", "HTTPS://[::1]:8080/"],
)
def test_a_web_address_is_kept_as_it_is(url: str) -> None:
    made = submission("  file: 202142-chino-r5.txt", f"  url: {url}\n  file: 202142-chino-r5.txt")
    assert made.source.url == url


def test_separate_voicing_marks_are_joined_and_noted() -> None:
    read = read_submission(edited("    summary: 立川市の", "    summary: か\u3099").encode(), CHINO)
    assert [(f.code, f.severity) for f in read.findings] == [("text-nfc", Severity.INFO)]
    assert read.submission is not None
    assert (read.submission.projects[0].summary or "").startswith("が")


def test_a_submission_taken_back_needs_no_projects() -> None:
    text = edited("revision: 1", "revision: 2\nwithdrawn: 別の資料だった")
    read = read_submission(text[: text.index("projects:")].encode(), CHINO)
    assert read.findings == ()
    assert read.submission is not None
    assert (read.submission.withdrawn, read.submission.projects) == ("別の資料だった", ())
    assert read.submission.edition == (2023, 2)


def test_a_joint_project_states_the_area_of_each_figure_or_leaves_it_open() -> None:
    made = submission("        area: partners\n", "", MORIOKA)
    areas = [indicator.area for indicator in made.projects[0].indicators]
    assert areas == [None, "partners", "municipality", "municipality"]


def test_what_a_submission_does_not_say_has_no_default_but_what_the_format_fixes() -> None:
    head = 'kpi-lod: "1"\nmunicipality: "032018"\nid: a\nreporting-year: 2023\n'
    kpi = "{id: k, name: 名, unit: 件, values: {2023: {actual: 1}}}"
    project = f"{{id: p, name: 名, programme: デジ田交付金, kpis: [{kpi}]}}"
    text = f"{head}source: {{title: t}}\nprojects: [{project}]\n"
    read = read_submission(text.encode(), "a.yaml")
    assert read.findings == ()
    made = read.submission
    assert made is not None
    assert (made.revision, made.withdrawn, made.source.terms) == (1, None, "not-stated")
    assert (made.source.url, made.source.file, made.source.sha256) == (None, None, None)
    only = made.projects[0]
    assert (only.departments, only.partners, only.activities) == ((), (), ())
    assert (only.amounts, only.evaluations, only.subsidy_rate) == ((), (), None)
    assert (only.first_year, only.last_year, only.programme_year) == (None, None, None)
    indicator = only.indicators[0]
    assert (indicator.direction, indicator.level, indicator.basis) == (None, None, None)
    assert (indicator.concept, indicator.match, indicator.judged) == (None, None, ())
    assert (indicator.area, indicator.reviewed) == ("municipality", True)
