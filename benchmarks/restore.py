"""Going on with a store: what it takes before the first new page is merged, and before a person's word is taken up.

    python benchmarks/restore.py --pages 500 1000 2000
    python benchmarks/restore.py --pages 2000 --background 8

For each number of pages a store is made by `tocsin collect` of made pages (`made_pages.py`), 17 a week. Then, in
processor time and each with a new joiner, as a command makes one:

- at hand: the newest reports of the store are known again by their ids
- next page: that, and a page of the week after is merged (nothing is kept of it); reading the page is not counted;
  the mean of five pages
- all facts: the facts of every telling in the store are brought back, as if all pages were of one week
- a word: two events are held to be one

The last column is the time of the next page as a share of that of collecting the pages.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import fmean

from made_pages import made_pages

from tocsin import read
from tocsin.flow.eventing import Joiner
from tocsin.flow.judging import merge
from tocsin.model import Reading
from tocsin.store import Store, open_store

COLUMNS = ("pages", "MB", "collect", "at hand", "next page", "all facts", "a word", "share")
LATER, NEXT = 19, 5
"""How far after the pages of the store the next ones stand, and how many there are of them."""


class UndoneError(Exception):
    """Ends a transaction of which nothing is to be kept."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[500, 1000, 2000])
    parser.add_argument("--background", type=int, default=0, help="paragraphs of background added to a made page")
    options = parser.parse_args()
    print("".join(f"{name:>10}" for name in COLUMNS))
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as scratch:
            _measure(Path(scratch), pages, options.background)


def _measure(scratch: Path, pages: int, background: int) -> None:
    folder, address = scratch / "pages", scratch / "store.db"
    here = Path(__file__).resolve().parent
    made = ["--pages", str(pages), "--background", str(background)]
    subprocess.run([sys.executable, str(here / "made_pages.py"), str(folder), *made], check=True)
    begun = sum(os.times()[2:4])
    command = [sys.executable, "-c", "from tocsin.cli import main; main()", "collect", str(folder)]
    subprocess.run([*command, "--store", str(address), "--workers", "0"], check=True, stderr=subprocess.DEVNULL)
    collected = sum(os.times()[2:4]) - begun
    coming = [_read(*each) for each in islice(made_pages(background), pages + LATER, pages + LATER + NEXT)]
    with open_store(address, create=False) as store:
        size = address.stat().st_size / 1e6
        at_hand = _seconds(store, lambda: Joiner(store)._recall.resume())
        next_page = fmean(_seconds(store, partial(_next_page, store, each)) for each in coming)
        facts = _seconds(store, lambda: _all_facts(store))
        ids = [event.id for event in islice(store.events.all(), 2)]
        word = _seconds(store, lambda: merge(store, ids, "ada", "to measure"))
    seconds = "".join(f"{took:>9.2f}s" for took in (collected, at_hand, next_page, facts, word))
    print(f"{pages:>10}{size:>10.0f}{seconds}{next_page / collected:>10.2%}", flush=True)


def _read(name: str, page: str) -> Reading:
    content = {"html": page} if name.endswith(".html") else {"text": page}
    return read(**content, url=f"https://later.example/{name}", published=name[:10])


def _seconds(store: Store, act: Callable[[], object]) -> float:
    """Processor seconds of an act in a transaction that is undone; the better of two turns."""
    found = []
    for _ in range(2):
        try:
            with store.transaction():
                begun = time.process_time()
                act()
                found.append(time.process_time() - begun)
                raise UndoneError
        except UndoneError:
            pass
    return min(found)


def _next_page(store: Store, reading: Reading) -> None:
    joiner = Joiner(store)
    store.readings.write(reading)
    joiner.take_up(reading)


def _all_facts(store: Store) -> None:
    joiner = Joiner(store)
    joiner._recall.resume()
    index = joiner._merger._index
    index._take(list(index._tellings))


if __name__ == "__main__":
    main()
