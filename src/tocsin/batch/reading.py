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
    return stamped_coder(files.codebook, files.actors, files.gazetteer)


def pooled(workers: int) -> Reader:
    """Reads in `workers` processes what goes beyond a few pages; 0 for none of their own."""
    return partial(_spread, workers, _read, lambda: Pool(workers, _work, _crashed, _start, ahead=PAGES_AHEAD))


def pooled_anew(workers: int, files: Files) -> Anew:
    """Reads stored articles as `pooled` does pages, each process with the coder of the files."""

    def pool() -> Pool[Article, Reading | str]:
        return Pool(workers, partial(_work_anew, files), _crashed_anew, _start_anew, (files,), PAGES_AHEAD)

    return partial(_spread, workers, lambda article: read_anew(article, coder_from(files)), pool)


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


def _start() -> None:
    serve()
    shipped_coder()


def _work(jobs: list[Job]) -> list[Reading]:
    return [_read(job) for job in jobs]


def _read(job: Job) -> Reading:
    return read_safely(job.page, shipped_coder(), job.name)


def _crashed(job: Job) -> Reading:
    return failed(job.page, CRASHED)


def _start_anew(files: Files) -> None:
    serve()
    coder_from(files)


def _work_anew(files: Files, articles: list[Article]) -> list[Reading | str]:
    return [read_anew(article, coder_from(files)) for article in articles]


def _crashed_anew(article: Article) -> str:
    return CRASHED
