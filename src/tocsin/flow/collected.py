"""What a collection came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

FIRST_ERRORS = 5


@dataclass(slots=True)
class Collected:
    """Pages by what came of them, and what was recorded; grows while sources are collected.

    `failed` counts pages that could not be had, read or coded; `events` how often an event was founded or changed.
    """

    sources: int = 0
    failed_sources: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    reports: int = 0
    events: int = 0
    first_errors: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """All pages that were looked at."""
        return self.new + self.changed + self.unchanged + self.failed

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return not self.failed and not self.failed_sources

    def complain(self, error: str) -> None:
        """Keep an error, if it is among the first."""
        if len(self.first_errors) < FIRST_ERRORS:
            self.first_errors.append(error)


Watch = Callable[[Collected], None]
