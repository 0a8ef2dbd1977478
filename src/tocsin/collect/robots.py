"""What hosts allow, by their robots.txt (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tocsin.collect.addresses import origin_of
from tocsin.collect.clock import Clock
from tocsin.collect.troubles import DisallowedError
from tocsin.errors import FetchError, PrivateAddressError

KEPT = 24 * 3600.0  # RFC 9309, 2.4: not to be kept for longer
KEPT_UNREACHABLE = 600.0
READ_AT_MOST = 512_000  # RFC 9309, 2.5: at least 500 kibibytes
LONGEST_DELAY = 60.0  # more would keep a source from ever being read

# a robots.txt's status and content by its URL, or why it could not be reached
Read = Callable[[str], tuple[int, bytes] | Exception]


@dataclass(frozen=True, slots=True)
class Rules:
    """One origin's rules: `parsed` is protego's, missing where all is allowed, or nothing as of some `trouble`."""

    until: float
    parsed: Any = None
    trouble: str | None = None
    private: bool = False


class Robots:
    """The rules of all origins, each read once a day; `token` is the product token that they may name us by."""

    def __init__(self, read: Read, token: str, clock: Clock) -> None:
        self._read, self._token, self._clock = read, token, clock
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """A robots.txt that cannot be reached allows nothing; a missing one, all.

        Raises DisallowedError where the rules forbid the URL, FetchError or PrivateAddressError where they cannot be
        had.
        """
        rules = self._of(origin_of(url))
        if rules.trouble is not None:
            raise (PrivateAddressError if rules.private else FetchError)(rules.trouble)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self._token):
            raise DisallowedError(
                f"{url} is not fetched", found="its robots.txt forbids it", advice="ask the owner of the site"
            )

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
        url = f"{origin}/robots.txt"
        answer = self._read(url)
        now = self._clock.monotonic()
        if not isinstance(answer, Exception):
            status, content = answer
            if 200 <= status < 300:
                return Rules(now + KEPT, _parsed(content))
            if 400 <= status < 500:
                return Rules(now + KEPT)
            answer = FetchError(f"{url} cannot be fetched", found=f"HTTP {status}")
        if known is not None and known.trouble is None:
            return replace(known, until=now + KEPT_UNREACHABLE)
        private = isinstance(answer, PrivateAddressError)
        said = str(answer) if private else f"{answer}; what it allows is not known, so nothing of the site is fetched"
        return Rules(now + KEPT_UNREACHABLE, trouble=said, private=private)


def _parsed(content: bytes) -> Any:
    from protego import Protego

    return Protego.parse(content.decode("utf-8-sig", "replace"))
