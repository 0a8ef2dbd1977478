"""How far the words of a source and of a cue reach."""

from __future__ import annotations

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.subjects import SUBJECTS

_BEFORE = ("aux", "aux:pass", "cop", "advmod")
_CHAIN_LIMIT = 5
_TITLE_REACH = 4


def source_tokens(sheet: Sheet, candidate: Candidate) -> list[int]:
    """The full noun phrase of the source: with appositions and relative clauses, without its preposition."""
    source = candidate.source
    if source is None:
        return []
    barred = [*sheet.related(source, "case"), _branch(sheet, source, candidate.head), *_unfit(sheet, source)]
    if candidate.head < source:
        barred += [k for k in sheet.related(source, "conj", "cc", "parataxis") if sheet.related(k, "nsubj")]
    possessive = [k for k in sheet.related(source, "case") if sheet.tokens[k].xpos == "POS"]
    found = sheet.subtree(source, without=barred)
    for twin in sheet.related(candidate.head, *SUBJECTS):
        if -_TITLE_REACH <= twin - source < 0 and sheet.tokens[twin].upos in ("NOUN", "PROPN"):
            found |= sheet.subtree(twin)
    found -= {candidate.head, *candidate.content}
    found |= set(possessive) if sheet.tokens[source].deprel == "nmod:poss" else set()
    return sheet.trimmed(_run(sheet, found, source))


def _unfit(sheet: Sheet, source: int) -> list[int]:
    """What the parse hangs on a noun but is no part of its phrase."""
    return [k for k in sheet.related(source, "cop", "nsubj", "mark", "aux", "discourse") if k != source]


def _branch(sheet: Sheet, top: int, below: int) -> int:
    """The child of `top` on the way down to `below`; -1 when there is no such way."""
    at = below
    while sheet.tokens[at].head != at:
        if sheet.tokens[at].head == top:
            return at
        at = sheet.tokens[at].head
    return -1


def _run(sheet: Sheet, found: set[int], around: int) -> set[int]:
    first = last = around
    while first - 1 in found or (first - 2 in found and sheet.tokens[first - 1].upos == "PUNCT"):
        first -= 1
    while last + 1 in found or (last + 2 in found and sheet.tokens[last + 1].upos == "PUNCT"):
        last += 1
    return set(range(first, last + 1))


def cue_tokens(sheet: Sheet, candidate: Candidate) -> list[int]:
    """The cue with its auxiliaries, negation, particles and the verbs that lead up to it ('went on to say')."""
    head = candidate.head
    parts = {head}
    if candidate.construction == "preposition":
        parts |= set(sheet.related(head, "fixed"))
    elif sheet.tokens[head].upos in ("NOUN", "PROPN"):
        parts |= _noun_parts(sheet, candidate)
    else:
        parts |= _verb_parts(sheet, candidate)
    parts -= set(candidate.content)
    return sheet.trimmed(_run(sheet, parts, head) & (parts | {head}))


def _noun_parts(sheet: Sheet, candidate: Candidate) -> set[int]:
    way = candidate.construction
    if not way.startswith("noun ") or not candidate.content or way in ("noun clause", "noun is"):
        return set()
    between = range(candidate.head + 1, candidate.content[0])
    return set(between) if len(between) == 1 else set()


def _verb_parts(sheet: Sheet, candidate: Candidate) -> set[int]:
    head = candidate.head
    parts = set(sheet.related(head, "compound:prt"))
    before = [k for k in sheet.related(head, *_BEFORE) if k < head]
    if before:
        first = min((k for k in before if _joins(sheet, candidate, k)), default=head)
        parts |= set(range(first, head))
    if candidate.construction == "about" and candidate.content[0] - head == 2:
        parts.add(head + 1)
    governor = sheet.tokens[head].head
    leads_up = sheet.tokens[head].deprel == "xcomp" and 0 < head - governor <= _CHAIN_LIMIT
    if leads_up and not sheet.related(governor, "obj", "iobj"):
        parts |= set(range(governor, head)) | _verb_parts(sheet, Candidate(governor, "", candidate.content))
    return parts


def _joins(sheet: Sheet, candidate: Candidate, kid: int) -> bool:
    """Whether nothing but helping words stands between the word and the cue's head."""
    barred = set(candidate.content)
    if candidate.source is not None:
        barred.add(candidate.source)
    return all(
        i not in barred and (sheet.tokens[i].upos in ("AUX", "ADV", "PART", "VERB")) for i in range(kid, candidate.head)
    )
