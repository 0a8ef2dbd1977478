"""Every set that is found, coded, scored, and its figures."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tocsin.errors import InputError
from tocsin.evaluate.coding import TRAFILATURA, Task, tasks_of, workers
from tocsin.evaluate.figures import Evaluation, Figure, SetResult, digest
from tocsin.evaluate.goldset import GoldSet
from tocsin.evaluate.scoring import Run
from tocsin.evaluate.sets import OWN, SETS
from tocsin.settings import settings

Mapper = Callable[[Iterable[Task]], Iterator[list[str]]]
Progress = Callable[[str, int, int], None]


def evaluate(
    data: Path | None = None,
    sets: Sequence[str] | None = None,
    *,
    own: Path | None = None,
    large: bool = False,
    count: int | None = None,
    keep: Path | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Code and score every set that is found, or those named in `sets`.

    `data` is the folder of the development sets (default: `TOCSIN_DATA`), `own` the folder of our own gold (default:
    `evaluation`), `large` takes the largest sets too, `count` is the number of processes (default: one a core), `keep`
    a folder that keeps the coded output, `progress` is told set, lines done and lines in all. A set without its files
    is absent, never an error. Raises InputError for a set that nobody knows.
    """
    begun = time.perf_counter()
    chosen = _chosen(sets, large)
    data = data or settings().data
    own = own or Path("evaluation")
    results, absent = [], {}
    with tempfile.TemporaryDirectory() as scratch, workers(count or cores()) as mapper:
        for one in chosen:
            missing = _missing(one, data, own)
            if missing:
                absent[one.name] = missing
                continue
            folder = own if one in OWN else data or own
            results.append(_evaluate_set(one, folder, keep or Path(scratch), mapper, progress))
    return Evaluation(tuple(results), absent, time.perf_counter() - begun)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chosen(names: Sequence[str] | None, large: bool) -> list[GoldSet]:
    known = {one.name.casefold(): one for one in (*OWN, *SETS)}
    if not names:
        return [one for one in known.values() if large or not one.large]
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        raise InputError(
            "evaluation sets",
            found=", ".join(unknown),
            expected="some of " + ", ".join(one.name for one in known.values()),
        )
    return [known[name.casefold()] for name in names]


def _missing(one: GoldSet, data: Path | None, own: Path) -> str:
    folder = own if one in OWN else data
    if folder is None:
        return "no data folder: give --data or set TOCSIN_DATA"
    gone = [name for name, path in zip(one.files, one.paths(folder), strict=True) if not path.exists()]
    return f"{', '.join(gone)} is not in {folder.name}" if gone else ""


def _evaluate_set(one: GoldSet, gold: Path, folder: Path, mapper: Mapper, progress: Progress | None) -> SetResult:
    begun = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    paths, lines = one.paths(gold), one.lines(gold)
    output = folder / f"{one.name}.jsonl"
    failed = _write(output, one.name, tasks_of(one.stage, lines, paths[0].parent), len(lines), mapper, progress)
    peer = None
    if one.with_peer:
        peer = folder / f"{one.name}.peer.jsonl"
        _write(peer, f"{one.name}, peer", tasks_of(TRAFILATURA, lines, paths[0].parent), len(lines), mapper, progress)
    values = one.score(Run(tuple(paths), output, folder, peer))
    figures = tuple(Figure(one.name, one.measure(name), value, cases) for name, (value, cases) in values.items())
    digests = {name: digest(path) for name, path in zip(one.files, paths, strict=True)}
    return SetResult(one.name, figures, digests, len(lines), failed, time.perf_counter() - begun)


def _write(path: Path, name: str, tasks: Iterable[Task], total: int, mapper: Mapper, progress: Progress | None) -> int:
    done = failed = 0
    with path.open("w", encoding="utf-8") as handle:
        for records in mapper(tasks):
            handle.writelines(record + "\n" for record in records)
            done += len(records)
            failed += sum('"error": null' not in record for record in records)
            if progress:
                progress(name, done, total)
    return failed
