"""By what medium the source spoke: 'in a post on X', 'told Reuters', 'on state television'."""

from __future__ import annotations

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.lexicon import cues
from tocsin.coding.attribution.sheet import Sheet
from tocsin.model.span import Span


def medium_of(sheet: Sheet, candidate: Candidate) -> Span | None:
    """The words that name the medium, without their preposition; nothing when the article names none."""
    for kid in _phrases(sheet, candidate):
        tokens = sheet.trimmed(_phrase(sheet, kid) - set(candidate.content))
        if tokens:
            return Span(sheet.tokens[tokens[0]].start, sheet.tokens[tokens[-1]].end)
    return None


def _phrases(sheet: Sheet, candidate: Candidate) -> list[int]:
    words, head, content = cues(), candidate.head, set(candidate.content)
    spoken = [
        k
        for k in sheet.related(head, "obl", "nmod", "obl:unmarked")
        if k not in content
        and sheet.preposition(k) in words.medium_prepositions
        and (sheet.tokens[k].lemma.lower() in words.medium_nouns or sheet.word(k) in words.medium_nouns)
    ]
    told = [
        k
        for k in sheet.related(head, "obj", "iobj")
        if k not in content
        and sheet.tokens[head].lemma == "tell"
        and (sheet.tokens[k].lemma.lower() in words.listeners or sheet.entity_at.get(k) == "ORG")
    ]
    return spoken + told


def _phrase(sheet: Sheet, index: int) -> set[int]:
    """The noun phrase without its preposition and without clauses or a date that hang on it."""
    barred = sheet.related(index, "case", "acl:relcl", "acl", "nmod:unmarked", "parataxis", "advcl", "ccomp")
    return sheet.subtree(index, without=barred)
