"""Real triple stores on loopback with a file of N-Quads in them: Oxigraph's server, Virtuoso.

Each is a context manager that gives the URL of its SPARQL endpoint, on a port that was free, with
its files in a folder of the caller's, and ends its own process and no other.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

BUFFERS = 60_000
"""Of 8 KiB: enough for 1 M triples."""

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = ., {load}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CaseMode = 2
CheckpointInterval = 60
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
Charset = UTF-8
[Client]
SQL_QUERY_TIMEOUT = 0
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 600
[URIQA]
DefaultHost = 127.0.0.1:{http}
"""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on just now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@contextmanager
def oxigraph(
    program: str, quads: Path, *, location: Path | None = None, options: Sequence[str] = ()
) -> Iterator[str]:
    """An Oxigraph server, in memory or at ``location``, loaded with unpacked N-Quads."""
    (port,) = free_ports(1)
    place: list[str] = []
    if location is not None:
        place = ["--location", str(location)]
        subprocess.run([program, "load", *place, "--file", str(quads)], check=True)
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", *place, *options]
    with _running(command, f"http://127.0.0.1:{port}/query"):
        if location is None:
            _post(f"http://127.0.0.1:{port}/store", quads)
        yield f"http://127.0.0.1:{port}/query"


def _post(url: str, quads: Path) -> None:
    with quads.open("rb") as file:
        headers = {"Content-Type": "application/n-quads"}
        httpx.post(url, content=file, headers=headers, timeout=600).raise_for_status()


@contextmanager
def virtuoso(program: str, folder: Path, *, rows: int = 1_000_000) -> Iterator[VirtuosoServer]:
    """A fresh Virtuoso that cuts answers at ``rows``; nothing is in it."""
    http, sql = free_ports(2)
    load = folder / "load"
    load.mkdir(parents=True)
    filled = _INI.format(
        folder=folder,
        load=load,
        http=http,
        sql=sql,
        rows=rows,
        buffers=BUFFERS,
        dirty=BUFFERS * 3 // 4,
    )
    (folder / "virtuoso.ini").write_text(filled)
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(command, f"http://127.0.0.1:{http}/sparql"):
        yield VirtuosoServer(f"http://127.0.0.1:{http}", sql, load)


class VirtuosoServer:
    """A running Virtuoso: its ``sparql`` endpoint, and what its operator would do."""

    def __init__(self, base: str, sql: int, folder: Path) -> None:
        self.sparql = f"{base}/sparql"
        self._sql = sql
        self._folder = folder

    def load(self, packed: Path) -> None:
        """Load packed N-Quads, each triple into its graph."""
        shutil.copy(packed, self._folder / "release.nq.gz")
        self.run(f"ld_dir('{self._folder}', '*.nq.gz', 'urn:none');")
        self.run("rdf_loader_run();")
        self.run("checkpoint;")

    def run(self, statement: str) -> None:
        """Run a statement of SQL; a fresh server knows dba by the password dba."""
        isql = ["isql-vt", f"127.0.0.1:{self._sql}", "dba", "dba", "ERRORS=STDOUT"]
        told = subprocess.run(
            [*isql, f"exec={statement}"], check=True, capture_output=True, text=True
        )
        if "*** Error" in told.stdout:
            raise RuntimeError(told.stdout)


@contextmanager
def _running(command: Sequence[str], url: str, seconds: float = 120) -> Iterator[None]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(process, url, seconds)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended")
        with suppress(httpx.TransportError):
            httpx.get(url, timeout=5)
            return
        time.sleep(0.1)
    raise TimeoutError(url)
