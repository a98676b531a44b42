"""Pushing: a release → datasets of a CKAN portal.

In: the folder of releases, the portal's address. Out: :class:`Outcome`. First all is read and
compared, which is the plan; then what differs is sent, one dataset after the other. A new one is
private until all its files are there. What to send follows from what the portal
shows, so that a push that was ended goes on when it is run again; the journal tells its report what
the ended one did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.connection import Connection, client
from kpi_lod.credentials import Credentials, credentials
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.ckan.catalogue import city
from kpi_lod.portals.ckan.licences import licence_id
from kpi_lod.portals.ckan.package import Making, Stamp
from kpi_lod.portals.ckan.plan import Plan, Step
from kpi_lod.portals.ckan.portal import Portal, address
from kpi_lod.portals.ckan.sending import Sending
from kpi_lod.portals.journal import Journal, journal
from kpi_lod.portals.outcome import Did, Item, Outcome
from kpi_lod.portals.pushed import Pushed, pushed
from kpi_lod.portals.targets import checked_url

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; see ``push_arguments``.

    ``linked``: files stay where they are, the portal points at them. ``organization``: the one that
    gets all datasets, "" for one of each municipality. ``licence``: the portal's id of the licence.
    """

    dry_run: bool = False
    accept_terms: bool = False
    force: bool = False
    keyring: Path | None = None
    linked: bool = False
    organization: str = ""
    licence: str = ""


def _silent(done: int, total: int) -> None:
    """Nobody looks on."""


def push(
    folder: Path, url: str, wanted: Wanted, *, waiting: float = 1.0, progress: Progress = _silent
) -> Outcome:
    """Send the current release below ``folder`` to the portal at ``url``.

    ``waiting``: factor of the waits between tries. What fails at one dataset the outcome tells;
    raises KpiLodError before anything is sent: ``push-url``, ``push-nothing``, ``push-damaged``,
    ``push-newer``, ``push-running``, ``ckan-token``, ``ckan-not``, ``ckan-licence``,
    ``ckan-organization``, and Connection's.
    """
    top = address(checked_url(url))
    release = pushed(folder)
    secret = credentials(top, wanted.keyring)
    if not (secret.token or wanted.dry_run):
        raise KpiLodError("ckan-token", found=top)
    with closing(client()) as http:
        portal = Portal(Connection(top, _headers(secret), waiting=waiting, client=http))
        made = Plan(release, portal, _making(release, portal, wanted), wanted.accept_terms)
        if wanted.dry_run:
            items = [step.item for step in made.steps(force=wanted.force)]
            return Outcome(portal.url, release.id, release.at, items, is_plan=True)
        with journal(folder, portal.url, release.id) as book:
            steps = made.steps(force=wanted.force)
            items = list(
                _sent(steps, Sending(release, portal, made.making, wanted.force), book, progress)
            )
            book.close()  # what was done is told by the outcome from here on
    return Outcome(portal.url, release.id, release.at, items)


def _headers(secret: Credentials) -> dict[str, str]:
    return {"Authorization": secret.token} if secret.token else {}


def _making(release: Pushed, portal: Portal, wanted: Wanted) -> Making:
    """Asks the portal for its licences; the licence is that of the whole release."""
    portal.ask("status_show")
    stamp = Stamp(release.base, release.id, release.at)
    first = city(release, release.codes[0]) if release.codes else None
    listed = portal.ask("license_list")
    found = first and licence_id(listed, first.licence, first.licence_iri, wanted.licence)
    return Making(stamp, found or "", wanted.linked, wanted.organization)


_STOPS = {
    *("push-busy", "push-slow", "push-unreachable", "push-unauthorised", "push-newer"),
    "ckan-not",
}
"""Codes of what would befall every other dataset as well."""


def _sent(
    steps: Sequence[Step], sending: Sending, book: Journal, progress: Progress
) -> Iterator[Item]:
    """What became of each step; after one that stops all, those behind it are not tried."""
    has_stopped = False
    for number, step in enumerate(steps):
        progress(number, len(steps))
        if not step.is_to_send:
            yield _told(step.item, book)
        elif has_stopped:
            yield step.item.with_did(Did.PENDING)
        else:
            try:
                sending.send(step)
                book.note(_line(step.item))
                yield step.item
            except KpiLodError as error:
                has_stopped = error.finding.code in _STOPS
                yield step.item.as_failed(error)


def _line(item: Item) -> str:
    return f"{item.did.value} {item.name}"


def _told(item: Item, book: Journal) -> Item:
    """What an ended push of the same release did is told as done by this one."""
    if item.did is not Did.UNCHANGED:
        return item
    done: Iterable[Item] = (item.with_did(did) for did in (Did.ADDED, Did.UPDATED, Did.REMOVED))
    return next((one for one in done if book.is_done(_line(one))), item)
