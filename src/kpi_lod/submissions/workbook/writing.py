"""The words of a submission → a workbook (.xlsx) that people fill in, mend and send.

In: :data:`~kpi_lod.submissions.plain.Plain` of format 1, which may lack anything. Out: the bytes of
a file of Office Open XML (ECMA-376), the same for the same words. Its sheets are those of
:mod:`~kpi_lod.submissions.workbook.layout`, then an example and the lists to choose from.
"""

from __future__ import annotations

from kpi_lod.register.municipalities import municipalities
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.workbook.book import new_book
from kpi_lod.submissions.workbook.entry_sheets import add_form, add_table, define_ids
from kpi_lod.submissions.workbook.filling import Row, rows
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.workbook.reading_sheets import add_choices, add_example


def workbook(data: Plain) -> bytes:
    """The workbook that says what ``data`` says; a comment of a YAML file is not in it.

    Raises KpiLodError ``cell-too-long`` where a text does not fit into a cell of Excel.
    """
    tables = rows(data)
    head = tables["head"][0]
    name = municipality_name(head.get("municipality", ""))
    book = new_book(_title(name, head))
    for key, sheet in sheets().items():
        if sheet.form:
            add_form(book, sheet, head, {"municipality": name})
        else:
            add_table(book, sheet, tables[key], tables["kpis"])
    define_ids(book, tables)
    add_example(book)
    add_choices(book)
    return book.content()


def municipality_name(code: str) -> str:
    """The name of a municipality with its prefecture, "" for a code that is none.

    >>> municipality_name("032018")
    '岩手県盛岡市'
    """
    found = municipalities().get(code)
    if found is None:
        return ""
    return found.name_ja if found.kind == "prefecture" else found.prefecture_ja + found.name_ja


def _title(name: str, head: Row) -> str:
    return " ".join(filter(None, (name, head.get("reporting-year"), head.get("id"))))
