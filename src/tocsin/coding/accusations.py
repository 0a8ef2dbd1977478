"""An accusation is an attribution: what one is accused of is told according to the accuser.

The attribution layer hears speech; this adds the accusations that the codebook found, so that 'accused Norland of
shelling villages' makes the shelling a claim of the accuser.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.cast import Cast
from tocsin.coding.roles import Roles
from tocsin.coding.syntax import complements, obliques
from tocsin.coding.triggers import Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Attribution
from tocsin.model.span import Span


def accusations(
    text: AnnotatedText, triggers: Sequence[Trigger], heard: Sequence[Attribution], roles: Roles, cast: Cast
) -> list[Attribution]:
    """Attributions of the accusations that were not heard as speech already."""
    cues = {(s.start, s.end) for a in heard for s in a.cue}
    out = []
    for trigger in triggers:
        if trigger.pattern.content != "claimed" or trigger.word_class != "verb":
            continue
        token = text.tokens[trigger.token]
        if any(start < token.end and token.start < end for start, end in cues):
            continue
        content = _content(text, trigger.token)
        if content is None:
            continue
        found = roles.actors(trigger)
        speaker = cast.party(found[0][0], "accuser") if found else None
        source = (speaker.mention or speaker.span,) if speaker else ()
        out.append(Attribution(source, (Span(token.start, token.end),), (content,), speaker))
    return out


def _content(text: AnnotatedText, index: int) -> Span | None:
    """The words of the 'of', 'for' or 'with' phrase, or of the clause."""
    heads = complements(text, index) + [n for prep, n in obliques(text, index) if prep in ("of", "for", "with", "over")]
    if not heads:
        return None
    tokens = sorted({i for head in heads for i in text.subtree(head)})
    return text.span_of(tokens[0], tokens[-1] + 1)
