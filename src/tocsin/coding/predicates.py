"""Every verb and eventive noun with how certainly it happened, on the scale -3 to 3."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.drafts import Draft
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Factuality, Predicate
from tocsin.model.span import Span

SCALE = {
    Factuality.ASSERTED: 3.0,
    Factuality.POSSIBLE: 1.0,
    Factuality.PLANNED: 0.5,
    Factuality.UNREAL: -1.0,
    Factuality.DENIED: -3.0,
}


def find_predicates(text: AnnotatedText, drafts: Sequence[Draft]) -> tuple[Predicate, ...]:
    """One predicate a token: the learned head's value where there is one, else that of the draft that it triggers."""
    drafted = {d.token: d for d in drafts}
    out = []
    for token in text.tokens:
        if token.upos != "VERB" and token.index not in drafted and token.upos not in ("NOUN", "ADJ", "AUX"):
            continue
        if text.factuality:
            value = max(-3.0, min(3.0, text.factuality[token.index]))
        elif token.index in drafted:
            value = SCALE[drafted[token.index].verdict.factuality]
        elif token.upos == "VERB":
            value = 3.0
        else:
            continue
        out.append(Predicate(Span(token.start, token.end), round(value, 2), token.index))
    return tuple(out)
