from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from unruly import Site, running

from tocsin.collect import Fetcher, ManualClock


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def make(clock: ManualClock) -> Iterator[Callable[..., Fetcher]]:
    """Fetchers that may reach the test's server and no other private address, and do not really wait."""
    made: list[Fetcher] = []

    def build(**settings: Any) -> Fetcher:
        made.append(Fetcher(**{"clock": clock, "allowed": ["127.0.0.1/32"], "timeout": 5.0, **settings}))
        return made[-1]

    yield build
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetcher(make: Callable[..., Fetcher]) -> Fetcher:
    return make()
