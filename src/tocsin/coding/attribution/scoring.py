"""How likely a candidate is an attribution, and the best candidate of each cue."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.features import features
from tocsin.coding.attribution.gathering import candidates_at
from tocsin.coding.attribution.lexicon import cues, weights
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.stances import negated
from tocsin.model.article import ZoneKind

THRESHOLD = 0.32
_HEARSAY = frozenset({"allegedly", "reportedly", "purportedly"})
_SURE = 0.6
_UNCONFIRMED_WAYS = frozenset({"clause", "suffering", "object"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability, 0..1."""

    candidate: Candidate
    probability: float


def probability(sheet: Sheet, candidate: Candidate) -> float:
    """Probability, 0..1, that the candidate is an attribution with this content."""
    table = weights()
    total = sum(table.get(name, 0.0) for name in set(features(sheet, candidate)))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def best_candidates(sheet: Sheet, threshold: float = THRESHOLD) -> list[Scored]:
    """The likeliest candidate of every cue, in text order, where it is likely enough."""
    out = []
    for index in range(len(sheet.tokens)):
        scored = [Scored(c, max(probability(sheet, c), _granted(sheet, c))) for c in candidates_at(sheet, index)]
        if scored:
            best = max(scored, key=lambda s: s.probability)
            if best.probability >= threshold:
                out.append(best)
    return out


def _granted(sheet: Sheet, candidate: Candidate) -> float:
    """What the training articles hardly ever show, yet always is an attribution: hearsay adverbs, headlines
    where a colon stands between a party and its words, and what nobody confirmed."""
    if candidate.construction == "adverb" and sheet.word(candidate.head) in _HEARSAY:
        return _SURE
    if candidate.construction in (":name", "name:") and candidate.source is not None:
        sentence = sheet.text.sentences[sheet.tokens[candidate.head].sentence]
        if sentence.zone is ZoneKind.HEADLINE and _can_talk(sheet, candidate.source):
            return _SURE
    if candidate.construction in _UNCONFIRMED_WAYS and sheet.tokens[candidate.head].lemma in cues().unconfirmed:
        return _SURE if negated(sheet, candidate.head) else 0.0
    return 0.0


def _can_talk(sheet: Sheet, source: int) -> bool:
    return sheet.entity_at.get(source) in ("PERSON", "ORG") or sheet.word(source) in cues().talkers
