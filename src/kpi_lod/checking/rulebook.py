"""All rules in the order in which people read them: the sections of the texts and of the shapes.

In: messages.toml with its section comments, and the shapes. Out: titles, codes in order and
severities; docs/findings.md and the pages of the rules in a release are both made of these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.shapes import core_shapes
from kpi_lod.errors import Severity
from kpi_lod.packaged import packaged
from kpi_lod.vocabulary import OWL, SH, SHAPES

RULES = {
    "the file as text": ("ファイル", "The file"),
    "YAML": ("YAMLの書き方", "YAML"),
    "keys and forms": ("項目と書き方", "Keys and forms"),
    "workbooks and CSV": ("ExcelとCSV", "Excel and CSV"),
    "Japanese texts": ("年度と数", "Years and numbers"),
    "what a document is": ("下書きの自治体と年度", "Whose document a draft is of, and its year"),
    "what a draft leaves out": ("下書きに入れなかったもの", "What a draft leaves out"),
    "what is hardly meant": ("書き誤りらしいもの", "What is hardly meant"),
    "between two years": ("前の提出物との間", "Between two years"),
}
"""Section of messages.toml with rules about submissions → its title."""

ERRORS = {
    "documents as files": ("資料のファイル", "Documents as files"),
    "checking": ("検査の実行", "Running a check"),
    "drafts": ("下書き", "Drafts"),
    "converting files, and templates": ("変換とひな形", "Converting, and templates"),
    "settings": ("設定", "Settings"),
    "questions": ("問い合わせ", "Queries"),
    "anyone's shapes": ("自分の形状による検査", "Anyone's shapes"),
    "what a result of anyone's shapes says where the shape has no message of its own": (
        "自分の形状の既定の文",
        "Default texts of anyone's shapes",
    ),
    "RDF files (validate)": ("RDFファイル", "RDF files"),
    "SPARQL in shapes": ("形状の中のSPARQL", "SPARQL in shapes"),
    "literals and patterns": ("リテラルと正規表現", "Literals and patterns"),
}
"""The other sections: what stops the program, or the words of a result."""

SHAPE_FILES = {
    "submission": ("提出物と、欄どうしの比較", "Submissions, and cells compared"),
    "project": ("事業", "Projects"),
    "indicator": ("KPI", "KPIs"),
    "measurement": ("KPIの値", "Values of KPIs"),
    "amount": ("金額", "Money"),
    "activity": ("実施内容", "Activities"),
    "evaluation": ("評価", "Evaluations"),
    "municipality": ("自治体", "Municipalities"),
    "period": ("期間", "Periods"),
    "location": ("区域", "Areas"),
    "result": ("計算された結果", "Computed results"),
}
"""File of shapes → its title."""

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+?)(?:_ja|_en)?(?:!r)?\}")


def shown_template(text: str) -> str:
    """A text with its fields as ‹name›.

    >>> shown_template("'{found!r}' {{x}}")
    "'‹found›' {x}"
    """
    return _FIELD.sub(lambda found: f"‹{found[1]}›" if found[1] else found[0][0], text)


@cache
def sections() -> Mapping[str, list[str]]:
    """Section of messages.toml → its keys, in order; all wordings of a code where its first is."""
    text = (files("kpi_lod") / "messages.toml").read_text("utf-8")
    of_shapes = shape_texts().keys()  # they stand with their shapes
    found: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    section = ""
    for line in text.split("\n\n", 1)[1].split("\n"):
        if line.startswith("# "):
            section = line.removeprefix("# ")
        elif line.startswith('["'):
            key = line[2 : line.index('"]')]
            if key.partition("/")[0] in of_shapes:
                continue
            own = home.setdefault(key.partition("/")[0], section)
            found.setdefault(own, []).append(key)
    return {name: sorted(keys, key=_by_code(keys)) for name, keys in found.items()}


def _by_code(keys: list[str]) -> Callable[[str], int]:
    """The order of the codes, each with all its wordings."""
    codes = [key.partition("/")[0] for key in keys]
    return lambda key: codes.index(key.partition("/")[0])


@cache
def shape_texts() -> Mapping[str, Mapping[tuple[str, str], str]]:
    """Code → (property, language) → text."""
    texts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for triple in core_shapes():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            key = (triple.predicate.value.removeprefix(SH.iri), triple.object.language or "")
            texts[triple.subject.value.removeprefix(SHAPES.iri)][key] = triple.object.value
    return {code: found for code, found in texts.items() if ("message", "ja") in found}


@cache
def shapes_iris() -> tuple[str, str]:
    """The IRI of the shapes, and that of their version."""
    (one,) = (one for one in core_shapes() if one.predicate == OWL.versionIRI)
    assert isinstance(one.subject, NamedNode)
    assert isinstance(one.object, NamedNode)
    return one.subject.value, one.object.value


@cache
def shape_codes(file: str) -> tuple[str, ...]:
    """The codes of the rules in one file of shapes, in its order."""
    text = (packaged("shapes") / f"{file}.ttl").read_text("utf-8")
    found = re.findall(r"^kpish:([a-z0-9-]+) a sh:", text, re.MULTILINE)
    return tuple(code for code in found if code in shape_texts())


@cache
def severities() -> Mapping[str, Severity]:
    """Code of a shape → severity; a constraint takes that of the shape it stands in."""
    stated = {
        t.subject: Severity(t.object.value.removeprefix(SH.iri))
        for t in core_shapes()
        if t.predicate == SH.severity and isinstance(t.object, NamedNode)
    }
    found = {node: name for node, name in stated.items() if isinstance(node, NamedNode)}
    for t in core_shapes():
        if t.predicate == SH.sparql and isinstance(t.object, NamedNode) and t.subject in stated:
            found[t.object] = stated[t.subject]
    return {node.value.removeprefix(SHAPES.iri): name for node, name in found.items()}
