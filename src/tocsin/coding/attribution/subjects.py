"""Whose words: the head of the noun phrase that a cue takes its source from."""

from __future__ import annotations

from tocsin.coding.attribution.sheet import Sheet

SUBJECTS = ("nsubj", "nsubj:outer")
_CONTROL = ("xcomp", "advcl", "ccomp")
_LOOSE = ("dislocated", "obj", "obl:unmarked", "vocative", "dep", "csubj", "compound", "appos")
_DEEPEST = 5
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def is_passive(sheet: Sheet, index: int) -> bool:
    """Whether the verb stands in the passive; 'Asked whether ..., he said' is one that taggers take for a past."""
    if sheet.related(index, "nsubj:pass", "aux:pass"):
        return True
    token = sheet.tokens[index]
    if token.xpos == "VBD" and token.deprel == "advcl" and token.head > index:
        return not sheet.related(index, "nsubj", "mark", "aux")
    if token.xpos != "VBN" or sheet.related(index, "aux", "nsubj"):
        return False
    return token.deprel in ("acl", "amod", "advcl") or agent(sheet, index) is not None


def agent(sheet: Sheet, index: int) -> int | None:
    """The 'by' phrase of a passive verb."""
    for kid in sheet.related(index, "obl:agent", "obl"):
        if sheet.preposition(kid) == "by":
            return kid
    return None


def source_of_verb(sheet: Sheet, index: int, depth: int = 0) -> int | None:
    """The subject of a verb or predicate, also one that is shared, controlled or modified by its participle."""
    token = sheet.tokens[index]
    if is_passive(sheet, index):
        return agent(sheet, index)
    own = sheet.related(index, *SUBJECTS)
    if own:
        return own[-1] if sheet.word(own[-1]) not in ("it", "there") or token.upos == "VERB" else None
    inverted = _inverted_subject(sheet, index)
    if inverted is not None:
        return inverted
    if token.xpos in _FINITE and token.deprel != "conj":
        loose = _loose_subject(sheet, index)
        if loose is not None:
            return loose
    if token.head == index or depth > _DEEPEST:
        return None
    if token.deprel in ("acl", "acl:relcl"):
        return _beyond_comma(sheet, index, depth) or token.head
    if token.deprel == "conj" or (token.deprel in _CONTROL and not _finite_with_mark(sheet, index)):
        return _of_governor(sheet, index, depth)
    if token.deprel == "parataxis":
        return source_of_verb(sheet, token.head, depth + 1)
    return None


def _inverted_subject(sheet: Sheet, index: int) -> int | None:
    """'..., confirmed his lawyer': what follows a verb that closes a report is its subject, not its object."""
    if sheet.tokens[index].xpos not in _FINITE or not any(k < index for k in sheet.related(index, "ccomp")):
        return None
    after = [k for k in sheet.related(index, "iobj", "obj") if k > index and sheet.tokens[k].xpos != "PRP"]
    return after[0] if after else None


def _loose_subject(sheet: Sheet, index: int) -> int | None:
    """A bare noun phrase before a finite verb is its subject, whatever the parse calls it."""
    bare = [
        k
        for k in sheet.related(index, *_LOOSE)
        if k < index and sheet.tokens[k].upos in ("NOUN", "PROPN", "PRON") and not sheet.preposition(k)
    ]
    return bare[-1] if bare else None


def _beyond_comma(sheet: Sheet, index: int, depth: int) -> int | None:
    """'X confirmed the claim, saying ...': after a comma the participle goes with the clause, not with the noun."""
    if sheet.tokens[index].xpos != "VBG":
        return None
    first = min(sheet.subtree(index))
    if first == 0 or (sheet.word(first - 1) != "," and sheet.word(first) != ","):
        return None
    at = sheet.tokens[index].head
    for _ in range(_DEEPEST):
        if sheet.tokens[at].upos == "VERB" or sheet.related(at, *SUBJECTS):
            return source_of_verb(sheet, at, depth + 1)
        if sheet.tokens[at].head == at:
            return None
        at = sheet.tokens[at].head
    return None


def _finite_with_mark(sheet: Sheet, index: int) -> bool:
    return sheet.tokens[index].xpos in _FINITE and bool(sheet.related(index, "mark"))


def _of_governor(sheet: Sheet, index: int, depth: int) -> int | None:
    governor = sheet.tokens[index].head
    if sheet.tokens[index].deprel == "xcomp" and sheet.tokens[governor].lemma not in ("promise", "vow"):
        objects = [k for k in sheet.related(governor, "obj", "iobj") if k < index]
        if objects:
            return objects[0]
    if sheet.tokens[index].xpos == "VBG":
        speaking = _speaking_between(sheet, governor, index)
        if speaking is not None:
            return source_of_verb(sheet, speaking, depth + 1)
    if is_passive(sheet, governor):
        suffering = sheet.related(governor, "nsubj:pass")
        return suffering[0] if suffering else agent(sheet, governor)
    return source_of_verb(sheet, governor, depth + 1)


def _speaking_between(sheet: Sheet, governor: int, index: int) -> int | None:
    """'..., he said, adding ...': the verb with a subject of its own that stands between, and reports the governor."""
    reporting = sheet.tokens[governor].head
    if sheet.tokens[governor].deprel == "ccomp" and governor < reporting < index:
        return reporting
    asides = [k for k in sheet.related(governor, "parataxis") if governor < k < index and sheet.related(k, *SUBJECTS)]
    return asides[-1] if asides else None


def who_it_stands_for(sheet: Sheet, source: int, cue: int) -> int:
    """The noun that a relative pronoun stands for, else the source itself."""
    if sheet.tokens[source].xpos not in ("WP", "WDT", "WP$") and sheet.word(source) not in ("who", "which"):
        return source
    at = cue
    for _ in range(_DEEPEST):
        token = sheet.tokens[at]
        if token.deprel == "acl:relcl" and token.head != at:
            return token.head
        if token.head == at:
            break
        at = token.head
    return source
