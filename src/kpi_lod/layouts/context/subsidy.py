"""The rate at which a grant pays, as headings state it: ``交付額(交付対象事業費/2)``. Pure."""

from __future__ import annotations

import re

from kpi_lod.layouts.context.letters import plain

_WORD = r"(?:補助率|交付率|負担割合|国費率|補助割合|(?:事業費|対象経費|事業経費|経費)(?:総?額)?の?)"
_PRINTED = re.compile(
    rf"{_WORD}[^0-9、。\n]{{0,8}}?(?:"
    r"[/÷] ?(?P<divisor>[2-9]|10)(?![0-9.])"
    r"|(?P<of>[2-9]|10) ?分の ?(?P<parts>[1-9]|10)(?![0-9.])"
    r"|(?P<above>[1-9]|10) ?/ ?(?P<below>[2-9]|10)(?![0-9.])"
    r"|(?P<percent>[1-9][0-9]?|100) ?%)"
)
_ALONE = re.compile(r"[(\[]?(?P<above>[1-9]|10) ?/ ?(?P<below>[2-9]|10) ?補助[)\]]?")
_HALF = re.compile(r"(?:事業費|経費|補助率|交付率)の?[^0-9、。\n]{0,4}(?:半額|2分の1|二分の一)")
_PERCENTS = {
    **{10: (1, 10), 20: (1, 5), 25: (1, 4), 30: (3, 10), 40: (2, 5), 50: (1, 2)},
    **{60: (3, 5), 70: (7, 10), 75: (3, 4), 80: (4, 5), 90: (9, 10), 100: (10, 10)},
}


def subsidy_rate(text: str) -> tuple[int, int] | None:
    """The rate that a heading states: ``交付額(交付対象事業費/2)`` → (1, 2); None if none.

    >>> subsidy_rate("補助率：２分の１"), subsidy_rate("交付率 50%"), subsidy_rate("達成率 50%")
    ((1, 2), (1, 2), None)
    """
    printed = plain(text).replace("（", "(")
    match = _PRINTED.search(printed) or _ALONE.search(printed)
    if match is None:
        return (1, 2) if _HALF.search(printed) else None
    found = match.groupdict()
    if found.get("percent"):
        return _PERCENTS.get(int(found["percent"]))
    below = found.get("divisor") or found.get("of") or found["below"]
    above = "1" if found.get("divisor") else found.get("parts") or found["above"]
    return (int(above), int(below)) if int(above) <= int(below) else None
