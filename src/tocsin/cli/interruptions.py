"""Long work that a person, or the system, may interrupt."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from tocsin.cli.messages import complain

GO_ON = "interrupted; give the same command again to go on"
Handler = Callable[[int, Any], Any]


@contextmanager
def interruptible(
    stop: Handler = signal.default_int_handler, *signals: signal.Signals, said: str = GO_ON
) -> Iterator[None]:
    """Work that ends with what is `said` and exit code 130 when it is interrupted.

    `stop` takes the `signals` meanwhile, by default SIGTERM, and ends the work by raising KeyboardInterrupt, as Ctrl-C
    does.
    """
    before = {number: signal.signal(number, stop) for number in signals or (signal.SIGTERM,)}
    try:
        yield
    except KeyboardInterrupt:
        complain(said)
        raise typer.Exit(130) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
