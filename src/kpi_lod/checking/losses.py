"""What a workbook would lose if openpyxl wrote it again: drawings, macros, extensions and the like.

In: the bytes of a workbook before and after a plain load and save. Out: the names of what is less
afterwards, counted by relationships between parts (ECMA-376-2, section 9.3) and by elements of
sheets, drawings, charts and the workbook (ECMA-376-1, parts 18 and 20).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element  # the class alone: parsing is left to defusedxml
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

_HARMLESS_PARTS = frozenset(
    {"calcChain", "printerSettings", "thumbnail", "sharedStrings", "theme"}
    | {"drawing", "custom-properties", "core-properties", "extended-properties"}
)
"""Made anew by Excel, of the printer where it was made, or looked at by what is in it."""

_HARMLESS_ELEMENTS = frozenset(
    {"phoneticPr", "selection", "ignoredError", "ignoredErrors", "wsDr", "legacyDrawing"}
    | {"v", "t", "r", "rPr", "is", "c", "row", "cols", "col", "sheetFormatPr", "dimension"}
    | {"sheetCalcPr", "pageSetup", "drawing"}
)
"""Bookkeeping, what has a default or is written in another form (texts, columns), and what was
looked at by its relationship. Values are kept; results of formulas are put back."""

_OF_WORKBOOK = frozenset({"definedName", "sheet", "workbookProtection", "customWorkbookView"})
"""All that counts in a workbook beside its sheets; the rest is bookkeeping."""

_WHOLE = ("xl/worksheets/", "xl/drawings/", "xl/charts/")

_NAMES = {
    "ext": ("拡張された書式や入力規則", "extended formats or validations"),
    "image": ("画像", "pictures"),
    "pic": ("画像", "pictures"),
    "sp": ("図形", "shapes"),
    "cxnSp": ("図形", "shapes"),
    "grpSp": ("図形", "shapes"),
    "chart": ("グラフの書式", "formats of charts"),
    "sheetMetadata": ("動的配列数式", "dynamic array formulas"),
    "vbaProject": ("マクロ", "macros"),
    "threadedComment": ("返信のあるコメント", "threaded comments"),
    "customXml": ("カスタムXML", "custom XML"),
    "slicer": ("スライサー", "slicers"),
    "control": ("コントロール", "controls"),
    "oleObject": ("埋め込まれた文書", "embedded documents"),
    "property": ("ブックの独自の属性", "custom properties of the workbook"),
}
_OTHER = ("そのほかの書式や部品", "other formats or parts")


def losses(before: bytes, after: bytes) -> tuple[tuple[str, str], ...]:
    """What is there less often afterwards, in Japanese and English, each once.

    A drawing may have many elements, so what has no name of its own is told only alone.
    """
    lost = sorted(_counted(before) - _counted(after))
    named = tuple(dict.fromkeys(_NAMES[name] for name in lost if name in _NAMES))
    return named or ((_OTHER,) if lost else ())


def _counted(content: bytes) -> Counter[str]:
    with ZipFile(BytesIO(content)) as parts:
        return Counter(name for part in parts.namelist() for name in _names(parts, part))


def _names(parts: ZipFile, part: str) -> Iterator[str]:
    if part.endswith(".rels"):
        kinds = (one.get("Type", "").rpartition("/")[2] for one in _elements(parts, part))
        yield from (kind for kind in kinds if kind and kind not in _HARMLESS_PARTS)
    elif part == "xl/workbook.xml":
        yield from (name for name in _local(parts, part) if name in _OF_WORKBOOK)
    elif part == "docProps/custom.xml":
        yield from (name for name in _local(parts, part) if name == "property")
    elif part.startswith(_WHOLE) and part.endswith(".xml"):
        yield from (name for name in _local(parts, part) if name not in _HARMLESS_ELEMENTS)


def _local(parts: ZipFile, part: str) -> Iterator[str]:
    return (element.tag.rpartition("}")[2] for element in _elements(parts, part))


def _elements(parts: ZipFile, part: str) -> Iterator[Element]:
    with parts.open(part) as stream:
        for _, element in iterparse(stream, forbid_dtd=True):
            yield element
            element.clear()
