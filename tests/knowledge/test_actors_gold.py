"""How often the words of gold actors resolve to the gold country and main sector, where the data is present."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tocsin.knowledge.actors import load_actors

DATA = Path(os.environ.get("TOCSIN_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")) / "events"
BOOK = load_actors()
# The news pages say IGO or NGO in the sector where we say it in the country.
BODIES = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO", "IMG": None, "ISM": None, "MNC": None}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no development data: set TOCSIN_DATA or put ../shared/data")


def sentences() -> Iterator[tuple[str, set[str], str | None, date | None]]:
    """(words, countries, sector, day) of the gold sentences, each once."""
    for record in json.loads((DATA / "plover_gsr_dev.json").read_text(encoding="utf-8")):
        for event in record["events"]:
            for actor in event["sources"] + event["targets"]:
                yield actor["text"], {actor["country"], *(actor.get("country_alt") or [])}, actor["sector"], None


def pages() -> Iterator[tuple[str, set[str], str | None, date | None]]:
    """The same of the news pages, on their day."""
    lines = (DATA / "news_dev_pages.jsonl").read_text(encoding="utf-8").splitlines()
    days = {page["id"]: page.get("published") or "2025-06-01" for page in map(json.loads, lines)}
    for record in map(json.loads, (DATA / "news_dev_gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for event in record["events"]:
            for actor in event["actors"] + event["recipients"]:
                day = date.fromisoformat(days[record["id"]][:10])
                yield actor["text"], {actor["country"] or ""}, actor["sector"], day


@pytest.mark.parametrize(("source", "plain"), [(sentences, False), (pages, True)])
def test_agreement_with_gold_actors(source, plain: bool) -> None:
    seen, named, right, sectors, agreed = set(), 0, 0, 0, 0
    for text, countries, sector, day in source():
        if (text, sector, day) in seen:
            continue
        seen.add((text, sector, day))
        identity = BOOK.resolve(text, "", day)
        country, main = identity.country, next(iter(identity.sectors), None)
        if plain and country in BODIES:
            country, main = None, BODIES[country] or main
        if country is not None:
            named += 1
            right += country in countries
        sectors += sector is not None
        agreed += sector is not None and main == sector
    print(f"{source.__name__}: country {right}/{named}, sector {agreed}/{sectors}")
    assert right >= 0.92 * named
    assert agreed >= 0.75 * sectors
