"""The codebook: event types, modes, contexts, and the patterns that say by which words an event is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER event type: quad class 1..4, conflict-cooperation score -10..10, its modes."""

    name: str
    quad: int
    score: float
    modes: tuple[str, ...]
    gist: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which words tell an event.

    `lemmas` are the words that may stand as its head ('attack', 'carry out'), `upos` the word classes; `needs` maps a
    slot (object, oblique prepositions, complement, modifier, subject) to what must fill it: lemmas or classes of
    lemmas. `roles` maps actor and recipient to the slots that they are read from, first match first. `says` tells in words what
    it matches, for `tocsin explain`.
    """

    id: str
    type: str
    mode: str | None
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    needs: Mapping[str, tuple[str, ...]]
    bars: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    reciprocal: bool
    contexts: tuple[str, ...]
    content: str | None
    priority: int
    says: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Types, patterns and word classes, with the hash of the files that they came from."""

    lang: str
    types: Mapping[str, EventType]
    patterns: tuple[Pattern, ...]
    classes: Mapping[str, frozenset[str]]
    sha256: str
