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

THRESHOLD = 0.3
_HEARSAY = frozenset({"allegedly", "reportedly", "purportedly"})
_SURE = 0.6
_SURE_INSIDE = 0.7
_CUE_TAG = 2.0
_NO_CUE_TAG = 1.5
_SOURCE_TAG = 0.5
_UNTAGGED = frozenset({"name:", ":name"})
_UNCONFIRMED_WAYS = frozenset({"clause", "suffering", "object"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability, 0..1."""

    candidate: Candidate
    probability: float


def probability(sheet: Sheet, candidate: Candidate) -> float:
    """Probability, 0..1, that the candidate is an attribution with this content."""
    table = weights()
    total = sum(table.get(name, 0.0) for name in set(features(sheet, candidate))) + _tagged(sheet, candidate)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _tagged(sheet: Sheet, candidate: Candidate) -> float:
    """What the engine's own reading of cues and sources adds to the log-odds; nothing where it has none.

    Its weights are set by hand on articles held out from it: on the articles that it learned from it is too sure.
    """
    tags = sheet.text.attribution_tags
    if not tags or candidate.construction in _UNTAGGED:
        return 0.0
    total = _CUE_TAG if tags[candidate.head] == "cue" else -_NO_CUE_TAG
    if candidate.source is not None:
        total += _SOURCE_TAG if tags[candidate.source] == "source" else -_SOURCE_TAG
    return total


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
    where a colon stands between a party and its words, what nobody confirmed, and speech told in speech."""
    if candidate.construction == "adverb" and sheet.word(candidate.head) in _HEARSAY:
        return _SURE
    if candidate.construction in (":name", "name:") and candidate.source is not None:
        sentence = sheet.text.sentences[sheet.tokens[candidate.head].sentence]
        if sentence.zone is ZoneKind.HEADLINE and _can_talk(sheet, candidate.source):
            return _SURE
    if candidate.construction in _UNCONFIRMED_WAYS and sheet.tokens[candidate.head].lemma in cues().unconfirmed:
        return _SURE if negated(sheet, candidate.head) else 0.0
    return _SURE_INSIDE if _speech_in_speech(sheet, candidate) else 0.0


def _speech_in_speech(sheet: Sheet, candidate: Candidate) -> bool:
    """'The envoy said that the army claimed that ...': the training articles mark the envoy only."""
    token = sheet.tokens[candidate.head]
    if candidate.construction != "clause" or candidate.source is None or token.deprel != "ccomp":
        return False
    said = (token.lemma.lower(), sheet.tokens[token.head].lemma.lower())
    telling = cues().speech & cues().tells_things
    return all(lemma in telling for lemma in said) and _can_talk(sheet, candidate.source)


def _can_talk(sheet: Sheet, source: int) -> bool:
    return sheet.entity_at.get(source) in ("PERSON", "ORG") or sheet.word(source) in cues().talkers
