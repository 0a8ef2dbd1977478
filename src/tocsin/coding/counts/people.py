"""Where in the parse the people stand of whom a cue says something: its object, its subject, what it counts."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.counts.quantities import Quantity
from tocsin.model.annotated import AnnotatedText, Token

_OBJECT = ("obj", "nsubj:pass")
_SUBJECT = ("nsubj", "nsubj:pass")
_TAKEN_BY = {"lives": ("lose",), "wounds": ("sustain", "receive", "suffer", "get")}
"""Verbs whose subject is counted: '12 people lost their lives', 'ten others sustained injuries'."""
_REMAINS = frozenset({"bodies", "corpses"})
"""'the bodies of nine men'."""
_STATES = frozenset({"dead", "hurt", "wounded", "injured"})


def counted_by(annotated: AnnotatedText, token: Token, where: str, numbers: list[Quantity]) -> Iterator[Quantity]:
    """The numbers that a cue counts: those whose noun, or whose own figure, stands where the cue's people stand."""
    if not token.deprel:
        yield from _next_figure(token, numbers) if where == "toll" else _nearest(token, where, numbers)
        return
    wanted = set(_people_of(annotated, token, where))
    counted = [q for q in numbers if q.noun in wanted or (q.last - 1) in wanted or q.first in wanted]
    if not counted and where in ("object", "held"):
        beside = {kid for index in wanted for kid in _kids(annotated, annotated.tokens[index], ("conj",))}
        counted = [q for q in numbers if (q.noun in beside or q.first in beside) and q.first > token.index]
    if where == "toll":
        counted = counted[:1] or _next_figure(token, numbers)
    yield from counted


def _next_figure(token: Token, numbers: list[Quantity]) -> list[Quantity]:
    """The bare number that follows a word such as 'toll' within ten words."""
    return [q for q in numbers if q.bare and 0 < q.first - token.index <= 10][:1]


def _people_of(annotated: AnnotatedText, token: Token, where: str) -> Iterator[int]:
    """The tokens at which a cue's people may stand in the parse."""
    if where == "itself":
        yield token.index
        yield from _left_dead(annotated, token)
        if token.text.lower() in _REMAINS:
            yield from _under(annotated, token, ("nmod",))
    elif where == "held":
        yield from _kids(annotated, annotated.tokens[token.head], _OBJECT)
    elif where in ("of", "crowd"):
        yield token.index
        yield from _under(annotated, token, ("nmod", "nummod"))
    elif where in ("toll", "lives", "casualties", "wounds"):
        yield from _by_noun(annotated, token, where)
    else:
        yield from _by_verb(annotated, token, where)


def _under(annotated: AnnotatedText, token: Token, relations: tuple[str, ...]) -> Iterator[int]:
    """Dependents whose relation is one of these or a subtype of it."""
    for kid in annotated.children(token.index):
        if annotated.tokens[kid].deprel.startswith(relations):
            yield kid


def _kids(annotated: AnnotatedText, token: Token, relations: tuple[str, ...]) -> Iterator[int]:
    """Dependents whose relation is exactly one of these."""
    for kid in annotated.children(token.index):
        if annotated.tokens[kid].deprel in relations:
            yield kid


def _by_verb(annotated: AnnotatedText, token: Token, where: str) -> Iterator[int]:
    kids = [annotated.tokens[kid] for kid in annotated.children(token.index)]
    passive = any(kid.deprel in ("aux:pass", "nsubj:pass") for kid in kids)
    active_object = [kid.index for kid in kids if kid.deprel == "obj"]
    if where in ("subject", "fell") or passive:
        yield from (kid.index for kid in kids if kid.deprel in _SUBJECT)
    if where == "object":
        yield from active_object or _shared_object(annotated, kids)
        if token.xpos in ("VBN", "VBD", "JJ") and token.deprel.startswith("acl"):
            yield token.head
        if token.xpos in ("VBN", "VBD", "JJ") and not active_object and not passive:
            yield from (kid.index for kid in kids if kid.deprel in ("nsubj", "nummod", "nsubj:outer"))
        yield token.index
    yield from _shared_subject(annotated, token, where, kids)
    yield from _left_dead(annotated, token)


def _shared_object(annotated: AnnotatedText, kids: list[Token]) -> Iterator[int]:
    """'killed and injured dozens': a verb without an object takes that of the one joined to it next."""
    joined = [kid for kid in kids if kid.deprel == "conj" and kid.upos == "VERB"]
    if joined and joined[0].index - joined[0].head <= 2:
        yield from _kids(annotated, joined[0], ("obj",))


def _shared_subject(annotated: AnnotatedText, token: Token, where: str, kids: list[Token]) -> Iterator[int]:
    """'12 were killed and wounded': a joined verb without a subject of its own takes that of the first."""
    own = any(kid.deprel in (*_SUBJECT, "obj") for kid in kids)
    above = annotated.tokens[token.head]
    if own or token.deprel not in ("conj", "xcomp") or above.index == token.index:
        return
    over = [annotated.tokens[kid] for kid in annotated.children(above.index)]
    if token.deprel == "xcomp":
        yield from (kid.index for kid in over if kid.deprel in ("obj", "nsubj:pass"))
        if not any(kid.deprel in ("obj", "nsubj:pass") for kid in over):
            yield from (kid.index for kid in over if kid.deprel == "nsubj")
    elif where in ("subject", "fell"):
        yield from (kid.index for kid in over if kid.deprel in _SUBJECT)


def _left_dead(annotated: AnnotatedText, token: Token) -> Iterator[int]:
    """'left 13 people dead', 'shot dead two men', 'nine dead': the people hang on the verb above, or on the word."""
    above = annotated.tokens[token.head]
    if token.deprel == "amod":
        yield above.index
    if token.text.lower() in _STATES and token.deprel in ("xcomp", "advmod", "obl", "advcl"):
        yield from _kids(annotated, above, _OBJECT)
    if token.upos in ("ADJ", "VERB"):
        yield from _kids(annotated, token, _SUBJECT)


def _by_noun(annotated: AnnotatedText, token: Token, where: str) -> Iterator[int]:
    """'the death toll rose to 40', 'claimed the lives of 12', 'claimed 12 lives', '12 people lost their lives'."""
    yield token.index
    yield from _under(annotated, token, ("nmod", "nummod", "det"))
    above = annotated.tokens[token.head]
    if where == "toll" and token.deprel.startswith("nsubj"):
        yield above.index
        yield from _under(annotated, above, ("obl", "xcomp", "obj"))
    if above.lemma.lower() in _TAKEN_BY.get(where, ()) and token.deprel == "obj":
        yield from _kids(annotated, above, ("nsubj",))


def _nearest(token: Token, where: str, numbers: list[Quantity]) -> Iterator[Quantity]:
    """Without a parse: the number just before or just after the cue, with at most two words between."""
    for quantity in numbers:
        before, after = token.index - quantity.last, quantity.first - token.index - 1
        stands_after = where not in ("subject", "fell", "itself") and 0 <= after <= 2
        stands_before = where not in ("of", "toll") and -1 <= before <= 2
        if stands_after or stands_before:
            yield quantity
