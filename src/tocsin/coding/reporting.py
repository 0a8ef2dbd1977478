"""Drafts to reports: ids, trigger spans, doubts, confidence, and why."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.cast import Cast
from tocsin.coding.confidence import confidence_of
from tocsin.coding.doubts import find_doubts
from tocsin.coding.drafts import Draft
from tocsin.ids import report_id
from tocsin.model.annotated import AnnotatedText
from tocsin.model.codebook import Codebook
from tocsin.model.report import Coder, Report
from tocsin.model.span import Span


def make_reports(
    text: AnnotatedText,
    drafts: Sequence[Draft],
    cast: Cast,
    codebook: Codebook,
    stamp: Coder,
) -> tuple[Report, ...]:
    """The reports of joined drafts, in the order of their first trigger."""
    doubts = find_doubts(text, drafts, cast)
    out = []
    for index, draft in enumerate(drafts):
        spans = _trigger_spans(draft)
        out.append(
            Report(
                id=report_id(text.article.id, draft.span.start, draft.span.end),
                article=text.article.id,
                type=draft.type,
                mode=draft.mode,
                contexts=draft.trigger.pattern.contexts,
                quad=codebook.types[draft.type].quad,
                triggers=spans,
                actors=tuple(draft.actors),
                recipients=tuple(draft.recipients),
                reciprocal=draft.reciprocal,
                places=tuple(draft.places),
                when=draft.when,
                counts=tuple(draft.counts),
                speakers=draft.speakers,
                factuality=draft.verdict.factuality,
                factuality_cues=draft.verdict.cues,
                doubts=tuple(doubts.get(index, ())),
                confidence=confidence_of(text, draft),
                pattern=draft.trigger.pattern.id,
                because=draft.trigger.pattern.says,
                coder=stamp,
            )
        )
    return tuple(sorted(out, key=lambda r: (r.triggers[0], r.type)))


def _trigger_spans(draft: Draft) -> tuple[Span, ...]:
    found = list(dict.fromkeys(m.span for m in draft.mentions)) or [draft.span]
    return tuple(sorted(found))
