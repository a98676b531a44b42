"""Code tables read from the ontology, and the graph of shared things."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kpi_lod import iris
from kpi_lod.japanese.cells import cell
from kpi_lod.japanese.units import SCALE_WORDS
from kpi_lod.records import Period
from kpi_lod.register import schemes as module
from kpi_lod.register.graph import municipality_triples, register_quads, year_triples
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import ontology_quads, schemes, statuses_without_number
from kpi_lod.vocabulary import GEO, KPI, SKOS


@pytest.mark.parametrize(
    ("scheme", "printed", "code"),
    [
        (
            "programme",
            "デジタル田園都市国家構想交付金(地方創生推進タイプ)",
            "digital-garden-city-promotion",
        ),
        ("programme", "地方創生拠点整備交付金", "regional-facilities"),
        ("unit", "名", "person"),
        ("unit", "人／試合", "person-per-match"),
        ("unit", "％", "percent"),
        ("concept", "trials", "trials"),
        ("direction", "増加", "increase"),
    ],
)
def test_printed_labels_and_codes_are_found(scheme: str, printed: str, code: str) -> None:
    assert schemes()[scheme].code(printed) == code


def test_an_unknown_label_has_no_code_but_neighbours() -> None:
    assert schemes()["unit"].code("ぽんぽこ") is None
    near = schemes()["concept"].nearest("new-busineses")
    assert near[0] == "new-businesses"
    assert schemes()["concept"].named(near[0]).startswith("new-businesses（")
    assert len(schemes()["unit"].nearest("ぽんぽこ")) == 3


def test_statuses_without_a_number_are_those_of_the_design() -> None:
    assert statuses_without_number() == {
        "being-compiled",
        "not-measured",
        "not-applicable",
        "not-yet-due",
        "suppressed",
        "blank-in-source",
        "qualitative",
    }


def test_a_label_that_names_two_codes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.ttl"
    file.write_text(
        "@prefix s: <https://w3id.org/kpi-lod/x/> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://w3id.org/kpi-lod/x> dct:title "え"@ja, "x"@en .\n'
        's:a skos:inScheme <https://w3id.org/kpi-lod/x> ; skos:prefLabel "同じ"@ja .\n'
        's:b skos:inScheme <https://w3id.org/kpi-lod/x> ; skos:prefLabel "同 じ"@ja .\n'
        "[] skos:inScheme <https://w3id.org/kpi-lod/x> .\n",
        "utf-8",
    )
    monkeypatch.setattr(module, "ontology_files", lambda: [file])
    monkeypatch.setattr(module, "ontology_quads", ontology_quads.__wrapped__)
    with pytest.raises(ValueError, match="同"):
        schemes.__wrapped__()


def test_the_scale_words_are_those_the_ontology_explains() -> None:
    texts = [
        quad.object.value
        for quad in ontology_quads()
        if quad.subject == KPI.scale and isinstance(quad.object, Literal)
    ]
    assert texts
    for word in ("千", "万", "百万", "億"):
        assert word in SCALE_WORDS
        assert any(word in text for text in texts)


def test_a_city_has_names_in_three_scripts_coordinates_and_an_area() -> None:
    triples = list(municipality_triples(municipalities()["032018"]))
    labels = {
        (t.object.language, t.object.value)
        for t in triples
        if t.predicate == SKOS.prefLabel and isinstance(t.object, Literal)
    }
    assert labels == {("ja", "盛岡市"), ("ja-hrkt", "もりおかし"), ("en", "Morioka")}
    predicates = {t.predicate for t in triples}
    assert {GEO.lat, GEO.long, KPI.corporateNumber} <= predicates
    assert NamedNode("http://data.e-stat.go.jp/lod/sac/C03201") in {t.object for t in triples}


def test_a_ward_is_no_corporate_body_and_a_prefecture_part_of_nothing() -> None:
    ward = {t.predicate for t in municipality_triples(municipalities()["011011"])}
    assert KPI.corporateNumber not in ward
    prefecture = {t.predicate.value for t in municipality_triples(municipalities()["030007"])}
    assert not any(value.endswith("isPartOf") for value in prefecture)


def test_fiscal_2023_runs_from_april_to_march_and_calendar_2023_from_january() -> None:
    def dates(period: Period) -> list[str]:
        values = [t.object.value for t in year_triples(period) if isinstance(t.object, Literal)]
        return [value for value in values if value.startswith("20") and "-" in value]

    assert dates(Period(2023)) == ["2023-04-01", "2024-03-31"]
    assert dates(Period(2023, calendar=True)) == ["2023-01-01", "2023-12-31"]


def test_the_register_stands_in_its_two_graphs() -> None:
    graphs = {quad.graph_name for quad in register_quads()}
    assert graphs == {iris.REGISTER, iris.ONTOLOGY}


def test_a_printed_word_means_the_status_that_has_it_as_a_label() -> None:
    """The words of japanese/cells and the labels of the status scheme agree."""
    scheme = schemes()["status"]
    told = statuses_without_number() - {"qualitative"}
    labels = [label for label, code in scheme.codes.items() if code in told and label != code]
    assert len(labels) > 25
    differing = [label for label in labels if cell(label).status != scheme.codes[label]]
    assert differing == []
