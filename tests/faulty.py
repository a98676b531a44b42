"""A small server with faults: what it answers is told beforehand, request by request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Faulty:
    """``answers``: one for each request, the last for all that follow; ``asked``: what came."""

    url: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    faulty: Faulty

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is no news."""


class Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else b""
        faulty = self.server.faulty
        faulty.asked.append(Asked(self.command, self.path, dict(self.headers.items()), body))
        faulty.next()(self)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer; ``_`` in the names of headers is ``-``."""
    return lambda handler: handler.reply(status, body, **headers)


def cuts(handler: Handler) -> None:
    """Half an answer, then nothing."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    """No answer at all, as of a server that is restarted."""
    handler.close_connection = True


def hangs(event: threading.Event) -> Answer:
    """No answer until the event."""

    def waits(handler: Handler) -> None:
        event.wait(20)
        hangs_up(handler)

    return waits


@contextmanager
def faulty(*answers: Answer) -> Iterator[Faulty]:
    """The server, on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.faulty = Faulty(f"http://127.0.0.1:{server.server_address[1]}", list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.faulty
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
