"""One training sentence: its words, and what is known about them for each head."""

from __future__ import annotations

from dataclasses import dataclass, field

IGNORED = -100
"""The class of a word about which nothing is known."""


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """One event as people marked it: ranges of words, half-open; classes as indices."""

    trigger: tuple[int, int]
    type: int
    status: int
    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]


@dataclass(slots=True)
class Example:
    """Targets have one entry a word; ``None`` where nothing is known for the whole sentence.

    ``heads`` count from 1, 0 is the root. ``attribution`` holds three tags a word (source, cue, content; 0 outside,
    1 begins, 2 inside). ``factuality`` maps words to -3..3. ``roles`` are (trigger word, word, 1 actor or 2
    recipient) and, for the triggers named in ``role_triggers``, complete: every other word has none.
    """

    source: str
    words: list[str]
    upos: list[int] | None = None
    xpos: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    entities: list[int] | None = None
    entity_weight: float = 1.0
    attribution: list[list[int]] | None = None
    factuality: dict[int, float] = field(default_factory=dict)
    events: list[int] | None = None
    statuses: dict[int, int] = field(default_factory=dict)
    role_triggers: list[int] = field(default_factory=list)
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    labelled_events: list[LabelledEvent] | None = None
