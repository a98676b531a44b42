"""Where the judges are known to be wrong: what the standard says there, and which pairs show it.

In: a pair. Out: the faults that a judge may commit on it. A judge's disagreement counts for nothing
on a pair that shows one of its faults; any other disagreement is ours to explain. Each fault has a
case in ``disputed/`` of the same name, with the results that the standard demands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from pyoxigraph import BlankNode, Literal, NamedNode
from tests.shacl.judges.pairs import Pair, Term
from tests.shacl.judges.places import Place, path_values, places
from tests.shacl.judges.random_terms import FOREIGN, ILL_TYPED, PYTHON_FORMS, SPACED

from kpi_lod.shacl.paths import Alternative, Inverse, Path, Predicate, Sequence
from kpi_lod.vocabulary import RDF, RDFS, SH, XSD

PYSHACL, JENA = "pySHACL", "Jena"

Shown = Callable[[Place, Pair], bool]


@dataclass(frozen=True)
class KnownFault:
    """A class of faults; ``section``: the anchor in the standard where it says otherwise."""

    judges: tuple[str, ...]
    name: str
    what: str
    section: str
    shown_at: Shown


def faults(judge: str, pair: Pair) -> list[str]:
    """The names of the judge's faults that the pair may show."""
    all_places = list(places(pair))
    return [
        fault.name
        for fault in KNOWN_FAULTS
        if judge in fault.judges and any(fault.shown_at(place, pair) for place in all_places)
    ]


def has(place: Place, *predicates: NamedNode) -> bool:
    """Whether the shape states one of the properties."""
    return bool(place.parameters(*predicates))


_BOUNDS = (SH.minExclusive, SH.minInclusive, SH.maxExclusive, SH.maxInclusive)
_NUMERIC = ("integer", "decimal", "double", "float", "int", "nonNegativeInteger", "byte")


def _sort(term: Term) -> str:
    """What SPARQL's < sees of a term; two of a sort can be compared, unless it is in _NO_ORDER."""
    if not isinstance(term, Literal):
        return "no literal"
    if term in ILL_TYPED or term.language or term.value == "NaN":
        return "no order"
    name = term.datatype.value.removeprefix(XSD.iri)
    return "number" if name in _NUMERIC else name


_NO_ORDER = ("no literal", "no order", "anyURI", FOREIGN.value)


def _comparable(left: Term, right: Term) -> bool:
    return _sort(left) == _sort(right) and _sort(left) not in _NO_ORDER


def _against_bounds(place: Place, _: Pair) -> Iterator[tuple[Term, Term]]:
    """What pySHACL compares with a bound: literals."""
    for limit in place.parameters(*_BOUNDS):
        for value in place.values:
            if isinstance(value, Literal):
                yield value, limit  # type: ignore[misc]


def _against_properties(place: Place, pair: Pair) -> Iterator[tuple[Term, Term]]:
    """What sh:lessThan and sh:lessThanOrEquals compare."""
    for predicate in place.parameters(SH.lessThan, SH.lessThanOrEquals):
        assert isinstance(predicate, NamedNode)
        for focus, values in place.values_of.items():
            others = path_values(Predicate(predicate.value), focus, pair.data)
            yield from product(values, others)


def _incomparable_bound(place: Place, pair: Pair) -> bool:
    return any(not _comparable(*both) for both in _against_bounds(place, pair))


def _incomparable_pair(place: Place, pair: Pair) -> bool:
    compared = has(place, SH.lessThan, SH.lessThanOrEquals)
    blank = any(isinstance(value, BlankNode) for value in place.values)
    unequal = any(not _comparable(*both) for both in _against_properties(place, pair))
    return unequal or (compared and blank)


def _compared(holds: Callable[[Term, Term], bool]) -> Shown:
    """Whether a bound or a property is compared with a value such that ``holds`` is true."""
    return lambda place, pair: any(
        holds(*both) for both in (*_against_bounds(place, pair), *_against_properties(place, pair))
    )


def _zoned(term: Term) -> bool:
    """Whether it is a date or time that tells its zone."""
    return _sort(term) in ("date", "dateTime", "time") and ("Z" in term.value or "+" in term.value)


def _same_without_order(left: Term, right: Term) -> bool:
    return left == right and isinstance(left, Literal) and not _comparable(left, right)


def _same_language(left: Term, right: Term) -> bool:
    languages = {term.language for term in (left, right) if isinstance(term, Literal)}
    return len(languages) == 1 and languages != {None}


def _one_zone_of_two(left: Term, right: Term) -> bool:
    same = _sort(left) == _sort(right)
    return same and _sort(left) in ("date", "time") and _zoned(left) != _zoned(right)


def _ill_typed(place: Place, forms: tuple[Literal, ...]) -> bool:
    datatypes = place.parameters(SH.datatype)
    return any(form.datatype in datatypes and form in place.values for form in forms)


def _inverse_of_sequence(place: Place, _: Pair) -> bool:
    def turned(path: Path | None, *, back: bool = False) -> bool:
        match path:
            case None | Predicate():
                return False
            case Inverse(path):
                return turned(path, back=not back)
            case Sequence(paths):
                return back or any(turned(each, back=back) for each in paths)
            case Alternative(paths):
                return any(turned(each, back=back) for each in paths)
            case _:
                return turned(path.path, back=back)

    return turned(place.shape.path)


KNOWN_FAULTS = (
    KnownFault(
        (PYSHACL,),
        "incomparable-bound",
        "a value that cannot be compared with the bound is ordered by its datatype and may pass",
        "core-components-range",
        _incomparable_bound,
    ),
    KnownFault(
        (PYSHACL,),
        "incomparable-pair",
        "IRIs and literals without an order are compared all the same; blank nodes are an error",
        "LessThanConstraintComponent",
        _incomparable_pair,
    ),
    KnownFault(
        (PYSHACL,),
        "zones",
        "of dates the zone is overlooked; a time with a zone is never compared with one without",
        "core-components-range",
        _compared(lambda left, right: _zoned(left) or _zoned(right)),
    ),
    KnownFault(
        (PYSHACL,),
        "python-forms",
        "lexical forms that Python reads pass, though they are not of the datatype",
        "DatatypeConstraintComponent",
        lambda place, _: _ill_typed(place, PYTHON_FORMS),
    ),
    KnownFault(
        (PYSHACL, JENA),
        "white-space",
        "a number with a space before it passes, and has a value",
        "DatatypeConstraintComponent",
        lambda place, pair: (
            _ill_typed(place, (SPACED,)) or _compared(lambda *both: SPACED in both)(place, pair)
        ),
    ),
    KnownFault(
        (PYSHACL,),
        "inverse-of-sequence",
        "the inverse of a sequence is walked from its first step on",
        "property-path-inverse",
        _inverse_of_sequence,
    ),
    KnownFault(
        (PYSHACL,),
        "flag-s",
        "of the flags only i and m have an effect",
        "PatternConstraintComponent",
        lambda place, _: Literal("s") in place.parameters(SH.flags),
    ),
    KnownFault(
        (PYSHACL,),
        "blank-length-zero",
        "a blank node passes sh:minLength 0",
        "MinLengthConstraintComponent",
        lambda place, _: (
            Literal("0", datatype=XSD.integer) in place.parameters(SH.minLength)
            and any(isinstance(value, BlankNode) for value in place.values)
        ),
    ),
    KnownFault(
        (JENA,),
        "property-of-a-property",
        "sh:property on a property shape that no sh:property leads to is checked at the focus node",
        "PropertyConstraintComponent",
        lambda place, _: (
            place.shape.path is not None
            and place.reached != SH.property
            and has(place, SH.property)
        ),
    ),
    KnownFault(
        (JENA,),
        "closed-property",
        "sh:closed on a property shape is checked at the focus node instead of its value nodes",
        "ClosedConstraintComponent",
        lambda place, _: place.shape.path is not None and has(place, SH.closed),
    ),
    KnownFault(
        (PYSHACL, JENA),
        "implicit-class-untyped",
        "a class that is a shape by nothing but its parameters is no target",
        "implicit-targetClass",
        lambda place, _: (
            RDFS.Class in place.parameters(RDF.type)
            and not {SH.NodeShape, SH.PropertyShape} & {*place.parameters(RDF.type)}
        ),
    ),
    KnownFault(
        (JENA,),
        "multiline-empty",
        "with the flag m the pattern ^ does not match the empty text",
        "PatternConstraintComponent",
        lambda place, _: (
            Literal("m") in place.parameters(SH.flags)
            and any(value.value == "" for value in place.values if isinstance(value, Literal))
        ),
    ),
    KnownFault(
        (PYSHACL, JENA),
        "language-order",
        "texts of the same language are compared, for which SPARQL has no operator",
        "core-components-range",
        _compared(_same_language),
    ),
    KnownFault(
        (PYSHACL, JENA),
        "same-without-order",
        "a literal is not greater than itself, even if SPARQL cannot compare it with anything",
        "core-components-range",
        _compared(_same_without_order),
    ),
    KnownFault(
        (JENA,),
        "one-zone-of-two",
        "without a zone, a time is ordered by its digits, a date not within two days",
        "core-components-range",
        _compared(_one_zone_of_two),
    ),
    KnownFault(
        (JENA,),
        "not-a-number",
        "NaN is greater than every number",
        "core-components-range",
        _compared(lambda *both: any(t.value == "NaN" for t in both if isinstance(t, Literal))),
    ),
)
