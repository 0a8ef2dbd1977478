"""URLs as keys: one page, one address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
WEB = ("http", "https")
PORTS = {"http": 80, "https": 443}
# what campaigns add to a link, and the page does not depend on
TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign)|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid|ocid)", re.I
)


def is_url(name: str) -> bool:
    """Whether a name is a URL rather than a path."""
    return SCHEME.match(name) is not None


def tidy(url: str, base: str = "") -> str | None:
    """The address without fragment, default port and tracking, its scheme and host in small letters.

    `base` is what it is relative to. Nothing where it is no address on the web.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()).partition("#")[0].strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in WEB or not host:
        return None
    place = f"[{host}]" if ":" in host else host
    if port not in (None, PORTS[scheme]):
        place += f":{port}"
    return urlunsplit((scheme, place, parts.path or "/", _query(parts.query), ""))


def host_of(url: str) -> str:
    """The host's name in small letters, without a port; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port. Raises ValueError where there is no host."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"no host in {url}")
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _query(query: str) -> str:
    if not TRACKING.search(query):
        return query
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(name)]
    return urlencode(kept)
