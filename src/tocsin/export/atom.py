"""An Atom feed (RFC 4287), one entry an event, written one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import escape, quoteattr

from tocsin.export.about import About
from tocsin.export.exported import Exported
from tocsin.export.in_words import account_in_words, correction_in_words, event_in_words
from tocsin.ids import text_sha256

NAMESPACE = "http://www.w3.org/2005/Atom"
# a name that nobody can own, and the year in which these ids began
TAG = "tag:tocsin.invalid,2026:"
WEB = re.compile(r"https?://[^\s\"<>]+")
LISTING = frozenset({"sort", "all", "limit"})
"""Parts of a query that do not say which events are meant."""
# what XML cannot hold
BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Atom:
    """An entry's id is the event's for ever, its update the last change that the store recorded, and its authors are

    the outlets that tell it. The feed's update is the last change of the whole store.
    """

    def __init__(self, out: IO[bytes], about: About) -> None:
        self._out = out
        which = text_sha256(repr(sorted(about.query.items())))[:20]
        asked = ", ".join(f"{name} {_shown(value)}" for name, value in about.query.items() if name not in LISTING)
        # a store to which nothing was ever written has no moment of its own
        moment = about.as_of or about.moment or datetime.now(UTC)
        title = f"Events: {asked}" if asked else "Events"
        out.write(
            (
                f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns={quoteattr(NAMESPACE)}>\n'
                f"<id>{TAG}events/{which}</id>\n<title>{escape(legible(title))}</title>\n"
                f"<updated>{_utc(moment)}</updated>\n<author><name>Tocsin</name></author>\n"
                f"<generator version={quoteattr(about.version)}>Tocsin</generator>\n"
            ).encode()
        )

    def write(self, one: Exported) -> None:
        """Write one event."""
        self._out.write(tostring(entry(one), encoding="unicode").encode("utf8") + b"\n")

    def finish(self, about: About) -> None:
        """End the feed, with whose rights are touched."""
        self._out.write(f"<rights>{escape(' '.join(about.record()['licences']))}</rights>\n</feed>\n".encode())


def entry(one: Exported) -> Element:
    """The event as an entry; only http and https become links."""
    event, found = one.event, Element("entry")
    _text(found, "id", TAG + f"event/{event.id}")
    _text(found, "title", event_in_words(one))
    _text(found, "updated", _utc(one.updated_at))
    _text(found, "published", _utc(one.recorded_at))
    for outlet in dict.fromkeys(source.outlet for source in one.sources if source.outlet):
        _text(SubElement(found, "author"), "name", outlet)
    for term in filter(None, (event.type, event.mode, event.verification.value)):
        SubElement(found, "category", term=legible(term))
    for relation, url in _links(one):
        SubElement(found, "link", rel=relation, href=legible(url))
    lines = [*map(correction_in_words, one.corrections), *map(account_in_words, event.accounts)]
    _text(found, "content", "\n".join(lines)).set("type", "text")
    return found


def legible(text: str) -> str:
    """The text without what XML cannot hold."""
    return BARRED.sub("\ufffd", text)


def _text(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = legible(text) or "?"
    return child


def _links(one: Exported) -> Iterator[tuple[str, str]]:
    urls = dict.fromkeys(source.url for source in one.sources if source.url and WEB.fullmatch(source.url))
    for number, url in enumerate(urls):
        yield ("related" if number else "alternate"), str(url)


def _shown(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
