"""Where the codebook is silent, the engine's event head speaks.

The codebook's triggers stand as they are. A sentence in which none fires takes those of which the head is sure, with
the roles that their kind of word usually has. Adding them to other sentences too, dropping what the head does not see,
or letting it change a type, each measured worse on the development sets (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.coding.syntax import is_verb
from tocsin.coding.triggers import AUXILIARY, Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.codebook import Pattern

SURE = 0.8
"""Probability from which the head's trigger is taken; chosen on held-out labelled sentences and development sets."""
_SLOTS = {
    "verb": (
        ("subject", "by", "speaker"),
        ("object", "against", "on", "at", "with", "to", "from", "of", "complement_subject"),
    ),
    "noun": (
        ("subject", "by", "possessive", "modifier", "between", "from"),
        ("against", "on", "at", "of", "with", "to", "for"),
    ),
}
WORDS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
STATEMENTS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def combine(text: AnnotatedText, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Triggers of both, in text order; without hints the codebook's alone."""
    told = {text.tokens[t.token].sentence for t in triggers}
    taken = {i for t in triggers for i in t.tokens}
    out = list(triggers)
    for index, hint in text.hints.items():
        if text.tokens[index].sentence not in told:
            found = _added(text, index, hint.types, taken)
            if found:
                out.append(found)
    return sorted(out, key=lambda t: t.token)


def _added(text: AnnotatedText, index: int, types: Mapping[str, float], taken: set[int]) -> Trigger | None:
    token = text.tokens[index]
    best, score = max(types.items(), key=lambda p: p[1], default=("", 0.0))
    if score < SURE or index in taken or token.upos not in WORDS or token.deprel in AUXILIARY:
        return None
    if token.head in taken and token.deprel in ("compound", "amod", "fixed", "flat"):
        return None
    word_class = "verb" if is_verb(text, index) else "noun"
    return Trigger(index, (index,), _pattern(best, word_class), word_class, index if word_class == "verb" else -1)


def _pattern(event_type: str, word_class: str) -> Pattern:
    actor, recipient = _SLOTS["noun" if word_class == "noun" else "verb"]
    flags = set()
    if event_type in MUTUAL:
        flags.add("mutual")
    if event_type in STATEMENTS:
        flags.add("statement")
    return Pattern(
        id=f"learned.{event_type.lower()}",
        type=event_type,
        mode=None,
        words={},
        conditions={},
        flags=frozenset(flags),
        actor=actor,
        recipient=recipient,
        content=None,
        contexts=(),
        priority=-10,
        says=f"no pattern: the engine's event head takes the words as {event_type}",
    )
