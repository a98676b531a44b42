"""Words of the pages: codes, numbers, years and texts → what a person reads, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from markupsafe import Markup

from kpi_lod.japanese.numbers import printed_number
from kpi_lod.japanese.years import printed_fiscal_year
from kpi_lod.register.labels import label
from kpi_lod.settings import Text

_JAPANESE = Markup('<span lang="ja">{}</span>')
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language (``ja`` or ``en``), handed to every template as ``word``."""

    language: str

    def __call__(self, ja: str, en: str) -> str:
        """Of two texts the one in this language."""
        return ja if self.language == "ja" else en

    def text(self, text: Text) -> str:
        """A text in this language, else in Japanese; for attributes and titles."""
        return text.ja if self.language == "ja" else text.en or text.ja

    def shown(self, text: Text) -> str:
        """The same for the body of a page: what is not in its language says so by ``lang``."""
        return text.en if self.language == "en" and text.en else self.japanese(text.ja)

    def japanese(self, text: str) -> str:
        """A text that exists in Japanese alone, marked as such on an English page.

        >>> print(Wording("en").japanese("茅野<市"))
        <span lang="ja">茅野&lt;市</span>
        """
        return text if self.language == "ja" else _JAPANESE.format(text)

    def is_safe(self, url: str | None) -> bool:
        """Whether an address may stand in a link: http, https or mailto, and nothing odd.

        >>> Wording("ja").is_safe("javascript:alert(1)")
        False
        """
        try:
            return bool(url) and urlsplit(url or "").scheme.lower() in _SCHEMES
        except ValueError:
            return False

    def label(self, scheme: str, code: str) -> str:
        """The label of a code: ``word.label("unit", "person")`` → 人, person."""
        return label(scheme, code, self.language)

    def number(self, value: Decimal | str) -> str:
        """A number with its thousands marked: 14,700,000; 71.62; −5.

        >>> Wording("ja").number("14700000")
        '14,700,000'
        """
        return printed_number(Decimal(value)).replace("-", "−")

    def percent(self, ratio: Decimal | str) -> str:
        """A ratio as a percentage with one decimal.

        >>> Wording("en").percent("1.020544")
        '102.1%'
        """
        return f"{Decimal(ratio) * 100:,.1f}%".replace("-", "−")

    def period(self, key: str) -> str:
        """A period by its key (``2023``, ``calendar-2023``, ``before``).

        >>> Wording("ja").period("2023"), Wording("en").period("calendar-2023")
        ('令和5年度', '2023')
        """
        if key == "before":
            return self("事業開始前", "before the project")
        calendar, year = key.startswith("calendar-"), int(key.removeprefix("calendar-"))
        if calendar:
            return self(f"{year}年", f"{year}")
        return self(printed_fiscal_year(year), f"FY{year}")
