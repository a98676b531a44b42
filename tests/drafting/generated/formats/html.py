"""A paper as a web page."""

from __future__ import annotations

import html
from pathlib import Path
from random import Random

from tests.drafting.generated.paper import Block, Box, Break, Grid, Line, Paper


def write(paper: Paper, file: Path, random: Random) -> None:
    """The page; whether the first row are headings by tag is up to chance."""
    headed = random.random() < 0.5
    body = "\n".join(_block(block, headed) for block in paper.blocks)
    page = f"<html lang='ja'><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>\n"
    file.write_text("<!DOCTYPE html>" + page, "utf-8")


def _block(block: Block, headed: bool) -> str:
    if isinstance(block, Line):
        tag = f"h{block.level}" if block.level else "p"
        return f"<{tag}>{html.escape(block.text)}</{tag}>"
    return "<hr>" if isinstance(block, Break) else _table(block, headed)


def _table(grid: Grid, headed: bool) -> str:
    rows = [
        "<tr>" + "".join(_cell(box, "th" if headed and not at else "td") for box in row) + "</tr>"
        for at, row in enumerate(grid.rows)
    ]
    return "<table border='1'>\n" + "\n".join(rows) + "\n</table>"


def _cell(box: Box, tag: str) -> str:
    spans = f" rowspan='{box.rows}'" if box.rows > 1 else ""
    spans += f" colspan='{box.columns}'" if box.columns > 1 else ""
    return f"<{tag}{spans}>{html.escape(box.text).replace(chr(10), '<br>')}</{tag}>"
