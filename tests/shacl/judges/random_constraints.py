"""Random constraints: every component of SHACL core, one function each.

In: what is made for a pair and where a shape is to stand. Out: the parts of that shape. All that
https://www.w3.org/TR/shacl/#core-components lists has its line in a table below; the syntax rules
of that standard decide what may stand on a node shape and how often.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from tests.shacl.judges.pairs import Items, Part, Shape, Term, part
from tests.shacl.judges.random_shapes import DEEPEST, Making, Parts, Where, type_of
from tests.shacl.judges.random_terms import (
    DATATYPES,
    FOREIGN,
    LANGUAGES,
    LITERALS,
    NUMBERS,
    PATTERNS,
    STRINGS,
    TAGGED,
    TIMES,
    UNZONED,
    typed,
)

from kpi_lod.shacl.paths import Predicate
from kpi_lod.vocabulary import RDF, SH

_NODE_KINDS = (
    "IRI",
    "BlankNode",
    "Literal",
    "BlankNodeOrIRI",
    "BlankNodeOrLiteral",
    "IRIOrLiteral",
)
_BOUNDS = (SH.minExclusive, SH.minInclusive, SH.maxExclusive, SH.maxInclusive)
TRUE, FALSE = typed("boolean", "true"), typed("boolean", "false")


def random_parts(m: Making, where: Where) -> list[Part]:
    """A few constraints, and now and then what else a shape may state."""
    chosen = m.rng.sample(_fitting(where), m.rng.randint(1, 3))
    if where.path is not None and m.rng.random() < 0.4:
        chosen.append(m.one(*_PROPERTY))
    return [made for maker in (*dict.fromkeys(chosen), *_OTHERS) for made in maker(m, where)]


def _fitting(where: Where) -> tuple[Parts, ...]:
    """What may stand there."""
    nesting = _NESTING if where.depth < DEEPEST else ()
    if where.path is None:
        return _NODE + nesting
    return _NODE + _PROPERTY + (*nesting, _qualified if nesting else _count)


def _class(m: Making, _: Where) -> list[Part]:
    return [part(SH["class"], each) for each in m.some(m.pool.classes, 1, 2)]


def _datatype(m: Making, _: Where) -> list[Part]:
    return [part(SH.datatype, m.one(*DATATYPES, RDF.langString, FOREIGN))]


def _node_kind(m: Making, _: Where) -> list[Part]:
    return [part(SH.nodeKind, SH[m.one(*_NODE_KINDS)])]


def _bound(m: Making, where: Where) -> list[Part]:
    limits: tuple[Term, ...] = m.one(NUMBERS, NUMBERS, TIMES, STRINGS)
    if isinstance(where.path, Predicate):
        theme = m.themes[NamedNode(where.path.iri)]
        limits = theme if theme in (NUMBERS, UNZONED, TIMES, STRINGS) else limits
    if m.rng.random() < 0.05:
        limits = LITERALS
    return [part(bound, m.one(*limits)) for bound in m.some(_BOUNDS, 1, 2)]


def _length(m: Making, _: Where) -> list[Part]:
    which = m.some((SH.minLength, SH.maxLength), 1, 2)
    lengths = (1, 1, 2, 2, 3, 3, 10, 10, 0)
    return [part(each, typed("integer", str(m.one(*lengths)))) for each in which]


def _pattern(m: Making, _: Where) -> list[Part]:
    pattern = (SH.pattern, Literal(m.one(*PATTERNS)))
    flags = ((SH.flags, Literal(m.one("i", "i", "m", "m", "s"))),) if m.rng.random() < 0.3 else ()
    return [Part((pattern, *flags))]


def _language_in(m: Making, _: Where) -> list[Part]:
    return [part(SH.languageIn, Items(tuple(map(Literal, m.some(LANGUAGES, 0, 2)))))]


def _pairwise(*predicates: NamedNode) -> Parts:
    def make(m: Making, _: Where) -> list[Part]:
        predicate = m.one(*predicates)
        return [part(predicate, each) for each in m.some(m.pool.predicates, 1, 2)]

    return make


def _less_than(m: Making, where: Where) -> list[Part]:
    """Mostly against a property whose values can be compared with those of the path."""
    made = _pairwise(SH.lessThan, SH.lessThanOrEquals)(m, where)
    if m.rng.random() < 0.8:
        compared = {value for each in made for _, value in each.values}
        if isinstance(where.path, Predicate):
            compared.add(NamedNode(where.path.iri))
        theme = m.one(NUMBERS, UNZONED, STRINGS)
        m.themes |= {one: theme for one in compared if isinstance(one, NamedNode)}
    return made


def _has_value(m: Making, _: Where) -> list[Part]:
    return [part(SH.hasValue, m.value()) for _ in range(m.one(1, 1, 2))]


def _in(m: Making, _: Where) -> list[Part]:
    return [part(SH["in"], Items(tuple(m.value() for _ in range(m.one(0, 2, 4, 6)))))]


def _count(m: Making, _: Where) -> list[Part]:
    which = m.some((SH.minCount, SH.maxCount), 1, 2)
    return [part(each, typed("integer", str(m.one(0, 1, 1, 2, 3)))) for each in which]


def _unique_lang(m: Making, where: Where) -> list[Part]:
    if isinstance(where.path, Predicate):
        m.themes[NamedNode(where.path.iri)] = TAGGED
    return [part(SH.uniqueLang, m.one(TRUE, TRUE, FALSE))]


def _not(m: Making, where: Where) -> list[Part]:
    return [part(SH["not"], m.any_inner(where)) for _ in range(m.one(1, 1, 2))]


def _list_of_shapes(m: Making, where: Where) -> list[Part]:
    predicate = m.one(SH["and"], SH["or"], SH.xone)
    return [
        part(predicate, Items(tuple(m.any_inner(where) for _ in range(m.one(1, 2, 2, 3)))))
        for _ in range(m.one(1, 1, 1, 2))
    ]


def _node(m: Making, where: Where) -> list[Part]:
    return [part(SH.node, m.inner(where, property_shape=False)) for _ in range(m.one(1, 1, 2))]


def _property(m: Making, where: Where) -> list[Part]:
    if where.doubtful and m.rng.random() < 0.85:
        return []
    held = [m.inner(where, property_shape=True, held=True) for _ in range(m.one(1, 2, 3))]
    return [part(SH.property, shape) for shape in held]


def _closed(m: Making, where: Where) -> list[Part]:
    if where.path is not None and m.rng.random() < 0.85:
        return []
    ignored = Items(tuple(m.some((*m.pool.predicates, RDF.type), 0, 3)))
    closed = (SH.closed, m.one(TRUE, TRUE, TRUE, FALSE))
    both = (closed, (SH.ignoredProperties, ignored)) if m.rng.random() < 0.7 else (closed,)
    declared = _property(m, where) if m.rng.random() < 0.7 else []
    return [Part(both), *declared]


def _qualified(m: Making, where: Where) -> list[Part]:
    counts = m.some((SH.qualifiedMinCount, SH.qualifiedMaxCount), 1, 2)
    values: list[tuple[NamedNode, Term | Shape | Items]] = [
        (each, typed("integer", str(m.one(0, 1, 1, 2)))) for each in counts
    ]
    if m.rng.random() < 0.5:
        values.append((SH.qualifiedValueShapesDisjoint, m.one(TRUE, TRUE, FALSE)))
    return [Part(((SH.qualifiedValueShape, m.any_inner(where)), *values))]


def _siblings(m: Making, where: Where) -> list[Part]:
    """Property shapes over one path with qualified shapes that exclude each other."""
    if where.depth + 2 > DEEPEST or where.doubtful:
        return []
    inside = Where(where.depth + 1, m.path(), held=True)
    shapes = (
        Shape(m.name(inside.depth), inside.path, tuple(_qualified(m, inside))) for _ in range(2)
    )
    return [part(SH.property, shape) for shape in shapes]


def _severity(m: Making, _: Where) -> list[Part]:
    own = m.pool.iri("severity")
    rare = m.rng.random() < 0.2
    return [part(SH.severity, m.one(SH.Info, SH.Warning, SH.Violation, own))] if rare else []


def _deactivated(m: Making, _: Where) -> list[Part]:
    rare = m.rng.random() < 0.06
    return [part(SH.deactivated, m.one(TRUE, TRUE, FALSE))] if rare else []


def _typed(m: Making, where: Where) -> list[Part]:
    return [part(RDF.type, type_of(where.path))] if m.rng.random() < 0.5 else []


_NODE: tuple[Parts, ...] = (
    _class,
    _datatype,
    _node_kind,
    _bound,
    _length,
    _pattern,
    _language_in,
    _pairwise(SH.equals, SH.disjoint),
    _has_value,
    _in,
)
_PROPERTY: tuple[Parts, ...] = (
    _count,
    _count,
    _unique_lang,
    _unique_lang,
    _less_than,
)
_NESTING: tuple[Parts, ...] = (
    _not,
    _list_of_shapes,
    _node,
    _property,
    _property,
    _closed,
    _siblings,
)
_OTHERS = (_severity, _deactivated, _typed)
