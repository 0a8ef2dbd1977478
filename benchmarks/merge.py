"""Merging at scale: time a report from the first to the last, and memory, over synthetic reports.

    python benchmarks/merge.py 100000

Every event is told by five articles over a few days, among look-alikes in other towns and on other days; an article
tells two events. Figures are printed a tenth of the stream at a time, in processor time; the last line says how much
slower the last tenth was than the first.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from tocsin.merge import Facts, Merger
from tocsin.merge.facts import Side
from tocsin.model import Factuality, Place

START = date(2020, 1, 1)
EVENTS_A_DAY = 40
TELLINGS = 5
COUNTRIES = ("AFG", "COL", "COD", "ETH", "HTI", "IRQ", "MLI", "MMR", "NGA", "PAK", "SDN", "SYR", "UKR", "YEM")
TYPES = (("ASSAULT", 4), ("PROTEST", 4), ("COERCE", 4), ("CONSULT", 1), ("AID", 2), ("ACCUSE", 3))
WORDS = [f"word{i}" for i in range(20_000)]


def main() -> None:
    """Merge a stream of the size that was asked for and print time and memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", type=int)
    parser.add_argument("--capacity", type=int, default=20_000, help="tellings that the index holds")
    options = parser.parse_args()
    merger, done, slices = Merger(options.capacity), 0, []
    size = options.reports // 10
    begun = time.process_time()
    for article in stream(options.reports):
        merger.add(article)
        done += len(article)
        if done >= size * (len(slices) + 1):
            slices.append((time.process_time() - begun) / size * 1e6)
            begun = time.process_time()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{done:>9} reports  {slices[-1]:7.0f} microseconds a report  {memory:6.0f} MiB at most", flush=True)
    print(f"last tenth / first tenth: {slices[-1] / slices[0]:.2f}")


def stream(reports: int, seed: int = 0) -> Iterator[list[Facts]]:
    """Articles, day by day, each with the facts of two reports."""
    draw = random.Random(seed)
    pending: list[tuple[int, int]] = []
    made, day, event = 0, 0, 0
    while made < reports:
        for _ in range(EVENTS_A_DAY):
            pending += [(day + draw.randrange(4), event) for _ in range(TELLINGS)]
            event += 1
        today = [e for when, e in pending if when <= day]
        pending = [(when, e) for when, e in pending if when > day]
        draw.shuffle(today)
        for i in range(0, len(today) - 1, 2):
            article = f"a{made:020d}"
            yield [_facts(article, place, day, e) for place, e in enumerate(today[i : i + 2])]
            made += 2
        day += 1


def _facts(article: str, position: int, published: int, event: int) -> Facts:
    draw = random.Random(event)
    happened = START + timedelta(days=event // EVENTS_A_DAY)
    country = draw.choice(COUNTRIES)
    kind, quad = draw.choice(TYPES)
    town = f"{country} {draw.randrange(60)}"
    words = dict.fromkeys([*draw.sample(WORDS, 12), f"{kind} {country}"], 13**-0.5)
    lat, lon = draw.uniform(-30, 50), draw.uniform(-80, 100)
    return Facts(
        report=f"r{article[1:]}{position}",
        article=article,
        position=position * 400,
        published=START + timedelta(days=published),
        type=kind,
        mode=None,
        quad=quad,
        triggers=frozenset({draw.choice(WORDS[:200])}),
        actors=Side(countries=frozenset({country}), words=frozenset(draw.sample(WORDS[:500], 2))),
        recipients=Side(words=frozenset(draw.sample(WORDS[:500], 2))),
        places=(Place(town, "city", country, lat=lat, lon=lon),),
        earliest=happened,
        latest=happened,
        day_known=True,
        counts={"killed": (draw.randrange(1, 30),) * 2},
        factuality=Factuality.ASSERTED,
        sentence=words,
        around=words,
        headline={},
        paragraph=words,
        distinct=words,
        towns=frozenset({town.casefold()}),
        numbers=frozenset({draw.randrange(2, 90)}),
    )


if __name__ == "__main__":
    main()
