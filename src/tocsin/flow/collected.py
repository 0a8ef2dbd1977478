"""What a collection came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.flow.complaints import Complaints


@dataclass(slots=True)
class Collected(Complaints):
    """Pages by what came of them, and what was recorded; grows while sources are collected.

    `failed` counts pages that could not be had, read or coded; `events` how often an event was founded or
    changed, once for all pages that are written together; `waiting` counts pages that are read and not yet recorded.
    """

    sources: int = 0
    failed_sources: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    reports: int = 0
    events: int = 0
    waiting: int = 0

    @property
    def pages(self) -> int:
        """All pages that were looked at."""
        return self.new + self.changed + self.unchanged + self.failed

    def add_to(self, other: Collected) -> None:
        """Add all of this to another tally."""
        for name in ("sources", "failed_sources", "new", "changed", "unchanged", "failed", "reports", "events"):
            setattr(other, name, getattr(other, name) + getattr(self, name))
        for error in self.first_errors:
            other.complain(error)

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return not self.failed and not self.failed_sources


Watch = Callable[[Collected], None]
