"""A name in the text that may be a place's, before anybody decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.knowledge.gazetteer.lookup import Entry
from tocsin.model.span import Span


@dataclass(slots=True)
class Mention:
    """Tokens `[first, last)` that the gazetteer knows under `key`.

    `container` is a later mention that tells in which larger place this one lies ('Paris, Texas'); `within` are its
    entries. `unit` is the kind of place that the words ask for ('province': admin1). `evidence` is what recognition
    saw, `chance` its probability that these words name a place here.
    """

    first: int
    last: int
    span: Span
    text: str
    key: str
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    unit: str | None = None
    part: str | None = None
    label: str = ""
    chance: float = 1.0
    inside: bool = False
    evidence: list[float] = field(default_factory=list)

    @property
    def best(self) -> Entry:
        """The best-known place of that name."""
        return self.entries[0]
