"""(i) What is no KPI: prose, axis labels, lists of contents, schedules, statistics, surveys, money.

Nothing may come out of it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing
from tests.drafting.generated.words import words

Row = list[Box | str]

_SENTENCES = (
    "{subject}には延べ{many}人が訪れ、前年度を上回った。",
    "令和4年度は{few}回の講座を開き、{share}％の方が満足と答えた。",
    "{subject}の整備に{share}百万円を投じ、{few}名を雇用した。",
    "本市では平成27年10月に総合戦略を策定し、令和2年3月に改訂した。",
    "委員会は{few}名の委員で構成し、令和{few}年7月に開催した。",
)
_ROOM = {"few": (2, 6), "share": (30, 90), "many": (100, 900)}


def lay_out(printing: Printing) -> None:
    """Some of the pieces in any order."""
    random = printing.random
    noise.title(printing)
    noise.opening(printing)
    for piece in random.sample(PIECES, random.randint(3, len(PIECES))):
        piece(printing)
    noise.closing(printing)
    printing.tells_year = printing.tells_town = False


def _subject(printing: Printing) -> str:
    return str(printing.random.choice(words()["subjects"]))


def _prose(printing: Printing) -> None:
    random = printing.random
    for sentence in random.sample(_SENTENCES, 3):
        numbers = {letter: random.randint(*room) for letter, room in _ROOM.items()}
        printing.paper.line(sentence.format(subject=_subject(printing), **numbers))


def _axis(printing: Printing) -> None:
    random = printing.random
    step = random.choice((10, 50, 200, 1000))
    printing.paper.line(f"図{random.randint(1, 9)}　{_subject(printing)}の推移")
    printing.paper.line(" ".join(f"{step * at:,}" for at in range(6)))
    printing.paper.line(" ".join(f"R{at}" for at in range(1, 6)))
    printing.paper.line(" ".join(f"{random.randint(10, 5 * step):,}" for _ in range(5)))


def _contents(printing: Printing) -> None:
    printing.paper.line("目次", level=2)
    page = 1
    for at, name in enumerate(printing.random.sample(words()["subjects"], 4), start=1):
        printing.paper.line(f"{at}　{name}について …………… {page}")
        page += printing.random.randint(1, 9)


def _schedule(printing: Printing) -> None:
    random = printing.random
    rows: list[Row] = [["開催日", "内容", "会場", "参加者"]]
    for _ in range(random.randint(2, 5)):
        day = f"{random.randint(4, 12)}月{random.randint(1, 28)}日"
        rows.append([day, f"{_subject(printing)}説明会", "市民会館", f"{random.randint(8, 90)}名"])
    printing.paper.line("開催の記録")
    printing.paper.grid(rows)


def _statistics(printing: Printing) -> None:
    random = printing.random
    rows: list[Row] = [["年", "総人口（人）", "世帯数（世帯）", "1世帯当たり人員"]]
    for year in range(2015, 2015 + random.randint(3, 6)):
        people = random.randint(8000, 90000)
        rows.append([f"{year}年", f"{people:,}", f"{people // 2:,}", "2.0"])
    printing.paper.line("人口と世帯の推移（住民基本台帳）")
    printing.paper.grid(rows)


def _survey(printing: Printing) -> None:
    random = printing.random
    rows: list[Row] = [["設問", "回答数", "割合"]]
    for answer in ("とても良い", "良い", "ふつう", "あまり良くない", "無回答"):
        rows.append(
            [
                answer,
                str(random.randint(3, 300)),
                f"{random.randint(1, 60)}.{random.randint(0, 9)}%",
            ]
        )
    printing.paper.line(f"アンケート結果（n={random.randint(120, 900)}）")
    printing.paper.grid(rows)


def _costs(printing: Printing) -> None:
    random = printing.random
    rows: list[Row] = [["費目", "予算額（千円）", "決算額（千円）", "執行率"]]
    for item in ("委託料", "報償費", "需用費", "備品購入費"):
        planned = random.randint(300, 9000)
        rows.append([item, f"{planned:,}", f"{planned - 120:,}", noise.rate(printing)])
    rows.append(
        ["合計", f"{random.randint(9000, 40000):,}", f"{random.randint(9000, 40000):,}", ""]
    )
    printing.paper.line("経費の内訳")
    printing.paper.grid(rows)


def _progress(printing: Printing) -> None:
    random = printing.random
    rows: list[Row] = [["基本目標", "KPI数", "達成", "未達成", "達成割合"]]
    for at, goal in enumerate(words()["goals"], start=1):
        reached, missed = random.randint(1, 9), random.randint(0, 9)
        rate = f"{100 * reached // (reached + missed)}%"
        rows.append([f"{at} {goal}", str(reached + missed), str(reached), str(missed), rate])
    printing.paper.line("KPIの達成状況（集計）")
    printing.paper.grid(rows)


def _members(printing: Printing) -> None:
    rows: list[Row] = [["No.", "氏名", "所属", "電話番号"]]
    for at, name in enumerate(words()["persons"][:4], start=1):
        phone = f"0{printing.random.randint(100, 999)}-55-{printing.random.randint(1000, 9999)}"
        rows.append([str(at), name, printing.random.choice(words()["departments"]), phone])
    printing.paper.grid(rows)


PIECES: tuple[Callable[[Printing], None], ...] = (
    _prose,
    _axis,
    _contents,
    _schedule,
    _statistics,
    _survey,
    _costs,
    _progress,
    _members,
)
