"""Pages and stored articles to readings, over processes: the same readings in the same order as one process gives."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tocsin.batch.pool import Pool
from tocsin.batch.work import serve
from tocsin.flow.coders import stamped_coder
from tocsin.flow.collecting import Job, Reader
from tocsin.flow.face import shipped_coder
from tocsin.flow.recoding import Anew, read_anew
from tocsin.flow.run import failed, read_safely
from tocsin.model import Article, Reading

if TYPE_CHECKING:
    from tocsin.coding import Coder

In = TypeVar("In")
Out = TypeVar("Out")
FEW = 16
"""Pages that are read before other processes are started, which takes as long as reading some pages."""
PAGES_AHEAD = 32
"""Pages a process that may wait: while a stretch of pages is written, nobody must run out of work."""
CHUNK = 4
"""Pages that go to a process together, where nobody has to wait for them."""
CRASHED = "the page brought its worker process down; found a crash or too little memory"


@dataclass(frozen=True, slots=True)
class Files:
    """The user's own knowledge files, from which every process makes the same coder."""

    codebook: Path | None = None
    actors: Path | None = None
    gazetteer: Path | None = None


@cache
def coder_from(files: Files) -> Coder:
    """The shipped coder extended by the files, loaded once a process. Raises KnowledgeError or ModelError."""
    return stamped_coder(files.codebook, files.actors, files.gazetteer) if files != Files() else shipped_coder()


def pooled(workers: int, at_hand: bool = False) -> Reader:
    """Reads in `workers` processes what goes beyond a few pages; 0 for none of their own.

    Where all pages are `at_hand`, on a disk, it is seen beforehand whether they are more than a few.
    """
    return _pooled(workers, Files(), _read, _crashed, at_hand)


def pooled_anew(workers: int, files: Files) -> Anew:
    """Reads stored articles as `pooled` does pages, each process with the coder of the files."""
    return _pooled(workers, files, _read_anew, _crashed_anew, at_hand=True)


def _pooled(
    workers: int, files: Files, read: Callable[[Files, In], Out], crashed: Callable[[In], Out], at_hand: bool
) -> Callable[[Iterable[In]], Iterator[Out]]:
    """Reads one item after the other with the coder of the files, here or in other processes."""

    def pool() -> Pool[In, Out]:
        ahead = PAGES_AHEAD // CHUNK if at_hand else PAGES_AHEAD
        return Pool(workers, partial(_work, read, files), crashed, _start, (files,), ahead)

    return partial(_spread, workers, partial(read, files), pool, at_hand)


def _spread(
    workers: int, here: Callable[[In], Out], pool: Callable[[], Pool[In, Out]], at_hand: bool, items: Iterable[In]
) -> Iterator[Out]:
    """A few items done here, many in the pool; of those that are not at hand the first few here all the same."""
    coming = iter(items)
    few = list(islice(coming, FEW + 1)) if workers and at_hand else []
    if len(few) <= FEW:
        for item in chain(few, islice(coming, FEW if workers else None)):
            yield here(item)
        few = list(islice(coming, 1))
    if not few:
        return
    # one thread a process is fastest, and the outcome the same
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with closing(pool().results(_chunks(chain(few, coming), CHUNK if at_hand else 1))) as found:
        for some in found:
            yield from some


def _chunks(items: Iterator[In], size: int) -> Iterator[list[In]]:
    while chunk := list(islice(items, size)):
        yield chunk


def _start(files: Files) -> None:
    serve()
    coder_from(files)


def _work(read: Callable[[Files, In], Out], files: Files, items: list[In]) -> list[Out]:
    return [read(files, item) for item in items]


def _read(files: Files, job: Job) -> Reading:
    return read_safely(job.page, coder_from(files), job.name)


def _crashed(job: Job) -> Reading:
    return failed(job.page, CRASHED)


def _read_anew(files: Files, article: Article) -> Reading | str:
    return read_anew(article, coder_from(files))


def _crashed_anew(article: Article) -> str:
    return CRASHED
