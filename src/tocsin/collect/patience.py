"""A bound on the time that one answer may take as a whole, however slowly its bytes drip in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore2

_latest: ContextVar[float | None] = ContextVar("latest", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Reading from a `PatientStream` inside this block fails with httpcore2.ReadTimeout when the time is over."""
    token = _latest.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _latest.reset(token)


class PatientStream(httpcore2.NetworkStream):
    """A network stream that keeps to the bound."""

    def __init__(self, plain: httpcore2.NetworkStream) -> None:
        self._plain = plain

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes`. Raises httpcore2.ReadTimeout when the bound is passed."""
        return self._plain.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send. Raises httpcore2.WriteTimeout."""
        self._plain.write(buffer, _left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._plain.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same stream, encrypted, with the same bound."""
        return PatientStream(self._plain.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """What the plain stream says."""
        return self._plain.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    latest = _latest.get()
    if latest is None:
        return timeout
    left = latest - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the answer comes too slowly")
    return left if timeout is None else min(timeout, left)
