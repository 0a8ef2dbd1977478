"""Literal or associative: 'Kabul was bombed' happens in Kabul, 'Kabul said' and 'Afghan troops' do not."""

from __future__ import annotations

from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import ORGANISATIONS, SAYING, STRONG_PREPOSITIONS
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.article import ZoneKind

LITERAL, ASSOCIATIVE = "literal", "associative"
_AGENTS = frozenset(["country", "admin1", "continent"])
_OFFICES = frozenset(
    "government president minister ministry army military police leader leaders official officials".split()
)


def role_of(annotated: AnnotatedText, mention: Mention) -> str:
    """The role of a mention; the parse is used where there is one."""
    if any(e.sort >= NameSort.ADJECTIVE for e in mention.entries[:1]):
        return ASSOCIATIVE
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens[mention.first].sentence]
    if sentence.zone is ZoneKind.DATELINE or mention.within:
        return LITERAL
    before = tokens[mention.first - 1].text.lower() if mention.first > sentence.first else ""
    after = tokens[mention.last] if mention.last < sentence.last else None
    if mention.label in ("ORG", "NORP"):
        return ASSOCIATIVE
    if before in STRONG_PREPOSITIONS:
        return LITERAL
    if after is not None and after.text[0].isupper() and after.text.lower() in ORGANISATIONS:
        return ASSOCIATIVE
    head = _head(tokens, mention)
    if head is not None and head.deprel:
        return _by_parse(tokens, head, mention)
    return _by_neighbours(mention, after)


def _head(tokens: tuple[Token, ...], mention: Mention) -> Token | None:
    """The token of the mention whose head lies outside it."""
    inside = range(mention.first, mention.last)
    return next((tokens[i] for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _speaks_for_itself(mention: Mention) -> bool:
    return any(e.kind in _AGENTS or e.capital for e in mention.entries[:3])


def _by_parse(tokens: tuple[Token, ...], head: Token, mention: Mention) -> str:
    relation, above = head.deprel, tokens[head.head]
    if relation in ("compound", "amod"):
        return ASSOCIATIVE
    if relation == "nmod:poss":
        return ASSOCIATIVE if above.lemma in _OFFICES else LITERAL
    if relation == "nsubj" and above.upos == "VERB" and (above.lemma in SAYING or _speaks_for_itself(mention)):
        return ASSOCIATIVE
    if relation in ("obl:agent", "iobj") or (relation == "nmod" and above.lemma in _OFFICES):
        return ASSOCIATIVE if _speaks_for_itself(mention) else LITERAL
    return LITERAL


def _by_neighbours(mention: Mention, after: Token | None) -> str:
    if after is not None and after.text.lower() in SAYING and _speaks_for_itself(mention):
        return ASSOCIATIVE
    return LITERAL
