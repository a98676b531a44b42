"""The number formats that a workbook names by number only, as a Japanese Excel shows them.

ECMA-376 part 1, 18.8.30, with the additional ones for ja-jp.
"""

from __future__ import annotations

GENERAL = "General"

_DAY = "yyyy/m/d"
_TIME = "h:mm:ss"

BUILTIN_FORMATS = {
    **{0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"},
    **{5: "¥#,##0;¥-#,##0", 6: "¥#,##0;[Red]¥-#,##0"},
    **{7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;[Red]¥-#,##0.00"},
    **{9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"},
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), _DAY),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47), _TIME),
    46: "[h]:mm:ss",
    **{37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0"},
    **{39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00"},
    **{41: '#,##0;-#,##0;"-"', 42: '¥#,##0;¥-#,##0;¥"-"'},
    **{43: '#,##0.00;-#,##0.00;"-"', 44: '¥#,##0.00;¥-#,##0.00;¥"-"'},
    **{48: "##0.0E+0", 49: "@"},
}
