"""A web server on the loopback address that misbehaves on purpose; each test says what it answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    b"<html><head><title>Guards seize boats</title></head><body><article><h1>Guards seize boats</h1>"
    b"<p>Coast guards of Norway seized two trawlers off Bear Island on Friday, the police said.</p>"
    b"</article></body></html>"
)


@dataclass(frozen=True)
class Reply:
    """What the server answers; `length` is what it says of the body's length, `drip` the seconds between its bytes."""

    status: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: float = 0.0
    close: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it."""

    path: str
    headers: Mapping[str, str]


Answering = Callable[[Asked], Reply]


class Site:
    """The pages of a server: a reply, a list of replies for one request after another, or a function, by path."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.port = int(address.rpartition(":")[2])
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply | Answering]] = {}

    def put(self, path: str, *replies: Reply | Answering) -> str:
        """The URL of the path, from now on answered so; the last reply stays."""
        self._replies[path] = list(replies)
        return self.address + path

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        waiting = self._replies.get(asked.path, [Reply(404)])
        turn = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return turn if isinstance(turn, Reply) else turn(asked)

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked.path == path for asked in self.asked)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.site.reply(Asked(self.path, headers))
        if reply.close:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("content-length", str(len(reply.content) if reply.length is None else reply.length))
        self.end_headers()
        self._send(reply)
        if reply.length is not None:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        if not reply.drip:
            self.wfile.write(reply.content)
            return
        try:
            for place in range(len(reply.content)):
                self.wfile.write(reply.content[place : place + 1])
                time.sleep(reply.drip)
        except OSError:
            return

    def log_message(self, *values: object) -> None:
        """Tests print nothing."""


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error of the test."""


@contextmanager
def running() -> Iterator[Site]:
    """The site, while its server runs."""

    class Bound(Handler):
        pass

    server = Quiet(("127.0.0.1", 0), Bound)
    Bound.site = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
    try:
        yield Bound.site
    finally:
        server.shutdown()
        server.server_close()
