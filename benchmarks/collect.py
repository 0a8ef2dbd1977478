"""`tocsin collect` beside `tocsin code`, on the same pages with the same workers in one run.

    python benchmarks/collect.py --pages 2000
    python benchmarks/collect.py --pages 2000 --background 8
    python benchmarks/collect.py --folder FOLDER

Without a folder the pages are made of the example stories (`made_pages.py`): short, and ten times as dense with
reports as news pages are; with 8 paragraphs of background they have some 400 words. Both
commands run alternately, in processes of their own; the ratio is that of pages a second.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="pages to read; else some are made")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--background", type=int, default=0, help="paragraphs of background added to a made page")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "pages"
        if options.folder is None:
            command = [sys.executable, str(HERE / "made_pages.py"), str(folder), "--pages", str(options.pages)]
            command += ["--background", str(options.background)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        pages = sum(path.is_file() for path in folder.rglob("*"))
        seconds: dict[str, list[float]] = {"code": [], "collect": []}
        for turn in range(options.repeat):
            target = Path(scratch) / f"{turn}"
            seconds["code"].append(_timed(["code", str(folder), "-o", f"{target}.jsonl"], options.workers))
            seconds["collect"].append(_timed(["collect", str(folder), "--store", f"{target}.db"], options.workers))
    code, collect = (statistics.median(seconds[name]) for name in ("code", "collect"))
    print(f"{pages} pages, {options.workers} workers")
    print(f"tocsin code     {pages / code:7.1f} pages a second")
    print(f"tocsin collect  {pages / collect:7.1f} pages a second, {code / collect:.2f} of tocsin code")


def _timed(arguments: list[str], workers: int) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-c", "from tocsin.cli import main; main()", *arguments, "--workers", str(workers)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
