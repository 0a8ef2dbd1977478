"""The way through the parse from an event's word to a time expression, and what it costs."""

from __future__ import annotations

from tocsin.model.annotated import AnnotatedText, Token

_SAME_TIME_MARKS = frozenset({"when", "while", "as", "by", "in", "with"})
_UP = {
    "nsubj": 1, "nsubj:pass": 1, "obj": 1, "iobj": 1, "obl": 1, "obl:agent": 1, "nmod": 1, "compound": 1, "amod": 1,
    "appos": 1, "conj": 1, "xcomp": 1, "acl": 2, "acl:relcl": 3, "advcl": 2, "fixed": 0, "flat": 0, "nmod:poss": 1,
    "advcl:relcl": 3, "aux": 0, "cop": 0, "list": 2, "dep": 2, "obl:unmarked": 1, "nmod:unmarked": 1, "obl:npmod": 1,
}  # fmt: skip
_DOWN = {
    "obl": 1, "obl:tmod": 1, "nmod": 1, "nmod:tmod": 1, "advmod": 1, "obl:npmod": 1, "obl:unmarked": 1,
    "nmod:unmarked": 1, "nmod:poss": 1, "nmod:npmod": 1, "amod": 1, "compound": 1, "nummod": 1, "appos": 1, "dep": 1,
    "obj": 1, "nsubj": 1, "nsubj:pass": 1, "case": 1, "flat": 1, "acl": 2, "acl:relcl": 2, "xcomp": 2, "advcl": 2,
    "obl:agent": 1, "list": 1,
}  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def cost_of_path(annotated: AnnotatedText, trigger: int, goal: int) -> int | None:
    """The cost of the way from a trigger up to the common head and down to the goal; nothing if a clause bars it.

    What someone says, thinks or does at another time (a complement clause, 'after', 'before', 'if') is barred.
    """
    above = _chain(annotated, trigger)
    below = _chain(annotated, goal)
    where = {index: steps for steps, index in enumerate(below)}
    for ups, index in enumerate(above):
        if index in where:
            up = _climb(annotated, above[:ups])
            down = _descend(annotated, below[: where[index]], from_trigger=ups == 0)
            return None if up is None or down is None else up + down
    return None


def _chain(annotated: AnnotatedText, index: int) -> list[int]:
    return [index, *annotated.ancestors(index)]


def _climb(annotated: AnnotatedText, passed: list[int]) -> int | None:
    total = 0
    for index in passed:
        token = annotated.tokens[index]
        price = _UP.get(token.deprel, _UP.get(token.deprel.split(":")[0]))
        if price is None or (token.deprel.startswith("advcl") and not same_time(annotated, token)):
            return None
        total += price
    return total


def _descend(annotated: AnnotatedText, passed: list[int], *, from_trigger: bool) -> int | None:
    total = 0
    for depth, index in enumerate(passed):
        token = annotated.tokens[index]
        price = _DOWN.get(token.deprel, _DOWN.get(token.deprel.split(":")[0]))
        if depth and price is not None and token.upos == "VERB" and not from_trigger and token.deprel != "xcomp":
            return None
        if price is None or (token.deprel.startswith("advcl") and not same_time(annotated, token)):
            return None
        if depth and token.deprel.startswith("nsubj") and token.upos in _NOMINAL and not from_trigger:
            return None
        total += price
    return total


def same_time(annotated: AnnotatedText, clause: Token) -> bool:
    """Whether an adverbial clause shares its main clause's time: 'killing five', 'when a shell hit', but not 'after'."""
    kids = (annotated.tokens[kid] for kid in annotated.children(clause.index))
    marks = {kid.text.lower() for kid in kids if kid.deprel in ("mark", "advmod", "case") and kid.index < clause.index}
    openers = marks & _SUBORDINATORS
    return openers <= _SAME_TIME_MARKS


_SUBORDINATORS = frozenset(
    "after before since until till if unless because although though once lest when while as by in with to".split()
)
