"""A process that writes to a store: `python writing_process.py ADDRESS FIRST LAST RUN`, one page a number."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_readings import TEXT, article, event, reading

from tocsin.model import Reading
from tocsin.store import open_store


def told(number: int) -> Reading:
    return reading(article(TEXT.replace("12", f"{number} and 12"), url=f"https://x.example/{number}"))


def main(address: str, first: int, last: int, key: str) -> None:
    with open_store(address) as store:
        run = store.runs.begin("write", key)
        pages = {f"page {number}": told(number) for number in range(first, last)}
        for name in store.runs.to_do(run.id, pages):
            with store.transaction():
                written = pages[name]
                store.readings.write(written, run=run.id)
                store.events.write([event(*written.reports, id=f"e{written.reports[0].id}")])
                store.runs.done(run.id, name)
        store.runs.finish(run.id)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
