"""The catalogue of texts: messages.toml → :class:`Message` by key, in Japanese and English.

Key: the stable code, with a variant behind ``/`` where one code has several wordings.
:func:`kpi_lod.errors.finding` fills in the ``{fields}``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Message:
    """One wording: what was found and is allowed, and what to do, in two languages."""

    ja: str
    en: str
    fix_ja: str
    fix_en: str


@cache
def messages() -> Mapping[str, Message]:
    """All wordings by key, in the order of the file."""
    text = (files("kpi_lod") / "messages.toml").read_text("utf-8")
    return {key: Message(**texts) for key, texts in tomllib.loads(text).items()}
