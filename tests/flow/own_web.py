"""A site on the loopback address whose pages a test changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Own Wire</title>{items}</channel></rss>'  # made per test
)
STORY = (
    "<html><head><title>Navy seizes trawler</title></head><body><article><h1>Navy seizes trawler</h1>"
    "<p>The navy of Chile seized a Peruvian trawler near Arica on {day}, the defence ministry said.</p>"
    "<p>The crew was brought to the harbour, where officers searched the boat.</p></article></body></html>"
)


class Web:
    """Pages by path; what is not there is answered with 404, and every request is kept."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.status: dict[str, int] = {}
        self.address = ""

    def put(self, path: str, day: str = "Monday") -> str:
        """A story of that day; its address."""
        self.pages[path] = STORY.format(day=day)
        return f"{self.address}{path}"

    def link(self, *paths: str) -> None:
        """The feed names these pages."""
        items = "".join(f"<item><title>{p}</title><link>{self.address}{p}</link></item>" for p in paths)
        self.pages["/feed.xml"] = FEED.format(items=items)

    def map(self, **pages: str) -> None:
        """The sitemap names these pages, with the moments at which they changed."""
        items = "".join(
            f"<url><loc>{self.address}/{name}.html</loc><lastmod>{changed}</lastmod></url>"
            for name, changed in pages.items()
        )
        self.pages["/sitemap.xml"] = f"<urlset>{items}</urlset>"


@contextmanager
def serving() -> Iterator[Web]:
    """The pages, while they are served."""
    found = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            page = found.pages.get(self.path)
            body = (page or "").encode()
            tag = f'"{hash(body)}"'
            status = found.status.get(self.path, 200 if page is not None else 404)
            if status == 200 and self.headers.get("if-none-match") == tag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("etag", tag)
            self.send_header("content-type", "text/html" if "html" in self.path else "application/rss+xml")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
