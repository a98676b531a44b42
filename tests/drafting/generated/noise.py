"""What stands around the tables of real documents: titles, dates, contacts, notes, page numbers.

No number of it may come out as a value, and no name of a person at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.drafting.generated.paper import Box, Break, Grid, Paper
from tests.drafting.generated.printing import Printing
from tests.drafting.generated.truth import filled
from tests.drafting.generated.words import is_unique, words

_SPREADABLE = frozenset(
    ("単位", "目標", "実績", "目標値", "実績値", "指標", "指標名", "区分", "事業名", "評価", "項目")
)
_TITLES = (
    "{year} 地方創生関係交付金事業の効果検証について",
    "{year}実施分 交付金対象事業の実績報告",
    "地方創生推進事業 効果検証シート（{year}実績）",
    "{year}事業 進捗状況・成果一覧",
    "まち・ひと・しごと創生総合戦略 {year}の取組状況",
)


def title(printing: Printing) -> None:
    """The title with the year, and the municipality in it or in a line of its own."""
    random, truth = printing.random, printing.truth
    printed = random.choice(_TITLES).format(year=printing.style.title(truth.year))
    alone = random.random() < 0.8 and is_unique(truth.town)
    town = truth.town if alone else truth.prefecture + truth.town
    way = random.choice(("in", "in", "above", "below", "none"))
    if way == "above":
        printing.paper.line(town)
    printing.paper.line(f"{town} {printed}" if way == "in" else printed, level=1)
    if way == "below":
        printing.paper.line(f"作成：{town}" if random.random() < 0.5 else town)
    printing.tells_year, printing.tells_town = True, way != "none"


def opening(printing: Printing) -> None:
    """Lines before the first table."""
    random = printing.random
    if random.random() < 0.3:
        year = printing.truth.year + 1
        printing.paper.line(
            f"{printing.style.title(year).rstrip('度')}9月{random.randint(1, 28)}日"
        )
    if random.random() < 0.3:
        printing.paper.line(f"資料{random.randint(1, 5)}")
    if random.random() < 0.4:
        printing.paper.line(filled(random.choice(words()["summaries"]), random))


def closing(printing: Printing) -> None:
    """Lines after the last table."""
    random = printing.random
    if printing.style.footnotes:
        printing.paper.line(f"※1 {filled(random.choice(words()['reasons']), random)}")
    if random.random() < 0.4:
        printing.paper.line(f"※{filled(random.choice(words()['reasons']), random)}")
    if random.random() < 0.4:
        printing.paper.line(contact(printing))
    if random.random() < 0.3:
        printing.paper.line(f"- {random.randint(1, 20)} -")


def contact(printing: Printing) -> str:
    """An officer and a telephone number."""
    random = printing.random
    name = random.choice(words()["persons"])
    phone = f"0{random.randint(100, 999)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}"
    form = random.choice(
        (
            "【問合せ先】{department} {name}（内線{extension}）",
            "担当：{department}　{name}　電話 {phone}",
            "記入者 {name} TEL {phone}",
        )
    )
    department = random.choice(words()["departments"])
    return form.format(
        department=department, name=name, phone=phone, extension=random.randint(200, 599)
    )


def between(printing: Printing, project: int) -> None:
    """Between two projects: a new page or sheet, or nothing."""
    if project and printing.random.random() < 0.5:
        printing.paper.blocks.append(Break(f"事業{project + 1}"))


def paged(printing: Printing, rows: Sequence[Sequence[Box | str]], headings: int = 1) -> None:
    """A long table, on two pages with its headings again; no merged cell is cut."""
    whole = headings if not any(_spans(one) > 1 for one in rows[0]) else max(map(_spans, rows[0]))
    cuts = [at for at in range(whole + 2, len(rows) - 1) if not _is_cut(rows, at)]
    if not cuts or printing.random.random() < 0.7:
        printing.paper.grid(rows)
        return
    cut = printing.random.choice(cuts)
    printing.paper.grid(rows[:cut])
    printing.paper.line(f"- {printing.random.randint(1, 20)} -")
    printing.paper.blocks.append(Break("続き"))
    printing.paper.grid([*rows[:whole], *rows[cut:]])


def _spans(box: Box | str) -> int:
    return 1 if isinstance(box, str) else box.rows


def _is_cut(rows: Sequence[Sequence[Box | str]], at: int) -> bool:
    return any(up + _spans(box) > at for up, row in enumerate(rows[:at]) for box in row)


def spread(paper: Paper) -> None:
    """目標値 as 目　標　値: words of a heading spread over their cell."""
    for index, block in enumerate(paper.blocks):
        if isinstance(block, Grid):
            paper.blocks[index] = Grid([[_spread(box) for box in row] for row in block.rows])


def _spread(box: Box) -> Box:
    return replace(box, text="　".join(box.text)) if box.text in _SPREADABLE else box


def reason(printing: Printing) -> str:
    """A remark beside a KPI."""
    return filled(printing.random.choice(words()["reasons"]), printing.random)


def rate(printing: Printing) -> str:
    """A rate of progress, which is no KPI."""
    return f"{printing.random.randint(300, 1400) / 10}%"


def grade(printing: Printing) -> str:
    """A letter of a rating."""
    return printing.random.choice(("A", "B", "C", "S", "◎", "○", "△"))
