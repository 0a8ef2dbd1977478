"""Literal or associative: 'Kabul was bombed' happens in Kabul, 'Kabul said' and 'Afghan troops' do not."""

from __future__ import annotations

import re

from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import LOCATIONS, ORGANISATIONS, SAYING, STRONG_PREPOSITIONS
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.model.annotated import AnnotatedText, Token
from tocsin.model.article import ZoneKind

_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]+)?(?:,\s(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.?\s\d+)?"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[—–:]|--|-\s)"
)
LITERAL, ASSOCIATIVE = "literal", "associative"
_CONJUNCTS = 4
_SIDES = frozenset("with between against by".split())
_RELATING = frozenset(
    """support back blame accuse urge call warn sanction help offer give condemn criticise criticize thank persuade tell
    ask press pressure pressurise assure recognise recognize represent ally join praise defend""".split()
)
_GOING = frozenset(
    "reach enter leave attack shell bomb bombard seize capture recapture retake storm overrun besiege raid flee".split()
)
_AGENTS = frozenset(["country", "admin1", "continent"])
_OFFICES = frozenset(
    "government president minister ministry army military police leader leaders official officials".split()
)


def role_of(annotated: AnnotatedText, mention: Mention) -> str:
    """The role of a mention; the parse is used where there is one."""
    tokens = annotated.tokens
    if mention.best.sort >= NameSort.ADJECTIVE:
        return LITERAL if _of_land(annotated, mention) else ASSOCIATIVE
    sentence = annotated.sentences[tokens[mention.first].sentence]
    if sentence.zone is ZoneKind.DATELINE or mention.within or _is_dateline(annotated, mention):
        return LITERAL
    before = tokens[mention.first - 1].text.lower() if mention.first > sentence.first else ""
    after = tokens[mention.last] if mention.last < sentence.last else None
    if mention.label in ("ORG", "NORP"):
        return LITERAL if _is_gone_to(tokens, mention) else ASSOCIATIVE
    if before in STRONG_PREPOSITIONS:
        return LITERAL
    if after is not None and after.text[0].isupper() and after.text.lower() in ORGANISATIONS:
        return ASSOCIATIVE
    head = _head(tokens, mention)
    if head is not None and head.deprel:
        return _by_parse(annotated, head, mention)
    return _by_neighbours(mention, after)


def _is_dateline(annotated: AnnotatedText, mention: Mention) -> bool:
    """Whether the name opens its line and a bracket, dash, colon or date follows: 'GENEVA (Reuters) -'."""
    text, start = annotated.article.text, mention.span.start
    if start and text[start - 1] != "\n":
        return False
    return _DATELINE.match(text, mention.span.end) is not None


def _of_land(annotated: AnnotatedText, mention: Mention) -> bool:
    """Whether an adjective stands before a piece of land: 'the Thai border' is a place in Thailand.

    Not where the land has a name of its own ('the Iraqi city of Basra', 'the Afghan capital'): that is the place then.
    """
    tokens = annotated.tokens
    head = _head(tokens, mention)
    if head is None or head.deprel != "amod":
        return False
    land = tokens[head.head]
    named = any(tokens[c].upos == "PROPN" for c in annotated.children(land.index))
    return land.lemma.lower() in LOCATIONS and land.lemma.lower() != "capital" and not named


def _head(tokens: tuple[Token, ...], mention: Mention) -> Token | None:
    """The token of the mention whose head lies outside it."""
    inside = range(mention.first, mention.last)
    return next((tokens[i] for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _is_gone_to(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """'Reached Goma', 'shelled Bor': a town is what one goes to or fires at, whatever else bears its name."""
    head = _head(tokens, mention)
    if head is None or head.deprel not in ("obj", "nsubj:pass") or mention.best.kind in _AGENTS:
        return False
    return tokens[head.head].lemma in _GOING


def _speaks_for_itself(mention: Mention) -> bool:
    return any(e.kind in _AGENTS or e.capital for e in mention.entries[:3])


def _by_parse(annotated: AnnotatedText, head: Token, mention: Mention) -> str:
    tokens = annotated.tokens
    for _ in range(_CONJUNCTS):
        if head.deprel != "conj" or head.head == head.index or tokens[head.head].upos not in ("PROPN", "NOUN", "ADJ"):
            break
        head = tokens[head.head]
    relation, above = head.deprel, tokens[head.head]
    agent = _speaks_for_itself(mention)
    if relation in ("compound", "amod", "nmod:poss"):
        if above.lemma.lower() in LOCATIONS:
            return LITERAL
        return ASSOCIATIVE if agent or relation != "nmod:poss" or above.lemma in _OFFICES else LITERAL
    if relation == "flat":
        return ASSOCIATIVE if mention.best.kind == "country" else LITERAL
    if relation == "nsubj" and above.upos == "VERB":
        return ASSOCIATIVE if above.lemma in SAYING or agent else LITERAL
    if not agent:
        return LITERAL
    case = next((tokens[c].lemma for c in annotated.children(head.index) if tokens[c].deprel == "case"), "")
    if relation == "obj" and above.lemma in _RELATING:
        return ASSOCIATIVE
    if relation in ("obl:agent", "iobj") or (relation in ("obl", "nmod") and case in _SIDES):
        return ASSOCIATIVE
    if relation == "nmod" and case == "of" and (above.lemma in _OFFICES or above.upos == "PROPN"):
        return ASSOCIATIVE
    return LITERAL


def _by_neighbours(mention: Mention, after: Token | None) -> str:
    if after is not None and after.text.lower() in SAYING and _speaks_for_itself(mention):
        return ASSOCIATIVE
    return LITERAL
