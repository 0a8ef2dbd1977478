"""What the event coder asks: which places are inside these words, and which are attached to this trigger."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tocsin.coding.places.compose import explains, shifted
from tocsin.coding.syntax import kids
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.report import EventPlace
from tocsin.model.span import Span
from tocsin.model.where import Toponym

_CARRIES = frozenset(
    "obl nmod nmod:poss nmod:unmarked obl:unmarked appos flat compound conj advmod amod case dep list orphan".split()
)
_STEPS = 6
_WAYS = frozenset({"road", "highway", "motorway", "route", "railway", "track", "street", "way"})
_BESIDE = frozenset({"after", "before", "since", "following", "despite", "amid"})
"""'Two days after the massacre in Jacmel': what set another event beside the trigger is the other's place."""


def places_in(toponyms: Sequence[Toponym], span: Span) -> tuple[Toponym, ...]:
    """The resolved toponyms that overlap the span, in text order, whatever their role."""
    return tuple(t for t in toponyms if t.place is not None and t.span.overlaps(span))


def event_place(annotated: AnnotatedText, toponym: Toponym) -> EventPlace | None:
    """The place that an event there would have: shifted by '40 km north of'; nothing for an unknown name."""
    if toponym.place is None:
        return None
    moved = shifted(annotated, toponym)
    if moved is not None:
        span, place = moved
        return EventPlace(span, annotated.words(span), place)
    return EventPlace(toponym.span, toponym.text, toponym.place)


def places_at(
    annotated: AnnotatedText, toponyms: Sequence[Toponym], trigger: int, events: Container[int] = ()
) -> tuple[EventPlace, ...]:
    """The literal places that hang on the trigger (a token index) by the parse, without crossing into another clause.

    `events` are the tokens of other triggers: in 'the rallies in Tbilisi and the march in Batumi' each has its own.
    The finest come first; a larger place that only contains a finer one ('in Kabul, Afghanistan') is left out.
    """
    sentence = annotated.sentences[annotated.tokens[trigger].sentence]
    found: list[tuple[int, Toponym]] = []
    for toponym in toponyms:
        if toponym.role != "literal" or toponym.place is None or not sentence.span.contains(toponym.span):
            continue
        index = _token_at(annotated, toponym.span, sentence.first, sentence.last)
        steps = None if index is None else _steps(annotated, index, trigger, events)
        if steps is not None and not explains(annotated, toponym, toponyms):
            found.append((steps, toponym))
    found.sort(key=lambda f: (f[0], f[1].span.start))
    kept = [t for _, t in found if not _contains_another(t, [o for _, o in found])]
    return tuple(e for t in kept if (e := event_place(annotated, t)) is not None)


def _token_at(annotated: AnnotatedText, span: Span, first: int, last: int) -> int | None:
    inside = [i for i in range(first, last) if span.start <= annotated.tokens[i].start < span.end]
    outer = [i for i in inside if annotated.tokens[i].head not in inside]
    return next(iter(outer or inside), None)


def _steps(annotated: AnnotatedText, index: int, trigger: int, events: Container[int]) -> int | None:
    """How many arcs lead from the place up to the trigger, all of them kinds that carry a place; else nothing."""
    steps, place = 0, index
    while index != trigger:
        token = annotated.tokens[index]
        if token.head == index or token.deprel not in _CARRIES or steps >= _STEPS:
            return None
        if token.deprel == "conj" and (token.upos in ("VERB", "AUX") or index in events):
            return None
        if index == place and _is_way(annotated, token):
            return None
        if index != place and any(annotated.tokens[k].lemma in _BESIDE for k in kids(annotated, index, "case")):
            return None
        index = token.head
        steps += 1
    return steps


def _is_way(annotated: AnnotatedText, token: Token) -> bool:
    """'The road from Gao to Ménaka' is in neither."""
    leading = [k for k in kids(annotated, token.index, "case") if annotated.tokens[k].lemma in ("to", "from")]
    before = {token.head, *(k - 1 for k in leading if k > 0)}
    return bool(leading) and any(annotated.tokens[i].lemma in _WAYS for i in before)


_SIZE = {"site": 0, "city": 1, "region": 2, "admin1": 3, "country": 4}


def _contains_another(toponym: Toponym, others: Sequence[Toponym]) -> bool:
    place = toponym.place
    if place is None or place.precision not in ("country", "admin1"):
        return False
    for other in others:
        finer = other.place
        if finer is None or other is toponym or _SIZE[finer.precision] >= _SIZE[place.precision]:
            continue
        if finer.country == place.country and (place.precision == "country" or finer.admin1 == place.admin1):
            return True
    return False
