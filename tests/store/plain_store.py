"""The store as plainly as can be: dictionaries, copied whole at every change. What the real one must agree with."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.model import Event, Judgement, Reading, Report
from tocsin.store import StoredSource


@dataclass
class State:
    """What is believed at one moment."""

    pages: dict[str, Reading] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    sources: dict[str, StoredSource] = field(default_factory=dict)
    issues: set[tuple[str, str]] = field(default_factory=set)

    @property
    def reports(self) -> dict[str, Report]:
        return {report.id: report for told in self.pages.values() for report in told.reports}


class PlainStore:
    """Every state there was, with the moment from which it was believed."""

    def __init__(self) -> None:
        self.now = State()
        self.states: list[tuple[datetime, State]] = []

    def record(self, moment: datetime | None) -> None:
        """Keep the state as of now."""
        if moment is not None:
            self.states.append((moment, copy.deepcopy(self.now)))

    def at(self, moment: datetime) -> State:
        """What was believed at a moment."""
        return next((state for since, state in reversed(self.states) if since <= moment), State())
