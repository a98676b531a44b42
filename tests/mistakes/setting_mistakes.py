"""Mistakes in publication.yaml (reliability §4, row 51)."""

from __future__ import annotations

from tests.mistakes.mistake import Mistake, block

OURS = "data/publication.yaml"

_ALL = block("#", file=OURS)
_BASE = block("base:", "title:", OURS)
_TITLE = block("title:", "description:", OURS)
_PUBLISHER = block("publisher:", "contact:", OURS)
_THEME = block("theme:", "issued:", OURS)
_FIRST_THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_ISSUED = '"2026-11-22"'


def _setting(old: str, new: str, code: str, at: str, texts: tuple[str, str]) -> Mistake:
    name = f"{code} {at!r}: {new[:40]!r}"
    return Mistake(name, old, new, code, at, *texts, OURS)


def _base(written: str, code: str, texts: tuple[str, str]) -> Mistake:
    return _setting(_BASE, f"base: {written}\ndemo: true\n", code, written, texts)


def _missing(key: str, start: str, end: str) -> Mistake:
    """A key left out of the file: told where the file begins."""
    before = block("kpi-lod: 1", start, OURS)
    texts = (f"「{key}」がありません", f"'{key}' is missing")
    return _setting(before + block(start, end, OURS), before, "missing-key", "kpi-lod", texts)


def _publisher(line: str, code: str, at: str, texts: tuple[str, str]) -> Mistake:
    return _setting(_PUBLISHER, f"{_PUBLISHER}  {line}\n", code, at, texts)


_NOT_A_BASE = ("https:// で始まり / で終わるIRIに", "an https IRI that ends with '/'")
_NO_DAY = ("2024-04-01 のように", "like 2024-04-01")

BASES = [
    _base("http://example.org/kpi/", "settings-base", _NOT_A_BASE),
    _base("https://example.org/kpi", "settings-base", _NOT_A_BASE),
    _base("https://example.org/kpi/?a=/", "settings-base", _NOT_A_BASE),
    _base("https://example.org/kpi/#/", "settings-base", _NOT_A_BASE),
    _base("urn:kpi/", "url-scheme", ("「urn:kpi/」は使えません", "'urn:kpi/' is not allowed")),
    _base("https://a.jp/[x]/", "url-form", ("「https://a.jp/[x]/」", "'https://a.jp/[x]/'")),
    _setting(
        _BASE,
        "base: https://example.org/kpi/\n",
        "settings-demo",
        "https",
        ("例示用のもので、公開には使えません", "demo: true if this is a trial"),
    ),
    _setting(
        _BASE,
        "base: https://data.example.com/\ndemo: false\n",
        "settings-demo",
        "https",
        ("「https://data.example.com/」", "for examples only"),
    ),
    _setting(
        _BASE,
        "base: https://data.example.jp/\ndemo: yes\n",
        "value-allowed",
        "yes",
        ("「yes」は使えません。使える値: true, false", "'yes'"),
    ),
]

KEYS = [
    _setting(
        "licence:",
        "license:",
        "unknown-key",
        "license",
        ("「license」という項目はありません。「licence」の誤りですか", "Did you mean 'licence'?"),
    ),
    _publisher(
        "code: x", "unknown-key", "code", ("書ける項目: name, municipality", "no key 'code'")
    ),
    _setting(
        "  ja: 地方", "  fr: a\n  ja: 地方", "unknown-key", "fr", ("書ける項目: ja, en", "'fr'")
    ),
    _setting(
        "demo: true",
        "demo: true\ndemo: true",
        "yaml-duplicate-key",
        "demo: true\ntitle",
        ("「demo」は4行目にも", "in line 4 too"),
    ),
    _missing("base", "base:", "demo:"),
    _missing("title", "title:", "description:"),
    _missing("description", "description:", "publisher:"),
    _missing("publisher", "publisher:", "contact:"),
    _missing("contact", "contact:", "licence:"),
    _missing("issued", "issued:", "languages:"),
    _setting("kpi-lod: 1\n", "", "missing-key", "base", ("「kpi-lod」", "'kpi-lod'")),
    _setting(
        "kpi-lod: 1", "kpi-lod: 2", "format-version", "2", ("kpi-lod: 2 は扱えません", "reads 1")
    ),
    _setting(
        "  ja: 地方創生関連交付金事業のKPI（実演）\n",
        "",
        "missing-key",
        "en: KPIs",
        ("「ja」がありません", "'ja' is missing"),
    ),
    _setting(
        block("  name: {ja: kpi-lod 実演の窓口", "licence:", OURS),
        "  name: {ja: a}\n",
        "missing-key",
        "name: {ja: a}",
        ("「url」がありません", "'url' is missing"),
    ),
    _setting(_TITLE, "title: KPI\n", "value-type", "KPI", ("「項目: 値」の並び", "a mapping")),
    _setting(_ALL, "# nothing\n", "empty", "", ("内容がありません", "holds nothing")),
    _setting(_ALL, "- a\n", "value-type", "- a", ("「項目: 値」の並び", "a mapping of keys")),
]

VALUES = [
    _setting(_ISSUED, '"2026-02-30"', "date-invalid", '"2026', _NO_DAY),
    _setting(_ISSUED, "2026-13-01", "date-invalid", "2026-13", _NO_DAY),
    _setting(_ISSUED, "令和8年11月22日", "date-invalid", "令和8年", _NO_DAY),
    _setting(_ISSUED, '"20261122"', "date-invalid", '"20261122"', _NO_DAY),
    _setting(
        "CC-BY-4.0",
        "CC-BY-NC-4.0",
        "value-allowed",
        "CC-BY-NC",
        ("使える値: CC-BY-4.0, CC0-1.0", "allowed values: CC-BY-4.0"),
    ),
    _setting("CC-BY-4.0", "not-stated", "value-allowed", "not-stated", ("「not-stated」", "")),
    _setting(
        _FIRST_THEME,
        "行政",
        "url-scheme",
        "行政",
        ("URL「行政」は使えません", "must begin with https"),
    ),
    _setting(
        _FIRST_THEME,
        "https://a.jp/[x]",
        "url-form",
        "https",
        ("「https://a.jp/[x]」の形に", "not a well-formed URL"),
    ),
    _setting(_FIRST_THEME, "[a]", "value-type", "[a]", ("1つの値を書きますが", "a single value")),
    _setting(
        _THEME, f"theme: {_FIRST_THEME}\n", "value-type", _FIRST_THEME, ("「- 」で始まる", "a list")
    ),
    _setting("[ja, en]", "[ja, fr]", "value-allowed", "fr", ("使える値: ja, en", "ja, en")),
    _setting("[ja, en]", "[ja, no]", "yaml-ambiguous", "no", ("真偽値", "truth value")),
    _setting(
        "  url: https://example.org/kpi/",
        "  url: javascript:alert(1)",
        "url-scheme",
        "javascript",
        ("「javascript:alert(1)」", "'javascript:alert(1)'"),
    ),
    _publisher(
        'municipality: "032019"',
        "municipality-code",
        '"032019"',
        ("近いもの: 盛岡市 032018", "check digit of 032019"),
    ),
    _publisher(
        'corporate-number: "600002003201"',
        "value-type",
        '"600002003201"',
        ("法人番号（半角数字13桁）を書きますが、「600002003201」", "13 digits"),
    ),
    _publisher(
        "corporate-number: 6000020032018",
        "yaml-ambiguous",
        "6000020032018",
        ("引用符を付けて", "with quotes"),
    ),
]

MISTAKES = [*BASES, *KEYS, *VALUES]
