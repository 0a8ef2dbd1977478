"""A store filled with what invented pages tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tocsin
from tocsin.merge import Merger, article_facts, consolidate, facts_of, origins
from tocsin.model import Reading
from tocsin.store import Capture, Store, open_store

SEIZURE = (
    "Navy of Chile seizes trawler\n"
    "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"
)
SAME = (
    "Chilean navy seizes fishing boat off Arica\n"
    "Chile's navy on Monday seized a Peruvian trawler near Arica, fishermen said.\n"
)
BLAST = (
    "Rebels shell market in Oran\n"
    "Rebels shelled a market in Oran on Tuesday, killing 12 people, the interior ministry of Algeria said.\n"
)
LATER = (
    "Shelling of Oran market kills 15\n"
    "Rebels shelled a market in Oran on Tuesday, killing 15 people, hospital officials in Algeria said.\n"
)
PLAN = "Chile to hold talks\nChile plans to hold talks with Peru in Lima next week, the foreign minister said.\n"
HOSTILE = (
    "[red]Police[/red] arrest \x1b[31mman\x1b[0m\n"
    "Police in Kenya \x1b]0;owned\x07 arrested [bold]three[/bold] protesters in Nairobi on \u202eMonday.\n"
)
PAGES = {
    "p1": (SEIZURE, "The Harbour", "2025-10-14"),
    "p2": (SAME, "Coast Daily", "2025-10-14"),
    "p3": (BLAST, "Daily Example", "2025-10-15"),
    "p4": (LATER, "Evening [b]Example[/b]\x1b[5m", "2025-10-16"),
    "p5": (PLAN, "The Harbour", "2025-10-16"),
    "p6": (HOSTILE, "\x1b[2J Bad Outlet", "2025-10-14"),
}


def fill(path: Path) -> Path:
    """A store in which every page came in at one time, and each change of an event is a version of it."""
    merger, readings = Merger(), list[Reading]()
    with open_store(path) as store:
        for name, (text, outlet, published) in PAGES.items():
            reading = tocsin.read(text=text, outlet=outlet, published=published, title=text.partition("\n")[0])
            readings.append(reading)
            with store.transaction():
                _take_up(store, merger, readings, name)
    return path


def _take_up(store: Store, merger: Merger, readings: list[Reading], name: str) -> None:
    article = readings[-1].article
    store.readings.write(readings[-1])
    found = {a: o for o in origins(article_facts(r.article for r in readings)) for a in o.articles}
    store.judgements.add_many(merger.add(facts_of(readings[-1], found[article.id].id)))
    events = [consolidate(id, readings, reports, found) for id, reports in merger.events().items()]
    store.events.write(events, merger.redirects())
    at = store.moment()
    assert at is not None
    store.sources.captured(Capture(name, at, article=article.id))


def listed(said: Any, store: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said("events", "--store", store, "--json", *arguments))
    return found


def of_type(said: Any, store: str, kind: str) -> dict[str, Any]:
    return next(e for e in listed(said, store, "--all") if e["type"] == kind and len(e["accounts"]) > 1)
