"""What has to be done, decided without any server."""

from __future__ import annotations

import pytest

from kpi_lod.portals.stores.graphs import Graph
from kpi_lod.portals.stores.kinds import Kind
from kpi_lod.portals.stores.marker import SENDING, Marked, Marker, Stamp, marker
from kpi_lod.portals.stores.plan import There, newer, plan, unknown
from kpi_lod.portals.stores.sending import batches

G = "https://example.org/g"
OURS = {G: Graph(G, "abc", 3, 100, "dumps/a.nq.gz")}


def planned(marked: Marked | None, count: int, digest: str = "", *, force: bool = False) -> str:
    there = There(Marker({G: marked} if marked else {}), {G: count} if count else {})
    made = plan(OURS, there, {G: digest}, force=force)
    return next((name for name in ("send", "adopt", "drop", "foreign") if getattr(made, name)), "")


@pytest.mark.parametrize(
    ("marked", "count", "digest", "expected"),
    [
        (None, 0, "", "send"),
        (None, 3, "abc", "adopt"),
        (None, 3, "xyz", "foreign"),
        (None, 9, "", "foreign"),
        (Marked("abc", 3), 3, "", ""),
        (Marked("abc", 3), 2, "", "send"),
        (Marked("abc", 3), 0, "", "send"),
        (Marked("xyz", 3), 3, "", "send"),
        (Marked(SENDING, 0), 3, "abc", "send"),
    ],
)
def test_each_state_of_a_graph_has_its_step(
    marked: Marked | None, count: int, digest: str, expected: str
) -> None:
    assert planned(marked, count, digest) == expected
    forced = planned(marked, count, digest, force=True)
    assert forced == ("send" if expected == "foreign" else expected)


def test_only_what_is_marked_is_dropped() -> None:
    there = There(Marker({f"{G}old": Marked("abc", 3)}), {G: 3, f"{G}theirs": 1})
    made = plan({}, there, {})
    assert made.drop == (f"{G}old",)
    assert made.send == {}


def test_only_graphs_of_our_size_are_read() -> None:
    assert unknown(OURS, There(Marker({}), {G: 3})) == [G]
    assert unknown(OURS, There(Marker({}), {G: 4})) == []
    assert unknown(OURS, There(Marker({G: Marked("abc", 3)}), {G: 3})) == []


def test_the_newest_of_what_is_there_or_on_its_way_counts() -> None:
    old, now, new = (Stamp(str(day), f"2026-01-0{day}T00:00:00Z") for day in (1, 2, 3))
    assert newer(Marker({}, old, None), now) is None
    assert newer(Marker({}, now, None), now) is None
    assert newer(Marker({}, new, old), now) == new
    assert newer(Marker({}, old, new), now) == new


def test_the_marker_is_read_from_rows() -> None:
    stamps = [{"node": f"{G}#release", "release": "r", "at": "t"}]
    rows = [
        {"node": f"{G}#https://a.example/x", "digest": "d", "triples": "7"},
        {"node": "https://elsewhere.example/", "digest": "d", "triples": "7"},
    ]
    found = marker(G, stamps, rows)
    assert found.graphs == {"https://a.example/x": Marked("d", 7)}
    assert (found.released, found.sending) == (Stamp("r", "t"), None)


def test_batches_are_bounded_by_graphs_triples_and_bytes() -> None:
    def of(sizes: list[tuple[int, int]]) -> list[Graph]:
        return [Graph(f"{G}{i}", "", t, size, "f") for i, (t, size) in enumerate(sizes)]

    kind = Kind("k", graphs=3, triples=10)

    def lengths(sizes: list[tuple[int, int]]) -> list[int]:
        return [len(batch) for batch in batches(of(sizes), kind)]

    assert lengths([(1, 1)] * 7) == [3, 3, 1]
    assert lengths([(5, 1), (5, 1), (1, 1)]) == [2, 1]
    assert lengths([(1, 1), (99, 1), (1, 1)]) == [1, 1, 1]
    assert lengths([(1, 3_000_000), (1, 3_000_000)]) == [1, 1]
    assert lengths([]) == []
