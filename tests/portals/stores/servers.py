"""Real triple stores for tests, each in a folder of its own and on free ports."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

PASSWORD = "kpi-secret"
SECONDS = 60

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
AllowOSCalls = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}/vsp
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""
"""As Virtuoso is delivered where it matters: answers of at most 10,000 rows."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; fails where the process ends before, or takes SECONDS."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args!r} ended"
        with suppress(httpx.TransportError):
            httpx.get(url, timeout=5)
            return
        time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


def oxigraph_process(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The Oxigraph server over the store in ``folder``, when it answers."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    arguments = ["serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    arguments += ["--union-default-graph"]
    process = subprocess.Popen([program, *arguments], stderr=subprocess.DEVNULL)
    wait_for(f"http://127.0.0.1:{port}/", process)
    return process


def stop(process: subprocess.Popen[bytes], *, hard: bool = False) -> None:
    process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
    process.wait(SECONDS)


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The URL of an Oxigraph server."""
    port = free_port()
    process = oxigraph_process(folder, port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@contextmanager
def virtuoso(program: str, isql: str, folder: Path) -> Iterator[str]:
    """The URL of a Virtuoso server whose user dba has PASSWORD."""
    http, sql = free_port(), free_port()
    (folder / "vsp").mkdir(parents=True)
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, http=http, sql=sql))
    arguments = [program, "+configfile", str(ini), "+foreground"]
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(arguments, stdout=out, stderr=out, cwd=folder)
    url = f"http://127.0.0.1:{http}"
    try:
        wait_for(url, process)
        command = [isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec=set password dba {PASSWORD_SQL};"]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=os.environ)
        yield url
    finally:
        stop(process, hard=True)  # what it holds is thrown away


PASSWORD_SQL = f'"{PASSWORD}"'
