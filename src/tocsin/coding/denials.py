"""Denials across sentences: 'Armenia denied any violation' after Azerbaijan accused it of firing rockets.

The accused act keeps its accuser as its speaker; its factuality becomes denied, since somebody says that it did not
happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.coding.cast import Cast
from tocsin.coding.drafts import Draft
from tocsin.coding.syntax import complements, conjuncts, kids, negated, objects, subjects
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution, Factuality
from tocsin.model.span import Span

DENYING = frozenset({"deny", "dismiss", "reject", "refute", "dispute", "rebut", "disown"})
CLAIMS = frozenset(
    """
    claim accusation allegation charge report suggestion assertion this it that violation responsibility involvement
    wrongdoing figure role violation statement them
    """.split()
)
WINDOW = 3


def mark_denied(text: AnnotatedText, drafts: Sequence[Draft], cast: Cast, attributions: Sequence[Attribution]) -> None:
    """Mark the drafts that a denial in the next sentences speaks of; changes the drafts in place."""
    for token in text.tokens:
        if token.lemma not in DENYING or token.upos != "VERB" or negated(text, token.index) is not None:
            continue
        things = objects(text, token.index)
        if complements(text, token.index) or not any(
            text.tokens[t].lemma in CLAIMS or kids(text, t, "det") for t in things
        ):
            continue
        if things and not any(text.tokens[t].lemma in CLAIMS for t in things):
            continue
        if any(complements(text, t) for t in things):
            continue
        deniers = [i for s in subjects(text, token.index) for i in conjuncts(text, s)]
        if not deniers:
            continue
        heads = {cast.party(i, "denier").head for i in deniers}
        countries = {cast.identify(i).country for i in deniers} - {None}
        cue = Span(token.start, token.end)
        for draft in _accused(text, drafts, token.index, countries, heads, attributions):
            draft.verdict = replace(draft.verdict, factuality=Factuality.DENIED, cues=(*draft.verdict.cues, cue))


def _accused(
    text: AnnotatedText,
    drafts: Sequence[Draft],
    index: int,
    countries: set[str | None],
    heads: set[int],
    attributions: Sequence[Attribution],
) -> list[Draft]:
    """The nearest acts told by others than the denier: those of his own side, else the last one told."""
    here = text.tokens[index].sentence
    found = [
        d
        for d in drafts
        if d.token < index
        and here - text.tokens[d.token].sentence <= WINDOW
        and d.verdict.factuality is Factuality.ASSERTED
        and d.speakers
        and "statement" not in d.trigger.pattern.flags
        and not any(_same_side(attributions[i], heads, countries) for i in d.speakers)
    ]
    own = [d for d in found if d.countries("actors") & countries]
    near = own or [d for d in found if here - text.tokens[d.token].sentence <= 1]
    last = max((text.tokens[d.token].sentence for d in near), default=-1)
    return [d for d in near if text.tokens[d.token].sentence == last]


def _same_side(attribution: Attribution, heads: set[int], countries: set[str | None]) -> bool:
    """Nobody denies what his own side says."""
    speaker = attribution.speaker
    return speaker is not None and (speaker.head in heads or speaker.identity.country in countries)
