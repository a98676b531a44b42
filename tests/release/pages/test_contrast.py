"""Text stands out from its ground by 4.5:1, marks by 3:1, in light and in dark (WCAG 2.2, AA)."""

from __future__ import annotations

import re

import pytest

from kpi_lod.release.pages.frame import static_files

CSS = dict(static_files())["static/site.css"].decode()
LIGHT, _OTHER = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
DARK = {**LIGHT, **_OTHER}
TEXTS = (
    *(("ink", ground) for ground in ("paper", "wash", "unknown", "shade-1", "shade-2")),
    *(("soft", ground) for ground in ("paper", "wash", "unknown", "shade-0")),
    *(("link", "paper"), ("link", "wash"), ("seen", "paper"), ("seen", "wash")),
    *(("on-brand", "brand"), ("on-focus", "focus"), ("target", "paper")),
    *(("good", "good-wash"), ("bad", "bad-wash"), ("none", "none-wash"), ("note", "note-wash")),
    *(("ink", "note-wash"), ("link", "note-wash"), ("seen", "note-wash")),
    *(("paper", "shade-3"), ("paper", "shade-4"), ("target", "unknown")),
)
MARKS = (
    ("actual", "paper"),
    ("accent", "paper"),
    ("target", "paper"),
    ("edge", "paper"),
    ("edge", "unknown"),
)


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_measure_is_right() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#fff") < 4.5 < contrast("#767676", "#fff")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable(theme: dict[str, str]) -> None:
    assert len(theme) > 25
    poor = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in TEXTS}
    assert {pair: value for pair, value in poor.items() if value < 4.5} == {}
    poor = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in MARKS}
    assert {pair: value for pair, value in poor.items() if value < 3} == {}
