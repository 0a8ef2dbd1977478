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
PAGES_AHEAD = 16
"""Pages a process that may wait: while a stretch of pages is written, nobody must run out of work."""
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


def pooled(workers: int) -> Reader:
    """Reads in `workers` processes what goes beyond a few pages; 0 for none of their own."""
    return _pooled(workers, Files(), _read, _crashed)


def pooled_anew(workers: int, files: Files) -> Anew:
    """Reads stored articles as `pooled` does pages, each process with the coder of the files."""
    return _pooled(workers, files, _read_anew, _crashed_anew)


def _pooled(
    workers: int, files: Files, read: Callable[[Files, In], Out], crashed: Callable[[In], Out]
) -> Callable[[Iterable[In]], Iterator[Out]]:
    """Reads one item after the other with the coder of the files, here or in other processes."""

    def pool() -> Pool[In, Out]:
        return Pool(workers, partial(_work, read, files), crashed, _start, (files,), PAGES_AHEAD)

    return partial(_spread, workers, partial(read, files), pool)


def _spread(
    workers: int, here: Callable[[In], Out], pool: Callable[[], Pool[In, Out]], items: Iterable[In]
) -> Iterator[Out]:  # fmt: skip
    """The first few items done here, the others in the pool."""
    coming = iter(items)
    for item in islice(coming, FEW if workers else None):
        yield here(item)
    first = next(coming, None)
    if first is None:
        return
    # one thread a process is fastest, and the outcome the same
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with closing(pool().results([item] for item in chain([first], coming))) as found:
        for some in found:
            yield from some


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
