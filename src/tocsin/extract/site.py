"""The site that a URL belongs to."""

from __future__ import annotations

from urllib.parse import urlsplit

_SECOND_LEVEL = frozenset(
    {"co", "com", "net", "org", "gov", "gob", "gouv", "ac", "edu", "or", "ne", "go", "in", "mil", "web", "nom"}
)


def outlet_of(url: str | None) -> str | None:
    """The registered domain of a URL ('news.example.co.uk' gives 'example.co.uk'), or nothing."""
    try:
        host = (urlsplit(url or "").hostname or "").strip(".")
    except ValueError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return host or None
    take = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-take:])
