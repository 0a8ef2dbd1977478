"""The way through the parse from an event's word to a time expression, and what it costs."""

from __future__ import annotations

from collections.abc import Container

from tocsin.coding.dates.tense import verb_tense
from tocsin.model.annotated import AnnotatedText, Token

_SAME_TIME_MARKS = frozenset({"when", "while", "as", "by", "in", "with"})
_UP = {
    "nsubj": 1, "nsubj:pass": 1, "obj": 1, "iobj": 1, "obl": 1, "obl:agent": 1, "nmod": 1, "compound": 1, "amod": 3,
    "appos": 1, "conj": 1, "xcomp": 1, "acl": 3, "acl:relcl": 3, "advcl": 2, "csubj": 1, "parataxis": 2,
    "fixed": 0, "flat": 0, "nmod:poss": 1,
    "advcl:relcl": 3, "aux": 0, "cop": 0, "list": 2, "dep": 2, "obl:unmarked": 1, "nmod:unmarked": 1, "obl:npmod": 1,
}  # fmt: skip
_DOWN = {
    "obl": 1, "obl:tmod": 1, "nmod": 1, "nmod:tmod": 1, "advmod": 1, "obl:npmod": 1, "obl:unmarked": 1,
    "nmod:unmarked": 1, "nmod:poss": 1, "nmod:npmod": 1, "amod": 1, "compound": 1, "nummod": 1, "appos": 1, "dep": 1,
    "obj": 1, "nsubj": 1, "nsubj:pass": 1, "case": 1, "flat": 1, "acl": 2, "acl:relcl": 2, "xcomp": 2, "advcl": 2,
    "obl:agent": 1, "list": 1,
}  # fmt: skip
_OTHER_TIMES = frozenset(
    {"after", "before", "since", "following", "until", "amid", "despite", "ahead", "because", "due", "owing"}
)
_DEAREST = 3
"""Ways that cost more than this are wrong more often than right."""


def cost_of_path(
    annotated: AnnotatedText, trigger: int, goal: int, teller: int | None = None, events: Container[int] = ()
) -> int | None:
    """The cost of the way from a trigger up to the common head and down to the goal; nothing if a clause bars it.

    What someone says, thinks or does at another time (a complement clause, 'after', 'before', 'if') is barred, and
    `teller`, the verb that only speaks of the act: 'condemned the raid on Thursday'. So is, out of the trigger's own
    phrase, what stands below the noun of another of the `events`: 'the assault is not linked with the raid on Monday'.
    """
    above = _chain(annotated, trigger)
    below = _chain(annotated, goal)
    where = {index: steps for steps, index in enumerate(below)}
    for ups, index in enumerate(above):
        if index == teller:
            return None
        if index in where:
            up = _climb(annotated, above[:ups], goal)
            down = _descend(annotated, below[: where[index]], from_trigger=ups == 0)
            if _given_away(annotated, index, trigger, goal):
                return None
            if ups and any(i in events and annotated.tokens[i].upos == "NOUN" for i in below[1 : where[index]]):
                return None
            return None if up is None or down is None or up + down > _DEAREST else up + down
    return None


def _given_away(annotated: AnnotatedText, common: int, trigger: int, goal: int) -> bool:
    """'turned it down after the raids of the army on Monday': the time belongs to what came before, not to the verb."""
    between = [kid for kid in annotated.children(common) if min(trigger, common) < kid < goal]
    given = [kid for kid in between if kid > common and in_another_time(annotated, annotated.tokens[kid])]
    return bool(given) and trigger not in annotated.subtree(given[-1])


def _chain(annotated: AnnotatedText, index: int) -> list[int]:
    return [index, *annotated.ancestors(index)]


def _climb(annotated: AnnotatedText, passed: list[int], goal: int) -> int | None:
    """The cost of going up; out of 'after the talks' only to a time that follows: 'after talks in Geneva on Friday'."""
    total = 0
    for index in passed:
        token = annotated.tokens[index]
        price = _UP.get(token.deprel, _UP.get(token.deprel.split(":")[0]))
        if price is None or not _open(annotated, token):
            return None
        if not _leads_out(annotated, token, passed[0], goal):
            return None
        total += price
    return total


def _leads_out(annotated: AnnotatedText, token: Token, trigger: int, goal: int) -> bool:
    """Whether a time outside this word's clause or phrase may belong to a trigger inside it.

    Out of a noun's complement ('an inquiry in May into the killings') only to a time that follows, and out of a joined
    verb only to one of the same tense ('was seized on Monday and is charged').
    """
    if token.deprel.startswith("nmod") or in_another_time(annotated, token):
        return trigger < goal
    if _is_before(annotated, token) or _is_ahead(annotated, token):
        return token.index < goal
    if token.deprel.startswith("conj"):
        tenses = {verb_tense(annotated, token), verb_tense(annotated, annotated.tokens[token.head])} - {""}
        return len(tenses) < 2
    return True


def _is_before(annotated: AnnotatedText, token: Token) -> bool:
    """'accused them on Tuesday of having sent': what is done before the verb above it."""
    kids = (annotated.tokens[kid] for kid in annotated.children(token.index))
    return token.xpos == "VBN" and any(kid.deprel == "aux" and kid.text.lower() == "having" for kid in kids)


def _is_ahead(annotated: AnnotatedText, token: Token) -> bool:
    """'threatened on Monday to bomb': what one means to do is done later, what one began to do is not."""
    return token.deprel == "xcomp" and verb_tense(annotated, token) == "future"


def _descend(annotated: AnnotatedText, passed: list[int], *, from_trigger: bool) -> int | None:
    """The cost of going down; `passed` runs from the goal upwards."""
    total = 0
    for depth, index in enumerate(passed):
        token = annotated.tokens[index]
        relation = token.deprel.split(":")[0]
        price = (
            2 if relation == "conj" and depth and passed[0] > index else _DOWN.get(token.deprel, _DOWN.get(relation))
        )
        if price is None or not _open(annotated, token):
            return None
        if depth and not _passable(annotated, token, passed[0], from_trigger and depth == len(passed) - 1):
            return None
        total += price
    return total


def _passable(annotated: AnnotatedText, token: Token, goal: int, under_trigger: bool) -> bool:
    """Whether a time inside this dependent may belong to its head."""
    if in_another_time(annotated, token):
        return False
    head = annotated.tokens[token.head]
    if token.deprel.startswith("nsubj"):
        between = annotated.tokens[goal + 1 : head.index]
        return token.index < goal < head.index and all(word.upos == "ADV" for word in between)
    if token.deprel.startswith("acl"):
        return under_trigger and head.upos != "VERB"
    return True


def in_another_time(annotated: AnnotatedText, token: Token) -> bool:
    """Whether a noun is what something came after or before: 'after the strikes', 'since the coup'."""
    if not token.deprel.startswith(("obl", "nmod")):
        return False
    kids = (annotated.tokens[kid] for kid in annotated.children(token.index))
    return any(kid.deprel == "case" and kid.text.lower() in _OTHER_TIMES for kid in kids)


def _open(annotated: AnnotatedText, token: Token) -> bool:
    if token.deprel.startswith("parataxis"):
        kids = (annotated.tokens[kid] for kid in annotated.children(token.index))
        return any(kid.text.lower() == "when" for kid in kids)
    return not token.deprel.startswith("advcl") or same_time(annotated, token)


def same_time(annotated: AnnotatedText, clause: Token) -> bool:
    """Whether an adverbial clause shares its main clause's time: 'killing five', 'when it hit', but not 'after'."""
    kids = (annotated.tokens[kid] for kid in annotated.children(clause.index))
    marks = {kid.text.lower() for kid in kids if kid.deprel in ("mark", "advmod", "case") and kid.index < clause.index}
    return marks & _SUBORDINATORS <= _SAME_TIME_MARKS


_SUBORDINATORS = frozenset(
    "after before since until till if unless because although though once lest when while as by in with to".split()
)
