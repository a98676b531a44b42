"""The constraint components of SHACL Core, a file for each part of section 4 of the standard."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.shacl.components import (
    cardinality,
    logical,
    other,
    property_pairs,
    shape_based,
    strings,
    value_range,
    value_type,
)
from kpi_lod.shacl.model import Component

COMPONENTS: dict[NamedNode, Component] = {
    component.iri: component
    for part in (
        value_type,
        cardinality,
        value_range,
        strings,
        property_pairs,
        logical,
        shape_based,
        other,
    )
    for component in part.COMPONENTS
}
"""Constraint component → how it is read and run."""
