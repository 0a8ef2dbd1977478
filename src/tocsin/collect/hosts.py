"""Turns at hosts: one request at a time a host, a delay between two, and no request where a host asked for a pause."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tocsin.collect.clock import Clock


@dataclass(slots=True)
class Host:
    """What is known of a host: the earliest next request, and the end of a pause that it asked for (monotonic)."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next_turn: float = float("-inf")
    held_until: float = float("-inf")


class Hosts:
    """The hosts that one fetcher asks; safe to use from several threads."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock, self._delay = clock, delay
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, delay: float | None = None) -> Iterator[None]:
        """Wait for the host's next turn, and keep others waiting meanwhile; `delay` in seconds, if it asked for one."""
        host = self._host(name)
        with host.lock:
            self._clock.sleep(max(host.next_turn, host.held_until) - self._clock.monotonic())
            try:
                yield
            finally:
                host.next_turn = self._clock.monotonic() + max(self._delay, delay or 0.0)

    def hold(self, name: str, seconds: float) -> None:
        """Ask nothing of the host for so long."""
        host = self._host(name)
        host.held_until = max(host.held_until, self._clock.monotonic() + seconds)

    def held(self, name: str) -> float:
        """Seconds that the host still wants to be left alone; 0 where it does not."""
        return max(0.0, self._host(name).held_until - self._clock.monotonic())

    def _host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name, Host())
