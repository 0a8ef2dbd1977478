"""How fast, how large, how soon: ``python benchmarks/end_to_end.py [--data FOLDER] [--articles N] [--repeat N]``.

Measures in one run, so that the ratios mean something on any machine: the engine alone on one thread (the baseline),
`tocsin code` with one and with two workers, start to end, and new processes of `tocsin read` on one example page.
Words are the engine's tokens, punctuation included, of what is coded. Wall time is what a user waits; processor time is
what a loaded machine tells truly. Articles are running news text of the development data where it is present (PolNeAR's
development part), else the example pages; repeated up to ``--articles``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "saren-strikes.txt"
PUBLISHED = "2025-03-15"
TOCSIN = [sys.executable, "-c", "from tocsin.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and of processor, and peak megabytes of the largest process."""

    wall: float
    processor: float
    megabytes: float


def texts(data: Path | None, count: int) -> list[str]:
    """Running text of news, repeated."""
    held = data / "attribution" / "polnear_dev.jsonl" if data else None
    if held and held.exists():
        found = [json.loads(line)["text"] for line in held.read_text(encoding="utf-8").split("\n") if line]
    else:
        pages = [EXAMPLE, *sorted((ROOT / "examples" / "pages").glob("*.txt"))]
        found = [page.read_text(encoding="utf-8") for page in pages]
    return [found[index % len(found)] for index in range(count)]


def engine_alone(found: list[str]) -> tuple[int, Cost]:
    """Tokens, and the cost of annotating on one thread, in this process; loading not counted."""
    from tocsin.annotate import annotate
    from tocsin.extract import from_text

    articles = [from_text(text, published="2016-09-12") for text in found]
    annotate(articles[0])
    wall, processor = time.perf_counter(), time.process_time()
    words = sum(len(annotate(article).tokens) for article in articles)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return words, Cost(time.perf_counter() - wall, time.process_time() - processor, usage.ru_maxrss / 1024)


def command(arguments: list[str]) -> Cost:
    """The cost of a new process of the command and all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run([*TOCSIN, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.perf_counter() - begun
    if done.returncode:
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, processor, after.ru_maxrss / 1024)


def archive(found: list[str], workers: int, repeat: int) -> Cost:
    """The cheapest of some runs of `tocsin code`, measured in a process of its own so that the peak is its alone."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"id": i, "text": text, "published": "2016-09-12"}) for i, text in enumerate(found)]
        (Path(folder) / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        output = ["-o", f"{folder}/out.jsonl", "--workers", str(workers), "--fresh"]
        runs = [_apart(["code", f"{folder}/in.jsonl", *output]) for _ in range(repeat)]
    return min(runs, key=lambda cost: cost.wall)


def _apart(arguments: list[str]) -> Cost:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(command, arguments).result()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TOCSIN_DATA"))
    parser.add_argument("--articles", type=int, default=336)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    found = texts(Path(arguments.data) if arguments.data else None, arguments.articles)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        words, engine = pool.submit(engine_alone, found).result()
    print(f"{len(found)} articles, {words:,} words; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    _line("engine alone, 1 thread (baseline)", words, engine, engine)
    for workers in (1, 2):
        _line(f"tocsin code, {workers} worker(s)", words, archive(found, workers, arguments.repeat), engine)
    starts = [_apart(["read", str(EXAMPLE), "--published", PUBLISHED]) for _ in range(5)]
    wall, processor = (statistics.median(getattr(cost, kind) for cost in starts) for kind in ("wall", "processor"))
    print(f"tocsin read, new process: {wall:.2f} s wall, {processor:.2f} s processor (median of 5)")


def _line(name: str, words: int, cost: Cost, baseline: Cost) -> None:
    print(
        f"{name:34} {words / cost.wall:8,.0f} words/s wall ({baseline.wall / cost.wall:.2f} of baseline), "
        f"{words / cost.processor:8,.0f} a processor second ({baseline.processor / cost.processor:.2f}), "
        f"peak {cost.megabytes:.0f} MB a process"
    )


if __name__ == "__main__":
    main()
