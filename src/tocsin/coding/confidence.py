"""How probable it is that type and parties of a report are right.

A small logistic model over what is known of the report; its weights (`confidence.json`) are fitted by
`training/calibrate.py` on labelled sentences that no training saw.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

from tocsin.coding.drafts import Draft
from tocsin.model.annotated import AnnotatedText

FEATURES = ("verb", "long phrase", "actor known", "recipient known", "more mentions", "hint", "no hint", "learned")


def confidence_of(text: AnnotatedText, draft: Draft) -> float:
    """Probability 0..1, rounded to two places."""
    weights, bias = _weights()
    score = bias + sum(w * value for w, value in zip(weights, features(text, draft), strict=True))
    return round(1 / (1 + math.exp(-score)), 2)


def features(text: AnnotatedText, draft: Draft) -> list[float]:
    """What is known of a report, in the order of `FEATURES`; each between 0 and 3."""
    trigger = draft.trigger
    hints = [text.hints[i].types.get(draft.type, 0.0) for i in trigger.tokens if i in text.hints]
    hint = max(hints, default=0.0)
    return [
        float(trigger.word_class == "verb"),
        float(len(trigger.tokens) > 1),
        float(any(p.identity.country or p.identity.sectors for p in draft.actors)),
        float(any(p.identity.country or p.identity.sectors for p in draft.recipients)),
        min(3.0, len(draft.mentions) - 1.0) if draft.mentions else 0.0,
        hint,
        float(bool(text.hints) and hint == 0.0),
        float(trigger.pattern.id.startswith("learned.")),
    ]


@lru_cache(maxsize=1)
def _weights() -> tuple[list[float], float]:
    table = json.loads((Path(__file__).parent / "confidence.json").read_text(encoding="utf8"))
    return [table[name] for name in FEATURES], table["bias"]
