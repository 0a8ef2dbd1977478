"""Work shared among processes, results in order, a crash charged to the one item that caused it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")
AHEAD = 3  # chunks a worker that may wait: enough to keep it busy, few enough to bound memory


class Pool(Generic[In, Out]):
    """Runs `function(chunk)` in `workers` processes, each prepared by `prepare(*arguments)`.

    The processes are spawned, not forked, so that a run is the same on every system.
    """

    def __init__(
        self,
        workers: int,
        function: Callable[[list[In]], Sequence[Out]],
        on_crash: Callable[[In], Out],
        prepare: Callable[..., None] | None = None,
        arguments: tuple[Any, ...] = (),
        ahead: int = AHEAD,
    ) -> None:
        self._workers, self._function, self._on_crash = workers, function, on_crash
        self._prepare, self._arguments, self._most = prepare, arguments, ahead * workers
        self._executor = self._fresh()

    def results(self, chunks: Iterable[list[In]]) -> Generator[Sequence[Out], None, None]:
        """The results of each chunk, in order; at most `ahead` chunks a worker are held at once.

        A result that is there is given before more than one further chunk is asked for, which may take its time.
        """
        waiting: deque[tuple[list[In], Future[Sequence[Out]]]] = deque()
        feed = iter(chunks)
        try:
            while True:
                self._fill(waiting, feed)
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    done = future.result()
                except BrokenProcessPool:
                    done = self._one_by_one(chunk)
                    waiting = deque((late, self._send(late)) for late, _ in waiting)
                yield done
        except BaseException:
            self.stop()
            raise
        finally:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _fill(self, waiting: deque[tuple[list[In], Future[Sequence[Out]]]], feed: Iterator[list[In]]) -> None:
        for sent in range(self._most - len(waiting)):
            if sent and waiting[0][1].done():
                return
            chunk = next(feed, None)
            if chunk is None:
                return
            waiting.append((chunk, self._send(chunk)))

    def stop(self) -> None:
        """End the processes at once, in the middle of work that nobody wants any more."""
        # Python gives a public way to do so from 3.14 on
        for process in list((getattr(self._executor, "_processes", None) or {}).values()):
            process.terminate()

    def _one_by_one(self, chunk: list[In]) -> list[Out]:
        """The chunk's results with nothing else at work, so that a crash belongs to the item at hand."""
        out: list[Out] = []
        self._restart()
        for item in chunk:
            try:
                out.extend(chain(self._send([item]).result()))
            except BrokenProcessPool:
                out.append(self._on_crash(item))
                self._restart()
        return out

    def _send(self, chunk: list[In]) -> Future[Sequence[Out]]:
        try:
            return self._executor.submit(self._function, chunk)
        except BrokenProcessPool as error:
            broken: Future[Sequence[Out]] = Future()
            broken.set_exception(error)
            return broken

    def _restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=self._prepare, initargs=self._arguments
        )
