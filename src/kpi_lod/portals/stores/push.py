"""Pushing: a release → named graphs of a triple store.

In: the folder of releases and the address of a store. Out: what was done with each graph. Only
graphs that changed are sent, only our own are dropped, and the same command again finishes what was
stopped. Loaded by ``kpi-lod push store``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.iris import PublisherIris
from kpi_lod.portals.journal import journal
from kpi_lod.portals.outcome import Did, Item, Outcome
from kpi_lod.portals.pushed import pushed
from kpi_lod.portals.stores.finding import Address, service
from kpi_lod.portals.stores.graphs import digest, released_graphs
from kpi_lod.portals.stores.marker import Stamp
from kpi_lod.portals.stores.plan import Graphs, Plan, There, items, newer, plan, unknown
from kpi_lod.portals.stores.sending import Progress, Sending
from kpi_lod.portals.stores.service import Service
from kpi_lod.terms import iri_value

SHOWN = 3
"""Graphs that an error names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; see ``push_arguments``. ``waiting``: factor of all waits, 0 in tests."""

    dry_run: bool = False
    force: bool = False
    keyring: Path | None = None
    waiting: float = 1.0


def push(
    folder: Path,
    address: Address,
    wanted: Wanted = Wanted(),
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Send the current release below ``folder`` to a store.

    Raises KpiLodError ``push-newer`` where the store has a newer release, ``push-foreign`` where
    somebody else's graph has one of our names (neither with ``force``), ``push-overtaken`` where
    another push began meanwhile; PushError with what is where by now; those of ``pushed``,
    ``service`` and ``journal``.
    """
    release = pushed(folder)
    graphs = released_graphs(release)
    with service(address, wanted.keyring, wanted.waiting) as store:
        sending = Sending(store, release, Stamp(release.id, release.at), progress)
        if wanted.dry_run:
            made = _plan(store, graphs, _there(sending, graphs), force=wanted.force)
            return _outcome(sending, address, graphs, made, is_plan=True)
        with journal(folder, store.update.base, release.id) as notes:
            made = _pushed(sending, graphs, force=wanted.force)
            notes.close()
        return _outcome(sending, address, graphs, made)


def _pushed(sending: Sending, graphs: Graphs, *, force: bool) -> Plan:
    there = _there(sending, graphs)
    _refuse_newer(sending, there, force=force)
    made = _plan(sending.service, graphs, there, force=force)
    if made.foreign:
        shown = ", ".join(made.foreign[:SHOWN])
        raise KpiLodError("push-foreign", found=shown, number=len(made.foreign))
    if made.is_empty and (there.marker.released, there.marker.sending) == (sending.stamp, None):
        return made
    try:
        _follow(sending, graphs, made)
    except KpiLodError as error:
        _tell_where(error, sending, graphs, made)
        raise
    return made


def _follow(sending: Sending, graphs: Graphs, made: Plan) -> None:
    sending.begin()
    sending.adopt([graphs[iri] for iri in made.adopt])
    sending.send([graph for iri, graph in graphs.items() if iri in made.send])
    sending.drop(made.drop)
    if not sending.failed:
        sending.finish()


def _there(sending: Sending, graphs: Graphs) -> There:
    marker = sending.service.marker(sending.marker)
    return There(marker, sending.service.counts(graphs))


def _plan(store: Service, graphs: Graphs, there: There, *, force: bool) -> Plan:
    digests = {
        iri: digest(found)
        for iri in unknown(graphs, there)
        if (found := store.whole(iri, graphs[iri].triples)) is not None
    }
    return plan(graphs, there, digests, force=force)


def _refuse_newer(sending: Sending, there: There, *, force: bool) -> None:
    found = newer(there.marker, sending.stamp)
    if found is not None and not force:
        raise KpiLodError(
            "push-newer",
            found=sending.service.update.base,
            there=f"{found.release} ({found.at})",
            ours=f"{sending.stamp.release} ({sending.stamp.at})",
        )


def _tell_where(error: KpiLodError, sending: Sending, graphs: Graphs, made: Plan) -> None:
    """What is where, behind the error: what readers of the store have by now."""
    done, total = len(sending.done), len(made.send)
    same = len(graphs) - total
    error.add(
        f"送るグラフ{total}のうち{done}が新しくなり、変更のない{same}はそのままです。"
        "手元のリリースは変わっていません。",
        f" Of {total} graphs to send {done} are new by now, {same} were not to change."
        " The local release is as it was.",
    )


def _outcome(
    sending: Sending, address: Address, graphs: Graphs, made: Plan, *, is_plan: bool = False
) -> Outcome:
    staging = iri_value(PublisherIris(sending.release.base).staging(""))
    failed = dict.fromkeys(sending.failed, _DIFFERENT)
    told = tuple(_with_failures(items(graphs, made, staging), failed))
    return Outcome(address.url, sending.stamp.release, sending.stamp.at, told, is_plan=is_plan)


def _with_failures(told: Iterable[Item], failed: Mapping[str, tuple[str, str]]) -> Iterable[Item]:
    for item in told:
        ja, en = failed.get(item.name, ("", ""))
        yield replace(item, did=Did.FAILED, ja=ja, en=en) if ja else item


_DIFFERENT = (
    "読み返すと、送ったものと違います。次に実行すると、もう一度送ります。",
    "Read back, it is not what was sent; the next run sends it again.",
)
