"""The list of Japanese local governments: data/municipalities.csv → records with verified codes.

Codes: 全国地方公共団体コード, five digits and a check digit (総務省). 法人番号: computed from
the code by the rule of 国税庁 (check digit in front), not looked up.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kpi_lod.errors import UnreadableError
from kpi_lod.packaged import packaged

_FIVE_DIGITS = re.compile(r"[0-9]{5}", re.ASCII)
_SIX_DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
_CODE_WEIGHTS = (6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A local government. ``latitude`` and ``longitude`` in degrees (WGS 84) of its office.

    ``kind``: prefecture, city, town, village, special-ward or ward (of a designated city).
    """

    code: str
    kind: str
    prefecture_ja: str
    prefecture_en: str
    name_ja: str
    name_kana: str
    name_en: str
    latitude: Decimal | None
    longitude: Decimal | None
    website: str | None

    @property
    def prefecture_code(self) -> str:
        """The 6-digit code of its prefecture."""
        return with_check_digit(self.code[:2] + "000")


def with_check_digit(five: str) -> str:
    """The code of five digits followed by its check digit.

    >>> with_check_digit("03201")
    '032018'
    """
    total = sum(int(digit) * weight for digit, weight in zip(five, _CODE_WEIGHTS, strict=True))
    return five + str((11 - total % 11) % 10 if total >= 11 else 11 - total)  # noqa: PLR2004


def of_five_digits(five: str) -> tuple[str, ...]:
    """The codes that five digits may stand for, the likelier first; they need not exist.

    A spreadsheet drops the zero in front of a number; some forms ask for five digits only.

    >>> of_five_digits("32018"), of_five_digits("20215")
    (('032018', '320188'), ('202151',))
    """
    zero = f"0{five}"
    without_check = with_check_digit(five)
    return (zero, without_check) if with_check_digit(zero[:5]) == zero else (without_check,)


def corporate_number(code: str) -> str:
    """The 法人番号 of a local government, computed from its 6-digit code.

    >>> corporate_number("032018")
    '6000020032018'
    """
    body = "000020" + code
    total = sum(int(d) * (1 + i % 2) for i, d in enumerate(reversed(body)))
    return str(9 - total % 9) + body


class Municipalities(Mapping[str, Municipality]):
    """All local governments by code, in the order of their codes."""

    def __init__(self, rows: Iterable[Municipality]) -> None:
        self._by_code = {row.code: row for row in sorted(rows, key=lambda row: row.code)}

    def __getitem__(self, code: str) -> Municipality:
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def checked_code(self, text: str) -> str:
        """``text`` itself if it is the code of a present municipality.

        Raises UnreadableError ``municipality-code`` with the nearest names otherwise.
        """
        if text in self._by_code:
            return text
        if not _SIX_DIGITS.fullmatch(text):
            key = "municipality-code/form"
        elif with_check_digit(text[:5]) != text:
            key = "municipality-code/check"
        else:
            key = "municipality-code/unknown"
        nearest = self.nearest(text)
        raise UnreadableError(
            key if nearest else f"{key}/none", found=text, nearest="、".join(nearest)
        )

    def nearest(self, text: str, count: int = 3) -> list[str]:
        """The municipalities whose code or name resembles ``text``, as ``盛岡市 032018``."""
        digits = re.sub(r"\D", "", text.translate(_FULL_WIDTH_DIGITS))[:6] or text[:20]
        named = [m for m in self._by_code.values() if text and text in m.name_ja]
        if not named and _FIVE_DIGITS.fullmatch(digits):
            named = [self._by_code[c] for c in of_five_digits(digits) if c in self._by_code]
        if not named:
            same_body = [m for m in self._by_code.values() if m.code[:5] == digits[:5]]
            close = difflib.get_close_matches(digits, self._by_code, n=count, cutoff=0.5)
            named = same_body + [self._by_code[c] for c in close if c[:5] != digits[:5]]
        return [f"{m.name_ja} {m.code}" for m in named[:count]]


_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _row(fields: Mapping[str, str]) -> Municipality:
    return Municipality(
        **{k: fields[k] for k in ("code", "kind", "prefecture_ja", "prefecture_en")},
        **{k: fields[k] for k in ("name_ja", "name_kana", "name_en")},
        latitude=Decimal(fields["latitude"]) if fields["latitude"] else None,
        longitude=Decimal(fields["longitude"]) if fields["longitude"] else None,
        website=fields["website"] or None,
    )


@cache
def municipalities() -> Municipalities:
    """All 1,963 of the list. Raises ValueError where a code's check digit is wrong."""
    with packaged("data/municipalities.csv").open(encoding="utf-8", newline="") as stream:
        rows = [_row(fields) for fields in csv.DictReader(stream)]
    wrong = [row.code for row in rows if with_check_digit(row.code[:5]) != row.code]
    if wrong:
        raise ValueError(f"municipalities.csv: wrong check digit: {', '.join(wrong)}")
    return Municipalities(rows)
