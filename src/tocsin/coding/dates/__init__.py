"""Time expressions: found, normalised against the day of publication, and tied to the events that they date."""

from __future__ import annotations

from tocsin.coding.dates.belonging import DateOf, chosen_time, event_date, moved, said_date, when_of
from tocsin.coding.dates.finding import find_times
from tocsin.coding.dates.weekdays import is_bare_weekday

__all__ = ["DateOf", "chosen_time", "event_date", "find_times", "is_bare_weekday", "moved", "said_date", "when_of"]
