"""Verbs that speak of an act without doing it: neither their subject nor their day is that of the act."""

from __future__ import annotations

from tocsin.model.annotated import AnnotatedText

SPEAKS_OF = frozenset(
    """
    condemn denounce deplore decry criticize criticise blast slam lament mourn regret bemoan deny confirm report
    describe recall remember commemorate mark discuss mention cite note investigate probe examine welcome praise hail
    applaud acknowledge admit dispute doubt question blame protest oppose reject follow predict fear expect
    brand label dub term dismiss
    """.split()
)
LINKS = frozenset("link connect relate compare associate".split())
"""Verbs that set one act against another: 'the assault is not linked with the raid'."""
_THROUGH = frozenset({"nmod", "conj", "appos"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "obl", "obl:agent"})


def told_by(text: AnnotatedText, noun: int, *, dropped: bool = False) -> int | None:
    """The verb that only speaks of what a noun tells, the noun being its object or part of it: 'condemned the raid'.

    With `dropped` also one that says that it will not be: 'called off the talks' has a day of its own, but its subject
    may have a part in the talks.
    """
    index = noun
    for _ in range(4):
        token = text.tokens[index]
        above = text.tokens[token.head]
        if above.index == index:
            return None
        if above.upos == "VERB":
            if _answers_for(text, above.index):
                return above.index
            speaks = above.lemma in SPEAKS_OF or (dropped and _drops(text, above.index))
            speaks = speaks or (above.lemma == "call" and _names(text, above.index))
            return above.index if token.deprel in _OBJECTS and speaks else None
        if token.deprel.split(":")[0] not in _THROUGH:
            return None
        index = above.index
    return None


def _drops(text: AnnotatedText, verb: int) -> bool:
    """'Called off the talks', 'cancelled a visit'."""
    if text.tokens[verb].lemma in ("cancel", "postpone"):
        return True
    off = any(text.tokens[k].deprel == "compound:prt" and text.tokens[k].lemma == "off" for k in text.children(verb))
    return off and text.tokens[verb].lemma in ("call", "put", "break")


def _names(text: AnnotatedText, verb: int) -> bool:
    """'Called the raid a crime', unlike 'called a strike'."""
    return any(text.tokens[k].deprel == "xcomp" for k in text.children(verb))


def _answers_for(text: AnnotatedText, verb: int) -> bool:
    """'Claimed responsibility for the ambush'."""
    if text.tokens[verb].lemma not in ("claim", "deny", "accept", "take", "assume", "disclaim", "admit"):
        return False
    owned = (text.tokens[k] for k in text.children(verb))
    return any(k.deprel in ("obj", "nsubj:pass") and k.lemma in ("responsibility", "credit", "blame") for k in owned)
