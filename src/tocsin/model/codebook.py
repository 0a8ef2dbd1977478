"""The codebook: event types, modes, contexts, and the patterns that say by which words an event is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Phrase = tuple[str, ...]


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

    `words` maps a word class (verb, noun, adjective, compound_participle, modal) to phrases of lemmas. `conditions`
    maps a place in the sentence (object, subject, near, oblique, ...) to what must stand there: lemmas, or names of
    kinds after '@'. `actor` and `recipient` are slots, first match first. `content` says how acts named inside are
    to be taken. `says` tells in words what it matches, for `tocsin explain`.
    """

    id: str
    type: str
    mode: str | None
    words: Mapping[str, tuple[Phrase, ...]]
    conditions: Mapping[str, frozenset[str]]
    flags: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    content: str | None
    contexts: tuple[str, ...]
    priority: int
    says: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Types, patterns and word classes, with the hash of the files that they came from.

    `index` maps (word class, lemma of a phrase's head) to the (pattern, phrase) pairs that it may begin.
    """

    lang: str
    types: Mapping[str, EventType]
    patterns: tuple[Pattern, ...]
    classes: Mapping[str, frozenset[str]]
    index: Mapping[tuple[str, str], tuple[tuple[Pattern, Phrase], ...]]
    sha256: str
