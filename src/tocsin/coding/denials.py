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
from tocsin.model.certainty import Factuality
from tocsin.model.span import Span

DENYING = frozenset({"deny", "dismiss", "reject", "refute", "dispute", "rebut", "disown"})
CLAIMS = frozenset(
    """
    claim accusation allegation charge report suggestion assertion this it that violation responsibility involvement
    wrongdoing figure role violation statement them
    """.split()
)
WINDOW = 3


def mark_denied(text: AnnotatedText, drafts: Sequence[Draft], cast: Cast) -> None:
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
        countries = {cast.identify(i).country for s in subjects(text, token.index) for i in conjuncts(text, s)} - {None}
        cue = Span(token.start, token.end)
        for draft in _accused(text, drafts, token.index, countries):
            draft.verdict = replace(draft.verdict, factuality=Factuality.DENIED, cues=(*draft.verdict.cues, cue))


def _accused(text: AnnotatedText, drafts: Sequence[Draft], index: int, countries: set[str | None]) -> list[Draft]:
    """The nearest claimed acts of the denier before the denial."""
    here = text.tokens[index].sentence
    found = [
        d
        for d in drafts
        if d.token < index
        and here - text.tokens[d.token].sentence <= WINDOW
        and d.verdict.factuality is Factuality.ASSERTED
        and d.speakers
        and "statement" not in d.trigger.pattern.flags
        and d.countries("actors") & countries
    ]
    last = max((text.tokens[d.token].sentence for d in found), default=-1)
    return [d for d in found if text.tokens[d.token].sentence == last]
