"""The small server of the tests, with faults: its answers are told beforehand, or worked out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]
NONE: Mapping[str, str] = {}


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
    """``came``: the request that is to be answered."""

    server: _Server
    came: Asked
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        is_chunked = self.headers.get("Transfer-Encoding") == "chunked"
        body = b"".join(self._chunks()) if is_chunked else self.rfile.read(size)
        if len(body) < size:  # who sends a half and is gone
            self.close_connection = True
            return
        faulty = self.server.faulty
        self.came = Asked(self.command, self.path, dict(self.headers.items()), body)
        faulty.asked.append(self.came)
        faulty.next()(self)

    def _chunks(self) -> Iterator[bytes]:
        """A body of unknown length (RFC 9112 §7.1); left unread, it would be the next request."""
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def reply(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] = NONE, missing: int = 0
    ) -> None:
        """``missing``: so many bytes more are announced, and never come."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.close_connection or missing > 0


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer; ``_`` in the names of headers is ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(status, body, named)


def cuts(handler: Handler) -> None:
    """Half an answer, then nothing."""
    handler.reply(200, b"half", missing=96)


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


@contextmanager
def nobody() -> Iterator[str]:
    """An address of this machine where nobody listens, nor will meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
