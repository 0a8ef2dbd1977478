"""Which counts belong to an event: those whose cue is its own word, or hangs on it in the same clause."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.coding.counts.finding import PlacedCount, find_counts
from tocsin.coding.dates.paths import in_another_time, same_time
from tocsin.coding.syntax import is_pluperfect
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.report import Count

_KINDS = {
    "ASSAULT": ("killed", "injured", "detained"),
    "COERCE": ("detained", "injured", "killed"),
    "PROTEST": ("size",),
    "MOBILIZE": ("size",),
    "CONSULT": ("size",),
}
_BARRED = ("ccomp", "parataxis", "csubj")
_FARTHEST = 4
"""Steps through the parse between an event's word and the word that carries a count."""


def counts_for(
    annotated: AnnotatedText,
    trigger: int,
    event_type: str,
    found: Iterable[PlacedCount] | None = None,
) -> tuple[Count, ...]:
    """The counts of the event of the given PLOVER type whose word is token `trigger`, one a kind, in its sentence.

    `found` is what `find_counts` gave for the text, to save reading it again.
    """
    kinds = _KINDS.get(event_type, ())
    if not kinds:
        return ()
    sentence = annotated.tokens[trigger].sentence
    placed = find_counts(annotated, [annotated.sentences[sentence]]) if found is None else found
    reached: list[tuple[int, int, PlacedCount]] = []
    for one in placed:
        if one.count.kind in kinds and annotated.tokens[one.cue].sentence == sentence:
            way = _way(annotated, trigger, one.cue)
            if way is not None:
                reached.append((*way, one))
    if any(not ups for ups, _, _ in reached):
        reached = [row for row in reached if not row[0]]
    reached.sort(key=lambda row: (2 * row[0] + row[1], row[2].cue))
    nearest: dict[str, Count] = {}
    for _, _, one in reached:
        nearest.setdefault(one.count.kind, one.count)
    return tuple(nearest[kind] for kind in kinds if kind in nearest)


def _way(annotated: AnnotatedText, trigger: int, cue: int) -> tuple[int, int] | None:
    """Steps up and down through the parse from the trigger to the cue; nothing where another event's clause bars it.

    A step up counts double, and where anything hangs on the trigger itself nothing is fetched from above.
    """
    if trigger == cue:
        return 0, 0
    if not annotated.tokens[cue].deprel:
        return 0, abs(trigger - cue)
    above = [trigger, *annotated.ancestors(trigger)]
    below = [cue, *annotated.ancestors(cue)]
    common = next((index for index in above if index in below), None)
    if common is None:
        return None
    ups, downs = above[: above.index(common)], below[: below.index(common)]
    if any(not _passable(annotated, annotated.tokens[index]) for index in ups + downs):
        return None
    if any(_joined_verb(annotated.tokens[index]) for index in ups) or len(ups + downs) > _FARTHEST:
        return None
    return len(ups), len(downs)


def _joined_verb(token: Token) -> bool:
    """'killed 58 and destroyed 20 posts': a later verb has no part in what the first one counts."""
    return token.deprel.startswith("conj") and token.upos == "VERB"


def _passable(annotated: AnnotatedText, token: Token) -> bool:
    if token.deprel.startswith(_BARRED) or in_another_time(annotated, token):
        return False
    if token.deprel == "acl:relcl" and is_pluperfect(annotated, token.index):
        # 'shelled Minova, where they had killed six'
        return False
    return not token.deprel.startswith("advcl") or same_time(annotated, token)
