"""Gold documents through the coder, exactly as `tocsin code` takes them, over a pool of processes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tocsin.coding import Coder, load_coder
from tocsin.errors import TocsinError
from tocsin.export.bench import bench_record
from tocsin.flow import Item, article_of
from tocsin.flow.limits import reason_not_to_code
from tocsin.flow.opening import open_item
from tocsin.flow.run import Outcome, failed, read_item
from tocsin.model import Reading
from tocsin.store.codec import encode

CODE, READ, EXTRACT, TRAFILATURA = "code", "read", "extract", "trafilatura"
# so many characters are one task of a worker: small enough that two workers end together
_TASK_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Task:
    """Some bench input lines, what to do with them, and the folder in which their `html_file` lies."""

    stage: str
    lines: tuple[str, ...]
    folder: Path


@cache
def shipped_coder() -> Coder:
    """The coder with shipped knowledge only, so that nobody's own files move a figure."""
    return load_coder()


def run_task(task: Task) -> list[str]:
    """One bench output line an input line, in order."""
    turn: Callable[[Item], dict[str, Any]] = {CODE: _coded, READ: _whole, EXTRACT: _extracted, TRAFILATURA: _peer}[
        task.stage
    ]
    found = []
    for line in task.lines:
        record = turn(Item(json.loads(line)["id"], line=line.encode(), folder=task.folder))
        found.append(json.dumps(record, ensure_ascii=False))
    return found


def _coded(item: Item) -> dict[str, Any]:
    return _record(read_item(item, shipped_coder()))


def _whole(item: Item) -> dict[str, Any]:
    """The whole reading, for what is measured beyond the article."""
    outcome = read_item(item, shipped_coder())
    return {"id": outcome.id, "error": outcome.reading.error, "reading": encode(outcome.reading)}


def _record(outcome: Outcome) -> dict[str, Any]:
    return bench_record(outcome.reading, outcome.id, with_text=not outcome.given)


def _extracted(item: Item) -> dict[str, Any]:
    try:
        id, page = open_item(item)
        article = article_of(page)
    except TocsinError as error:
        return _record(Outcome(item.name, failed(None, str(error))))
    reason = reason_not_to_code(article)
    return _record(Outcome(id, Reading(article, error=str(reason) if reason else None)))


def _peer(item: Item) -> dict[str, Any]:
    """What trafilatura alone takes for the article, as one body zone: the yardstick of extraction."""
    import trafilatura

    id, page = open_item(item)
    text = trafilatura.extract(page.content, include_comments=False, favor_recall=True) or ""
    zones = [{"start": 0, "end": len(text), "kind": "body"}] if text else []
    return {"id": id, "error": None, "text": text, "zones": zones}


def tasks_of(stage: str, lines: Sequence[str], folder: Path) -> Iterator[Task]:
    """The lines as tasks of about equal size, in order."""
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        # a page in a file of its own counts as a large one
        size += len(line) if '"html_file"' not in line else _TASK_CHARS // 4
        if size >= _TASK_CHARS:
            yield Task(stage, tuple(batch), folder)
            batch, size = [], 0
    if batch:
        yield Task(stage, tuple(batch), folder)


@contextmanager
def workers(count: int) -> Iterator[Callable[[Iterable[Task]], Iterator[list[str]]]]:
    """A function that maps tasks over `count` processes, or in this one where that is one."""
    if count <= 1:
        yield lambda tasks: map(run_task, tasks)
        return
    # each worker is one thread: the engine is fastest so, and the outcome the same
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield lambda tasks: pool.map(run_task, tasks)
