"""Real triple stores on loopback, for tests and measurements: Oxigraph's server, Virtuoso.

Each is a context manager that gives the server when it answers, on ports that were free, with its
files in a folder of the caller's, and ends its own processes and no other.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import httpx

BUFFERS = 60_000
"""Of 8 KiB: enough for 1 M triples."""

SECONDS = 120
"""For a server to answer; a loaded machine is slow."""

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
AllowOSCalls = 0
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


Made = TypeVar("Made")


class EndedError(RuntimeError):
    """A server ended before it answered."""


class Server:
    """A process that answers at ``url``, its top; it can be restarted at the same place."""

    def __init__(self, command: Sequence[str], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._command = command
        self._process = self._started()

    @property
    def query(self) -> str:
        """Oxigraph's SPARQL endpoint."""
        return f"{self.url}/query"

    def restart(self) -> None:
        """As after a loss of power."""
        self.stop(hard=True)
        self._process = self._started()

    def stop(self, *, hard: bool = False) -> None:
        """End it; ``hard``: without a chance to put anything in order."""
        _end(self._process, signal.SIGKILL if hard else signal.SIGTERM)

    def _started(self) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(
            self._command, stdout=nothing, stderr=nothing, start_new_session=True
        )
        with ExitStack() as undo:
            undo.callback(_end, process, signal.SIGKILL)
            _wait(process, self.url)
            undo.pop_all()
        return process


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    """Until it answers, and not somebody else at its port. Raises EndedError, TimeoutError."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            httpx.get(url, timeout=5)
            if process.poll() is None:
                return
        if process.poll() is not None:
            raise EndedError(process.args)
        time.sleep(0.05)
    raise TimeoutError(url)


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _on_free_ports(start: Callable[[], Made]) -> Made:
    """What ``start`` gives; again where another program took one of its ports meanwhile."""
    for _ in range(2):
        with suppress(EndedError):
            return start()
    return start()


@contextmanager
def oxigraph(
    program: str,
    *,
    location: Path | None = None,
    quads: Path | None = None,
    options: Sequence[str] = (),
) -> Iterator[Server]:
    """An Oxigraph server, in memory or at ``location``, loaded with unpacked N-Quads if given."""
    place = [] if location is None else ["--location", str(location)]
    if location is not None and quads is not None:
        subprocess.run([program, "load", *place, "--file", str(quads)], check=True)

    def start() -> Server:
        (port,) = free_ports(1)
        return Server([program, "serve", "--bind", f"127.0.0.1:{port}", *place, *options], port)

    server = _on_free_ports(start)
    try:
        if location is None and quads is not None:
            _post(f"{server.url}/store", quads)
        yield server
    finally:
        server.stop()


def _post(url: str, quads: Path) -> None:
    with quads.open("rb") as file:
        headers = {"Content-Type": "application/n-quads"}
        httpx.post(url, content=file, headers=headers, timeout=600).raise_for_status()


class VirtuosoServer:
    """A running Virtuoso: its ``sparql`` endpoint, and what its operator would do."""

    def __init__(self, server: Server, sql: int, folder: Path) -> None:
        self.server = server
        self.sparql = f"{server.url}/sparql"
        self._sql = sql
        self._folder = folder

    def load(self, packed: Path) -> None:
        """Load packed N-Quads, each triple into its graph."""
        folder = self._folder / "load"
        shutil.copy(packed, folder / "release.nq.gz")
        self.run(f"ld_dir('{folder}', '*.nq.gz', 'urn:none');")
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
    def cut_at(self, rows: int) -> Iterator[None]:
        """Cut answers at so many rows for a while: it reads its settings at every question."""
        file = self._folder / "virtuoso.ini"
        usual = file.read_text()
        name, _, rest = usual.partition("ResultSetMaxRows = ")
        file.write_text(f"{name}ResultSetMaxRows = {rows}\n{rest.partition(chr(10))[2]}")
        try:
            yield
        finally:
            file.write_text(usual)


@contextmanager
def virtuoso(
    program: str, folder: Path, *, rows: int = 1_000_000, buffers: int = BUFFERS
) -> Iterator[VirtuosoServer]:
    """A fresh Virtuoso that cuts answers at ``rows``; nothing is in it."""
    (folder / "load").mkdir(parents=True)

    def start() -> VirtuosoServer:
        http, sql = free_ports(2)
        settings = {"folder": folder, "load": folder / "load", "http": http, "sql": sql}
        settings |= {"rows": rows, "buffers": buffers, "dirty": buffers * 3 // 4}
        ini = folder / "virtuoso.ini"
        ini.write_text(_INI.format(**settings))
        command = [program, "+foreground", "+configfile", str(ini)]
        return VirtuosoServer(Server(command, http), sql, folder)

    made = _on_free_ports(start)
    try:
        yield made
    finally:
        made.server.stop(hard=True)  # what it holds is thrown away
