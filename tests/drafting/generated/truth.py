"""What is true of an invented municipality: projects, KPIs and their values, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.drafting.generated.words import towns, words


@dataclass(frozen=True, slots=True)
class Value:
    """A number with the status it has, or None with the words that stand for it."""

    number: Decimal | None
    status: str = "measured"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Kpi:
    """``values``: (fiscal year, kind) → value; the baseline is of the year before the first."""

    name: str
    unit: str
    decimals: int
    values: Mapping[tuple[int, str], Value]


@dataclass(frozen=True, slots=True)
class Project:
    """A project; ``spent`` is fiscal year → eligible expenditure in thousands of yen."""

    name: str
    department: str
    programme: tuple[str, str]
    summary: str
    spent: Mapping[int, int]
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """``code`` is "" for an invented municipality; ``years`` are those of the plan."""

    code: str
    prefecture: str
    town: str
    year: int
    years: Sequence[int]
    projects: tuple[Project, ...]


PENDING = ("集計中", "未集計", "調査中", "公表前", "確認中")
UNMEASURED = ("未計測", "未測定", "未実施", "計測不可")
_RARE = ((0.1, "provisional"), (0.12, "estimated"), (0.13, "approximate"))
DASHES = ("-", "―", "－", "—")
QUALITATIVE = ("増加", "維持", "体制の構築", "運用開始", "仕組みの検討", "向上")


def truth(random: Random) -> Truth:
    """A municipality with one to six projects."""
    code, prefecture, town = _town(random)
    year = random.randint(2018, 2024)
    first = year - random.randint(0, 3)
    years = range(first, year + 1 + random.randint(0, 2))
    count = random.choice((1, 1, 2, 2, 3, 3, 4, 6))
    subjects = random.sample(words()["subjects"], len(words()["subjects"]))
    projects = tuple(_project(random, subjects, year, years) for _ in range(count))
    return Truth(code, prefecture, town, year, years, projects)


def filled(text: str, random: Random) -> str:
    """A sentence with numbers that are nobody's value."""
    return text.format(n=random.randint(2, 12), m=random.randint(13, 89))


def _town(random: Random) -> tuple[str, str, str]:
    if random.random() < 0.2:
        return "", "", random.choice(words()["invented_towns"])
    return random.choice(towns())


def _project(random: Random, subjects: list[str], year: int, years: Sequence[int]) -> Project:
    pattern, count = random.choice(words()["projects"])
    own = [subjects.pop() for _ in range(2)]
    name = pattern.format(*own[:count])
    kpis = tuple(_kpis(random, own, year, years))
    spent = {one: random.randint(1200, 98000) for one in years if one <= year}
    summary = "".join(filled(one, random) for one in random.sample(words()["summaries"], 2))
    return Project(
        name,
        random.choice(words()["departments"]),
        tuple(random.choice(words()["programmes"])),
        summary,
        spent,
        kpis,
    )


def _kpis(
    random: Random, subjects: Sequence[str], year: int, years: Sequence[int]
) -> Iterator[Kpi]:
    counted = random.sample(words()["counted"], random.randint(1, 5))
    for ending, unit, least, most, decimals in counted:
        values = dict(_values(random, (least, most, decimals), year, years))
        yield Kpi(random.choice(subjects) + ending, unit, decimals, values)


def _values(
    random: Random, room: tuple[int, int, int], year: int, years: Sequence[int]
) -> Iterator[tuple[tuple[int, str], Value]]:
    yield (years[0] - 1, "baseline"), Value(_number(random, room))
    qualitative = random.random() < 0.05
    for one in years:
        worded = Value(None, "qualitative", random.choice(QUALITATIVE))
        yield (one, "target"), worded if qualitative else Value(_number(random, room))
        yield (one, "actual"), _actual(random, room) if one <= year else _not_yet(random)


def _number(random: Random, room: tuple[int, int, int]) -> Decimal:
    least, most, decimals = room
    scale = Decimal(10) ** decimals
    return Decimal(random.randint(least * int(scale), most * int(scale))) / scale


def _actual(random: Random, room: tuple[int, int, int]) -> Value:
    drawn = random.random()
    if drawn < 0.05:
        return Value(None, "pending", random.choice(PENDING))
    if drawn < 0.08:
        return Value(None, "not-measured", random.choice(UNMEASURED))
    status = next((code for below, code in _RARE if drawn < below), "measured")
    number = Decimal(0) if drawn > 0.98 else _number(random, room)
    return Value(number, status)


def _not_yet(random: Random) -> Value:
    return Value(None, "not-applicable", random.choice((*DASHES, "")))
