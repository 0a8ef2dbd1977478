"""A site, a clock that the test turns, and a fetcher that goes by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from own_web import Web, serving

from tocsin.collect import Fetcher, ManualClock


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def fetcher(clock: ManualClock) -> Iterator[Fetcher]:
    with Fetcher(clock=clock, allowed=["127.0.0.1/32"], attempts=1) as found:
        yield found
