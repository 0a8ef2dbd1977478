"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.flow.complaints import Complaints


@dataclass(slots=True)
class Tally(Complaints):
    """Inputs read and failed, reports found, words read; `skipped` were done by a run before this one."""

    inputs: int = 0
    failed: int = 0
    reports: int = 0
    words: int = 0
    skipped: int = 0
    seconds: float = 0.0
    consumed: int = 0

    def add(self, reports: int, words: int, error: str | None, consumed: int) -> None:
        """Count one input."""
        self.inputs += 1
        self.reports += reports
        self.words += words
        self.consumed = max(self.consumed, consumed)
        if error is not None:
            self.failed += 1
            self.complain(error)
