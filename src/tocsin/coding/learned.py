"""Join what the codebook found with what the engine's event head thinks.

The codebook's triggers stand unless the head is sure that there is no event; where the codebook is silent and the head
is sure, its type stands, with the roles that its kind of word usually has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.coding.syntax import is_verb
from tocsin.coding.triggers import AUXILIARY, Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.codebook import Codebook, Pattern

ALONE = 0.6
MORE = 1.1
DROP = -1.0
RETYPE = 1.1
"""Probabilities: to add a trigger to a sentence that has none, to one that has some; below which the codebook's trigger
is dropped; above which it takes another type. Chosen on held-out labelled sentences and the development sets."""
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


def combine(text: AnnotatedText, triggers: Sequence[Trigger], codebook: Codebook) -> list[Trigger]:
    """Triggers of both, in text order; without hints the codebook's alone."""
    if not text.hints:
        return list(triggers)
    out: list[Trigger] = []
    taken: set[int] = set()
    for trigger in triggers:
        taken.update(trigger.tokens)
        scores = _scores(text, trigger)
        best, score = max(scores.items(), key=lambda p: p[1], default=("", 0.0))
        if sum(scores.values()) < DROP:
            continue
        if best != trigger.pattern.type and score > RETYPE and best in codebook.types:
            base = trigger.token
            out.append(
                Trigger(base, trigger.tokens, _pattern(best, trigger.word_class), trigger.word_class, trigger.verb)
            )
        else:
            out.append(trigger)
    filled = {text.tokens[t.token].sentence for t in out}
    for index, hint in text.hints.items():
        least = MORE if text.tokens[index].sentence in filled else ALONE
        found = _added(text, index, hint.types, taken, least)
        if found:
            out.append(found)
    return sorted(out, key=lambda t: t.token)


def _scores(text: AnnotatedText, trigger: Trigger) -> dict[str, float]:
    """The head's probabilities, the highest over the trigger's words."""
    found: dict[str, float] = {}
    for index in trigger.tokens:
        hint = text.hints.get(index)
        for name, score in (hint.types if hint else {}).items():
            found[name] = max(found.get(name, 0.0), score)
    return found


def _added(
    text: AnnotatedText, index: int, types: Mapping[str, float], taken: set[int], least: float
) -> Trigger | None:
    token = text.tokens[index]
    best, score = max(types.items(), key=lambda p: p[1], default=("", 0.0))
    if score < least or index in taken or token.upos not in WORDS or token.deprel in AUXILIARY:
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
