"""No figure of the two sources is lost on the way to the graph."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kpi_lod.release.build import Release
from kpi_lod.vocabulary import ATTRIBUTE, DIMENSION, KPI, MEASURE, RDF, SHARED

Cells = dict[NamedNode, dict[NamedNode, NamedNode | Literal]]


def cells(quads: Sequence[Quad], cls: NamedNode) -> Cells:
    """Node of that class → property → value."""
    nodes = {q.subject for q in quads if q.predicate == RDF.type and q.object == cls}
    found: Cells = {node: {} for node in nodes if isinstance(node, NamedNode)}
    for quad in quads:
        if quad.subject in found and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject][quad.predicate] = quad.object  # type: ignore[index]
    return found


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "tests/golden" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def told(cell: dict[NamedNode, NamedNode | Literal]) -> tuple[str, Decimal | None]:
    """Status code and number of a cell."""
    status = cell[ATTRIBUTE.obsStatus].value.removeprefix(SHARED + "status/")
    value = cell.get(MEASURE.obsValue)
    return status, None if value is None else Decimal(value.value)


def test_every_golden_figure_is_a_measurement_with_its_value_or_reason(
    root: Path, city_quads: Sequence[Quad]
) -> None:
    measured = cells(city_quads, KPI.Measurement)
    golden = rows(root, "figures.csv")
    assert len(golden) == len(measured) == 82
    by_name = {node.value.rpartition(".")[0]: cell for node, cell in measured.items()}
    for row in golden:
        project = f"https://example.org/kpi/project/{row['municipality']}/{row['project']}/"
        name = f"{project}#{row['indicator']}.{row['period']}.{row['kind']}"
        expected = (row["status"], Decimal(row["value"]) if row["value"] else None)
        assert told(by_name[name]) == expected, name


def test_every_golden_amount_is_there(root: Path, city_quads: Sequence[Quad]) -> None:
    amounts = cells(city_quads, KPI.Amount)
    golden = rows(root, "amounts.csv")
    assert len(golden) == len(amounts) == 16
    by_name = {node.value.rpartition(".")[0]: cell for node, cell in amounts.items()}
    for row in golden:
        project = f"https://example.org/kpi/project/{row['municipality']}/{row['project']}/"
        name = f"{project}#budget.{row['period']}.{row['kind']}"
        assert told(by_name[name]) == (
            row["status"],
            Decimal(row["value"]) if row["value"] else None,
        )


def test_66_measurements_have_a_number_and_16_a_reason(city_quads: Sequence[Quad]) -> None:
    numbers = [told(cell)[1] for cell in cells(city_quads, KPI.Measurement).values()]
    assert (len([n for n in numbers if n is not None]), numbers.count(None)) == (66, 16)


def test_23_measurements_of_morioka_are_its_own_and_3_the_joint_areas(
    city_quads: Sequence[Quad],
) -> None:
    measured = cells(city_quads, KPI.Measurement)
    areas = [c[DIMENSION.refArea].value for n, c in measured.items() if "/032018/" in n.value]
    own = areas.count("http://data.e-stat.go.jp/lod/sac/C03201")
    joint = areas.count("https://example.org/kpi/project/032018/summer-festival/#area")
    assert (own, joint, len(areas)) == (23, 3, 26)


def test_every_figure_of_the_two_sources_is_in_the_turtle(shared: Path, built: Release) -> None:
    """Every printed number with a thousands separator, and every percentage, stands in a file."""
    turtle = "".join(
        (built.folder / f"dumps/{code}.ttl").read_text("utf-8") for code in ("032018", "202142")
    )
    sources = sorted((shared / "sources").glob("*.txt"))
    text = "".join(file.read_text("utf-8") for file in sources)
    figures = set(re.findall(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?=%)", text))
    assert len(figures) > 20
    assert [figure for figure in sorted(figures) if figure not in turtle] == []
