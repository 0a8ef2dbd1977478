"""The same input, the same bytes: ``python benchmarks/determinism.py [--data FOLDER] [--articles 200]``.

Codes the articles with one and with two workers, forwards and backwards, and compares the bytes of every line. Exit
code 1 where any differs. Articles are those of the development data where it is present, else the example pages and
our own sentences, drawn together into articles.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOCSIN = [sys.executable, "-c", "from tocsin.cli import main; main()"]
SETS = ("places/lgl_dev.jsonl", "attribution/polnear_dev.jsonl", "events/news_dev_pages.jsonl")


def texts(data: Path | None, count: int) -> list[str]:
    """So many different articles."""
    found = [text for held in _files(data) for text in held]
    if not found:
        found = list(_invented())
    return found[:count]


def _files(data: Path | None) -> Iterator[list[str]]:
    for name in SETS if data else ():
        path = data / name if data else Path()
        if path.exists():
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
            yield [row["text"] for row in rows][:90]


def _invented() -> Iterator[str]:
    for page in (ROOT / "examples" / "saren-strikes.txt", *sorted((ROOT / "examples" / "pages").glob("*.txt"))):
        yield page.read_text(encoding="utf-8")
    held = (ROOT / "evaluation" / "sentences.jsonl").read_text(encoding="utf-8")
    sentences = [json.loads(line)["text"] for line in held.split("\n") if line]
    for start in range(200):
        # another stride each time, so that no two articles are alike
        yield "\n\n".join(sentences[(start * 7 + step * (start % 5 + 1)) % len(sentences)] for step in range(12))


def coded(found: Sequence[str], workers: int, *, backwards: bool) -> dict[int, bytes]:
    """Article number to the bytes of its line."""
    order = range(len(found) - 1, -1, -1) if backwards else range(len(found))
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"id": i, "text": found[i], "published": "2016-09-12"}) for i in order]
        (Path(folder) / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        output = Path(folder) / "out.jsonl"
        arguments = ["code", f"{folder}/in.jsonl", "-o", str(output), "--workers", str(workers)]
        subprocess.run([*TOCSIN, *arguments], check=False, stderr=subprocess.DEVNULL)
        return dict(zip(order, output.read_bytes().splitlines(), strict=True))


def differing(found: Sequence[str]) -> dict[str, list[int]]:
    """For every other way of running, the articles whose line differs from that of one worker, forwards."""
    first = coded(found, 1, backwards=False)
    ways = {"2 workers": (2, False), "1 worker, backwards": (1, True), "2 workers, backwards": (2, True)}
    return {
        name: [i for i, line in coded(found, workers, backwards=backwards).items() if line != first[i]]
        for name, (workers, backwards) in ways.items()
    }


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TOCSIN_DATA"))
    parser.add_argument("--articles", type=int, default=200)
    arguments = parser.parse_args()
    found = texts(Path(arguments.data) if arguments.data else None, arguments.articles)
    ways = differing(found)
    for name, articles in ways.items():
        print(
            f"{name}: {len(articles)} of {len(found)} articles differ" + (f", first {articles[:5]}" if articles else "")
        )
    sys.exit(1 if any(ways.values()) else 0)


if __name__ == "__main__":
    main()
