"""Whether the source asserts, denies, leaves unconfirmed, warns, doubts - or only believes or intends."""

from __future__ import annotations

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.lexicon import cues
from tocsin.coding.attribution.sheet import Sheet

_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "n’t", "cannot"})
_QUOTING = frozenset({"quoted", "after", "aside", "as", "colon", "name:", ":name"})
_TELLS = _QUOTING | {"clause", "preposition", "adverb", "loose", "before", "noun clause"}
_NAMING_WAYS = frozenset({"object+open", "object+rest", "open"})
_NOBODY = frozenset({"neither", "no", "none", "nobody"})


def stance_of(sheet: Sheet, candidate: Candidate) -> str:
    """'asserts', 'denies', 'does not confirm', 'warns', 'doubts'; 'believes' (an opinion or attitude, nothing is said
    to be so) or 'intends' (a wish or plan) where the cue is no act of speech."""
    words = cues()
    lemma = sheet.tokens[candidate.head].lemma.lower()
    if lemma in words.unconfirmed and (negated(sheet, candidate.head) or _refused(sheet, candidate.head)):
        return "does not confirm"
    if lemma in words.refusing and any(i in candidate.content for i in _comments(sheet, candidate.head)):
        return "does not confirm"
    if lemma in words.denies:
        return "denies"
    if lemma in words.warns:
        return "warns"
    if lemma in words.doubts:
        return "doubts"
    return _kind(sheet, candidate, lemma)


def _kind(sheet: Sheet, candidate: Candidate, lemma: str) -> str:
    words = cues()
    quoting = candidate.construction in _QUOTING or _mostly_quoted(sheet, candidate)
    way = candidate.construction
    if lemma in words.speech and (quoting or way in _TELLS or lemma in words.tells_things):
        return "asserts"
    if lemma in words.naming and way in _NAMING_WAYS:
        return "asserts"
    if lemma in words.intends and way != "quoted":
        return "intends"
    if lemma in words.believes and not quoting:
        return "believes"
    if quoting or (way in _TELLS and not way.startswith("noun")):
        return "asserts"
    return "intends" if "open" in way or way == "purpose" else "believes"


def _mostly_quoted(sheet: Sheet, candidate: Candidate) -> bool:
    outside = sheet.quote_at[candidate.head]
    return 2 * sum(sheet.quote_at[i] not in (-1, outside) for i in candidate.content) > len(candidate.content)


def negated(sheet: Sheet, index: int) -> bool:
    """Whether the cue is negated, by itself or in its subject ('neither A nor B confirmed')."""
    if any(sheet.word(k) in _NEGATIONS for k in sheet.kids[index]):
        return True
    for subject in sheet.related(index, "nsubj", "nsubj:pass"):
        parts = [subject, *sheet.related(subject, "det", "cc:preconj", "cc", "advmod")]
        if any(sheet.word(k) in _NOBODY for k in parts):
            return True
    return False


def _refused(sheet: Sheet, index: int) -> bool:
    """'refused to confirm', 'was unable to verify', 'without confirming'."""
    token = sheet.tokens[index]
    if any(sheet.word(k) == "without" for k in sheet.related(index, "mark")):
        return True
    return (
        token.head != index
        and token.deprel in ("xcomp", "advcl")
        and (sheet.tokens[token.head].lemma.lower() in cues().refusing)
    )


def _comments(sheet: Sheet, index: int) -> list[int]:
    return [k for k in sheet.related(index, "xcomp") if sheet.tokens[k].lemma.lower() in cues().unconfirmed]
