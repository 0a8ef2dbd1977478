"""Time expressions: found, normalised against the day of publication, and tied to the events that they date."""

from __future__ import annotations

from tocsin.coding.dates.belonging import DateOf, chosen_time, event_date, said_date, when_of
from tocsin.coding.dates.finding import find_times

__all__ = ["DateOf", "chosen_time", "event_date", "find_times", "said_date", "when_of"]
