"""An annotated text to its attributions."""

from __future__ import annotations

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.extents import cue_tokens, source_tokens
from tocsin.coding.attribution.media import medium_of
from tocsin.coding.attribution.nesting import with_parents, without_weak_inner
from tocsin.coding.attribution.quoting import Draft, drafts_of
from tocsin.coding.attribution.scoring import best_candidates
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.stances import stance_of
from tocsin.coding.attribution.subjects import who_it_stands_for
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution
from tocsin.model.span import Span, cover
from tocsin.model.who import Party


def find_attributions(annotated: AnnotatedText) -> tuple[Attribution, ...]:
    """Everybody's words, beliefs and intentions in the article, in text order.

    `speaker` holds the source's own words and the index of their head token; who that is, is left to the caller.
    `stance` is asserts, denies, does not confirm, warns or doubts for acts of speech; believes or intends for the rest.
    A quotation that goes on without a cue is part of the content of what it goes on with.
    """
    if not annotated.tokens:
        return ()
    sheet = Sheet(annotated)
    drafts = drafts_of(sheet, best_candidates(sheet))
    found = [(d.scored.probability, a) for d in drafts if (a := _attribution(sheet, d)) is not None]
    kept = without_weak_inner([a for _, a in found], [p for p, _ in found], annotated)
    return with_parents(kept, annotated)


def _attribution(sheet: Sheet, draft: Draft) -> Attribution | None:
    content = sheet.spans(sheet.trimmed(draft.content))
    candidate = draft.scored.candidate
    if not content:
        return None
    source = source_tokens(sheet, candidate)
    return Attribution(
        source=sheet.spans(source),
        cue=sheet.spans(cue_tokens(sheet, candidate)),
        content=content,
        speaker=_speaker(sheet, candidate, sheet.spans(source)),
        medium=medium_of(sheet, candidate),
        stance=stance_of(sheet, candidate),
        quoted=_quoted(sheet, draft),
    )


def _speaker(sheet: Sheet, candidate: Candidate, spans: tuple[Span, ...]) -> Party | None:
    if candidate.source is None or not spans:
        return None
    span = cover(spans)
    head = who_it_stands_for(sheet, candidate.source, candidate.head)
    return Party(span, sheet.text.words(span), how="source", head=head)


def _quoted(sheet: Sheet, draft: Draft) -> bool:
    """Whether most of the content stands in quotation marks that the cue stands outside of."""
    outside = sheet.quote_at[draft.scored.candidate.head]
    quoted = sum(1 for i in draft.content if sheet.quote_at[i] not in (-1, outside))
    return 2 * quoted > len(draft.content)
