"""The two functions by which Python programs read pages."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tocsin.coding import Coder
from tocsin.collect.addresses import is_url
from tocsin.collect.files import read_bytes
from tocsin.errors import InputError
from tocsin.flow.coders import stamped_coder
from tocsin.flow.fetching import fetch
from tocsin.flow.steps import TEXT, read_page
from tocsin.model import Page, Reading


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    coder: Coder | None = None,
) -> Reading:
    """Read one page: a file (`source`), a `text` whose offsets stay as they are, or `html`; exactly one of them.

    `published` is an ISO date, for pages that give none; `url`, `title` and `outlet` are hints alike. `coder` is one
    that `load_coder` made, by default the shipped one. A page in another language than English comes back with its
    zones and an `error`. Raises InputError, or an error of the PageError family where there is no article at all.
    """
    if sum(given is not None for given in (source, text, html)) != 1:
        raise InputError("read takes exactly one of a file, text= and html=", advice="see help(tocsin.read)")
    content, kind = _content(source, text, html)
    return read_page(Page(content, url, kind, title, outlet, published), coder or shipped_coder())


def read_url(
    url: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    coder: Coder | None = None,
    allow_private: bool = False,
) -> Reading:
    """Fetch one page and read it.

    Private and loopback addresses are refused unless `allow_private`. Raises FetchError besides what `read` raises.
    """
    page = replace(fetch(url, allow_private=allow_private), outlet=outlet, published=published)
    return read_page(page, coder or shipped_coder())


@lru_cache(maxsize=1)
def shipped_coder() -> Coder:
    """The coder with the shipped knowledge, loaded once."""
    return stamped_coder()


def _content(source: str | Path | None, text: str | None, html: str | bytes | None) -> tuple[bytes | str, str | None]:
    if text is not None:
        return text, TEXT
    if html is not None:
        return html, "text/html"
    if is_url(str(source)):
        raise InputError(f"{source} is a URL", expected="a file", advice="fetch it with tocsin.read_url")
    path = Path(str(source))
    plain = path.name.lower().removesuffix(".gz").endswith(".txt")
    return read_bytes(path), TEXT if plain else None
