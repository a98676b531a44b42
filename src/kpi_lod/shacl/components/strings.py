"""String-based constraints (SHACL 1.0, section 4.4)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.components.parameters import reads_number, text, truth
from kpi_lod.shacl.model import Component, Parameters
from kpi_lod.shacl.patterns import FLAGS, UnknownFlagError, compiled
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph
from kpi_lod.vocabulary import SH


def _pattern(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    flags = graph.value(shape, SH.flags)
    pattern = text(shape, SH.pattern, value)
    wanted = "" if flags is None else text(shape, SH.flags, flags)
    try:
        compiled(pattern, wanted)
    except UnknownFlagError as error:
        raise MalformedShapeError(
            "value", shape, SH.flags, found=flags, allowed=", ".join(sorted(FLAGS))
        ) from error
    except KpiLodError as error:
        ja, en = (told.rstrip("。.") for told in (error.finding.ja, error.finding.en))
        raise MalformedShapeError(
            "pattern", shape, SH.pattern, reason_ja=ja, reason_en=en
        ) from error
    told = f"{pattern} (sh:flags {wanted})" if wanted else pattern
    return Parameters(rows=((pattern, wanted),), told=told)


def _languages(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    """The ranges, behind a first row that stands for the constraint: the list may be empty."""
    members = graph.list_members(value, shape, SH.languageIn)
    ranges = [text(shape, SH.languageIn, member).lower() for member in members]
    return Parameters(rows=((None,), *((one,) for one in ranges)))


def _unique_lang(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    return Parameters(rows=((truth(shape, SH.uniqueLang, value),),))


def _length(component: NamedNode, parameter: NamedNode, wrong: str) -> Component:
    return Component(
        iri=component,
        parameter=parameter,
        read=reads_number(parameter),
        single=True,
        columns="length BIGINT",
        sql=f"""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {{p}} p ON p.shape = v.shape JOIN term t ON t.id = v.node
WHERE t.kind = 1 OR length(t.lexical) {wrong} p.length""",
    )


COMPONENTS = (
    _length(SH.MinLengthConstraintComponent, SH.minLength, "<"),
    _length(SH.MaxLengthConstraintComponent, SH.maxLength, ">"),
    Component(
        iri=SH.PatternConstraintComponent,
        parameter=SH.pattern,
        read=_pattern,
        columns="pattern VARCHAR, flags VARCHAR",
        needs=frozenset({"matched"}),
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
WHERE NOT EXISTS (SELECT 1 FROM matched m WHERE m.node = v.node AND m.c = p.c)""",
    ),
    Component(
        iri=SH.LanguageInConstraintComponent,
        parameter=SH.languageIn,
        read=_languages,
        single=True,
        columns="range VARCHAR",
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape AND p.range IS NULL JOIN term t ON t.id = v.node
WHERE t.language IS NULL OR NOT EXISTS (
    SELECT 1 FROM {p} one WHERE one.c = p.c AND (
        one.range = '*' OR t.language = one.range OR starts_with(t.language, one.range || '-')))""",
    ),
    Component(
        iri=SH.UniqueLangConstraintComponent,
        parameter=SH.uniqueLang,
        read=_unique_lang,
        single=True,
        needs_path=True,
        columns="wanted BOOLEAN",
        sql="""
SELECT v.shape, v.focus, NULL AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape AND p.wanted JOIN term t ON t.id = v.node
WHERE t.language IS NOT NULL
GROUP BY v.shape, v.focus, p.c, t.language HAVING count(*) > 1""",
    ),
)
