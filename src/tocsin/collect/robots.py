"""What hosts allow, by their robots.txt (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tocsin.collect.addresses import origin_of
from tocsin.collect.clock import Clock

KEPT = 24 * 3600.0  # RFC 9309, 2.4: not to be kept for longer
KEPT_UNREACHABLE = 600.0
READ_AT_MOST = 512_000  # RFC 9309, 2.5: at least 500 kibibytes
LONGEST_DELAY = 60.0  # more would keep a source from ever being read

# a robots.txt's status and content by its URL, the status missing where it could not be reached
Read = Callable[[str], tuple[int | None, bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """One origin's rules: `parsed` is protego's, missing where all (`reachable`) or nothing is allowed."""

    until: float
    reachable: bool
    parsed: Any = None


class Robots:
    """The rules of all origins, each read once a day; `token` is the product token that they may name us by."""

    def __init__(self, read: Read, token: str, clock: Clock) -> None:
        self._read, self._token, self._clock = read, token, clock
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def allows(self, url: str) -> bool:
        """Whether the URL may be fetched. A robots.txt that cannot be reached allows nothing; a missing one, all."""
        rules = self._of(origin_of(url))
        if rules.parsed is None:
            return rules.reachable
        return bool(rules.parsed.can_fetch(url, self._token))

    def delay(self, url: str) -> float | None:
        """Seconds between two requests that the origin asks for, if any."""
        rules = self._of(origin_of(url))
        asked = rules.parsed.crawl_delay(self._token) if rules.parsed is not None else None
        return min(float(asked), LONGEST_DELAY) if asked is not None else None

    def _of(self, origin: str) -> Rules:
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            known = self._rules.get(origin)
            if known is None or known.until <= self._clock.monotonic():
                known = self._rules[origin] = self._fresh(origin, known)
            return known

    def _fresh(self, origin: str, known: Rules | None) -> Rules:
        status, content = self._read(f"{origin}/robots.txt")
        now = self._clock.monotonic()
        if status is not None and 200 <= status < 300:
            return Rules(now + KEPT, True, _parsed(content))
        if status is not None and 400 <= status < 500:
            return Rules(now + KEPT, True)
        if known is not None and known.reachable:
            return replace(known, until=now + KEPT_UNREACHABLE)
        return Rules(now + KEPT_UNREACHABLE, False)


def _parsed(content: bytes) -> Any:
    from protego import Protego

    return Protego.parse(content.decode("utf-8-sig", "replace"))
