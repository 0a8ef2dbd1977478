"""How probable it is that type and parties are right: a small logistic model over what is known of a report."""

from __future__ import annotations

import math

from tocsin.coding.drafts import Draft
from tocsin.model.annotated import AnnotatedText

BIAS = -0.4
WEIGHTS = {
    "verb": 0.3,
    "long_phrase": 0.3,
    "actor_known": 0.6,
    "recipient_known": 0.4,
    "mentions": 0.2,
    "hint": 1.6,
    "no_hint": -0.8,
    "learned": -0.5,
}


def confidence_of(text: AnnotatedText, draft: Draft) -> float:
    """Probability 0..1, rounded to two places."""
    seen = _features(text, draft)
    score = BIAS + sum(WEIGHTS[name] * value for name, value in seen.items())
    return round(1 / (1 + math.exp(-score)), 2)


def _features(text: AnnotatedText, draft: Draft) -> dict[str, float]:
    pattern = draft.trigger.pattern
    seen = {
        "verb": float(draft.trigger.word_class == "verb"),
        "long_phrase": float(len(draft.trigger.tokens) > 1),
        "actor_known": float(any(p.identity.country or p.identity.sectors for p in draft.actors)),
        "recipient_known": float(any(p.identity.country or p.identity.sectors for p in draft.recipients)),
        "mentions": min(3.0, len(draft.mentions) - 1.0) if draft.mentions else 0.0,
        "learned": float(pattern.id.startswith("learned.")),
    }
    if text.hints:
        hints = [text.hints[i].types.get(draft.type, 0.0) for i in draft.trigger.tokens if i in text.hints]
        score = max(hints, default=0.0)
        seen["hint" if score > 0.02 else "no_hint"] = score if score > 0.02 else 1.0
    return seen
