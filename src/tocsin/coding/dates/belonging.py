"""Which time expression dates an event: by the way through the parse, never across into another clause's event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import timedelta

from tocsin.coding.dates.paths import cost_of_path, in_another_time, same_time
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.when import TimeExpression, When

DateOf = Callable[[int], When | None]
"""From the token index of an event's word to the days of that event, if they are known."""

_FARTHEST = 36_525
"""Days beyond which 'so many days after' dates nothing: a hundred years."""
_HANGS_ON = frozenset({"after", "before", "following", "since", "of", "ahead", "prior", "as"})
_DATELINE = re.compile(
    r"\s*(?:\([^)\n]{1,40}\)|/[^/\n]{1,30}/\.?)?\s*(?:[—–]|--|-\s|:|_\s)|\s*(?:\([A-Z][^)\n]{1,40}\)|/[A-Z]+/)"
)
_STAMP = re.compile(r"\W*(?:(?:date|published|updated|posted|created)\W*)?", re.IGNORECASE)


def event_date(
    annotated: AnnotatedText,
    times: Iterable[TimeExpression],
    trigger: int,
    date_of: DateOf | None = None,
    teller: int | None = None,
    events: Container[int] = (),
) -> When | None:
    """The days in which the event named by token `trigger` happened, as its own sentence says; nothing if it does not.

    `date_of` yields the days of another event, given its token: 'talks began two days after the strikes' dates the
    talks by the strikes, and the strikes by the talks. It must guard itself against going round in circles. `teller`
    is a verb above the trigger that only speaks of the event; its time is not the event's. `events` are the tokens of
    other events: what 'the raid on Monday' says is of the raid.
    """
    chosen = chosen_time(annotated, times, trigger, teller, events)
    if chosen is None:
        return None
    if chosen.relative_to == "event" and chosen.offset_days is not None:
        hung = _by_other_event(annotated, chosen, trigger, date_of)
        if hung is not None:
            return hung
    return when_of(chosen)


def when_of(expression: TimeExpression) -> When | None:
    """The days of a placed DATE or TIME, with their precision and anchor; nothing for what has no place in time."""
    if expression.earliest is None or expression.latest is None:
        return None
    anchor = {"published": "published", "event": "event"}.get(expression.relative_to, "text")
    return When(expression.earliest, expression.latest, _precision(expression.value), expression.span, anchor)


def moved(when: When, days: int) -> When:
    """The same stretch of time so many days later."""
    step = timedelta(days=days)
    return When(when.earliest + step, when.latest + step, when.precision, when.span, when.anchor)


def _precision(value: str) -> str:
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return "day"
    if re.fullmatch(r"\d{4}-W\d\d", value):
        return "week"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "month"
    return "year" if re.fullmatch(r"\d{4}", value) else "span"


def chosen_time(
    annotated: AnnotatedText,
    times: Iterable[TimeExpression],
    trigger: int,
    teller: int | None = None,
    events: Container[int] = (),
) -> TimeExpression | None:
    """The expression of the trigger's sentence that dates it: the cheapest way through the parse, then the nearest."""
    best: tuple[int, int] | None = None
    chosen: TimeExpression | None = None
    parsed = bool(annotated.tokens[trigger].deprel)
    for expression, head in _candidates(annotated, times, trigger):
        cost = _cost(annotated, expression, trigger, head, teller, events) if parsed else 0
        if cost is None:
            continue
        rank = (cost, abs(head - trigger))
        if best is None or rank < best:
            best, chosen = rank, expression
    return chosen


def _cost(
    annotated: AnnotatedText,
    expression: TimeExpression,
    trigger: int,
    head: int,
    teller: int | None,
    events: Container[int],
) -> int | None:
    """The cost of the way to an expression; one that hangs on an event is reached from both events that it joins."""
    other = _other_event(annotated, expression) if expression.relative_to == "event" else None
    if other is None:
        return cost_of_path(annotated, trigger, head, teller, events)
    if other == trigger or _is_subject_of(annotated, trigger, other):
        # 'two days after their meeting fell through'
        return 0
    above = annotated.tokens[other].head
    cost = cost_of_path(annotated, trigger, above, teller, events)
    return None if cost is None else cost + 1


def _is_subject_of(annotated: AnnotatedText, trigger: int, verb: int) -> bool:
    token = annotated.tokens[trigger]
    return token.head == verb != trigger and token.deprel in ("nsubj", "nsubj:pass")


def _candidates(
    annotated: AnnotatedText, times: Iterable[TimeExpression], trigger: int
) -> Iterator[tuple[TimeExpression, int]]:
    sentence = annotated.sentences[annotated.tokens[trigger].sentence]
    for expression in times:
        if expression.span.start < sentence.span.start or expression.span.start >= sentence.span.end:
            continue
        placed = expression.earliest is not None or (
            expression.relative_to == "event" and expression.offset_days is not None
        )
        if placed and not _in_dateline(annotated, expression, sentence.span.start):
            yield expression, head_token(annotated, expression)


def _in_dateline(annotated: AnnotatedText, expression: TimeExpression, start: int) -> bool:
    """'ISLAMABAD, Oct. 12 (AFP) -': the day of writing, not of what follows."""
    if expression.span.start - start > 50:
        return False
    before = annotated.article.text[start : expression.span.start]
    if _STAMP.fullmatch(before) and annotated.article.text[expression.span.start].isdigit():
        return True
    return _DATELINE.match(annotated.article.text, expression.span.end) is not None


def token_range(annotated: AnnotatedText, expression: TimeExpression) -> tuple[int, int]:
    """The tokens `[first, last)` that an expression covers; at least one."""
    first = bisect_left(annotated.tokens, expression.span.start + 1, key=lambda token: token.end)
    last = bisect_left(annotated.tokens, expression.span.end, key=lambda token: token.start)
    return first, max(last, first + 1)


def head_token(annotated: AnnotatedText, expression: TimeExpression) -> int:
    """The token of the expression on which the others hang."""
    first, last = token_range(annotated, expression)
    for index in range(first, min(last, len(annotated.tokens))):
        head = annotated.tokens[index].head
        if head == index or not first <= head < last:
            return index
    return min(first, len(annotated.tokens) - 1)


def _by_other_event(
    annotated: AnnotatedText, expression: TimeExpression, trigger: int, date_of: DateOf | None
) -> When | None:
    """Days counted from the other event of 'two days after', forwards or backwards."""
    other = _other_event(annotated, expression)
    offset = expression.offset_days
    if other is None or date_of is None or offset is None or abs(offset) > _FARTHEST:
        return None
    if other == trigger or trigger in annotated.subtree(other):
        other, offset = annotated.tokens[other].head, -offset
        if other == trigger:
            return None
    known = date_of(other)
    if known is None and annotated.tokens[other].deprel == "advcl":
        # 'spoke on Saturday, two days after their meeting fell through'
        known = date_of(annotated.tokens[other].head)
    if known is None:
        return None
    step = timedelta(days=offset)
    return When(known.earliest + step, known.latest + step, known.precision, expression.span, "event")


def _other_event(annotated: AnnotatedText, expression: TimeExpression) -> int | None:
    """The token of the event that 'after', 'before' or 'on the eve of' points at."""
    first, last = token_range(annotated, expression)
    for index in range(first, min(last + 1, len(annotated.tokens))):
        token = annotated.tokens[index]
        if token.text.lower() in _HANGS_ON and token.head != index and not first <= token.head < last:
            return token.head
    return None


def said_date(annotated: AnnotatedText, times: Iterable[TimeExpression], trigger: int) -> When | None:
    """The day on which the sentence's speaker said what holds the trigger: 'said on Tuesday that it used ...'.

    For acts done in the saying ('demands', 'accuses') it is their day; for what is told of the past without a day of
    its own it is the best guess that the sentence allows. Nothing where the trigger is in nobody's mouth, or stands
    there only as what came before or after something else.
    """
    kept = tuple(times)
    if any(annotated.tokens[k].text.lower() == "had" for k in annotated.children(trigger)):
        # 'said on Monday that 17 had died'
        return None
    for index in (trigger, *annotated.ancestors(trigger)):
        token = annotated.tokens[index]
        if _set_beside(annotated, token):
            return None
        if token.deprel.startswith(("ccomp", "parataxis")) and token.head != index:
            chosen = chosen_time(annotated, kept, token.head)
            if chosen is not None:
                return when_of(chosen)
    return None


def _set_beside(annotated: AnnotatedText, token: Token) -> bool:
    """Whether a word's clause tells another time than what it hangs on: 'three days after it took the town'."""
    return in_another_time(annotated, token) or (token.deprel.startswith("advcl") and not same_time(annotated, token))
