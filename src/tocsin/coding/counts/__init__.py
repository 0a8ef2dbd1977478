"""Counts of people: killed, injured, detained, and the size of a crowd, with the words that say so."""

from __future__ import annotations

from tocsin.coding.counts.finding import PlacedCount, find_counts
from tocsin.coding.counts.tying import counts_for

__all__ = ["PlacedCount", "counts_for", "find_counts"]
