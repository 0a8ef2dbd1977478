"""Noun phrases: from a head token to the words that name who is meant."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.syntax import kids, preposition
from tocsin.model.annotated import AnnotatedText
from tocsin.model.span import Span

LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "flat", "advmod", "case", "nmod:desc", "nmod:unmarked"}
)
RIGHT = frozenset({"flat", "flat:name", "fixed", "goeswith", "compound"})
SKIPPED = frozenset({"det", "punct", "cc", "case", "mark", "advmod", "acl:relcl"})
COMPARING = frozenset({"least", "most", "more", "than", "about", "some", "over", "fewer"})
CLOSED = frozenset({"det"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head token, the span of its short form, and of its form with 'of' phrases and appositions."""

    head: int
    span: Span
    full: Span


def phrase(text: AnnotatedText, head: int) -> Phrase:
    """The noun phrase of a head token: 'the Pakistani fighter jets' of 'jets'.

    The short form keeps what stands before the head and names after it; the full form adds 'of' and 'from' phrases
    and an apposition directly behind it ('Zabihullah Mujahid, spokesman of the Emirate').
    """
    first, last = _core(text, head)
    short = Span(text.tokens[first].start, text.tokens[last].end)
    full_first, full_last = first, last
    for kid in text.children(head):
        token = text.tokens[kid]
        if kid < head or kid <= full_last:
            continue
        if (
            token.deprel == "nmod"
            and preposition(text, kid) in ("of", "from", "in", "for", "at")
            and kid - full_last <= 6
        ) or (token.deprel in ("appos", "acl:relcl") and token.deprel == "appos" and kid - full_last <= 14):
            full_last = max(full_last, _end(text, kid))
    for kid in kids(text, head, "appos"):
        if kid < head:
            full_first = min(full_first, _core(text, kid)[0])
    return Phrase(head, short, Span(text.tokens[full_first].start, text.tokens[full_last].end))


def _core(text: AnnotatedText, head: int) -> tuple[int, int]:
    """First and last token of the phrase without prepositional phrases and clauses; the determiner is left out."""
    first, last = head, head
    sentence = text.sentences[text.tokens[head].sentence]
    for kid in text.children(head):
        token = text.tokens[kid]
        if kid < head and token.deprel in LEFT and token.upos not in ("ADP", "SCONJ", "PUNCT", "CCONJ"):
            if token.deprel in CLOSED or (token.deprel == "advmod" and token.upos == "ADV"):
                continue
            first = min(first, _left_edge(text, kid))
        elif kid > head and token.deprel in RIGHT:
            last = max(last, _end(text, kid))
    return max(first, sentence.first), min(last, sentence.last - 1)


def _left_edge(text: AnnotatedText, index: int) -> int:
    """First token of a left modifier, its own determiner left out."""
    edge = index
    for kid in text.children(index):
        token = text.tokens[kid]
        if kid < index and token.deprel not in SKIPPED and token.lemma not in COMPARING:
            edge = min(edge, _left_edge(text, kid))
    return edge


def _end(text: AnnotatedText, index: int) -> int:
    """Last token of a short right modifier: it stops before clauses and coordination of clauses."""
    last = index
    for kid in text.children(index):
        if kid > index and text.tokens[kid].deprel in ("flat", "compound", "nmod", "appos", "fixed", "conj", "nummod"):
            if text.tokens[kid].deprel == "appos" and kid - index > 8:
                continue
            last = max(last, _end(text, kid))
    return last
