"""Attributions inside attributions, and in whose words each token stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution

_INNER_THRESHOLD = 0.7


def with_parents(attributions: Sequence[Attribution], annotated: AnnotatedText) -> tuple[Attribution, ...]:
    """The same attributions, each with the index of the narrowest wider one whose content holds its cue."""
    chains = speakers_of(attributions, annotated)
    starts = [t.start for t in annotated.tokens]
    out = []
    for index, attribution in enumerate(attributions):
        at = bisect_left(starts, (attribution.cue or attribution.content)[0].start)
        holders = [i for i in chains[at] if i != index and _wider(attributions, i, index)]
        out.append(replace(attribution, parent=holders[-1] if holders else None))
    return tuple(out)


def without_weak_inner(
    attributions: Sequence[Attribution], probabilities: Sequence[float], annotated: AnnotatedText
) -> list[Attribution]:
    """Leaves out what stands inside another's content, unless it is likely and an act of speech.

    What a speaker wants or believes is no further voice; and the training articles mark outermost attributions only.
    """
    nested = with_parents(attributions, annotated)
    return [
        attributions[i]
        for i, attribution in enumerate(nested)
        if attribution.parent is None
        or (probabilities[i] >= _INNER_THRESHOLD and attribution.stance not in ("believes", "intends"))
    ]


def size(attribution: Attribution) -> int:
    """Characters of the content."""
    return sum(len(span) for span in attribution.content)


def _wider(attributions: Sequence[Attribution], one: int, other: int) -> bool:
    """A strict order, so that no attribution becomes its own ancestor."""
    return (size(attributions[one]), -one) > (size(attributions[other]), -other)


def speakers_of(attributions: Sequence[Attribution], annotated: AnnotatedText) -> list[tuple[int, ...]]:
    """For every token the attributions in whose content it stands, as indices, outermost first.

    A cue is not inside its own content; an empty tuple is the article's own voice.
    """
    inside: list[list[int]] = [[] for _ in annotated.tokens]
    order = sorted(range(len(attributions)), key=lambda i: (-size(attributions[i]), i))
    starts = [t.start for t in annotated.tokens]
    for index in order:
        own = attributions[index].cue
        for span in attributions[index].content:
            for token in _tokens_in(starts, span.start, span.end):
                if not any(s.start <= starts[token] < s.end for s in own):
                    inside[token].append(index)
    return [tuple(found) for found in inside]


def _tokens_in(starts: list[int], begin: int, end: int) -> range:
    return range(bisect_left(starts, begin), bisect_left(starts, end))
