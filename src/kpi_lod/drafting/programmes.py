"""The printed name of a grant → what stands under ``programme``: its code, else the name."""

from __future__ import annotations

import re

from kpi_lod.register.schemes import schemes

_AND_MORE = re.compile(r"(?:など|等|について|事業|対象事業)+\Z")
_BRACKET = re.compile(r"[（(][^（()）]*[）)]\s*\Z")


def programme_code(printed: str) -> tuple[str, bool]:
    """The code of the grant and whether it is the printed one; False where it is a wider one,
    because the type in brackets is unknown; ("", False) where there is none.

    >>> programme_code("デジ田交付金（デジタル実装タイプ TYPE1）")
    ('digital-garden-city-implementation-type1', True)
    >>> programme_code("地方創生推進交付金（なにかのタイプ）等")
    ('regional-promotion', False)
    """
    known = schemes()["programme"]
    name = _AND_MORE.sub("", printed.strip())
    for text in (printed, name):
        if code := known.code(text):
            return code, True
    wider = known.code(_BRACKET.sub("", name))
    return wider or "", False
