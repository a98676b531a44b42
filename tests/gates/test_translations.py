"""The queries of the packaged shapes are translated as they stand now."""

from __future__ import annotations

import json

from tests.gates.translations import FILE, packaged_queries, text

from kpi_lod.shacl.translations import translations, written_translations


def test_the_translations_are_up_to_date() -> None:
    assert FILE.read_text("utf-8") == text()


def test_every_query_of_our_shapes_is_translated_and_none_left_to_pyshacl() -> None:
    assert len(packaged_queries()) == len(translations()) == 10
    assert all(one.sql and not one.refused for one in translations().values())


def test_a_changed_query_is_noticed() -> None:
    queries = packaged_queries()
    changed = [queries[0].replace("?value", "?other"), *queries[1:]]
    assert json.loads(written_translations(changed)).keys() != translations().keys()
