"""The columns of all tables as a page for people: docs/tables.md, and README.md beside the files.

In: the declaration. Out: Markdown, the Japanese half first, then the English one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kpi_lod.release.tables.columns import Column, tables

_HEADINGS = {
    "ja": "| 列 | 見出し | 型 | 必須 | 内容 |",
    "en": "| column | title | type | required | what it says |",
}


@cache
def guide() -> str:
    """The whole page."""
    halves = (files(__package__) / "guide.md").read_text("utf-8").split("\n---\n")
    parts = [
        f"{text.strip()}\n\n" + "\n".join(_half(language))
        for language, text in zip(("ja", "en"), halves, strict=True)
    ]
    return "# 表 / Tables\n\n[日本語](#日本語)・[English](#english)\n\n" + "\n\n".join(parts) + "\n"


def _half(language: str) -> Iterator[str]:
    for number, table in enumerate(tables().values()):
        if number:
            yield ""
        title = table.ja if language == "ja" else table.en
        yield f"### {table.name}.csv{'：' if language == 'ja' else ': '}{title}"
        yield from ("", table.about_ja if language == "ja" else table.about_en, "")
        yield from (_HEADINGS[language], "|---|---|---|---|---|")
        yield from (_row(column, language) for column in table.columns)


def _row(column: Column, language: str) -> str:
    japanese = language == "ja"
    cells = (
        f"`{column.name}`",
        column.ja if japanese else column.en,
        _type(column, language),
        ("○" if japanese else "yes") if column.required else "",
        column.about_ja if japanese else column.about_en,
    )
    return f"| {' | '.join(cells)} |"


def _type(column: Column, language: str) -> str:
    japanese = language == "ja"
    name = column.type.ja if japanese else column.type.en
    if column.scheme:
        name = f"{name} `{column.scheme}`"
    if column.several:
        return f"{name}の列" if japanese else f"list of {name}"
    return name
