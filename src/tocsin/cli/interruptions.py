"""Long work that a person, or the system, may interrupt."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STOPPED = "interrupted; what was done is kept"
GO_ON = f"{STOPPED}; give the same command again to go on"
Handler = Callable[[int, Any], Any]


class Interrupted(Exception):  # noqa: N818 - it is no error
    """Work was interrupted; what is to be said of it."""


@contextmanager
def interruptible(
    stop: Handler = signal.default_int_handler, *signals: signal.Signals, said: str = GO_ON
) -> Iterator[None]:
    """Work that ends with what is `said` and exit code 130 when it is interrupted, by raising `Interrupted`.

    `stop` takes the `signals` meanwhile, by default SIGTERM, and ends the work by raising KeyboardInterrupt, as Ctrl-C
    does.
    """
    before = {number: signal.signal(number, stop) for number in signals or (signal.SIGTERM,)}
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(said) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
