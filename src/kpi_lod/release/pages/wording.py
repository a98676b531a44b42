"""Words of the pages: codes, numbers, years and texts → what a person reads, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from urllib.parse import urlsplit

from markupsafe import Markup

from kpi_lod.japanese.numbers import printed_number
from kpi_lod.japanese.years import printed_fiscal_year, short_fiscal_year
from kpi_lod.register.labels import label
from kpi_lod.settings import Text

LARGE, SHORT_PLACES = 6, 2
"""From a million on, and with more places than two, narrow places show a rounded number."""
SMALL, NAMED = -5, 5
"""Below 10⁻⁵, and five digits above the largest name, it is written with a power of ten."""
_JAPANESE_SIZES = ((16, "京"), (12, "兆"), (8, "億"), (4, "万"))
_ENGLISH_SIZES = ((12, "T"), (9, "B"), (6, "M"), (3, "K"))
_DIGITS = Context(prec=4)
_NEARLY_ALL = Decimal("0.999")
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

    def short(self, value: Decimal, *, least: int = LARGE) -> str:
        """A number for a narrow place: exact below 10 to the power ``least``, else four digits.

        >>> Wording("ja").short(Decimal(16521845)), Wording("en").short(Decimal(16521845))
        ('1,652万', '16.52M')
        >>> Wording("ja").short(Decimal("123456789e20"))
        '1.235×10²⁸'
        """
        sizes = _JAPANESE_SIZES if self.language == "ja" else _ENGLISH_SIZES
        if not value or SMALL <= value.adjusted() < least:
            return self.number(value if _places(value) <= SHORT_PLACES else _four_digits(value))
        for power, name in sizes:
            if power <= value.adjusted() < power + NAMED:
                return self.number(_four_digits(value.scaleb(-power))) + name
        power = value.adjusted()
        return f"{self.number(_four_digits(value.scaleb(-power)))}×10{_raised(power)}"

    def size(self, count: int) -> str:
        """The size of a file.

        >>> Wording("ja").size(900), Wording("ja").size(1_530_000)
        ('900 B', '1.5 MB')
        """
        for power, unit in ((6, "MB"), (3, "kB")):
            if count >= 10**power:
                return f"{Decimal(count).scaleb(-power):,.1f} {unit}"
        return f"{count} B"

    def percent(self, ratio: Decimal | str, attained: bool | None = None) -> str:
        """A ratio as a percentage with one decimal; what falls short never reads 100.0%.

        ``attained`` is asked where the ratio, which has six places, was itself rounded to 1.

        >>> word = Wording("en")
        >>> word.percent("1.020544"), word.percent("0.99997"), word.percent("1", attained=False)
        ('102.1%', '99.9%', '99.9%')
        """
        number = Decimal(ratio)
        falls_short = number < 1 or (number == 1 and attained is False)
        if falls_short and number > _NEARLY_ALL:
            number = _NEARLY_ALL
        return f"{number * 100:,.1f}%".replace("-", "−")

    def count(self, number: int, ja: str, one: str, more: str) -> str:
        """A number with what it counts: ``word.count(2, "件", "KPI", "KPIs")``.

        >>> Wording("en").count(1, "件", "KPI", "KPIs"), Wording("ja").count(1, "件", "", "")
        ('1 KPI', '1件')
        """
        return self(f"{number:,}{ja}", f"{number:,} {one if number == 1 else more}")

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

    def short_period(self, key: str) -> str:
        """The same for narrow places: R5, 2023.

        >>> Wording("ja").short_period("2023"), Wording("en").short_period("calendar-2023")
        ('R5', '2023')
        """
        if key.isdigit():
            return self(short_fiscal_year(int(key)), key)
        return self.period(key) if key == "before" else key.removeprefix("calendar-")

    def span(self, first: int | None, last: int | None) -> str:
        """A project's years; where one end is unknown it is left open.

        >>> Wording("ja").span(2022, 2024), Wording("en").span(2022, None)
        ('令和4年度〜令和6年度', 'FY2022 to –')
        """
        if first == last:
            return self.period(str(first)) if first else self("記載なし", "not stated")
        ends = (self.period(str(year)) if year else self("", "–") for year in (first, last))
        return self("〜", " to ").join(ends)


def _four_digits(value: Decimal) -> Decimal:
    """Rounded half-even to four significant digits."""
    return _DIGITS.plus(value)


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
