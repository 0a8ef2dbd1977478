"""Polite fetching: robots.txt, a name, a delay a host, conditional requests, patience with hosts in trouble."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tocsin.collect.addresses import host_of
from tocsin.collect.clock import Clock, SystemClock
from tocsin.collect.hosts import Hosts
from tocsin.collect.outcomes import NOTHING_KNOWN, Fetched, FetchOutcome, Result, Validators
from tocsin.collect.robots import READ_AT_MOST, Robots
from tocsin.collect.troubles import as_outcome, is_passing, plain
from tocsin.collect.walk import Walk
from tocsin.errors import FetchError, TocsinError
from tocsin.model import Page
from tocsin.settings import settings

if TYPE_CHECKING:
    from tocsin.collect.guarded import Resolver

TOKEN = "tocsin"
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
FIRST_WAIT = 2.0
KEPT_BYTES = 50_000_000
"""Content that is kept for the next question, all together."""


class Fetcher:
    """Fetches pages one by one; safe to use from several threads, each host being asked by one at a time.

    - `agent` names us; `contact` is a mail address or page where a host's owner finds who is behind it.
    - `delay`: seconds between two requests to a host, more where its robots.txt asks for more.
    - what is not given of these is taken from the settings.
    - `attempts`: how often a page is asked for while its host is in passing trouble; `longest_wait` is the longest
      wait in seconds between two, and a host that asks for more is left alone until a later run.
    - `allow_private`, `allowed`: whether all private addresses, or those of some networks ('10.1.0.0/16'), may be
      reached; `resolve` stands in for the name server.
    """

    def __init__(
        self,
        *,
        agent: str | None = None,
        contact: str | None = None,
        delay: float | None = None,
        timeout: float | None = None,
        max_bytes: int | None = None,
        attempts: int = 3,
        longest_wait: float = 30.0,
        allow_private: bool = False,
        allowed: Iterable[str] = (),
        resolve: Resolver | None = None,
        clock: Clock | None = None,
    ) -> None:
        limits = settings()
        self.clock: Clock = clock or SystemClock()
        self._attempts, self._longest_wait = attempts, longest_wait
        self._max_bytes = max_bytes or limits.max_page_bytes
        self._hosts = Hosts(self.clock, limits.fetch_delay if delay is None else delay)
        self._walk = Walk(
            headers=naming(agent or limits.user_agent, contact or limits.contact),
            timeout=timeout or limits.fetch_timeout,
            hosts=self._hosts,
            guard={"allow_private": allow_private, "allowed": tuple(allowed), "resolve": resolve},
        )
        self._robots = Robots(self._read_robots, TOKEN, self.clock)
        self._kept: dict[str, Fetched] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._walk.close()

    def get(self, url: str, known: Validators = NOTHING_KNOWN) -> Fetched:
        """What came of asking for `url`, with the page if it was given; `known` makes the request conditional.

        Nothing that a server does raises: the outcome's `result` and `error` say what was wrong.
        """
        kept = self._kept.pop(url, None)
        if kept is not None:
            return kept
        for attempt in range(1, self._attempts + 1):
            fetched, passing = self._once(url, known)
            wait = self._wait(fetched.outcome, attempt)
            if not passing or wait > self._longest_wait or attempt == self._attempts:
                return fetched
            self.clock.sleep(wait)
        raise AssertionError("unreachable")

    def keep(self, url: str, fetched: Fetched) -> None:
        """Answer the next question for `url` with what was fetched just now, and ask the server after that only.

        Beyond `KEPT_BYTES` nothing is kept: the server is asked then.
        """
        if fetched.outcome.size + sum(kept.outcome.size for kept in self._kept.values()) <= KEPT_BYTES:
            self._kept[url] = replace(fetched, outcome=replace(fetched.outcome, url=url))

    def _wait(self, outcome: FetchOutcome, attempt: int) -> float:
        """Seconds before the next attempt."""
        if outcome.retry_at is not None:
            return max(0.0, (outcome.retry_at - self.clock.now()).total_seconds())
        return FIRST_WAIT * float(2 ** (attempt - 1))

    def _once(self, url: str, known: Validators) -> tuple[Fetched, bool]:
        """One attempt, and whether its trouble may pass."""
        started = self.clock.now()
        held = self._hosts.held(host_of(url))
        if held > self._longest_wait:
            return Fetched(_left_alone(url, self.clock, held)), False
        try:
            answer = self._walk.to(url, self._max_bytes, known, permit=self._permit)
        except _troubles() as error:
            return Fetched(as_outcome(error, url, started)), is_passing(error)
        outcome = answer.outcome(url, started, self.clock.now(), conditional=known != NOTHING_KNOWN)
        if outcome.retry_at is not None:
            self._hosts.hold(host_of(answer.url), (outcome.retry_at - self.clock.now()).total_seconds())
        if outcome.result is not Result.FETCHED:
            return Fetched(outcome), outcome.status in PASSING
        page = Page(answer.content, answer.url, answer.headers.get("content-type"))
        return Fetched(replace(outcome, sha256=hashlib.sha256(answer.content).hexdigest()), page), False

    def _permit(self, url: str) -> float | None:
        """The delay that the host asks for. Raises FetchError and its children where the URL may not be fetched."""
        self._robots.check(url)
        return self._robots.delay(url)

    def _read_robots(self, url: str) -> tuple[int, bytes] | Exception:
        """Asked for as patiently as a page."""
        found: tuple[int, bytes] | Exception = FetchError(f"{url} was not fetched")
        for attempt in range(1, self._attempts + 1):
            try:
                answer = self._walk.to(url, READ_AT_MOST, beginning=True)
                found, passing = (answer.status, answer.content), answer.status >= 500
            except _troubles() as error:
                found, passing = plain(error, url), is_passing(error)
            if not passing or attempt == self._attempts:
                break
            self.clock.sleep(FIRST_WAIT * attempt)
        return found


def _troubles() -> tuple[type[Exception], ...]:
    """What an address or a server may cause on the way to a page."""
    import httpx2

    return (TocsinError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError)


def _left_alone(url: str, clock: Clock, seconds: float) -> FetchOutcome:
    until = clock.now() + timedelta(seconds=seconds)
    error = f"{url} is not fetched yet; its host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC"
    return FetchOutcome(url, clock.now(), Result.BUSY, retry_at=until, error=error)


def naming(agent: str, contact: str | None) -> dict[str, str]:
    """The headers that say who asks."""
    headers = {"user-agent": agent}
    if contact:
        said = f"+{contact}"
        headers["user-agent"] = f"{agent[:-1]}; {said})" if agent.endswith(")") else f"{agent} ({said})"
        if "@" in contact and "/" not in contact:
            headers["from"] = contact
    return headers
