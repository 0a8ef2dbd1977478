"""'Neither Islamabad nor the Taliban government confirmed the outcome': who did not confirm, kept on the event."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.cast import Cast
from tocsin.coding.drafts import Draft
from tocsin.coding.syntax import complements, conjuncts, negated, objects, subjects
from tocsin.model.annotated import AnnotatedText
from tocsin.model.report import Doubt
from tocsin.model.span import Span

CONFIRMING = frozenset({"confirm", "verify", "corroborate", "authenticate", "claim"})
RESPONSIBILITY = frozenset({"responsibility"})
WINDOW = 3
WORLDLY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"})


def find_doubts(text: AnnotatedText, drafts: Sequence[Draft], cast: Cast) -> dict[int, list[Doubt]]:
    """Index of a draft to the doubts about it: negated confirmations in its sentence or the next ones."""
    found: dict[int, list[Doubt]] = {}
    for token in text.tokens:
        if token.lemma not in CONFIRMING or token.upos != "VERB" or negated(text, token.index) is None:
            continue
        things = objects(text, token.index)
        if token.lemma == "claim" and not any(text.tokens[t].lemma in RESPONSIBILITY for t in things):
            continue
        target = _nearest(text, drafts, token.index, inside=complements(text, token.index))
        if target is None:
            continue
        parties = tuple(cast.party(i, "subject") for s in subjects(text, token.index) for i in conjuncts(text, s))
        first = min([token.index, *(s for s in subjects(text, token.index))])
        last = max([token.index, *things])
        span = Span(text.tokens[first].start, text.tokens[last].end)
        found.setdefault(target, []).append(Doubt(span, parties, "does not confirm"))
    return found


def _nearest(text: AnnotatedText, drafts: Sequence[Draft], index: int, inside: Sequence[int]) -> int | None:
    """The act inside the complement, else the last worldly act told before."""
    within = {i for c in inside for i in text.subtree(c)}
    here = text.tokens[index].sentence
    best: tuple[int, int] | None = None
    for n, draft in enumerate(drafts):
        for mention in draft.mentions or [draft]:
            if mention.token in within:
                return n
            distance = here - text.tokens[mention.token].sentence
            if draft.type in WORLDLY and mention.token < index and 0 <= distance <= WINDOW:
                key = (-distance, mention.token)
                if best is None or key > best[:2]:
                    best = (-distance, mention.token)
                    chosen = n
    return chosen if best is not None else None
