"""A small web server on the loopback address, for tests of fetching."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = (
    b"<html><head><title>Guards seize boats</title></head><body><article><h1>Guards seize boats</h1>"
    b"<p>Coast guards of Norway seized two trawlers off Bear Island on Friday, the police said.</p>"
    b"<p>The crews of the boats were brought to a harbour in the north of the country.</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        turns = {"/loop": self.loop, "/gone": self.gone, "/bomb": self.bomb, "/inside": self.inside, "/cut": self.cut}
        turns.get(self.path, self.story)()

    def story(self) -> None:
        self.answer(200, {"content-type": "text/html; charset=utf-8"}, STORY)

    def loop(self) -> None:
        self.answer(302, {"location": "/loop"}, b"")

    def inside(self) -> None:
        self.answer(302, {"location": "http://10.0.0.1/"}, b"")

    def gone(self) -> None:
        self.answer(410, {}, b"")

    def cut(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "99999")
        self.end_headers()
        self.wfile.write(b"<html>")

    def bomb(self) -> None:
        self.answer(200, {"content-encoding": "gzip", "content-type": "text/html"}, gzip.compress(b" " * 30_000_000))

    def answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *values: object) -> None:
        """Tests print nothing."""


@contextmanager
def running() -> Iterator[str]:
    """The server's address, while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
