"""All candidates of an article, cue by cue."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.colons import colon_candidates
from tocsin.coding.attribution.nouns import adverb_candidates, noun_candidates, preposition_candidates
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.verbs import verb_candidates

_HELPING = frozenset({"aux", "aux:pass", "cop"})
_HEARSAY = frozenset(
    "allegedly reportedly supposedly purportedly apparently alleged purported supposed reported".split()
)
_ACCORDING = frozenset({"according", "per"})
_SEPARATORS = frozenset({":", "-", "–", "—"})
_JUDGING = frozenset({"ccomp", "xcomp", "advcl"})


def candidates_at(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """The candidates whose cue has this token as its head."""
    token = sheet.tokens[index]
    if token.deprel in _HELPING:
        return
    word = token.text.lower()
    if token.deprel == "case":
        if word in _ACCORDING:
            yield from preposition_candidates(sheet, index)
    elif word in _HEARSAY and token.deprel in ("advmod", "amod"):
        yield from adverb_candidates(sheet, index)
    elif word in _SEPARATORS and token.upos in ("PUNCT", "SYM"):
        yield from colon_candidates(sheet, index)
    elif token.upos == "VERB":
        yield from verb_candidates(sheet, index)
    elif token.upos in ("NOUN", "PROPN"):
        if token.upos == "NOUN":
            yield from noun_candidates(sheet, index)
    elif token.upos == "ADJ" and any(sheet.tokens[k].deprel in _JUDGING for k in sheet.kids[index]):
        yield from verb_candidates(sheet, index)
