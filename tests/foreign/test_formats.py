"""What number formats show of stored numbers."""

from __future__ import annotations

import pytest

from kpi_lod.foreign.builtin_formats import BUILTIN_FORMATS
from kpi_lod.foreign.formats import Shown, shown


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("1", "General", "1"),
        ("1.0", "G/標準", "1"),
        ("0.10000000000000001", "General", "0.1"),
        ("71.620000000000005", "0.00", "71.62"),
        ("1E+20", "General", "100000000000000000000"),
        ("1.5e-7", "General", "0.00000015"),
        ("-0", "General", "0"),
        ("16521845", "#,##0", "16521845"),
        ("32018", "000000", "032018"),
        ("-5", "000", "-005"),
        ("-1234", "#,##0;△ #,##0", "-1234"),
        ("-1234", "#,##0_ ;[赤]-#,##0\\ ", "-1234"),
        ("-1234", "#,##0_);(#,##0)", "-1234"),
        ("1234", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1234"),
        ("12", '0"人"', "12人"),
        ("2024", '0"年度"', "2024年度"),
        ("6", '"R"0', "R6"),
        ("12", "General人", "12人"),
        ("1234", "[$¥-411]#,##0", "1234円"),
        ("1234", '"¥"#,##0;"¥"-#,##0', "1234円"),
        ("-1234", '"¥"#,##0;"¥"-#,##0', "-1234円"),
        ("0.12", "0%", "12%"),
        ("0.71599999999999997", "0.0%", "71.6%"),
        ("-0.05", "0%", "-5%"),
        ("0.5", "# ?/?", "1/2"),
        ("1.25", "# ??/??", "1 1/4"),
        ("0.33333333333333331", "# ?/?", "1/3"),
        ("2", "# ?/?", "2"),
        ("0.01", "# ?/100", "1/100"),
        ("1234", "0.00E+00", "1234"),
        ("7", "@", "7"),
        ("45383", "yyyy/m/d", "2024-04-01"),
        ("45383", "[$-411]ggge年m月d日", "2024-04-01"),
        ("45383.5", "yyyy/m/d h:mm", "2024-04-01T12:00:00"),
        ("0.0625", "h:mm", "01:30:00"),
        ("1.25", "[h]:mm", "30:00:00"),
        ("1", "yyyy/m/d", "1900-01-01"),
        ("61", "yyyy/m/d", "1900-03-01"),
    ],
)
def test_what_is_shown_is_read(raw: str, code: str, text: str) -> None:
    assert shown(raw, code) == Shown(text)


@pytest.mark.parametrize(
    ("raw", "code", "fault"),
    [
        ("1234567", "#,##0,", "cell-format/scaled"),
        ("1234567", '#,##0.0,,"百万円"', "cell-format/scaled"),
        ("12345", '0!.0,"万"', "cell-format/scaled"),
        ("1234567", '000"-"0000', "cell-format/scaled"),
        ("0", '0;-0;"-"', "cell-format/masked"),
        ("5", ";;;", "cell-format/masked"),
        ("0", "#,##0;-#,##0;", "cell-format/masked"),
        ("-5", "0;0", "cell-format/sign"),
        ("5", '[=1]"有";0', "cell-format/condition"),
        ("60", "yyyy/m/d", "cell-number/date"),
        ("-1", "yyyy/m/d", "cell-number/date"),
        ("3000000", "yyyy/m/d", "cell-number/date"),
        ("1e400", "General", "cell-number"),
        ("INF", "General", "cell-number"),
        ("1_000", "General", "cell-number"),
        ("１２", "General", "cell-number"),
        ("1234567890123456", "General", "cell-number/digits"),
    ],
)
def test_what_shows_another_number_is_a_fault(raw: str, code: str, fault: str) -> None:
    assert shown(raw, code).fault == fault


@pytest.mark.parametrize(
    ("raw", "code", "text", "rounded"),
    [
        ("71.625", "0.0", "71.625", "71.6"),
        ("0.7162", "0%", "71.62%", "72%"),
        ("2.5", '0"人"', "2.5人", "3人"),
        ("-2.5", "0", "-2.5", "-3"),
        ("1449.6", "#,##0", "1449.6", "1,450"),
        ("1234.96", "#,##0.0", "1234.96", "1,235.0"),
        ("1E+300", "0", "1" + "0" * 300, ""),
    ],
)
def test_a_number_that_is_shown_rounded_is_read_in_full(
    raw: str, code: str, text: str, rounded: str
) -> None:
    assert shown(raw, code) == Shown(text, "", rounded)


def test_days_since_1904_are_days() -> None:
    assert shown("43921", "yyyy/m/d", from_1904=True).text == "2024-04-01"
    assert shown("0", "yyyy/m/d", from_1904=True).text == "1904-01-01"


@pytest.mark.parametrize("code", BUILTIN_FORMATS.values())
def test_every_builtin_format_shows_a_plain_number(code: str) -> None:
    assert shown("2", code).fault == ""
    assert shown("-2", code).fault in ("", "cell-number/date")
