"""Three accounts of a seizure and one of an arrest, and a further account that comes later."""

from __future__ import annotations

import tocsin
from tocsin.flow.eventing import Joiner
from tocsin.model import Event, Reading
from tocsin.store import Store

SEIZED = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"
TAKEN = "Chile's navy on Monday seized a Peruvian trawler near Arica, fishermen said.\n"
AGAIN = "A Peruvian trawler was seized by the navy of Chile near Arica on Monday, officials in Lima said.\n"
LATER = "The navy of Chile seized a trawler from Peru off Arica on Monday, the port captain said.\n"
ARRESTED = "Police in Nairobi arrested 14 protesters on Tuesday.\n"
FILLED = (("one", SEIZED), ("two", TAKEN), ("three", AGAIN), ("four", ARRESTED))
"""Outlets and what they tell."""


def take_up(store: Store, text: str, outlet: str) -> Reading:
    reading = tocsin.read(text=text, outlet=outlet, published="2025-10-14", url=f"https://{outlet}.example/1")
    with store.transaction():
        joiner = Joiner(store)
        store.readings.write(reading)
        joiner.take_up(reading)
    return reading


def of_type(store: Store, kind: str, accounts: int) -> Event:
    (found,) = (e for e in store.events.all() if e.type == kind and len(e.accounts) == accounts)
    return found
