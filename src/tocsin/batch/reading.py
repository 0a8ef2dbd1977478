"""Pages of a collection to readings, over processes: the same readings in the same order as one process gives."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

from tocsin.batch.pool import Pool
from tocsin.batch.work import serve
from tocsin.flow.collecting import Job, Reader
from tocsin.flow.face import shipped_coder
from tocsin.flow.run import failed, read_safely
from tocsin.model import Reading

FEW = 16
"""Pages that are read before other processes are started, which takes as long as reading some pages."""


def pooled(workers: int) -> Reader:
    """Reads in `workers` processes what goes beyond a few pages; 0 for none of their own."""

    def read(jobs: Iterable[Job]) -> Iterator[Reading]:
        coming = iter(jobs)
        for job in islice(coming, FEW if workers else None):
            yield _read(job)
        first = next(coming, None)
        if first is None:
            return
        # one thread a process is fastest, and the outcome the same
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        pool: Pool[Job, Reading] = Pool(workers, _work, _crashed, _start)
        with closing(pool.results([job] for job in chain([first], coming))) as found:
            for readings in found:
                yield from readings

    return read


def _start() -> None:
    serve()
    shipped_coder()


def _work(jobs: list[Job]) -> list[Reading]:
    return [_read(job) for job in jobs]


def _read(job: Job) -> Reading:
    return read_safely(job.page, shipped_coder(), job.name)


def _crashed(job: Job) -> Reading:
    return failed(job.page, "the page brought its worker process down; found a crash or too little memory")
