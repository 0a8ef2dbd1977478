"""Candidates whose cue is a noun, an adverb or a preposition: 'X's claim that', 'allegedly', 'according to X'."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.subjects import source_of_verb

_MATTER = frozenset({"of", "on", "about", "for", "against", "to", "over", "with", "in", "toward", "towards"})
_GIVERS = frozenset({"by", "from", "of", "among", "between"})
_CLAUSES = ("acl", "ccomp", "advcl")
_LIGHT = frozenset({"obj", "nsubj:pass", "obl"})


def noun_candidates(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Every way in which this noun may report something."""
    giver, used = _giver(sheet, index)
    clauses = [k for k in sheet.related(index, *_CLAUSES) if k > index and sheet.tokens[k].xpos != "VBN"]
    if clauses:
        content = sheet.subtree(clauses[0])
        yield Candidate(index, "noun clause", tuple(sheet.trimmed(content)), giver)
    for kid in sheet.related(index, "nmod"):
        preposition = sheet.preposition(kid)
        if kid != used and preposition in _MATTER and kid > index:
            content = sheet.subtree(kid, without=sheet.related(kid, "case"))
            yield Candidate(index, "noun " + preposition, tuple(sheet.trimmed(content)), giver)
            break
    clause = _predicate(sheet, index)
    if clause is not None:
        content = sheet.subtree(clause, without=(index,))
        yield Candidate(index, "noun is", tuple(sheet.trimmed(content)), giver)


def _giver(sheet: Sheet, index: int) -> tuple[int | None, int | None]:
    """The source of a noun and the dependent it was read from: its owner, a 'by' phrase, or a light verb's subject."""
    owners = sheet.related(index, "nmod:poss")
    if owners:
        return owners[0], owners[0]
    for kid in sheet.related(index, "nmod"):
        if sheet.preposition(kid) in ("by", "from"):
            return kid, kid
    token = sheet.tokens[index]
    if token.deprel in _LIGHT and token.head != index and sheet.tokens[token.head].upos == "VERB":
        return source_of_verb(sheet, token.head), None
    return None, None


def _predicate(sheet: Sheet, index: int) -> int | None:
    """'Her message is that ...': the clause that the noun is said to be."""
    token = sheet.tokens[index]
    if token.deprel in ("nsubj", "nsubj:outer") and token.head > index:
        predicate = token.head
        if any(sheet.word(k) == "that" for k in sheet.related(predicate, "mark")) and sheet.related(predicate, "cop"):
            return predicate
    return None


def adverb_candidates(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """'Allegedly', 'reportedly': the clause or noun phrase that the adverb modifies."""
    token = sheet.tokens[index]
    if token.head == index:
        return
    host = token.head
    while sheet.tokens[host].deprel in ("amod", "advmod") and sheet.tokens[host].head != host:
        host = sheet.tokens[host].head
    content = sheet.trimmed(sheet.subtree(host, without=(index,)) - {index})
    if content:
        yield Candidate(index, "adverb", tuple(content), None)


def preposition_candidates(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """'According to X', 'per X', 'for X', 'in X's words': the phrase hangs on the clause that it reports."""
    token = sheet.tokens[index]
    if token.deprel != "case" or token.head == index:
        return
    source = token.head
    host = sheet.tokens[source].head
    if host == source:
        return
    content = sheet.subtree(host, without=(source,))
    if source in content or not content:
        return
    yield Candidate(index, "preposition", tuple(sheet.trimmed(content)), source)
