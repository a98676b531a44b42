"""Scale words in front of units: 千人 is a thousand persons, 百万円 a million yen."""

from __future__ import annotations

# 十 and 百 alone are no scale words: no table is printed in tens or hundreds.
SCALE_WORDS: dict[str, int] = {
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "億": 10**8,
    "十億": 10**9,
    "百億": 10**10,
    "千億": 10**11,
    "兆": 10**12,
}
_LONGEST_FIRST = sorted(SCALE_WORDS, key=len, reverse=True)


def scaled_unit(text: str) -> tuple[int, str]:
    """The factor of the scale word that a printed unit begins with, and the unit behind it.

    The factor is 1 without a scale word; the unit is "" where the word stands alone. A unit whose
    own name begins with such a character (千羽鶴, 万博来場者) is cut here: look it up before.

    >>> scaled_unit("千人"), scaled_unit("百万円"), scaled_unit("人/試合")
    ((1000, '人'), (1000000, '円'), (1, '人/試合'))
    """
    unit = text.strip()
    word = next((word for word in _LONGEST_FIRST if unit.startswith(word)), "")
    return SCALE_WORDS.get(word, 1), unit.removeprefix(word).strip()
