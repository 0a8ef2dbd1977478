"""Words that change what is said of an event, read from `knowledge/codebook`'s `factuality.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tocsin.coding.syntax import preposition
from tocsin.knowledge.codebook import load_cues
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Factuality

GOVERNING = frozenset(
    {"", "of", "for", "to", "on", "into", "about", "from", "against", "at", "with", "toward", "towards"}
)
"""Prepositions by which a noun completes its governor; 'after' and 'since' only set the time."""


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that governs an event: what it makes of it, and what it makes of it when negated.

    `relations` are the relations by which the event must hang on it (empty: any).
    """

    verdict: Factuality
    when_negated: Factuality | None
    relations: frozenset[str]

    def fits(self, text: AnnotatedText, index: int, head: int) -> bool:
        """Whether the event at `index` hangs on the governor at `head` in the right way."""
        relation = text.tokens[index].deprel
        if self.relations and relation not in self.relations:
            return False
        return relation not in ("obl", "nmod") or preposition(text, index) in GOVERNING


@dataclass(frozen=True, slots=True)
class Cues:
    """All word lists that factuality needs."""

    modifiers: Mapping[str, Factuality]
    governors: Mapping[str, Governor]
    conditions: frozenset[str]
    carriers: frozenset[str]
    occurring: frozenset[str]


@lru_cache(maxsize=1)
def factuality_cues() -> Cues:
    """The shipped cues."""
    raw = load_cues()
    governors: dict[str, Governor] = {}
    for group in raw["governors"]:
        governors.update({word: _governor(group) for word in group["words"]})
    modifiers = {w: Factuality(v) for v, words in raw["modifiers"].items() for w in words}
    return Cues(
        modifiers,
        governors,
        frozenset(raw["conditions"]),
        frozenset(raw["carriers"]),
        frozenset(raw["occurring"]),
    )


def _governor(group: Mapping[str, Any]) -> Governor:
    negated = group.get("negated")
    return Governor(
        Factuality(group["makes"]), Factuality(negated) if negated else None, frozenset(group.get("relations", ()))
    )
