"""Invented submissions of national size: a seed and a municipality's code in, records out.

The same seed gives the same records everywhere: each municipality has a random.Random of its own,
seeded by text. Values look as cities print them (commas, 千人, 約, 速報, 集計中, "-"); every figure
obeys the shapes, so that the only results are the faults that bench.faults puts in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from kpi_lod.records import (
    BEFORE,
    Activity,
    Amount,
    Evaluation,
    Indicator,
    Measurement,
    Period,
    Project,
    Reading,
    Source,
    Submission,
)
from kpi_lod.register.municipalities import with_check_digit

REPORTING_YEAR = 2024
YEARS = 5
LEAST = 20
"""No target is smaller: an actual then never differs from it ten times by chance."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of KPI: how it is printed and between which figures its first target lies."""

    id: str
    name: str
    unit: str
    concept: str | None
    basis: str
    between: tuple[int, int]
    direction: str = "increase"
    scale: int = 1
    unit_as_written: str | None = None


KINDS = (
    Kind("stays", "お試し移住の利用者数", "person", "trial-stay-users", "per-period", (20, 400)),
    Kind("consultations", "移住相談の件数", "case", "migration-consultations", "per-period",
         (30, 900)),
    Kind("businesses", "新たに起業した社数", "company", "new-businesses", "cumulative", (20, 60)),
    Kind("offices", "サテライトオフィスの開設数", "company", "satellite-offices", "cumulative",
         (20, 50)),
    Kind("vacant-houses", "空き家バンクの登録数", "property", "vacant-house-registrations",
         "cumulative", (20, 200)),
    Kind("festival", "催しの来場者数", "person", "event-visitors", "per-period", (800, 90_000)),
    Kind("out-migrants", "転出者の数", "person", "out-migrants", "per-period", (200, 5_000),
         "decrease"),
    Kind("donations", "ふるさと納税の寄附額", "yen", "hometown-tax-donations", "per-period",
         (10_000_000, 900_000_000)),
    Kind("visitors", "観光入込客数", "person", "visitors", "per-period", (50_000, 900_000),
         "increase", 1000, "千人"),
    Kind("satisfaction", "参加者の満足度", "percent", None, "point-in-time", (45, 70)),
)  # fmt: skip
THEMES = (
    "移住",
    "観光",
    "起業",
    "空き家",
    "農業",
    "林業",
    "子育て",
    "関係人口",
    "スマート農業",
    "脱炭素",
)
AIMS = ("の推進", "による地域づくり", "の担い手づくり", "を生かした交流拠点づくり", "の魅力発信")
PROGRAMMES = (
    *("digital-garden-city-promotion", "digital-garden-city-implementation-type1"),
    *("regional-promotion", "new-regional-economy-soft"),
)
DEPARTMENTS = ("企画課", "地域創生課", "商工観光課", "農林課", "DX推進課")
MISSING = (("集計中", "being-compiled"), ("未計測", "not-measured"), ("", "blank-in-source"))
MARKED = (("約{}", "approximate"), ("{}（速報）", "provisional"))
ACTIVITIES = (("説明会の開催", "time"), ("冊子の配布", "volume"), ("相談会への参加", "person"))


@dataclass(frozen=True, slots=True)
class Extent:
    """How many projects a submission has and how many KPIs a project, each from … to."""

    projects: tuple[int, int] = (3, 8)
    indicators: tuple[int, int] = (3, 6)


def submission(code: str, *, random: Random, extent: Extent, volume: int = 0) -> Submission:
    """The newest submission of a municipality; ``volume`` tells further ones apart."""
    count = random.randint(*extent.projects)
    partner = with_check_digit(code[:2] + "000")
    name = f"{REPORTING_YEAR}-promotion" + (f"-{volume + 1}" if volume else "")
    return Submission(
        municipality=code,
        id=name,
        reporting_year=REPORTING_YEAR,
        source=Source(f"令和6年度 事業の実績（架空 {code}）", "CC-BY-4.0", file=f"{name}.pdf"),
        projects=tuple(
            project(f"project-{volume * 100 + number:03}", random, extent.indicators, partner)
            for number in range(1, count + 1)
        ),
    )


def project(name: str, random: Random, indicators: tuple[int, int], partner: str) -> Project:
    """A project of five years, some of them still to come; one in eight is joint."""
    first = random.randint(REPORTING_YEAR - 3, REPORTING_YEAR - 1)
    years = range(first, first + YEARS)
    kinds = random.sample(KINDS, random.randint(*indicators))
    rate = random.choice(((1, 2), (2, 3)))
    joint = random.random() < 1 / 8
    areas = ("municipality", "partners") if joint else ("municipality",) * 9 + ("駅前地区",)
    return Project(
        id=name,
        name=f"{random.choice(THEMES)}{random.choice(AIMS)}事業",
        programme=random.choice(PROGRAMMES),
        indicators=tuple(indicator(kind, years, random, random.choice(areas)) for kind in kinds),
        partners=(partner,) if joint else (),
        departments=(random.choice(DEPARTMENTS),),
        first_year=first,
        last_year=years[-1],
        programme_year=REPORTING_YEAR - first + 1,
        subsidy_rate=rate,
        summary=f"{random.choice(THEMES)}に取り組み、{random.choice(THEMES)}につなげる架空の事業。",
        activities=tuple(_activities(random)),
        amounts=tuple(_amounts(years, rate, random)),
        evaluations=(_evaluation(random),),
    )


def indicator(kind: Kind, years: range, random: Random, area: str) -> Indicator:
    """A KPI with a baseline, targets for all years and actuals for those that are over."""
    return Indicator(
        id=kind.id,
        name=kind.name,
        unit=kind.unit,
        area=area,
        measurements=tuple(_measurements(kind, years, random)),
        level="outcome",
        direction=kind.direction,
        basis=kind.basis,
        judged=("direction", "basis"),
        concept=kind.concept,
        match="exact" if kind.concept else None,
    )


def _measurements(kind: Kind, years: range, random: Random) -> Iterator[Measurement]:
    row = random.randint(5, 40)
    place = f"table {random.randint(1, 9)} row {row}"
    target = Decimal(random.randint(*kind.between)) // kind.scale * kind.scale
    step = max(target // 10, Decimal(kind.scale))
    reached = target - step
    yield Measurement(BEFORE, "baseline", number(kind, reached, at=f"{place} column 事業開始前"))
    for year in years:
        at = f"{place} column {year}"
        yield Measurement(Period(year), "target", number(kind, target, at=at))
        if year > REPORTING_YEAR:
            actual = words(kind, "-", "not-yet-due", at=at)
        elif kind.unit == "percent":
            actual = share(kind, target, random, at=at)
        elif random.random() < 0.06:
            actual = words(kind, *random.choice(MISSING), at=at)
        else:
            reached += step * random.randint(0, 2)
            actual = _marked(number(kind, reached, at=at), random)
        yield Measurement(Period(year), "actual", actual)
        target += step // 2


def number(kind: Kind, value: Decimal, *, at: str | None = None) -> Reading:
    """A printed number, with commas, in the scale of its kind."""
    return Reading(
        status="measured",
        value=value,
        unit=kind.unit,
        as_written=f"{value / kind.scale:,f}",
        scale=kind.scale,
        unit_as_written=kind.unit_as_written,
        at=at,
    )


def words(kind: Kind, text: str, status: str, *, at: str | None = None) -> Reading:
    """A cell without a number."""
    return Reading(status=status, value=None, unit=kind.unit, as_written=text, at=at)


def share(kind: Kind, near: Decimal, random: Random, *, at: str | None = None) -> Reading:
    """A percentage near ``near`` with its numerator and denominator."""
    denominator = random.randint(100, 900)
    numerator = int(near * denominator / 100)
    exact = Decimal(100 * numerator) / denominator
    value = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return replace(
        number(kind, value.normalize(), at=at),
        as_written=f"{value}%",
        unit_as_written="%" if kind.unit != "percent" else None,
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
    )


def _marked(reading: Reading, random: Random) -> Reading:
    if random.random() >= 0.06:
        return reading
    mark, status = random.choice(MARKED)
    return replace(reading, status=status, as_written=mark.format(reading.as_written))


def _activities(random: Random) -> Iterator[Activity]:
    for text, unit in ACTIVITIES:
        count = Decimal(random.randint(1, 300))
        figure = Reading("measured", count, unit, as_written=f"{count:f}")
        yield Activity(text, REPORTING_YEAR, figure)


YEN = Kind("budget", "金額", "yen", None, "per-period", (0, 0))


def _amounts(years: range, rate: tuple[int, int], random: Random) -> Iterator[Amount]:
    for year in years:
        spent = Decimal(random.randint(1_000_000, 80_000_000))
        grant = spent * rate[0] // rate[1]
        cells = {"eligible-expenditure": spent, "grant": grant}
        yield Amount(Period(year), "initial", number(YEN, spent.quantize(Decimal("1e3")) + 0))
        for kind, value in cells.items():
            due = year <= REPORTING_YEAR
            reading = number(YEN, value) if due else words(YEN, "-", "not-yet-due")
            yield Amount(Period(year), kind, reading)


def _evaluation(random: Random) -> Evaluation:
    return Evaluation(
        REPORTING_YEAR,
        effect=random.choice(("effective", "considerably-effective")),
        external_review="effective-for-kpi",
        comment="季節を変えた取組も見たい。",
        next_step=random.choice(("continue", "improve", "expand")),
        reason="計画どおりに進んでいるため。",
    )


def edition_before(newest: Submission, random: Random) -> Submission:
    """What the same city reported a year earlier: fewer actuals, some of them since corrected."""
    year = newest.reporting_year - 1
    return replace(
        newest,
        id=newest.id.replace(str(newest.reporting_year), str(year)),
        reporting_year=year,
        projects=tuple(_project_before(one, year, random) for one in newest.projects),
    )


def _project_before(now: Project, year: int, random: Random) -> Project:
    return replace(
        now,
        indicators=tuple(_indicator_before(one, year, random) for one in now.indicators),
        amounts=tuple(a for a in now.amounts if not a.period.begins_after(year)),
        activities=(),
        evaluations=(),
    )


def _indicator_before(now: Indicator, year: int, random: Random) -> Indicator:
    cells = (m for m in now.measurements if m.kind == "target" or not m.period.begins_after(year))
    return replace(now, measurements=tuple(_corrected_later(cell, random) for cell in cells))


def _corrected_later(cell: Measurement, random: Random) -> Measurement:
    reading = cell.reading
    if cell.kind != "actual" or reading.value is None or reading.numerator is not None:
        return cell
    if random.random() >= 0.2:
        return cell
    value = reading.value + reading.scale
    written = f"{value / reading.scale:,f}"
    return replace(
        cell, reading=replace(reading, value=value, status="measured", as_written=written)
    )
