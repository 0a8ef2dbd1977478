"""The first errors of a long run, in words; the others are only counted."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 5


@dataclass(slots=True, kw_only=True)
class Complaints:
    """What a tally of a run keeps of its errors."""

    first_errors: list[str] = field(default_factory=list)

    def complain(self, error: str) -> None:
        """Keep an error, if it is among the first."""
        if len(self.first_errors) < MOST:
            self.first_errors.append(error)
