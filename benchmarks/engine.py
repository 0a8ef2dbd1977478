"""Words a second of the language engine: ``python benchmarks/engine.py --data FOLDER [--processes N]``.

``encoder``: gold words of GUM's test part, twenty sentences at a time, decoding included. ``annotate``: whole articles
of running text, from characters to the annotated text. Processor time and wall time of each process; one thread each.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tocsin.annotate.annotator import Annotator
from tocsin.model import Article, Span, Zone, ZoneKind

_AT_ONCE = 20


def gold_sentences(data: Path) -> list[list[str]]:
    """The words of GUM's test sentences."""
    from training.treebanks import gum

    return [example.words for example in gum(data / "parsing", "test")]


def articles(data: Path, count: int) -> list[Article]:
    """Articles of running text (PolNeAR's development part, repeated)."""
    lines = (data / "attribution" / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    found = [texts[index % len(texts)] for index in range(count)]
    return [Article("", text, "", (Zone(ZoneKind.BODY, Span(0, len(text))),)) for text in found]


def measure(kind: str, data: Path, count: int) -> tuple[int, float, float, float]:
    """Words, processor seconds, wall seconds and peak megabytes of one process."""
    annotator = Annotator()
    annotator.annotate(articles(data, 1)[0])
    work = _encoder_work(annotator, data) if kind == "encoder" else _annotate_work(annotator, data, count)
    wall, processor = time.perf_counter(), time.process_time()
    words = work()
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    return words, processor, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _encoder_work(annotator: Annotator, data: Path) -> Callable[[], int]:
    sentences = gold_sentences(data)

    def work() -> int:
        for start in range(0, len(sentences), _AT_ONCE):
            annotator.encoder.read(sentences[start : start + _AT_ONCE])
        return sum(map(len, sentences))

    return work


def _annotate_work(annotator: Annotator, data: Path, count: int) -> Callable[[], int]:
    found = articles(data, count)
    return lambda: sum(len(annotator.annotate(article).tokens) for article in found)


def cold_start() -> float:
    """Wall seconds of a new process that imports the stage, loads the model and reads one sentence."""
    program = (
        "from tocsin.annotate import annotate; from tocsin.model import *;"
        "annotate(Article('', 'Troops left.', '', (Zone(ZoneKind.BODY, Span(0, 12)),)))"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--articles", type=int, default=84)
    arguments = parser.parse_args()
    print(f"cold start {min(cold_start() for _ in range(3)):.2f} s (best of three)")
    for kind in ("encoder", "annotate"):
        with ProcessPoolExecutor(arguments.processes) as pool:
            submitted = range(arguments.processes)
            jobs = [pool.submit(measure, kind, arguments.data, arguments.articles) for _ in submitted]
            results = [job.result() for job in jobs]
        words = sum(result[0] for result in results)
        wall = max(result[2] for result in results)
        processor = sum(result[1] for result in results)
        print(
            f"{kind:9} {words:,} words, {arguments.processes} process(es): {words / wall:,.0f} words/s wall, "
            f"{1e6 * processor / words:.0f} processor microseconds a word, "
            f"peak {max(result[3] for result in results):.0f} MB each"
        )


if __name__ == "__main__":
    main()
