"""`tocsin code`: an archive of pages to one file of readings, in order, whole, and never twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from tocsin.batch.chunks import MOST_ITEMS, chunks_of
from tocsin.batch.journal import Journal, run_key
from tocsin.batch.pool import Pool
from tocsin.batch.sinks import FileSink, ParquetSink, Sink, StdoutSink, rows_beside
from tocsin.batch.tally import Tally
from tocsin.batch.work import Line, Recipe, coder_of, crashed, start, start_worker, work
from tocsin.errors import InputError, output_error
from tocsin.flow.items import Hints, Item
from tocsin.flow.sources import NO_HINTS, STDIN, check_inputs, items_of

COMMIT = 32  # inputs between two commits: part of the format of packed output, so it does not follow the workers
STDOUT = "-"
Watcher = Callable[[Tally], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to code, to where, and how. `output` is a path or '-'; `fresh` begins anew whatever a run before left."""

    inputs: tuple[str, ...]
    output: str
    recipe: Recipe
    hints: Hints = NO_HINTS
    workers: int = 1
    chunk: int = MOST_ITEMS
    fresh: bool = False


def code_archive(order: Order, watch: Watcher = lambda tally: None) -> Tally:
    """Code all inputs; `watch` is told the tally after every few of them.

    One record an input, in order, also when it fails. Raises InputError when an input or the output cannot be opened
    at all, and the errors of a coder whose files are damaged; after any other end, the same call goes on.
    """
    began = time.monotonic()
    check_inputs(order.inputs)
    _check_output(order)
    start(order.recipe)
    journal = _journal(order)
    tally, keep = _resumed(journal, order)
    sink = _sink(order, keep)
    try:
        _run(order, sink, journal, tally, watch)
    except BaseException:
        sink.abandon()
        raise
    sink.close()
    if journal is not None:
        journal.done()
    tally.seconds = time.monotonic() - began
    return tally


def _run(order: Order, sink: Sink, journal: Journal | None, tally: Tally, watch: Watcher) -> None:
    from tocsin.export import header

    if not tally.inputs:
        sink.write(header(order.recipe.format).encode("utf8"))
    items = islice(items_of(order.inputs, order.hints), tally.inputs, None)
    with closing(_lines(order, items)) as lines:
        for line in lines:
            sink.write(line.text)
            tally.add(line.reports, line.words, line.error, line.consumed)
            if tally.inputs % COMMIT == 0:
                size = sink.commit()
                if journal is not None:
                    journal.write(tally.inputs, size, tally.failed, tally.reports, tally.words)
            watch(tally)


def _lines(order: Order, items: Iterator[Item]) -> Generator[Line, None, None]:
    """The lines of the items; `workers=0` codes them in this process."""
    # one thread a process is fastest, and the outcome the same
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    chunks = chunks_of(items, order.chunk)
    if order.workers == 0:
        for chunk in chunks:
            yield from work(order.recipe, chunk)
        return
    pool: Pool[Item, Line] = Pool(
        order.workers, partial(work, order.recipe), partial(crashed, order.recipe), start_worker, (order.recipe,)
    )
    with closing(pool.results(chunks)) as found:
        for lines in found:
            yield from lines


def _check_output(order: Order) -> None:
    if order.recipe.format == "parquet":
        from tocsin.export.parquet import need_pyarrow

        need_pyarrow()
        if order.output == STDOUT:
            raise InputError("Parquet cannot be written to standard output", advice="name a file with -o")
    if order.output == STDOUT:
        return
    output = Path(order.output)
    if output.is_dir():
        raise InputError(f"{output} is a folder", expected="a file to write", advice="name a file with -o")
    if not output.parent.is_dir():
        raise output_error(output, FileNotFoundError(2, "no such folder"))
    if any(Path(name).resolve() == output.resolve() for name in order.inputs if name != STDIN):
        raise InputError(f"{output} is input and output", advice="name another file with -o")


def _journal(order: Order) -> Journal | None:
    """Streams have none: what came through once does not come again."""
    if order.output == STDOUT or STDIN in order.inputs:
        return None
    output = Path(order.output)
    written = rows_beside(output) if order.recipe.format == "parquet" else output
    facts = [order.recipe.format, output.suffix, repr(order.hints), repr(coder_of(order.recipe).stamp)]
    return Journal(output, written, run_key(order.inputs, facts))


def _resumed(journal: Journal | None, order: Order) -> tuple[Tally, int]:
    """The tally to go on from, and the bytes of output to keep; where Parquet is made, those of its rows."""
    last = None if journal is None or order.fresh else journal.last()
    if last is None:
        # what another run left must not be taken for the beginning of this one's output
        if journal is not None:
            journal.done()
        return Tally(), 0
    return Tally(last.inputs, last.failed, last.reports, last.words, skipped=last.inputs), last.size


def _sink(order: Order, keep: int) -> Sink:
    if order.output == STDOUT:
        return StdoutSink()
    output = Path(order.output)
    if order.recipe.format == "parquet":
        return ParquetSink(output, keep)
    return FileSink(output, keep, packed=output.suffix == ".gz")
